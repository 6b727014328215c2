"""How sure it is who a person is: worked out of what the account has, never set by hand.

Verified is who has signed in by a provider that the steward trusts for it (`providers`), or whom
the staff has seen (`standing.vouch`). A provider that is disconnected takes its word along.
"""

from __future__ import annotations

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.signals import email_confirmed, user_logged_in
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.signals import social_account_added, social_account_removed
from django.conf import settings

from dauys.site.people.models import Person
from dauys.site.people.roles import Tier


def settle(person: Person) -> None:
    """Gives a person the tier that the account now has."""
    tier = _tier(person)
    if person.tier != tier:
        person.tier = tier
        person.save(update_fields=["tier"])


def listen() -> None:
    """Settles a person's tier whenever it may have changed (in ``AppConfig.ready``)."""
    email_confirmed.connect(_confirmed)
    user_logged_in.connect(_signed_in)
    social_account_added.connect(_connected)
    social_account_removed.connect(_disconnected)


def _tier(person: Person) -> Tier:
    trusted = [each.id for each in settings.PROVIDERS if each.verifies]
    if person.vouched or SocialAccount.objects.filter(user=person, provider__in=trusted).exists():
        return Tier.VERIFIED
    if EmailAddress.objects.filter(user=person, verified=True).exists():
        return Tier.EMAIL
    return Tier.NONE


def _confirmed(email_address: EmailAddress, **_: Any) -> None:
    settle(email_address.user)


def _signed_in(user: Person, **_: Any) -> None:
    settle(user)


def _connected(sociallogin: Any, **_: Any) -> None:
    settle(sociallogin.user)


def _disconnected(socialaccount: SocialAccount, **_: Any) -> None:
    settle(socialaccount.user)
