"""The way of a proposal from its receipt to its answer, step by step, with who and when.

Specification: docs/specification/4-consultation.md, section 9. A state machine over the steps of a
file or a record: the first step is the receipt, each next one must be allowed after the one
before and not be older. The commission's own file names persons; the record does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from dauys.consultation.proposal import Answer
from dauys.errors import Finding, Findings, Refused
from dauys.wire.ids import Moment, Name, seconds

State = Literal["received", "screened", "under_review", "answered", "withdrawn", "moderated"]
STATES: tuple[State, ...] = (
    "received",
    "screened",
    "under_review",
    "answered",
    "withdrawn",
    "moderated",
)
# After each state what may follow. Words can be set aside or taken back after the answer too: the
# answer stays.
AFTER: Mapping[State, tuple[State, ...]] = {
    "received": ("screened", "withdrawn", "moderated"),
    "screened": ("under_review", "withdrawn", "moderated"),
    "under_review": ("answered", "withdrawn", "moderated"),
    "answered": ("withdrawn", "moderated"),
    "withdrawn": (),
    "moderated": (),
}
REASONED: tuple[State, ...] = ("withdrawn", "moderated")


@dataclass(frozen=True, slots=True)
class Step:
    """A proposal came into a state; ``reason`` is empty where none is due."""

    proposal: Name
    state: State
    at: Moment
    who: str
    reason: str = ""

    def accused(self) -> str:
        """How errors call this step: by its proposal."""
        return f"proposal:{self.proposal}"


@dataclass(slots=True)
class Way:
    """The steps of one proposal so far; `go` adds one or refuses it."""

    received: Moment
    steps: tuple[Step, ...] = ()

    def state(self) -> State:
        """Where the proposal stands; received, before any step."""
        return self.steps[-1].state if self.steps else "received"

    def go(self, step: Step) -> None:
        """The next step; raises step.order, step.time, step.who, step.reason."""
        allowed = AFTER[self.state()] if self.steps else ("received",)
        if step.state not in allowed:
            expected = " | ".join(allowed) or "–"
            raise Refused("step.order", step.accused(), expected=expected, found=step.state)
        self._check_time(step)
        check_words(step)
        self.steps = (*self.steps, step)

    def _check_time(self, step: Step) -> None:
        """The receipt is at the moment of the proposal; no later step is older than another."""
        before = self.steps[-1].at if self.steps else self.received
        check_after(step, before)
        if not self.steps and seconds(step.at) != seconds(before):
            raise Refused("step.time", step.accused(), state=step.state, before=before)


def check_after(step: Step, before: Moment) -> None:
    """Refuses a step that is older than this moment: step.time."""
    if seconds(step.at) < seconds(before):
        raise Refused("step.time", step.accused(), state=step.state, before=before)


def check_words(step: Step) -> None:
    """Refuses a step that nobody took, or that lacks the reason it owes: step.who, step.reason."""
    if not step.who:
        raise Refused("step.who", step.accused(), state=step.state)
    if step.state in REASONED and not step.reason:
        raise Refused("step.reason", step.accused(), state=step.state)


def ways(
    received: Mapping[str, Moment], steps: Sequence[Step], findings: Findings
) -> dict[str, Way]:
    """The ways of all received proposals, given by id with their moments; a step that cannot be is
    kept in ``findings`` and not gone."""
    found = {name: Way(moment) for name, moment in received.items()}
    for step in steps:
        with findings.collecting():
            if step.proposal not in found:
                raise Refused("step.unknown", step.accused())
            found[step.proposal].go(step)
    return found


def find_in_answers(ways: Mapping[str, Way], answers: Sequence[Answer], findings: Findings) -> None:
    """Adds where steps and answers disagree: an answer without its step or at another moment, a
    step without its answer."""
    given = {answer.proposal: answer for answer in answers}
    for name, way in sorted(ways.items()):
        told = [step.at for step in way.steps if step.state == "answered"]
        answered = [given[name].answered] if name in given else []
        if told != answered:
            findings.add(
                Finding(
                    "step.answer",
                    "error",
                    f"proposal:{name}",
                    facts={"step": "".join(told) or "–", "answer": "".join(answered) or "–"},
                )
            )
