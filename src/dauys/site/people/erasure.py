"""Erasing a person: by the person, who proves to be there; by the staff, two persons.

What backups keep, and for how long, the page says (setting DAUYS_BACKUP_DAYS).
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from dauys.errors import Refused
from dauys.site.people import actions, holdings
from dauys.site.people.models import Intent, Person


@transaction.atomic
def erase_self(person: Person) -> None:
    """Erases one's own account. Raises ``person.staff`` for who has a role.

    The caller has made sure that it is the person: by the password or a fresh code.
    """
    kept = _kept(person.pk)
    if kept.roles:
        raise Refused("person.staff", f"person:{kept.pk}")
    holdings.erase(kept)
    actions.note(kept, "people.erase", f"person:{kept.pk}", own=True)


def ask(by: Person, person: Person) -> Intent:
    """Puts the erasing of someone's account before a second person."""
    if person.roles:
        raise Refused("person.staff", f"person:{person.pk}")
    return actions.request(by, "people.erase", {"person": person.pk})


def tell(arguments: dict[str, Any]) -> str:
    """What erasing means, in words."""
    return _("Erase the account of person %(person)s") % arguments


def run(by: Person, arguments: dict[str, Any]) -> None:
    """Erases the account that two persons have agreed on."""
    kept = _kept(arguments["person"])
    if kept.roles:
        raise Refused("person.staff", f"person:{kept.pk}")
    holdings.erase(kept)
    actions.note(by, "people.erase", f"person:{kept.pk}", own=False)


def _kept(number: int) -> Person:
    kept = Person.objects.select_for_update().get(pk=number)
    if kept.erased:
        raise Refused("person.closed", f"person:{number}")
    return kept
