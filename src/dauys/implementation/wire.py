"""The implementation on the wire: the matrix as CSV, and the event of the record.

Specification: docs/specification/7-implementation.md, sections 2 and 3, which name every column.
What the values mean together is for `dauys.implementation.check`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import cast

from dauys.consultation.anchor import ADDRESS, Anchor, Places
from dauys.consultation.table import by_language, name
from dauys.errors import Findings, Refused
from dauys.implementation.matrix import (
    ACTS,
    LINK,
    NORMS,
    STATUSES,
    TRIGGERS,
    Act,
    Norm,
    Status,
    Task,
    Trigger,
)
from dauys.wire import table

COLUMNS = (
    "id",
    "language",
    "provision",
    "hash",
    "norm",
    "act",
    "trigger",
    "trigger_date",
    "deadline",
    "status",
)
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HASH = re.compile("[0-9a-f]{64}")
_LINK = re.compile(LINK)
_ADDRESS = re.compile(ADDRESS)


@dataclass(frozen=True, slots=True)
class ImplementationPlanned:
    """A row of the matrix was adopted."""

    task: Task


def read_matrix(
    data: bytes, places: Places, findings: Findings, *, accused: str = ""
) -> list[Task]:
    """The tasks of a file; a row that cannot be read is kept in ``findings``.

    A row whose hash is empty is bound to the words that stand in ``places`` now; one that has a
    hash keeps it, for `dauys.implementation.check` to compare. Raises ``table.*`` when it is no
    such table.
    """
    tasks: list[Task] = []
    for row in table.read(data, COLUMNS, accused=accused):
        with findings.collecting(accused=accused):
            tasks.append(_task(row, places))
    return tasks


def is_date(text: str) -> bool:
    """Whether it spells a day that there is, as 2026-03-15."""
    try:
        return bool(_DATE.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:
        return False


def _task(row: table.Row, places: Places) -> Task:
    task = name(row, "id")
    return Task(
        task=task,
        anchor=_anchor(row, places, f"task:{task}"),
        norm=cast(Norm, row.choice("norm", NORMS)),
        act=cast(Act, row.choice("act", ACTS)),
        title=by_language(row, "title"),
        body=by_language(row, "body"),
        trigger=cast(Trigger, row.choice("trigger", TRIGGERS)),
        trigger_date=_date(row, "trigger_date") or _missing(row, "trigger_date"),
        status=cast(Status, row.choice("status", STATUSES)),
        deadline=_date(row, "deadline"),
        evidence=_match(row, "evidence", _LINK, "https://"),
        lapses_on=_date(row, "lapses_on"),
        transitional=_match(row, "transitional", _ADDRESS, "art_12__para_2"),
    )


def _anchor(row: table.Row, places: Places, accused: str) -> Anchor:
    language = row.text("language")
    if language != places.text.language:
        found = places.text.language
        raise Refused("anchor.language", accused, expected=language[:8], found=found)
    current = places.anchor(row.text("provision"), accused=accused)
    stated = _match(row, "hash", _HASH, "0-9 a-f, 64")
    if stated is None:
        return current
    return Anchor(current.work, current.version, language, current.address, stated)


def _date(row: table.Row, column: str) -> str | None:
    cell = row.cells.get(column, "")
    if cell and not is_date(cell):
        raise row.wrong(column, "2026-03-15")
    return cell or None


def _missing(row: table.Row, column: str) -> str:
    raise row.wrong(column, "2026-03-15")


def _match(row: table.Row, column: str, form: re.Pattern[str], expected: str) -> str | None:
    cell = row.cells.get(column, "")
    if cell and not form.fullmatch(cell):
        raise row.wrong(column, expected)
    return cell or None
