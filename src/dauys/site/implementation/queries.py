"""What is asked of the matrix: its tasks, what is overdue, provisions that have no task."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet

from dauys.implementation.matrix import NORMS, STATUSES
from dauys.site.implementation.models import Task
from dauys.site.question import queries as question
from dauys.site.record import queries as record
from dauys.text.provision import Text
from dauys.text.wire import TextPublished, read_text

PAGE = 50


@dataclass(frozen=True, slots=True)
class Place:
    """A provision of the text that was voted on."""

    address: str
    kind: str
    number: str
    heading: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What a person wants to see of the matrix; a value that is not known is none."""

    status: str = ""
    norm: str = ""
    overdue: bool = False

    @staticmethod
    def of(asked: dict[str, str]) -> Filters:
        """Out of the query of an address."""
        status, norm = asked.get("status", ""), asked.get("norm", "")
        return Filters(
            status if status in STATUSES else "",
            norm if norm in NORMS else "",
            asked.get("overdue") == "1",
        )


def tasks(filters: Filters, today: str) -> Paginator[Task]:
    """The tasks in the order of the matrix, in pages."""
    rows: QuerySet[Task] = Task.objects.all()
    if filters.status:
        rows = rows.filter(status=filters.status)
    if filters.norm:
        rows = rows.filter(norm=filters.norm)
    if filters.overdue:
        rows = _overdue(rows, today)
    return Paginator(rows, PAGE)


def counts() -> dict[str, int]:
    """How many tasks stand where, by status, in the order of the scale."""
    found = dict(
        Task.objects.order_by()
        .values_list("status")
        .annotate(Count("pk"))
        .values_list("status", "pk__count")
    )
    return {status: found.get(status, 0) for status in STATUSES}


def overdue(today: str) -> int:
    """How many tasks are past their deadline and not complete."""
    return _overdue(Task.objects.all(), today).count()


def task(name: str) -> Task | None:
    """One task."""
    return Task.objects.filter(pk=name).first()


def provision(address: str, language: str) -> Place | None:
    """A provision of the text that was voted on, in a language if it has that one."""
    text = adopted(language)
    found = (each for each in text.walk() if each.address == address) if text else iter(())
    each = next(found, None)
    return Place(each.address, each.kind, each.number, each.heading) if each else None


def gaps(language: str) -> list[Place]:
    """The units of the text that was voted on for which there is no task."""
    text = adopted(language)
    if text is None:
        return []
    planned = set(Task.objects.values_list("address", flat=True))
    return [
        Place(unit.address, unit.kind, unit.number, unit.heading)
        for unit in text.units()
        if not any(below.address in planned for below in unit.walk())
    ]


def adopted(language: str) -> Text | None:
    """The text that was voted on: in this language, else in the first that binds."""
    asked = question.question()
    if asked is None:
        return None
    found = next((each for each in record.texts() if each.hash == asked.text), None)
    return _text(found, language) if found else None


def _text(event: TextPublished, language: str) -> Text | None:
    if language not in event.expressions:
        language = event.authoritative[0]
    return _read(event.expressions[language].sha256)


@lru_cache(maxsize=8)
def _read(sha256: str) -> Text | None:
    """A text by the hash of its bytes: what is cached can be no other."""
    data = record.object(sha256)
    return read_text(data) if data else None


def _overdue(rows: QuerySet[Task], today: str) -> QuerySet[Task]:
    """As `dauys.implementation.report.is_overdue`: the day itself is still in time."""
    return rows.exclude(status="complete").exclude(deadline="").filter(deadline__lt=today)
