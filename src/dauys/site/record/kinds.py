"""Counts the entries of each kind as they are added, so that no page needs to count them."""

from __future__ import annotations

from django.db.models import F

from dauys.site.record.models import Kind
from dauys.site.record.projections import Run


def count(run: Run) -> None:
    """Adds entries to those of their kind."""
    first, last = run[0], run[-1]
    rows = Kind.objects.filter(pk=last.kind)
    told = {"last": last.index, "at": last.at}
    if not rows.update(entries=F("entries") + len(run), **told):
        Kind.objects.create(kind=last.kind, entries=len(run), first=first.at, **told)
