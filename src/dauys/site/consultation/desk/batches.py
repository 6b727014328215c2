"""Decisions on many proposals: prepared by one person, confirmed by another, line by line.

What is published is what the second person saw: a batch is not altered once it waits. Its lines are
held to the record again when it is confirmed, because proposals go their way meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from dauys.errors import Refused
from dauys.site.consultation.desk import answers, decisions, endings, selections
from dauys.site.consultation.desk.lines import ELSEWHERE, Line
from dauys.site.consultation.models import Batch, BatchLine, Proposal
from dauys.site.people import actions as people
from dauys.site.people.models import Intent, Person

Lines = Callable[[Batch, Sequence[Proposal]], list[Line]]
Enter = Callable[[Batch, Sequence[Any]], None]
ACTS: dict[str, tuple[Lines, Enter]] = {
    Batch.Act.ANSWER: (answers.lines, answers.enter),
    Batch.Act.MODERATE: (endings.lines, endings.enter),
    Batch.Act.WITHDRAW: (endings.lines, endings.enter),
    Batch.Act.ANCHOR: (decisions.lines, decisions.enter),
}
TOLD = 500  # characters of what an intent says


def action(act: str) -> str:
    """The action of the staff that an act is."""
    return f"consultation.{act}"


def register_all() -> None:
    """Says what confirming each act does (in ``AppConfig.ready``)."""
    for act in ACTS:
        people.register(action(act), run)


@transaction.atomic
def prepare(
    person: Person,
    token: str,
    act: str,
    told: Mapping[str, Any],
    facts: Mapping[str, Mapping[str, str]],
    *,
    rest: bool = False,
) -> Batch:
    """Keeps a decision as a draft; ``facts`` are by proposal, in order.

    The same form sent again alters its draft. Raises `Refused` ``intent.settled`` once it has been
    put before a second person.
    """
    people.allow(person, action(act))
    batch = Batch.objects.select_for_update().filter(token=token, by=person).first()
    if batch is None:
        batch = Batch(token=token, act=act, by=person)
    elif batch.intent_id is not None:
        raise Refused("intent.settled", f"intent:{batch.intent_id}")
    batch.told, batch.rest = dict(told), rest
    batch.save()
    batch.lines.all().delete()
    rows = (
        BatchLine(batch=batch, proposal_id=name, facts=dict(own)) for name, own in facts.items()
    )
    BatchLine.objects.bulk_create(rows, batch_size=500)
    people.note(person, action(act), f"batch:{batch.pk}", count=len(facts), prepared=True)
    return batch


@transaction.atomic
def drop(person: Person, batch: Batch) -> None:
    """Throws a draft away; what waits for a second person is declined, not dropped."""
    people.allow(person, action(batch.act))
    locked = Batch.objects.select_for_update().get(pk=batch.pk)
    if locked.intent_id is not None or locked.by_id != person.pk:
        raise Refused("intent.settled", f"batch:{batch.pk}")
    locked.delete()
    people.note(person, action(batch.act), f"batch:{batch.pk}", dropped=True)


def lines(batch: Batch, names: Sequence[str] | None = None) -> list[Line]:
    """Proposals of a batch, by default all that are not done yet, with what would be done, or what
    is in the way, as things stand."""
    if names is None:
        names = list(batch.lines.filter(entered=None).values_list("proposal_id", flat=True))
    rows = selections.rows(names)
    made, _ = ACTS[batch.act]
    elsewhere = _elsewhere(batch)
    told = made(batch, rows)
    return [
        Line(each.row, fault=ELSEWHERE) if each.row.id in elsewhere and not each.fault else each
        for each in told
    ]


def _elsewhere(batch: Batch) -> set[str]:
    """The proposals of a batch on which another one of its kind waits."""
    others = BatchLine.objects.filter(
        batch__intent__state=Intent.State.WAITING,
        batch__act=batch.act,
        proposal__in=batch.lines.values("proposal"),
    )
    return set(others.exclude(batch=batch).values_list("proposal_id", flat=True))


@transaction.atomic
def ask(person: Person, batch: Batch, told: str) -> Intent:
    """Puts a draft before a second person. Raises `Refused` ``batch.faulty`` where lines are wrong
    and the rest was not asked for; asked twice, it is one intent."""
    locked = Batch.objects.select_for_update().get(pk=batch.pk)
    if locked.intent is not None:
        return locked.intent
    sound(locked, lines(locked))
    arguments = {"batch": locked.pk}
    locked.intent = people.request(person, action(locked.act), arguments, told[:TOLD])
    locked.save()
    return locked.intent


def sound(batch: Batch, told: Sequence[Line]) -> list[Line]:
    """Those of the lines that can be done. Raises `Refused` ``batch.faulty`` where lines are wrong
    and the rest was not asked for, or nothing can be done."""
    good = [each for each in told if not each.fault]
    if not good or (len(good) < len(told) and not batch.rest):
        raise Refused("batch.faulty", f"batch:{batch.pk}", count=len(told) - len(good))
    return good


def run(person: Person, arguments: dict[str, Any]) -> None:
    """Does what a second person has confirmed: a few at once, many by the worker (`carrying`).

    Raises as `ask` where it is done at once, and what the record refuses.
    """
    from dauys.site.consultation.desk import carrying

    batch = Batch.objects.select_for_update(of=("self",)).get(pk=arguments["batch"])
    batch.language = get_language() or "kk"
    carrying.begin(batch)


def enter(batch: Batch, told: Sequence[Line]) -> None:
    """Puts what lines make into the record, and notes which are done, in the caller's transaction.

    A line with a fault is left out for good.
    """
    good = [each for each in told if not each.fault]
    _, into_the_record = ACTS[batch.act]
    if good:
        into_the_record(batch, [each.made for each in good])
    for entered, some in ((True, good), (False, [each for each in told if each.fault])):
        names = [each.row.id for each in some]
        batch.lines.filter(proposal__in=names).update(entered=entered)
    batch.done += len(good)
    batch.left += len(told) - len(good)
    batch.moved = timezone.now()
    batch.save()


def finish(batch: Batch) -> None:
    """Notes that nothing is left to be done, in the caller's transaction."""
    batch.work, batch.trouble, batch.moved = Batch.Work.DONE, "", timezone.now()
    batch.save()
    subject = f"batch:{batch.pk}"
    people.note(batch.by, action(batch.act), subject, count=batch.done, left=batch.left)
