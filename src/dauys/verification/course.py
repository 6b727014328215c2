"""Step 6 for the course of proposals: merged and split."""

from __future__ import annotations

from dauys.consultation.course import DecisionWords, ProposalMerged, ProposalSplit, decision_of
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
