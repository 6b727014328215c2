"""What the consultation holds of a person: handed over on request, and erased.

Erasing takes back the person's proposals, so that their words leave the record's folder and every
page; the entries stay and say nothing of who wrote what.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

from dauys.site.consultation import actions
from dauys.site.consultation.models import (
    Authorship,
    Draft,
    Follow,
    Notice,
    Opinion,
    Participant,
    Proposal,
    State,
)
from dauys.site.people.models import Person
from dauys.site.record import actions as record

ERASED = "–"


def export(person: Person) -> dict[str, Any]:
    """Everything, as JSON can carry it."""
    mine = Proposal.objects.filter(authorship__person=person).select_related("authorship")
    said = Opinion.objects.filter(participant__person=person).order_by("statement_id")
    return {
        "proposals": [_proposal(row) for row in mine.order_by("received")],
        "drafts": list(Draft.objects.filter(person=person).values_list("typed", flat=True)),
        "follows": list(Follow.objects.filter(person=person).values("scope", "name")),
        "notices": list(Notice.objects.filter(person=person).values("proposal", "entry", "act")),
        "opinions": list(said.values("statement", "vote")),
    }


def _proposal(row: Proposal) -> dict[str, Any]:
    told = ("id", "received", "kind", "version", "language", "address", "group", "region", "state")
    words = ("quote", "proposed", "reasons")
    return {
        **{name: getattr(row, name) for name in (*told, *words)},
        "shown": row.authorship.shown,
    }


@transaction.atomic
def erase(person: Person) -> None:
    """Takes back the person's proposals and forgets everything else."""
    mine = list(Authorship.objects.filter(person=person).values_list("proposal", flat=True))
    if mine:
        names = actions.with_parts(mine)
        actions.end(names, "withdrawn", actions.AUTHOR, ERASED)
        record.withdraw(_kept(names))
    for model in (Authorship, Draft, Follow, Notice):
        model.objects.filter(person=person).delete()
    Participant.objects.filter(person=person).delete()


def _kept(names: list[str]) -> list[str]:
    """The objects of what moderators had set aside and left in the record's folder."""
    rows = Proposal.objects.filter(pk__in=names, state=State.MODERATED)
    return list(rows.values_list("words", flat=True))
