"""The course of proposals on the wire: merged, split, moderated, withdrawn; a hearing moderated.

Specification: docs/specification/4-consultation.md, sections 9 and 10. Who decided and why stand
in an object with a salt, as in `dauys.consultation.wire`; the entry holds only ids and moments.
Whether the ids are those of the record is for the state machine of the record to ask.
"""

from __future__ import annotations

from dataclasses import dataclass

from dauys.consultation.lifecycle import REASONED, Step, check_words
from dauys.consultation.lineage import Decision, check_form
from dauys.consultation.wire import DecisionWords, object_of, salt_of
from dauys.errors import Refused
from dauys.wire.ids import Moment, Name, ObjectRef


@dataclass(frozen=True, slots=True)
class ProposalMerged:
    """Proposals were merged into one; ``reasons`` names a `DecisionWords`."""

    proposals: tuple[Name, ...]
    into: Name
    merged: Moment
    reasons: ObjectRef


@dataclass(frozen=True, slots=True)
class ProposalSplit:
    """A proposal was split; ``reasons`` names a `DecisionWords`."""

    proposal: Name
    into: tuple[Name, ...]
    split: Moment
    reasons: ObjectRef


@dataclass(frozen=True, slots=True)
class ProposalModerated:
    """The words of a proposal were set aside; ``reasons`` names a `DecisionWords`."""

    proposal: Name
    moderated: Moment
    reasons: ObjectRef


@dataclass(frozen=True, slots=True)
class ProposalWithdrawn:
    """A proposal was taken back by its author; ``reasons`` names a `DecisionWords`."""

    proposal: Name
    withdrawn: Moment
    reasons: ObjectRef


@dataclass(frozen=True, slots=True)
class HearingModerated:
    """The words of a hearing were set aside; ``reasons`` names a `DecisionWords`.

    That it was held, when, where and for whom people spoke stays in the record.
    """

    hearing: Name
    moderated: Moment
    reasons: ObjectRef


def decided(decision: Decision, salt: bytes) -> tuple[ProposalMerged | ProposalSplit, bytes]:
    """The event of a merging or splitting and the bytes of its object.

    Raises proposal.salt, and lineage.* for what can be no decision.
    """
    check_form(decision)
    accused = decision.accused()
    words = DecisionWords(salt_of(salt, accused), decision.who, decision.why)
    reference, data = object_of(words)
    if decision.act == "merge":
        return ProposalMerged(decision.of, decision.into[0], decision.at, reference), data
    return ProposalSplit(decision.of[0], decision.into, decision.at, reference), data


def ended(step: Step, salt: bytes) -> tuple[ProposalModerated | ProposalWithdrawn, bytes]:
    """The event of a step that ends a proposal and the bytes of its object.

    Raises proposal.salt, step.order for another step, step.who, step.reason.
    """
    accused = step.accused()
    if step.state not in REASONED:
        raise Refused("step.order", accused, expected=" | ".join(REASONED), found=step.state)
    check_words(step)
    reference, data = object_of(DecisionWords(salt_of(salt, accused), step.who, step.reason))
    if step.state == "moderated":
        return ProposalModerated(step.proposal, step.at, reference), data
    return ProposalWithdrawn(step.proposal, step.at, reference), data


def silenced(
    hearing: str, at: str, who: str, why: str, salt: bytes
) -> tuple[HearingModerated, bytes]:
    """The event by which the words of a hearing are set aside and the bytes of its object.

    Raises proposal.salt, hearing.reason.
    """
    accused = f"hearing:{hearing}"
    told = DecisionWords(salt_of(salt, accused), who, why)
    check_silenced(told, accused)
    reference, data = object_of(told)
    return HearingModerated(hearing, at, reference), data


def check_silenced(told: DecisionWords, accused: str) -> None:
    """Refuses to set words of a hearing aside without saying who does it, and why."""
    if not (told.who and told.why):
        raise Refused("hearing.reason", accused)


def decision_of(event: ProposalMerged | ProposalSplit, told: DecisionWords) -> Decision:
    """The decision again, from its event and its object."""
    if isinstance(event, ProposalMerged):
        return Decision("merge", event.merged, event.proposals, (event.into,), told.who, told.why)
    return Decision("split", event.split, (event.proposal,), event.into, told.who, told.why)


def step_of(event: ProposalModerated | ProposalWithdrawn, told: DecisionWords) -> Step:
    """The step again, from its event and its object."""
    if isinstance(event, ProposalModerated):
        return Step(event.proposal, "moderated", event.moderated, told.who, told.why)
    return Step(event.proposal, "withdrawn", event.withdrawn, told.who, told.why)
