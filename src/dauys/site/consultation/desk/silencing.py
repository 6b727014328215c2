"""The words of a hearing that are set aside: asked for by one person, confirmed by another.

Its place, agenda, minutes and speakers are one object, which is destroyed; what was proposed there
are proposals of their own, and are set aside for themselves.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dauys.consultation.course import silenced
from dauys.record.entry import read_entry
from dauys.site import secret
from dauys.site.consultation import rules
from dauys.site.consultation.desk.endings import signature
from dauys.site.consultation.models import Hearing
from dauys.site.people import actions as people
from dauys.site.people.models import Intent, Person
from dauys.site.record import actions as record
from dauys.site.record import queries as records

ACTION = "consultation.silence"


def register_all() -> None:
    """Says what confirming does (in ``AppConfig.ready``)."""
    people.register(ACTION, run, tell)


def ask(person: Person, name: str, why: str) -> Intent:
    """Puts the setting aside before a second person."""
    return people.request(person, ACTION, {"hearing": name, "why": why})


def tell(arguments: dict[str, Any]) -> str:
    """What it means, in words."""
    return _("Set aside the words of hearing %(hearing)s: %(why)s") % arguments


def run(by: Person, arguments: dict[str, Any]) -> None:
    """Puts it into the record and destroys the words; what is set aside already stays so."""
    name = arguments["hearing"]
    row = Hearing.objects.select_for_update().get(pk=name)
    if row.silenced:
        return
    at = rules.now()
    body, data = silenced(name, at, signature(by), arguments["why"], secret.salt())
    record.append([body], [data], at=at)
    record.withdraw([_words(row)])
    people.note(by, ACTION, f"hearing:{name}")


def _words(row: Hearing) -> str:
    """The name of the object that the entry of the hearing brought."""
    entry = records.entry(row.entry)
    assert entry is not None
    return str(read_entry(bytes(entry.data), row.entry).body.minutes.sha256)
