"""What the staff does beside the record: looks, assigns, sets days, notes, keeps answers in stock.

Everything here can be undone; what enters the record stands in modules of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from dauys.site.consultation.models import Alike, Care, Remark, Stock
from dauys.site.people import actions as people
from dauys.site.people.models import Person

BATCH = 500  # rows at a time


@transaction.atomic
def screen(person: Person, names: Sequence[str]) -> None:
    """Notes that somebody has looked at proposals; those looked at before stay as they are."""
    people.allow(person, "consultation.screen")
    _care(names)
    for some in _pieces(names):
        rows = Care.objects.filter(pk__in=some, screened=None)
        rows.update(screened=timezone.now())
    people.note(person, "consultation.screen", _subject(names), count=len(names))


@transaction.atomic
def assign(person: Person, names: Sequence[str], to: Person | None, due: date | None) -> None:
    """Gives proposals to somebody of the staff, or to nobody; ``due`` is left alone where None."""
    people.allow(person, "consultation.assign")
    _care(names)
    for some in _pieces(names):
        Care.objects.filter(pk__in=some).update(assigned=to, **({"due": due} if due else {}))
    facts = {"to": to.pk if to else None, "due": due.isoformat() if due else None}
    people.note(person, "consultation.assign", _subject(names), count=len(names), **facts)


@transaction.atomic
def remark(person: Person, name: str, text: str) -> Remark:
    """Adds a note that the staff alone sees."""
    people.allow(person, "consultation.remark")
    made = Remark.objects.create(proposal_id=name, by=person, text=text)
    people.note(person, "consultation.remark", f"proposal:{name}")
    return made


@transaction.atomic
def keep(person: Person, stock: Stock) -> Stock:
    """Keeps an answer in stock, new or altered, or no longer (``kept``)."""
    people.allow(person, "consultation.stock")
    stock.save()
    people.note(person, "consultation.stock", f"stock:{stock.pk}", kept=stock.kept)
    return stock


@transaction.atomic
def settle_alike(person: Person, number: int) -> None:
    """Notes that somebody has looked at a suggestion: it is no longer shown."""
    people.allow(person, "consultation.compare")
    Alike.objects.filter(pk=number).update(settled=True)
    people.note(person, "consultation.compare", f"alike:{number}", settled=True)


def _care(names: Sequence[str]) -> None:
    rows = (Care(proposal_id=name) for name in names)
    Care.objects.bulk_create(rows, batch_size=BATCH, ignore_conflicts=True)


def _pieces(names: Sequence[str]) -> list[Sequence[str]]:
    return [names[at : at + BATCH] for at in range(0, len(names), BATCH)]


def _subject(names: Sequence[str]) -> str:
    """The proposal where it is one; of many the trail keeps the count."""
    return f"proposal:{names[0]}" if len(names) == 1 else ""
