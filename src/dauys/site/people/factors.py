"""The second factor: the app on a person's own device whose codes only that device can make.

Whoever has a role needs one: `Person.may` allows nothing without it, and `middleware` sends such a
person to set it up. Setting up, using and removing it are allauth's pages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.mfa.totp.internal.auth import TOTP

if TYPE_CHECKING:
    from dauys.site.people.models import Person


def has(person: Person) -> bool:
    """Whether the person has set up an app that makes codes."""
    return Authenticator.objects.filter(user=person, type=Authenticator.Type.TOTP).exists()


def give(person: Person, secret: str) -> None:
    """Sets up the app for a person of a trial or a test, by a secret in Base32."""
    TOTP.activate(person, secret)


def remove(person: Person) -> int:
    """Takes away the app and the recovery codes; gives how many rows that were."""
    gone, _ = Authenticator.objects.filter(user=person).delete()
    return gone


def listen() -> None:
    """Takes the set-up itself as proof of who is there (in ``AppConfig.ready``).

    Else the recovery codes, which come next, would ask for the code that has just been typed.
    """
    authenticator_added.connect(_set_up)


def _set_up(request: Any, user: Any, authenticator: Authenticator, **_: Any) -> None:
    if authenticator.type == Authenticator.Type.TOTP:
        record_authentication(request, user, "mfa", reauthenticated=True, type=authenticator.type)
