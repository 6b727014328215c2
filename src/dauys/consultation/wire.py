"""The consultation on the wire: the events of the record, and the objects they name.

Specification: docs/specification/4-consultation.md, section 4. No free text and no name stands in
an entry. They stand in an object that begins with a salt: its sha256 in the entry says nothing
about the words, and when object and salt are destroyed the record stays valid. Salts are given by
the caller; none is made here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any

from dauys.consultation.anchor import Anchor
from dauys.consultation.proposal import (
    Answer,
    Hearing,
    Kind,
    Origin,
    Outcome,
    Proposal,
    Speaker,
)
from dauys.errors import Refused
from dauys.wire import shape
from dauys.wire.hashes import sha256_hex
from dauys.wire.ids import Language, Moment, Name, ObjectRef, Words
from dauys.wire.shape import Match

SALT_BYTES = 32
Salt = Annotated[str, Match("[0-9a-f]{64}", "64 lower-case hexadecimal digits")]
Group = Annotated[str, Match("[a-z][a-z0-9_]{0,63}", "short name of a group")]


@dataclass(frozen=True, slots=True)
class ProposalWords:
    """The object of a proposal: what its author wrote."""

    salt: Salt
    proposed: str
    reasons: str
    quote: str


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """The object of an answer: the public reasons, by language."""

    salt: Salt
    reasons: Words


@dataclass(frozen=True, slots=True)
class HearingWords:
    """The object of a hearing: place, agenda and minutes, by language; and who spoke, if told."""

    salt: Salt
    place: Words
    agenda: Words
    minutes: Words
    speakers: tuple[Speaker, ...] | None = None


@dataclass(frozen=True, slots=True)
class DecisionWords:
    """The object of a decision: who made it, and why."""

    salt: Salt
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class HearingHeld:
    """A hearing was held; ``minutes`` names a `HearingWords`."""

    hearing: Name
    opens: Moment
    closes: Moment
    region: Name
    attended: int
    groups: tuple[Group, ...]
    minutes: ObjectRef


@dataclass(frozen=True, slots=True)
class ProposalReceived:
    """A proposal came in; ``words`` names a `ProposalWords`."""

    proposal: Name
    received: Moment
    kind: Kind
    anchor: Anchor
    language: Language
    group: Group
    region: Name
    origin: Origin
    words: ObjectRef
    hearing: Name | None = None


@dataclass(frozen=True, slots=True)
class ProposalAnswered:
    """A proposal was answered; ``reasons`` names an `AnswerWords`.

    ``carried`` are the provisions of the next version whose words carry the proposal.
    """

    proposal: Name
    answered: Moment
    outcome: Outcome
    carried: tuple[Anchor, ...]
    reasons: ObjectRef


def received(proposal: Proposal, salt: bytes) -> tuple[ProposalReceived, bytes]:
    """The event of a proposal and the bytes of its object; raises proposal.salt."""
    told = ProposalWords(
        salt_of(salt, proposal.accused()), proposal.proposed, proposal.reasons, proposal.quote
    )
    reference, data = object_of(told)
    event = ProposalReceived(
        proposal=proposal.id,
        received=proposal.received,
        kind=proposal.kind,
        anchor=proposal.anchor,
        language=proposal.language,
        group=proposal.group,
        region=proposal.region,
        origin=proposal.origin,
        words=reference,
        hearing=proposal.hearing,
    )
    return event, data


def answered(
    answer: Answer, carried: tuple[Anchor, ...], salt: bytes
) -> tuple[ProposalAnswered, bytes]:
    """The event of an answer and the bytes of its object; raises proposal.salt.

    ``carried`` are the anchors of the answer's addresses (`dauys.consultation.check.carried`).
    """
    reference, data = object_of(AnswerWords(salt_of(salt, answer.accused()), answer.reasons))
    event = ProposalAnswered(answer.proposal, answer.answered, answer.outcome, carried, reference)
    return event, data


def held(hearing: Hearing, salt: bytes) -> tuple[HearingHeld, bytes]:
    """The event of a hearing and the bytes of its object; raises proposal.salt."""
    told = HearingWords(
        salt_of(salt, hearing.accused()),
        hearing.place,
        hearing.agenda,
        hearing.minutes,
        hearing.speakers or None,
    )
    reference, data = object_of(told)
    event = HearingHeld(
        hearing=hearing.id,
        opens=hearing.opens,
        closes=hearing.closes,
        region=hearing.region,
        attended=hearing.attended,
        groups=hearing.groups,
        minutes=reference,
    )
    return event, data


def salt_of(salt: bytes, accused: str) -> str:
    """A salt as an object has it; raises proposal.salt."""
    # A short salt can be guessed together with the words, and a hash would betray them.
    if len(salt) != SALT_BYTES:
        raise Refused("proposal.salt", accused, expected=SALT_BYTES)
    return salt.hex()


def object_of(told: Any) -> tuple[ObjectRef, bytes]:
    """The name and the bytes of an object."""
    data = shape.write(told)
    return ObjectRef(sha256_hex(data), len(data)), data


def proposal_of(event: ProposalReceived, told: ProposalWords) -> Proposal:
    """The proposal again, from its event and its object."""
    return Proposal(
        id=event.proposal,
        received=event.received,
        kind=event.kind,
        anchor=event.anchor,
        language=event.language,
        group=event.group,
        region=event.region,
        origin=event.origin,
        hearing=event.hearing,
        quote=told.quote,
        proposed=told.proposed,
        reasons=told.reasons,
    )


def answer_of(event: ProposalAnswered, told: AnswerWords) -> Answer:
    """The answer again, from its event and its object."""
    addresses = tuple(anchor.address for anchor in event.carried)
    return Answer(event.proposal, event.answered, event.outcome, addresses, told.reasons)


def hearing_of(event: HearingHeld, told: HearingWords) -> Hearing:
    """The hearing again, from its event and its object."""
    return Hearing(
        id=event.hearing,
        opens=event.opens,
        closes=event.closes,
        region=event.region,
        attended=event.attended,
        groups=event.groups,
        place=told.place,
        agenda=told.agenda,
        minutes=told.minutes,
        speakers=told.speakers or (),
    )
