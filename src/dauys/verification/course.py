"""Step 6 for the course of proposals: merged, split, moderated, withdrawn."""

from __future__ import annotations

from dauys.consultation.course import (
    DecisionWords,
    ProposalMerged,
    ProposalModerated,
    ProposalSplit,
    ProposalWithdrawn,
    decision_of,
    step_of,
)
from dauys.consultation.lifecycle import Step as Gone
from dauys.consultation.lifecycle import Way
from dauys.consultation.lineage import check_form
from dauys.verification import steps
from dauys.verification.public import check_past
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
        received = trusted.state.proposals.received[body.proposal]
        Way(received, (Gone(body.proposal, "received", received, "–"),)).go(last)
        check_past(last.at, step)
        trusted.report.explained(body.proposal, step.index)
