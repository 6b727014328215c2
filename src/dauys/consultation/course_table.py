"""Steps and decisions from CSV: the commission's own account of what became of each proposal.

Specification: docs/specification/4-consultation.md, sections 9 and 10, which name every column. A
row that cannot be read is kept in the findings and the next is read.
"""

from __future__ import annotations

from typing import cast

from dauys.consultation.lifecycle import STATES, State, Step
from dauys.consultation.lineage import ACTS, Act, Decision
from dauys.consultation.table import each, moment, name
from dauys.errors import Findings
from dauys.wire import table

STEPS = ("proposal", "state", "at", "who", "reason")
DECISIONS = ("act", "at", "of", "into", "who", "why")


def read_steps(data: bytes, findings: Findings, *, accused: str = "") -> list[Step]:
    """The steps of a file, in its order. Raises ``table.*`` when it is no such table."""

    def one(row: table.Row) -> Step:
        state = cast(State, row.choice("state", STATES))
        when = moment(row, "at")
        return Step(name(row, "proposal"), state, when, row.cells["who"], row.cells["reason"])

    return each(data, STEPS, one, findings, accused)


def read_decisions(data: bytes, findings: Findings, *, accused: str = "") -> list[Decision]:
    """The decisions of a file, in its order; ids have a space between. Raises ``table.*``."""

    def one(row: table.Row) -> Decision:
        return Decision(
            act=cast(Act, row.choice("act", ACTS)),
            at=moment(row, "at"),
            of=tuple(row.text("of").split()),
            into=tuple(row.text("into").split()),
            who=row.cells["who"],
            why=row.cells["why"],
        )

    return each(data, DECISIONS, one, findings, accused)
