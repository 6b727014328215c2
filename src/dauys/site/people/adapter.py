"""How accounts are made and where people go after they have signed in, for allauth."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.utils.translation import get_language


class Accounts(DefaultAccountAdapter):
    """Accounts by e-mail address."""

    def save_user(self, request: Any, user: Any, form: Any, commit: bool = True) -> Any:
        user.language = get_language() or "kk"
        return super().save_user(request, user, form, commit)


class Providers(DefaultSocialAccountAdapter):
    """Accounts by a provider of identities."""
