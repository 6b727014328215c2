"""What is wrong in a file of proposals or answers, collected for the secretary who must repair it.

Specification: docs/specification/4-consultation.md, section 3. An unanswered proposal is a
warning: it is a fault only once the consultation is over. It changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from dauys.consultation import check
from dauys.consultation.anchor import Places
from dauys.consultation.proposal import Answer, Hearing, Proposal
from dauys.errors import Finding, Findings, Refused


def find_in_hearings(hearings: Sequence[Hearing], findings: Findings) -> dict[str, Hearing]:
    """The hearings by id; what is wrong with them is added to ``findings``."""
    found: dict[str, Hearing] = {}
    for hearing in hearings:
        with findings.collecting():
            check.check_hearing(hearing)
            if hearing.id in found:
                raise Refused("hearing.twice", hearing.accused())
        found.setdefault(hearing.id, hearing)
    return found


def find_in_proposals(
    proposals: Sequence[Proposal], hearings: Mapping[str, Hearing] | None, findings: Findings
) -> dict[str, Proposal]:
    """The proposals by id; what is wrong with them is added to ``findings``."""
    found: dict[str, Proposal] = {}
    for proposal in proposals:
        with findings.collecting():
            if proposal.id in found:
                raise Refused("proposal.twice", proposal.accused())
            check.check_proposal(proposal, hearings)
        found.setdefault(proposal.id, proposal)
    return found


def find_in_answers(
    answers: Sequence[Answer],
    proposals: Mapping[str, Proposal],
    places: Mapping[str, Places] | None,
    findings: Findings,
    unread: Collection[str] = (),
) -> None:
    """Adds what is wrong with the answers, and a warning for every proposal without one.

    ``places`` are the texts of the next version by language; without them it is not asked whether
    the provisions that carry a proposal are there. ``unread`` are proposals whose row has a fault
    of its own: their answers are not blamed for it.
    """
    seen: set[str] = set()
    for answer in answers:
        if answer.proposal in unread:
            continue
        with findings.collecting():
            check.check_answer(answer, proposals)
            if places is not None:
                check.carried(answer, proposals[answer.proposal], places)
        with findings.collecting():
            if answer.proposal in seen:
                raise Refused("proposal.answered_twice", answer.accused())
        seen.add(answer.proposal)
    for proposal in proposals.values():
        if proposal.id not in seen:
            findings.add(Finding("proposal.unanswered", "warning", proposal.accused()))
