"""Outcomes as they travel: the CSV of figures, and the event of the record.

Specification: docs/specification/6-rules.md, sections 2 and 6.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dauys.errors import Refused, Unreadable
from dauys.outcome.evaluate import Result, evaluate
from dauys.outcome.figures import WHOLE, Figures, Outstanding, Row
from dauys.question.rule import Rule, rule_hash
from dauys.stations.wire import place
from dauys.wire import table
from dauys.wire.ids import Name, Sha256

REQUIRED = ("eligible", "participants", "yes", "no", "both_marked", "invalid")


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeDeclared:
    """The outcome, with all that it follows from: anyone can work it out again."""

    rule: Name
    rule_sha256: Sha256
    question: Name
    figures: Figures
    result: Result


def declare(rule: Rule, question: str | None, figures: Figures) -> OutcomeDeclared:
    """The outcome of a question type by a rule, ready for the record; raises as `evaluate`."""
    return OutcomeDeclared(
        rule=rule.name,
        rule_sha256=rule_hash(rule),
        question=rule.question(question).name,
        figures=figures,
        result=evaluate(rule, question, figures),
    )


def read_figures(data: bytes, rule: Rule, *, accused: str = "") -> Figures:
    """The figures of a CSV file: a row per region, or one row for the whole.

    An empty cell is a figure that is not known. A single row is the whole and needs no name; beside
    it may stand ``regions_total`` and the columns that the rule's regional legs name. ``blank``,
    ``issued``, ``stations_missing`` and ``eligible_missing`` may follow; others are left alone.
    Raises `Unreadable` ``table.*`` when it is no such table, `Refused` for a wrong row.
    """
    rows = table.read(data, REQUIRED, accused=accused)
    if len(rows) > 1 and "region" not in rows[0].cells:
        raise Unreadable("table.column", accused, column="region")
    if not rows:
        raise Refused("outcome.empty", accused)
    whole = len(rows) == 1
    stated = _stated(rows, rule) if whole else {}
    if not whole and "regions_total" in rows[0].cells:
        raise Refused("outcome.whole", accused)
    return Figures(
        whole=whole,
        rows=tuple(_row(row, whole) for row in rows),
        stated=stated,
        outstanding=_outstanding(rows),
    )


def _row(row: table.Row, whole: bool) -> Row:
    return Row(
        region=_region(row, whole),
        eligible=_known(row, "eligible"),
        issued=_known(row, "issued"),
        participants=_known(row, "participants"),
        yes=_known(row, "yes"),
        no=_known(row, "no"),
        both_marked=_known(row, "both_marked"),
        invalid=_known(row, "invalid"),
        blank=_known(row, "blank") or 0,
    )


def _region(row: table.Row, whole: bool) -> str:
    return WHOLE if whole and not row.cells.get("region") else place(row, "region")


def _known(row: table.Row, column: str) -> int | None:
    return row.number(column) if row.cells.get(column) else None


def _stated(rows: Sequence[table.Row], rule: Rule) -> dict[str, int]:
    asked = {"regions_total", *(leg.stated for leg in rule.regional if leg.stated)}
    found = ((name, _known(rows[0], name)) for name in sorted(asked))
    return {name: count for name, count in found if count is not None}


def _outstanding(rows: Sequence[table.Row]) -> tuple[Outstanding, ...] | None:
    if "stations_missing" not in rows[0].cells:
        return None
    whole = len(rows) == 1
    missing = ((row, row.number("stations_missing")) for row in rows)
    return tuple(
        Outstanding(
            region=_region(row, whole), stations=count, eligible=_known(row, "eligible_missing")
        )
        for row, count in missing
        if count
    )
