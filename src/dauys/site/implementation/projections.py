"""From the entries of the implementation to the rows of the matrix."""

from __future__ import annotations

from dauys.implementation.wire import ImplementationPlanned
from dauys.site.implementation.models import Task
from dauys.site.record.projections import Entered


def planned(entered: Entered) -> None:
    """A task of the matrix."""
    body: ImplementationPlanned = entered.body
    told, anchor = body.task, body.task.anchor
    Task.objects.create(
        task=told.task, entry=entered.index, at=entered.at, work=anchor.work,
        version=anchor.version, language=anchor.language, address=anchor.address,
        hash=anchor.hash, norm=told.norm, act=told.act, title=told.title, body=told.body,
        trigger=told.trigger, trigger_date=told.trigger_date, status=told.status,
        deadline=told.deadline or "", evidence=told.evidence or "",
        lapses_on=told.lapses_on or "", transitional=told.transitional or "",
    )  # fmt: skip
