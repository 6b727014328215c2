"""What other apps ask of the record: how it was opened, and how far it goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Max, Min

from dauys.record.entry import read_entry
from dauys.record.opening import ReferendumOpened
from dauys.site.record.models import Entry, Head


@dataclass(frozen=True, slots=True)
class Entered:
    """How many entries of a kind there are, and the moments of the first and the last."""

    count: int
    first: str
    last: str


def opened() -> ReferendumOpened | None:
    """Entry 0; None where the record has no entry yet."""
    data = Entry.objects.filter(pk=0).values_list("data", flat=True).first()
    return None if data is None else _opening(bytes(data))


def last_moment() -> str:
    """The moment of the last entry; empty where there is none."""
    return Head.objects.values_list("at", flat=True).filter(pk=1).first() or ""


def so_far() -> Mapping[str, Entered]:
    """For each kind of event that there is, how many and when; asked anew only as the log grows."""
    head = Head.objects.values_list("size", "root").filter(pk=1).first()
    return {} if head is None else _so_far(head[0], bytes(head[1]))


@lru_cache(maxsize=4)
def _so_far(size: int, root: bytes) -> Mapping[str, Entered]:
    """Entries are never altered, so that size and root stand for all of them."""
    rows = (
        Entry.objects.filter(index__lt=size)
        .order_by()
        .values_list("kind")
        .annotate(count=Count("index"), first=Min("at"), last=Max("at"))
    )
    return {kind: Entered(count, first, last) for kind, count, first, last in rows}


@lru_cache(maxsize=8)
def _opening(data: bytes) -> ReferendumOpened:
    body: ReferendumOpened = read_entry(data, 0).body
    return body
