"""Counts the entries of each kind as they are added."""

from __future__ import annotations

from django.db.models import F

from dauys.site.record.models import Kind
from dauys.site.record.projections import Entered


def count(entered: Entered) -> None:
    """Adds an entry to those of its kind."""
    rows = Kind.objects.filter(pk=entered.kind)
    if not rows.update(entries=F("entries") + 1, last=entered.index, at=entered.at):
        Kind.objects.create(kind=entered.kind, entries=1, last=entered.index, at=entered.at)
