"""Step 6 for the course of proposals: merged, split, ended; for anchors and opinion groups."""

from __future__ import annotations

from dauys.consultation import lifecycle
from dauys.consultation.course import (
    HearingModerated,
    ProposalMerged,
    ProposalModerated,
    ProposalSplit,
    ProposalWithdrawn,
    check_silenced,
    decision_of,
    step_of,
)
from dauys.consultation.decided import AnchorDecided, check_decided, check_words
from dauys.consultation.decided import decision_of as verdict_of
from dauys.consultation.lineage import Decision, check_form
from dauys.consultation.opinion.event import GroupsComputed
from dauys.consultation.standing import check_begins, check_moment
from dauys.consultation.wire import DecisionWords
from dauys.errors import Refused
from dauys.verification import steps
from dauys.verification.public import check_past, places_of
from dauys.verification.trusted import Step, Trusted
from dauys.wire import shape
from dauys.wire.ids import seconds


def decision(trusted: Trusted, step: Step) -> None:
    """Step 6 for a merging or splitting: somebody decided it, and said why."""
    body: ProposalMerged | ProposalSplit = step.entry.body
    with trusted.report.check(steps.CONSULTATION):
        told = shape.read(DecisionWords, step.object(body.reasons), accused=step.who)
        decided = decision_of(body, told)
        check_form(decided)
        check_past(decided.at, step)
        check_later(trusted, decided)
        trusted.moments.update(dict.fromkeys((*decided.of, *decided.into), decided.at))
        trusted.decisions.add(decided)


def check_later(trusted: Trusted, decided: Decision) -> None:
    """A decision comes after what became of its proposals before: their answer, another one."""
    for name in decided.of:
        if seconds(decided.at) < seconds(trusted.moments.get(name, decided.at)):
            raise Refused("lineage.early", f"proposal:{name}", at=decided.at)


def ended(trusted: Trusted, step: Step) -> None:
    """Step 6 for a proposal set aside or taken back; its words may be missing from now on."""
    body: ProposalModerated | ProposalWithdrawn = step.entry.body
    with trusted.report.check(steps.CONSULTATION):
        told = shape.read(DecisionWords, step.object(body.reasons), accused=step.who)
        last = step_of(body, told)
        received = trusted.state.proposals.received[body.proposal]
        lifecycle.check_after(last, trusted.moments.get(body.proposal, received))
        lifecycle.check_words(last)
        check_past(last.at, step)
        trusted.report.explained(f"proposal:{body.proposal}", step.index)
        trusted.moments[body.proposal] = last.at
        trusted.endings.add(last)


def silenced(trusted: Trusted, step: Step) -> None:
    """Step 6 for a hearing whose words were set aside: somebody did it, after it, for a reason."""
    body: HearingModerated = step.entry.body
    who = f"hearing:{body.hearing}"
    with trusted.report.check(steps.CONSULTATION):
        told = shape.read(DecisionWords, step.object(body.reasons), accused=step.who)
        check_silenced(told, who)
        check_past(body.moderated, step)
        if seconds(body.moderated) < seconds(trusted.hearings.get(body.hearing, body.moderated)):
            raise Refused("hearing.early", who)
        trusted.report.explained(who, step.index)


def anchor(trusted: Trusted, step: Step) -> None:
    """Step 6 for a decision on an anchor: it holds in both texts, and begins where it stood."""
    body: AnchorDecided = step.entry.body
    who = f"proposal:{body.proposal}"
    with trusted.report.check(steps.CONSULTATION):
        told = shape.read(DecisionWords, step.object(body.words), accused=step.who)
        check_words(body, told)
        check_past(body.decided, step)
        before = places_of(trusted, body.before, body.before.version, who)
        check_decided(body, before, places_of(trusted, body.before, body.version, who))
        if body.proposal not in trusted.proposals:
            raise Refused("proposal.unknown", who)
        check_moment(body, trusted.proposals[body.proposal].received)
        recorded = trusted.anchors[body.proposal]
        check_begins(body, recorded, trusted.versions(body.before.work, body.before.language))
        recorded[body.version] = body.after
        trusted.followed[(body.proposal, body.version)] = verdict_of(body, told)


def groups(trusted: Trusted, step: Step) -> None:
    """Step 6 for opinion groups: they follow from the votes and the seed."""
    from dauys.consultation.opinion.check import check_computed  # numpy, for such an entry alone

    body: GroupsComputed = step.entry.body
    with trusted.report.check(steps.CONSULTATION):
        words = step.object(body.statements) if body.statements else None
        cells, told = step.object(body.matrix), step.object(body.result)
        check_computed(body, cells, told, words, accused=step.who)
