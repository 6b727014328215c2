"""What other apps ask of the record: how it was opened, and how far it goes."""

from __future__ import annotations

from functools import lru_cache

from dauys.record.entry import read_entry
from dauys.record.opening import ReferendumOpened
from dauys.site.record.models import Entry, Head


def opened() -> ReferendumOpened | None:
    """Entry 0; None where the record has no entry yet."""
    data = Entry.objects.filter(pk=0).values_list("data", flat=True).first()
    return None if data is None else _opening(bytes(data))


def last_moment() -> str:
    """The moment of the last entry; empty where there is none."""
    return Head.objects.values_list("at", flat=True).filter(pk=1).first() or ""


@lru_cache(maxsize=8)
def _opening(data: bytes) -> ReferendumOpened:
    body: ReferendumOpened = read_entry(data, 0).body
    return body
