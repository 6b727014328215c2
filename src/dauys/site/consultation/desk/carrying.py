"""Carrying out what was confirmed for many proposals: a few at once, many by the worker.

The worker goes piece by piece. What is done is noted in the transaction that does it, under the
lock of the batch: so two that work on the same batch do nothing twice, and whoever begins after a
crash goes on where the last piece ended. What cannot go on says why, and waits for a person.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone, translation
from django_tasks import task

from dauys.errors import DauysError, Refused
from dauys.site.consultation.desk import batches
from dauys.site.consultation.models import Batch
from dauys.site.people import actions as people
from dauys.site.people.models import Person

AT_ONCE = 50  # lines that are done while the one who confirms waits
PIECE = 250  # lines of a transaction: others write in between
STILL = timedelta(minutes=2)  # without a step: whoever was at work has gone
UNDER_WAY = (Batch.Work.QUEUED, Batch.Work.RUNNING)


def begin(batch: Batch) -> None:
    """Carries a confirmed batch out, or gives it to the worker; in the caller's transaction."""
    if batch.lines.count() > AT_ONCE:
        _queue(batch)
        return
    told = batches.lines(batch)
    batches.sound(batch, told)
    batches.enter(batch, told)
    batches.finish(batch)


def _queue(batch: Batch) -> None:
    batch.work, batch.trouble, batch.moved = Batch.Work.QUEUED, "", timezone.now()
    batch.save()
    transaction.on_commit(lambda: carry_out.enqueue(batch.pk))


@task()
def carry_out(number: int) -> int:
    """Does what is left of a batch; gives how many lines are done."""
    batch = Batch.objects.get(pk=number)
    with translation.override(batch.language or "kk"):
        try:
            if batch.work in UNDER_WAY and not batch.rest:
                batches.sound(batch, batches.lines(batch))  # before anything: all or nothing
            while _piece(number):
                pass
        except DauysError as error:
            _stop(number, error)
    return Batch.objects.get(pk=number).done


@transaction.atomic
def _piece(number: int) -> bool:
    """Does a few more lines; whether there may be others."""
    batch = Batch.objects.select_for_update(of=("self",)).get(pk=number)
    if batch.work not in UNDER_WAY:
        return False
    waiting = batch.lines.filter(entered=None).values_list("proposal_id", flat=True)
    names = list(waiting[:PIECE])
    if not names:
        batches.finish(batch)
        return False
    told = batches.lines(batch, names)
    if not batch.rest:
        batches.sound(batch, told)
    batch.work = Batch.Work.RUNNING
    batches.enter(batch, told)
    return True


def _stop(number: int, error: DauysError) -> None:
    rows = Batch.objects.filter(pk=number, work__in=UNDER_WAY)
    trouble = f"{error.code} {error.accused}"[:500]
    rows.update(work=Batch.Work.STOPPED, trouble=trouble, moved=timezone.now())


def still(batch: Batch) -> bool:
    """Whether it has not moved for so long that nobody seems to be at work."""
    moved = batch.moved or batch.made
    return batch.work in UNDER_WAY and moved < timezone.now() - STILL


@transaction.atomic
def go_on(person: Person, batch: Batch) -> None:
    """Has the rest done of what stopped, or stands still. Raises `Refused` ``intent.settled``."""
    people.allow(person, batches.action(batch.act))
    locked = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.work != Batch.Work.STOPPED and not still(locked):
        raise Refused("intent.settled", f"batch:{batch.pk}")
    people.note(person, batches.action(batch.act), f"batch:{batch.pk}", again=True)
    _queue(locked)


@transaction.atomic
def leave(person: Person, batch: Batch) -> None:
    """Ends what stopped: what is done stays, the other proposals are as they were before it.

    Raises `Refused` ``intent.settled``.
    """
    people.allow(person, batches.action(batch.act))
    locked = Batch.objects.select_for_update(of=("self",)).get(pk=batch.pk)
    if locked.work != Batch.Work.STOPPED:
        raise Refused("intent.settled", f"batch:{batch.pk}")
    locked.left += locked.lines.filter(entered=None).update(entered=False)
    batches.finish(locked)


def resume() -> int:
    """Puts whatever was under way into the queue again, at the start of a worker; gives how many.

    If another one is still at work on it, nothing is done twice.
    """
    numbers = list(Batch.objects.filter(work__in=UNDER_WAY).values_list("pk", flat=True))
    for number in numbers:
        carry_out.enqueue(number)
    return len(numbers)
