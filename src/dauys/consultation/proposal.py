"""The nouns of the consultation: a proposal, its answer, a hearing.

Specification: docs/specification/4-consultation.md, sections 1 and 3. These hold the public's own
words and stay with the commission; what goes into the record is in `dauys.consultation.wire`.
Nothing is checked here: see `dauys.consultation.check`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dauys.consultation.anchor import Anchor
from dauys.wire.ids import Language, Moment, Name, Words

Kind = Literal["amend", "add", "delete", "question", "support"]
Origin = Literal["site", "hearing", "letter", "imported"]
Outcome = Literal["accepted", "accepted_in_part", "already_provided", "rejected", "outside"]

KINDS: tuple[Kind, ...] = ("amend", "add", "delete", "question", "support")
ORIGINS: tuple[Origin, ...] = ("site", "hearing", "letter", "imported")
OUTCOMES: tuple[Outcome, ...] = (
    "accepted",
    "accepted_in_part",
    "already_provided",
    "rejected",
    "outside",
)
ACCEPTED: tuple[Outcome, ...] = ("accepted", "accepted_in_part")

# What a commission may list instead is an argument of every reader.
GROUPS = ("deputy", "association", "ethno_cultural", "youth", "expert", "official", "citizen")


@dataclass(frozen=True, slots=True)
class Received:
    """What the figures need to know of a proposal: not where it is anchored, nor what it says."""

    id: Name
    received: Moment
    language: Language
    group: str
    region: Name

    def accused(self) -> str:
        """How errors call this proposal."""
        return f"proposal:{self.id}"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposal as received.

    ``quote`` are the words it speaks of, empty where it speaks of the whole provision; ``hearing``
    is where it was made, for the origin ``hearing`` alone.
    """

    id: Name
    received: Moment
    kind: Kind
    anchor: Anchor
    language: Language
    group: str
    region: Name
    origin: Origin
    hearing: Name | None
    quote: str
    proposed: str
    reasons: str

    def accused(self) -> str:
        """How errors call this proposal."""
        return f"proposal:{self.id}"

    def head(self) -> Received:
        """The same proposal as the figures count it."""
        return Received(self.id, self.received, self.language, self.group, self.region)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a proposal; ``carried`` are addresses of the next version that carry it."""

    proposal: Name
    answered: Moment
    outcome: Outcome
    carried: tuple[str, ...]
    reasons: Words

    def accused(self) -> str:
        """How errors call this answer: by its proposal."""
        return f"proposal:{self.proposal}"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke at a hearing, and for which group; the name is told as the person gave it."""

    group: str
    name: str


@dataclass(frozen=True, slots=True)
class Hearing:
    """A hearing: ``attended`` people, the groups for which someone spoke, and who did, in order."""

    id: Name
    opens: Moment
    closes: Moment
    region: Name
    attended: int
    groups: tuple[str, ...]
    place: Words
    agenda: Words
    minutes: Words
    speakers: tuple[Speaker, ...] = ()

    def accused(self) -> str:
        """How errors call this hearing."""
        return f"hearing:{self.id}"
