"""How accounts are made and written to, and where people go after they have signed in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language, override

from dauys.site.people import origin
from dauys.site.people.gates import person
from dauys.site.people.models import Person


class Accounts(DefaultAccountAdapter):
    """Accounts by e-mail address."""

    def new_user(self, request: Any) -> Person:
        return Person(language=_language(), group=_group())

    def get_client_ip(self, request: HttpRequest) -> str:
        return origin.client(request)

    def get_login_redirect_url(self, request: Any) -> str:
        """Who has a role and no second factor goes to set it up; others to the first page."""
        who = person(request)
        if who.is_staff and not who.has_second_factor:
            return reverse("mfa_activate_totp")
        return reverse("front")

    def get_signup_redirect_url(self, request: Any) -> str:
        return reverse("people:me")

    def get_logout_redirect_url(self, request: Any) -> str:
        return reverse("front")

    def get_password_change_redirect_url(self, request: Any) -> str:
        return reverse("people:me")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """In the language of the one whose address it is; else in that of the page."""
        who = Person.objects.filter(email__iexact=email).first()
        with override(who.language if who else _language()):
            super().send_mail(template_prefix, email, context)


class Providers(DefaultSocialAccountAdapter):
    """Accounts by a provider of identities."""

    def new_user(self, request: Any, sociallogin: Any) -> Person:
        return Person(language=_language(), group=_group())

    def populate_user(self, request: Any, sociallogin: Any, data: Any) -> Any:
        """Takes the address and the name; nothing else that a provider tells is kept.

        A provider of the state may tell a birthday or a personal number.
        """
        sociallogin.account.extra_data = {}
        user = super().populate_user(request, sociallogin, data)
        user.name = str(data.get("name") or "")[:150]
        return user

    def get_connect_redirect_url(self, request: Any, socialaccount: Any) -> str:
        return reverse("people:me")


def _language() -> str:
    told = get_language() or "kk"
    return told if told in dict(settings.LANGUAGES) else "kk"


def _group() -> str:
    return str(settings.ENVIRONMENT.groups[-1])
