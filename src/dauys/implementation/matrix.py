"""The matrix from provision to practice: one task for each act that a provision needs.

Specification: docs/specification/7-implementation.md, section 1. A task is bound to its provision
by an anchor: when the words change, the task is suspect until someone has looked at it again.
Nothing is checked here: see `dauys.implementation.check`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from dauys.consultation.anchor import Address, Anchor
from dauys.wire.ids import Date, Name, Words
from dauys.wire.shape import Match

Norm = Literal["immediate", "needs_law", "needs_body", "needs_deadline_act", "programmatic"]
Act = Literal["new", "amend", "repeal"]
Trigger = Literal["in_force", "adoption", "event"]
Status = Literal["no_evidence", "not_started", "limited", "substantial", "complete"]
LINK = r"https?://[^\s]{1,500}"
Link = Annotated[str, Match(LINK, "link, such as https://example.org/act")]

NORMS: tuple[Norm, ...] = (
    "immediate",
    "needs_law",
    "needs_body",
    "needs_deadline_act",
    "programmatic",
)
ACTS: tuple[Act, ...] = ("new", "amend", "repeal")
TRIGGERS: tuple[Trigger, ...] = ("in_force", "adoption", "event")
# Five points, as independent reviewers of public commitments use them; the first says that nothing
# could be found out, which is not the same as that nothing was begun.
STATUSES: tuple[Status, ...] = ("no_evidence", "not_started", "limited", "substantial", "complete")


@dataclass(frozen=True, slots=True)
class Task:
    """What must be done for a provision.

    ``norm`` says how the provision works; ``act`` what happens to the act with this ``title``;
    ``body`` who is responsible. The time runs from ``trigger_date``. ``lapses_on`` is the day on
    which the old norm ceases; ``transitional`` the transitional provision that is used.
    """

    task: Name
    anchor: Anchor
    norm: Norm
    act: Act
    title: Words
    body: Words
    trigger: Trigger
    trigger_date: Date
    status: Status
    deadline: Date | None = None
    evidence: Link | None = None
    lapses_on: Date | None = None
    transitional: Address | None = None

    def accused(self) -> str:
        """How errors call this task."""
        return f"task:{self.task}"
