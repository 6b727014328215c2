"""Step 6 for the course of proposals: merged, split, ended; for anchors and opinion groups."""

from __future__ import annotations

from dauys.consultation import lifecycle
from dauys.consultation.course import (
    DecisionWords,
    ProposalMerged,
    ProposalModerated,
    ProposalSplit,
    ProposalWithdrawn,
    decision_of,
    step_of,
)
from dauys.consultation.decided import AnchorDecided, check_decided, check_words
from dauys.consultation.decided import DecisionWords as AnchorWords
from dauys.consultation.lineage import check_form
from dauys.consultation.opinion.event import GroupsComputed
from dauys.errors import Refused
from dauys.verification import steps
from dauys.verification.public import check_past, places_of
from dauys.verification.trusted import Step, Trusted
from dauys.wire import shape


def decision(trusted: Trusted, step: Step) -> None:
    """Step 6 for a merging or splitting: somebody decided it, and said why."""
    body: ProposalMerged | ProposalSplit = step.entry.body
    with trusted.report.check(steps.CONSULTATION):
        told = shape.read(DecisionWords, step.object(body.reasons), accused=step.who)
        decided = decision_of(body, told)
        check_form(decided)
        check_past(decided.at, step)


def ended(trusted: Trusted, step: Step) -> None:
    """Step 6 for a proposal set aside or taken back; its words may be missing from now on."""
    body: ProposalModerated | ProposalWithdrawn = step.entry.body
    with trusted.report.check(steps.CONSULTATION):
        told = shape.read(DecisionWords, step.object(body.reasons), accused=step.who)
        last = step_of(body, told)
        lifecycle.check_after(last, trusted.state.proposals.received[body.proposal])
        lifecycle.check_words(last)
        check_past(last.at, step)
        trusted.report.explained(body.proposal, step.index)


def anchor(trusted: Trusted, step: Step) -> None:
    """Step 6 for a decision on an anchor: it holds in both texts, and begins where it stood."""
    body: AnchorDecided = step.entry.body
    who = f"proposal:{body.proposal}"
    with trusted.report.check(steps.CONSULTATION):
        check_words(body, shape.read(AnchorWords, step.object(body.words), accused=step.who))
        check_past(body.decided, step)
        before = places_of(trusted, body.before, body.before.version, who)
        check_decided(body, before, places_of(trusted, body.before, body.version, who))
        check_begins(trusted, body, who)
        if body.after is not None:
            trusted.anchors[(body.proposal, body.version)] = body.after


def check_begins(trusted: Trusted, body: AnchorDecided, who: str) -> None:
    """Where the proposal was received or decided to stand in a version, it stands there.

    In a version without a decision its anchor may have been kept: there it is of the same text.
    """
    proposal = trusted.proposals.get(body.proposal)
    if proposal is None:
        raise Refused("proposal.unknown", who)
    first = proposal.anchor
    if (body.before.work, body.before.language) != (first.work, first.language):
        raise Refused("anchor.place", who)
    if trusted.anchors.get((body.proposal, body.before.version), body.before) != body.before:
        raise Refused("anchor.place", who)


def groups(trusted: Trusted, step: Step) -> None:
    """Step 6 for opinion groups: they follow from the votes and the seed."""
    from dauys.consultation.opinion.check import check_computed  # numpy, for such an entry alone

    body: GroupsComputed = step.entry.body
    with trusted.report.check(steps.CONSULTATION):
        check_computed(body, step.object(body.matrix), step.object(body.result), accused=step.who)
