"""The shapes of the answers; their field names are part of the interface: added, never removed."""

from __future__ import annotations

from typing import Any

from ninja import Field, Schema

Words = dict[str, str]


class Error(Schema):
    """What went wrong: ``code`` for programs, ``message`` for people."""

    code: str
    message: str


class Referendum(Schema):
    """What the log is, and how far it goes."""

    title: Words = Field(description="by language")
    languages: list[str]
    simulated: bool = Field(description="a rehearsal, in which one machine played all the parts")
    entries: int
    last_at: str = Field(description="moment of the last entry, RFC 3339 in UTC")
    root: str | None = Field(description="root of the signed log, in hexadecimal")
    log: str = Field(description="the key that signs its checkpoints")
    witnesses: list[str]
    quorum: int


class Stage(Schema):
    """A stage and where it stands."""

    name: str
    state: str = Field(description="ahead, open or over")
    opens: str = Field(description="empty where no calendar says it")
    closes: str
    entries: int


class Version(Schema):
    """A published version of a text."""

    work: str
    version: str
    role: str = Field(description="in_force or draft")
    date: str
    authoritative: list[str] = Field(description="languages that bind")
    hash: str = Field(description="of the text in all languages")
    objects: Words = Field(description="by language, the SHA-256 of the text's object")


class Answer(Schema):
    """An answer to the question."""

    key: str
    words: Words


class Region(Schema):
    """A region that the rule counts."""

    region: str
    title: Words
    districts: list[str]


class Question(Schema):
    """The question and all that it is bound to."""

    question: str
    entry: int
    at: str
    title: Words
    wording: Words
    answers: list[Answer]
    blank: bool
    text: str = Field(description="hash of the text that is put to the vote")
    work: str
    version: str
    rule: Any = Field(description="the rule itself, as docs/specification/6-rules.md has it")
    rule_sha256: str
    question_type: str
    calendar: list[dict[str, str]]
    regions: list[Region]
    minimum_electors: int


class Figures(Schema):
    """The figures of a station's protocol."""

    eligible: int
    received: int
    issued: int
    unused_cancelled: int
    spoiled: int
    in_box: int
    yes: int
    no: int
    both_marked: int
    invalid: int
    certificates_out: int
    certificates_in: int
    home: int


class Protocol(Figures):
    """The confirmed protocol of a station."""

    entry: int
    at: str


class Station(Schema):
    """A polling station; ``protocol`` is null until it is confirmed."""

    station: str
    entry: int
    district: str
    region: str
    kind: str
    eligible: int | None
    protocol: Protocol | None


class Box(Schema):
    """A ballot box; what has not come yet is null."""

    uuid: str
    region: str
    electors: int
    weight: int
    cast: int
    challenged: int
    closed: str
    counted: int | None
    counted_weight: int | None
    sum_sha256: str
    result: list[list[int]] | None = Field(description="by question and answer")
    decrypted_by: list[int] = Field(description="numbers of trustees")


class Leg(Schema):
    """A condition of the rule, with what is needed and what there is."""

    name: str
    kind: str
    strictness: str
    needed: str
    have: str
    passed: bool | None
    numerator: int | None
    denominator: int | None
    least: int | None
    short_by: int | None
    declared: bool
    regions: list[dict[str, Any]]


class Figure(Schema):
    """The figures of a region, or of the whole."""

    region: str
    eligible: int | None
    issued: int | None
    participants: int | None
    yes: int | None
    no: int | None
    both_marked: int | None
    invalid: int | None
    blank: int


class Outcome(Schema):
    """The outcome with every leg and reading of the rule; null is "not known"."""

    entry: int
    at: str
    rule: str
    rule_sha256: str
    question: str
    valid: bool | None
    adopted: bool | None
    legs: list[Leg]
    readings: list[dict[str, Any]]
    certainty: dict[str, Any]
    figures: list[Figure]


class Task(Schema):
    """What must be done for a provision."""

    task: str
    entry: int
    at: str
    work: str
    version: str
    language: str
    address: str
    hash: str
    norm: str
    act: str
    title: Words
    body: Words
    trigger: str
    trigger_date: str
    status: str
    deadline: str
    evidence: str
    lapses_on: str
    transitional: str


class EntryHead(Schema):
    """An entry without its body."""

    index: int
    at: str
    kind: str


class Thing(Schema):
    """An object that an entry names."""

    sha256: str
    size: int
    there: bool
    withdrawn: str = Field(description="when its words were destroyed; empty if they were not")


class Entry(EntryHead):
    """An entry as it stands in the log, with the proof that it does."""

    body: dict[str, Any]
    objects: list[Thing]
    proof: list[str] | None = Field(description="RFC 9162 2.1.3, in hexadecimal; null: not signed")
    size: int | None = Field(description="of the log under whose root it is proven")


class Verification(Schema):
    """The last verification that the site has run on its own record."""

    at: str
    size: int
    root: str
    verdict: str
    version: str
    report: dict[str, Any] = Field(description="as dauys verify --json prints it")


class Stations(Schema):
    """A part of the list of stations; ``count`` is of all that fit."""

    count: int
    items: list[Station]


class Tasks(Schema):
    """A part of the matrix; ``count`` is of all that fit."""

    count: int
    items: list[Task]


class Entries(Schema):
    """A part of the log, newest first; ``count`` is of all that fit."""

    count: int
    items: list[EntryHead]
