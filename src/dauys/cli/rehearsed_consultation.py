"""The consultation of the sample as events, each at its moment, for the rehearsal to enter.

They are made from the sample's tables with the functions that the commands of ``dauys record`` use.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dauys import sample
from dauys.consultation import check, course, decided
from dauys.consultation import wire as consulted
from dauys.consultation.anchor import Places
from dauys.consultation.course_table import read_decisions, read_steps
from dauys.consultation.decision import read_decisions as read_anchors
from dauys.consultation.following import Following
from dauys.consultation.lifecycle import REASONED
from dauys.consultation.proposal import Proposal
from dauys.consultation.table import read_answers, read_hearings, read_proposals
from dauys.errors import Findings
from dauys.parties.keeper import new_salt
from dauys.verification.trusted import Trusted
from dauys.wire.ids import Moment

Texts = Mapping[str, Places]


@dataclass(frozen=True, slots=True)
class Event:
    """An event that is entered at a moment, with the objects that it names."""

    at: Moment
    body: Any
    objects: tuple[bytes, ...]


def held(texts: Texts) -> list[Event]:
    """Everything up to the second draft: hearings, proposals, what became of them, groups."""
    events = [*_received(texts), *_became(), computed()]
    return sorted(events, key=lambda event: event.at)


def told(events: list[Event]) -> dict[str, int]:
    """How many events of each kind there are; the parts of a proposal are nobody's own."""
    parts = sum(len(e.body.into) for e in events if isinstance(e.body, course.ProposalSplit))
    kinds = Counter(type(event.body).__name__ for event in events)
    return {
        "hearings": kinds["HearingHeld"],
        "proposals": kinds["ProposalReceived"] - parts,
        "merged": kinds["ProposalMerged"],
        "split": kinds["ProposalSplit"],
        "withdrawn": kinds["ProposalWithdrawn"],
        "moderated": kinds["ProposalModerated"],
    }


def _received(texts: Texts) -> Iterator[Event]:
    hearings = read_hearings(sample.data("hearings.csv"), Findings())
    for hearing in hearings:
        body, data = consulted.held(hearing, new_salt())
        yield Event(hearing.closes, body, (data,))
    closes = {each.id: each.closes for each in hearings}
    for proposal in proposals(texts):
        received, data = consulted.received(proposal, new_salt())
        # What was proposed at a hearing is entered with its minutes, once it has closed.
        at = max(proposal.received, closes.get(proposal.hearing or "", ""))
        yield Event(at, received, (data,))


def _became() -> Iterator[Event]:
    for decision in read_decisions(sample.data("lineage.csv"), Findings()):
        made, data = course.decided(decision, new_salt())
        yield Event(decision.at, made, (data,))
    for step in read_steps(sample.data("steps.csv"), Findings()):
        if step.state in REASONED:
            ended, data = course.ended(step, new_salt())
            yield Event(step.at, ended, (data,))


def computed() -> Event:
    """The opinion groups, from a seed that was fixed before anybody had voted."""
    from dauys.consultation.opinion import check as opinion  # numpy, for this step alone
    from dauys.consultation.opinion import wire
    from dauys.consultation.opinion.groups import find
    from dauys.consultation.opinion.worded import worded

    statements = wire.read_statements(sample.data("statements.csv"))
    votes = wire.read(sample.data("votes.csv"), statements).votes
    event, *objects = opinion.computed(votes, find(votes, seed=sample.SEED))
    words = {each: {"kk": told.text, **told.others} for each, told in statements.items()}
    event, told = worded(event, words, votes.statements.tolist(), new_salt())
    objects.append(told)
    return Event(sample.calendar().at("groups_computed"), event, tuple(objects))


def answers(draft: Texts, new: Texts, at: Moment) -> list[Event]:
    """The answers, each with the words of the second draft that carry it."""
    known = {each.id: each for each in proposals(draft)}
    events = []
    for answer in read_answers(sample.data("answers.csv"), Findings()):
        carried = check.carried(answer, known[answer.proposal], new)
        body, data = consulted.answered(answer, carried, new_salt())
        events.append(Event(at, body, (data,)))
    return events


def anchors(trusted: Trusted, at: Moment) -> list[Event]:
    """What was decided about the anchors of proposals in the second draft."""
    texts = {each: trusted.versions(sample.WORK, each) for each in trusted.languages}
    before, after = sample.VERSIONS["draft"], sample.VERSIONS["new"]
    following = Following(trusted.proposals, trusted.anchors, texts, before, after)
    rows = read_anchors(sample.data("anchors.csv"), Findings())
    events = []
    for decision, fate in following.decided(rows, Findings()):
        body, data = decided.decided(decision, fate, after, new_salt())
        events.append(Event(at, body, (data,)))
    return events


def proposals(texts: Texts) -> list[Proposal]:
    """The proposals of the sample, anchored in its first draft."""
    return read_proposals(sample.data("proposals.csv"), texts, Findings())
