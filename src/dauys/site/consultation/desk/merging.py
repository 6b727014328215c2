"""Mergings and splittings: decided by one person, because a further decision can put them right.

Suggestions of what may say the same come from the stage's comparison, as a task: nothing is merged
by it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.db import transaction
from django_tasks import task

from dauys.consultation.check import check_proposal
from dauys.consultation.course import decided
from dauys.consultation.lineage import Decision
from dauys.consultation.proposal import Proposal as Told
from dauys.consultation.wire import received
from dauys.site import secret
from dauys.site.consultation import queries, rules, texts
from dauys.site.consultation.desk.endings import signature
from dauys.site.consultation.models import Alike, Proposal, State
from dauys.site.people import actions as people
from dauys.site.people.models import Person
from dauys.site.record import actions as record

MOST_PARTS = 9


def mergeable(rows: Sequence[Proposal]) -> list[Proposal]:
    """Those that can be merged: neither answered nor ended nor replaced."""
    return [row for row in rows if row.state == State.RECEIVED]


@transaction.atomic
def merge(person: Person, names: Sequence[str], into: str, why: str) -> None:
    """One of several proposals stands for all of them from now on.

    Raises what the record refuses a merging for: forms check first.
    """
    people.allow(person, "consultation.merge")
    of = tuple(names)
    made = Decision("merge", rules.now(), of, (into,), signature(person), why)
    body, data = decided(made, secret.salt())
    record.append([body], [data])
    people.note(person, "consultation.merge", f"proposal:{into}", count=len(of))


@transaction.atomic
def split(person: Person, name: str, parts: Sequence[Told], why: str) -> None:
    """A proposal is split into parts, each with words of its own that the secretary took from it.

    Raises `Refused` where a part is no proposal, and what the record refuses a splitting for.
    """
    people.allow(person, "consultation.split")
    bodies, objects = [], []
    for part in parts:
        check_proposal(part)
        body, data = received(part, secret.salt())
        bodies.append(body)
        objects.append(data)
    into = tuple(part.id for part in parts)
    made = Decision("split", rules.now(), (name,), into, signature(person), why)
    decision, data = decided(made, secret.salt())
    record.append([*bodies, decision], [*objects, data])
    people.note(person, "consultation.split", f"proposal:{name}", parts=len(parts))


def part(row: Proposal, number: int, quote: str, proposed: str, reasons: str) -> Told:
    """A part of a proposal: as it was received, with words of its own."""
    return replace(
        queries.stage_proposal(row),
        id=f"{row.id}.{number}",
        quote=quote,
        proposed=proposed,
        reasons=reasons,
    )


def ask_alike(person: Person) -> None:
    """Has proposals compared that wait for an answer; a task does it."""
    people.allow(person, "consultation.compare")
    with transaction.atomic():
        people.note(person, "consultation.compare")
        transaction.on_commit(compare.enqueue)


@task()
def compare() -> int:
    """Finds proposals that may say the same and keeps the groups; gives how many are new.

    A group that somebody has looked at is not suggested again.
    """
    from dauys.consultation import duplicates  # it stems every word: for this task alone

    rows = Proposal.objects.filter(state=State.RECEIVED)
    by_version: dict[str, list[Told]] = {}
    for row in rows:
        by_version.setdefault(row.version, []).append(queries.stage_proposal(row))
    found = []
    for name, told in sorted(by_version.items()):
        version = texts.version(name)
        found += duplicates.find(told, texts.all_places(version) if version else {})
    return _keep([(each.proposals, [pair.likeness for pair in each.pairs]) for each in found])


@transaction.atomic
def _keep(found: Sequence[tuple[tuple[str, ...], list[int]]]) -> int:
    looked_at = {
        tuple(names)
        for names in Alike.objects.filter(settled=True).values_list("proposals", flat=True)
    }
    Alike.objects.filter(settled=False).delete()
    fresh = [(names, likeness) for names, likeness in found if names not in looked_at]
    Alike.objects.bulk_create(
        (Alike(proposals=list(names), likeness=likeness) for names, likeness in fresh),
        batch_size=500,
    )
    return len(fresh)
