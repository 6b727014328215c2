"""What becomes of proposals in the small referendum, and of their anchors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dauys.consultation import course
from dauys.consultation import wire as consulted
from dauys.consultation.decided import decided
from dauys.consultation.decision import Decision as Verdicts
from dauys.consultation.decision import Verdict
from dauys.consultation.fate import Fate
from dauys.consultation.lifecycle import State, Step
from dauys.consultation.lineage import Act, Decision
from dauys.consultation.opinion.check import computed
from dauys.consultation.opinion.groups import find
from dauys.consultation.opinion.wire import read as made_by_polis
from dauys.consultation.opinion.worded import worded
from dauys.consultation.proposal import Answer, Hearing, Proposal
from tests.consultation.opinion.made import csv_of, planted

if TYPE_CHECKING:
    from tests.verification.world import Builder

RECEIVED = "2027-02-03T08:00:00Z"
AT = "2027-03-02T08:00:00Z"


def play(builder: Builder) -> None:
    """Two proposals become one, which is split and answered; two others end, and so do minutes."""
    for number, name in ((3, "p-3"), (4, "p-4"), (5, "p-4.1")):
        receive(builder, name, number)
    decide(builder, "merge", ("p-3", "p-4"), ("p-4",), 6)
    decide(builder, "split", ("p-4",), ("p-4", "p-4.1"), 7)
    answer(builder, "p-4", 8)
    answer(builder, "p-4.1", 9)
    for number, name in ((10, "p-5"), (11, "p-6")):
        receive(builder, name, number)
    end(builder, "p-5", "moderated", 12)
    end(builder, "p-6", "withdrawn", 13)
    follow(builder, "p-1", "confirmed", 14)
    follow(builder, "p-2", "orphaned", 15)
    votes = made_by_polis(csv_of(planted(12, 8, 2, cast=1.0)[0])).votes
    event, *objects = computed(votes, find(votes, seed=5))
    words = {n: {"kk": f"{n}-тұжырым.", "ru": f"Утверждение {n}."} for n in range(8)}
    event, told = worded(event, words, votes.statements.tolist(), bytes([18]) * 32)
    builder.add(AT, event, *objects, told)
    hold(builder, "h-2", 16)
    moderated = course.silenced(
        "h-2", "2027-02-22T08:00:00Z", "Registry", "A name.", bytes([17]) * 32
    )
    builder.add(AT, *moderated)


def hold(builder: Builder, name: str, salt: int) -> None:
    """A hearing in the minutes of which somebody is named."""
    words = {"en": "The hall", "ru": "Зал"}
    opens, closes = "2027-02-20T08:00:00Z", "2027-02-20T10:00:00Z"
    held = Hearing(name, opens, closes, "south", 7, ("citizen",), words, words, words)
    builder.add(AT, *consulted.held(held, bytes([salt]) * 32))


def receive(builder: Builder, name: str, salt: int) -> None:
    """A proposal that quotes the words it would change."""
    anchor = builder.places["draft-1"]["en"].anchor("art_1__para_2")
    proposal = Proposal(
        name, RECEIVED, "amend", anchor, "en", "citizen", "south", "site", None,
        "five days", "seven days", "People read on Sundays.",
    )  # fmt: skip
    body, data = consulted.received(proposal, bytes([salt]) * 32)
    builder.add(AT, body, data)


def decide(
    builder: Builder, act: Act, of: tuple[str, ...], into: tuple[str, ...], salt: int
) -> None:
    """A merging or a splitting."""
    decision = Decision(act, "2027-02-20T08:00:00Z", of, into, "Secretary", "They say the same.")
    builder.add(AT, *course.decided(decision, bytes([salt]) * 32))


def end(builder: Builder, name: str, state: State, salt: int) -> None:
    """A proposal that is set aside or taken back."""
    step = Step(name, state, "2027-02-21T08:00:00Z", "Registry", "It names a person.")
    builder.add(AT, *course.ended(step, bytes([salt]) * 32))


def follow(builder: Builder, name: str, verdict: Verdict, salt: int) -> None:
    """Where a proposal stands in the next version, or that it has no place there."""
    before, after = (
        builder.places[version]["en"].anchor("art_1__para_2") for version in ("draft-1", "draft-2")
    )
    lost = verdict == "orphaned"
    fate = Fate(before, "orphaned" if lost else "carried", None if lost else after)
    decision = Verdicts(name, verdict, "", "Secretary", "2027-03-01T10:00:00Z", "Six days now.")
    builder.add(AT, *decided(decision, fate, "draft-2", bytes([salt]) * 32))


def answer(builder: Builder, name: str, salt: int) -> None:
    """An answer that nothing of the new version carries."""
    outcome: Any = "rejected"
    reply = Answer(name, "2027-02-27T08:00:00Z", outcome, (), {"en": "No staff.", "ru": "Нет."})
    builder.add(AT, *consulted.answered(reply, (), bytes([salt]) * 32))
