"""The shapes of what the API says of the consultation: fields are added, never removed."""

from __future__ import annotations

from ninja import Field, Schema

Words = dict[str, str]


class Proposal(Schema):
    """A proposal; its words are empty once it was taken back or set aside."""

    id: str
    entry: int
    received: str
    kind: str
    version: str = Field(description="of the text, in which it was made")
    language: str
    address: str
    hash: str = Field(description="of the provision's words")
    group: str
    region: str
    origin: str
    hearing: str = Field(description="empty where it was made at none")
    quote: str
    proposed: str
    reasons: str
    state: str
    ended: str = Field(description="when it was taken back or set aside; empty if it was not")
    part: bool = Field(description="whether it was split off another")
    into: list[str] = Field(description="proposals that stand in its place")
    answer: str | None = Field(description="outcome of its answer; null: none yet")


class Step(Schema):
    """A step of a proposal."""

    entry: int
    act: str
    at: str
    who: str
    why: str
    of: list[str]
    into: list[str]


class Place(Schema):
    """A provision that carries a proposal."""

    version: str
    language: str
    address: str


class Answered(Schema):
    """An answer to a proposal, with its reasons by language."""

    proposal: str
    entry: int
    answered: str
    outcome: str
    reasons: Words
    carried: list[Place]


class Speaker(Schema):
    """Who spoke, for which group."""

    group: str
    name: str


class Hearing(Schema):
    """A hearing; its words are empty once they were set aside."""

    hearing: str
    entry: int
    opens: str
    closes: str
    region: str
    attended: int
    groups: list[str]
    place: Words
    agenda: Words
    minutes: Words
    speakers: list[Speaker]
    silenced: str = Field(description="when its words were set aside; empty if they were not")
    who: str
    why: str


class Opinion(Schema):
    """A statement, its words by language, and how many said what."""

    statement: int
    words: Words = Field(description="empty where the record does not tell them")
    agree: int
    disagree: int
    passed: int


class Proposals(Schema):
    """A part of the proposals; ``count`` is of all that fit."""

    count: int
    items: list[Proposal]


class Answers(Schema):
    """A part of the answers; ``count`` is of all that fit."""

    count: int
    items: list[Answered]


class Hearings(Schema):
    """A part of the hearings; ``count`` is of all."""

    count: int
    items: list[Hearing]


class Opinions(Schema):
    """A part of the statements; ``count`` is of all that were counted."""

    count: int
    items: list[Opinion]
