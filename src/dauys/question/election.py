"""The sealed parameters of one ballot box: Belenios's ``election`` (5-voting, section 4.1).

Only homomorphic questions, with and without blank, are known here; other types are refused with a
code of their own, and so is every group that is not on the allow-list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Annotated, Any, Literal

from dauys import group as groups
from dauys.errors import Refused, Unreadable
from dauys.group import Element, Group
from dauys.question.names import distinct
from dauys.wire import canonical, hashes, shape
from dauys.wire.shape import Match

Uuid = Annotated[str, Match("[1-9A-HJ-NP-Za-km-z]{14,32}", "14 to 32 base58 characters")]
MAX_QUESTIONS = 50
MAX_ANSWERS = 100
LIMIT = 1024 * 1024  # bytes
DIRECTIONS = ("ltr", "rtl")
SIMULATED = "dauys:simulated"  # how a description ends that is no real vote's


@dataclass(frozen=True, slots=True)
class Question:
    """A homomorphic question: between ``min`` and ``max`` of the answers may be chosen.

    With ``blank`` a voter may also cast a blank vote, which chooses none of the answers whatever
    ``min`` is. It is a cell of its own, the first, in ballots, tallies and results.
    """

    answers: tuple[str, ...]
    # Written where it is true and left out else: one question has one spelling.
    blank: Literal[True] | None = field(default=None, kw_only=True)
    min: int
    max: int
    question: str

    @property
    def cells(self) -> int:
        """How many numbers a ballot encrypts and a result counts: the answers, and blank."""
        return len(self.answers) + (self.blank is True)

    def allows(self, numbers: Sequence[int]) -> bool:
        """Whether a ballot may hold these numbers, one for each cell: 0 or 1, within the bounds."""
        if len(numbers) != self.cells or any(number not in (0, 1) for number in numbers):
            return False
        if self.blank and numbers[0]:
            return sum(numbers) == 1
        return self.min <= sum(numbers) <= self.max


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
    language: tuple[str, ...] | None = None  # code and direction: kk, ltr

    @property
    def simulated(self) -> bool:
        """Whether its description says that one program made all of the vote."""
        return self.description.endswith(SIMULATED)


@dataclass(frozen=True, slots=True)
class SealedElection:
    """An election that has been checked, with its exact bytes' fingerprint (Belenios's phi)."""

    election: Election
    fingerprint: str
    group: Group
    public_key: Element

    @property
    def document_limit(self) -> int:
        """The most bytes of a ballot, a challenge, a sum, a decryption or a result of this box.

        An upper bound on the largest of them, so that a stranger's document of megabytes is refused
        before it is read.
        """
        element, scalar = self.group.element_length, len(str(self.group.order))
        ciphertext, proof = 2 * element + 32, 2 * scalar + 48
        total = 4096 + 2 * element + proof
        for question in self.election.questions:
            cells = question.cells * (ciphertext + 3 * proof + element + scalar + 32)
            total += cells + (question.max - question.min + 6) * proof + 256
        return total


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
    _check_language(election, accused)
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
        if type(question) is dict and "type" in question:
            kind = str(question["type"])[:40]
            raise Unreadable("question.unsupported", accused, number=number, kind=kind)


def _check_questions(election: Election, accused: str) -> None:
    if not 1 <= len(election.questions) <= MAX_QUESTIONS:
        raise Refused("election.questions", accused)
    for number, question in enumerate(election.questions, 1):
        answers = question.answers
        if not 1 <= len(answers) <= MAX_ANSWERS or not distinct(answers):
            raise Refused("election.answers", accused, number=number)
        # Answers, not cells: whoever votes blank chooses none of them.
        if not 0 <= question.min <= question.max <= len(answers) or question.max == 0:
            raise Refused("election.bounds", accused, number=number)
    if not distinct(question.question for question in election.questions):
        raise Refused("election.questions", accused)


def _check_language(election: Election, accused: str) -> None:
    language = election.language
    if language is not None and not (len(language) == 2 and language[1] in DIRECTIONS):
        expected = "[language, ltr | rtl]"
        raise Refused("json.shape", accused, where="/language", expected=expected)
