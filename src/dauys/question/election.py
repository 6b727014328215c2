"""The sealed parameters of one ballot box: Belenios's ``election`` (5-voting, section 4.1).

Only homomorphic questions without blank are known here; other types are refused with a code of
their own, and so is every group that is not on the allow-list.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Annotated, Any

from dauys import group as groups
from dauys.errors import Refused, Unreadable
from dauys.group import Element, Group
from dauys.wire import canonical, hashes, shape
from dauys.wire.shape import Match

Uuid = Annotated[str, Match("[1-9A-HJ-NP-Za-km-z]{14,32}", "14 to 32 base58 characters")]
MAX_QUESTIONS = 50
MAX_ANSWERS = 100
LIMIT = 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Question:
    """A homomorphic question: between ``min`` and ``max`` of the answers may be chosen."""

    answers: tuple[str, ...]
    min: int
    max: int
    question: str


@dataclass(frozen=True, slots=True)
class Election:
    """The parameters of one box, in the order in which they travel."""

    version: int
    description: str
    name: str
    group: str
    public_key: str
    questions: tuple[Question, ...]
    uuid: Uuid
    administrator: str | None = None
    credential_authority: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class SealedElection:
    """An election that has been checked, with its exact bytes' fingerprint (Belenios's phi)."""

    election: Election
    fingerprint: str
    group: Group
    public_key: Element


def read_election(data: bytes, *, accused: str = "") -> SealedElection:
    """Reads and checks an election; raises ``election.*``, ``question.*``, ``group.*``."""
    value = canonical.parse(data, accused=accused, limit=LIMIT, nfc=False)
    _refuse_unsupported(value, accused)
    election = shape.read(Election, data, accused=accused, limit=LIMIT, nfc=False)
    group = groups.named(election.group)
    public_key = group.element(election.public_key, accused)
    if public_key in (group.identity, group.generator):
        raise Refused("election.key", accused)
    _check_questions(election, accused)
    return SealedElection(election, hashes.sha256_base64(data), group, public_key)


def write_election(election: Election) -> bytes:
    """The bytes that are sealed."""
    return shape.write(election)


def _refuse_unsupported(value: Any, accused: str) -> None:
    """Says by name what this version does not carry, before the strict reading would say less."""
    if type(value) is not dict:
        return
    if value.get("version") != 1:
        raise Unreadable("election.version", accused, version=str(value.get("version"))[:20])
    if type(value.get("group")) is dict:
        raise Unreadable("group.unknown", accused, group="{}")
    questions = value.get("questions")
    for number, question in enumerate(questions if type(questions) is list else [], 1):
        if type(question) is dict and ("type" in question or question.get("blank") is True):
            kind = "blank" if "blank" in question else str(question.get("type"))[:40]
            raise Unreadable("question.unsupported", accused, number=number, kind=kind)


def _check_questions(election: Election, accused: str) -> None:
    if not 1 <= len(election.questions) <= MAX_QUESTIONS:
        raise Refused("election.questions", accused)
    for number, question in enumerate(election.questions, 1):
        answers = [folded(answer) for answer in question.answers]
        if not 1 <= len(answers) <= MAX_ANSWERS or len(set(answers)) < len(answers):
            raise Refused("election.answers", accused, number=number)
        if not 0 <= question.min <= question.max <= len(answers) or question.max == 0:
            raise Refused("election.bounds", accused, number=number)
    if len({folded(question.question) for question in election.questions}) < len(
        election.questions
    ):
        raise Refused("election.questions", accused)


def folded(text: str) -> str:
    """Names that a reader could not tell apart by case or Unicode form count as the same."""
    return unicodedata.normalize("NFKC", text).casefold().strip()
