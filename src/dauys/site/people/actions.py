"""What is done to persons, and how every action of the staff is taken: permission and trail.

An action of any app begins with `allow`, writes its change, and ends with `note`, all in one
transaction. What cannot be undone goes through `request` and `confirm`: two persons.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from dauys.errors import Refused
from dauys.site.people.models import Intent, Person, Trail
from dauys.site.people.roles import CONFIRMED

Run = Callable[[Person, dict[str, Any]], None]
Tell = Callable[[dict[str, Any]], str]
_runs: dict[str, Run] = {}
_tells: dict[str, Tell] = {}


def may(person: Any, action: str) -> bool:
    """Whether someone, perhaps a stranger, may take an action of the staff."""
    return isinstance(person, Person) and person.may(action)


def allow(person: Any, action: str) -> None:
    """Refuses a person whose roles do not allow an action of the staff."""
    if not may(person, action):
        raise PermissionDenied(action)


def note(person: Person | None, action: str, subject: str = "", **facts: Any) -> None:
    """Writes down in the trail what was done; no free text and no name belongs there."""
    Trail.objects.create(
        person=person.pk if person else None, action=action, subject=subject, facts=facts
    )


def register(action: str, run: Run, tell: Tell | None = None) -> None:
    """Says what is to be done when an action has been confirmed (in ``AppConfig.ready``).

    ``tell`` says what that means, out of the arguments, in the language of who reads it.
    """
    _runs[action] = run
    if tell is not None:
        _tells[action] = tell


def told(intent: Intent) -> str:
    """What an intent means, in words."""
    tell = _tells.get(intent.action)
    return tell(intent.arguments) if tell else intent.told


@transaction.atomic
def request(person: Person, action: str, arguments: dict[str, Any], told: str = "") -> Intent:
    """Puts an action that needs two persons before a second one.

    ``told`` says it in words where the action has no ``tell``; no name and no address belongs
    there, since it stays when an account is erased.
    """
    allow(person, action)
    if action not in CONFIRMED:
        raise PermissionDenied(action)
    made = Intent.objects.create(action=action, arguments=arguments, told=told, by=person)
    note(person, "people.request", f"intent:{made.pk}", wanted=action)
    return made


@transaction.atomic
def confirm(person: Person, intent: Intent) -> None:
    """Does what another person has asked for; raises ``intent.same``, ``intent.settled``."""
    waiting = _waiting(person, intent)
    if waiting.by_id == person.pk:
        raise Refused("intent.same", f"intent:{intent.pk}")
    allow(waiting.by, waiting.action)  # the right may have been taken away meanwhile
    _settle(person, waiting, Intent.State.DONE)
    _runs[waiting.action](waiting.by, waiting.arguments)
    note(person, "people.confirm", f"intent:{intent.pk}", wanted=waiting.action)


@transaction.atomic
def decline(person: Person, intent: Intent) -> None:
    """Sets an intent aside: the second person's no, or the first one's change of mind."""
    waiting = _waiting(person, intent)
    _settle(person, waiting, Intent.State.DECLINED)
    note(person, "people.decline", f"intent:{intent.pk}", wanted=waiting.action)


def _waiting(person: Person, intent: Intent) -> Intent:
    waiting = Intent.objects.select_for_update().get(pk=intent.pk)
    allow(person, waiting.action)
    if waiting.state != Intent.State.WAITING:
        raise Refused("intent.settled", f"intent:{intent.pk}")
    return waiting


def _settle(person: Person, intent: Intent, state: Intent.State) -> None:
    intent.state, intent.second, intent.settled = state, person, timezone.now()
    intent.save()
