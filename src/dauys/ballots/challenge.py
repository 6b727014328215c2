"""A challenged ballot: opened instead of cast, so that anyone sees what it encrypts.

Whoever challenges a ballot publishes its randomness beside the numbers that it holds; with them
every ciphertext can be computed again. Specification: docs/specification/5-voting.md, section 8.
It does not know what was cast: see `dauys.ballots.box`. Everything here is public, so that the
arithmetic need not hide it.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dauys.ballots.check import check_unsigned
from dauys.ballots.wire import Answer, UnsignedBallot, digest
from dauys.errors import Refused
from dauys.proofs.wire import Ciphertext
from dauys.question.election import Question, SealedElection
from dauys.question.roll import Roll
from dauys.wire import shape
from dauys.wire.shape import Decimal


@dataclass(frozen=True, slots=True)
class Opening:
    """What the choices of one answer hold, in their order, and the randomness of each."""

    choices: tuple[int, ...] = field(repr=False)  # secret until the ballot is challenged
    randomness: tuple[Decimal, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Challenge:
    """A ballot that was never signed, and its opening question by question."""

    ballot: UnsignedBallot
    answers: tuple[Opening, ...]

    @property
    def code(self) -> str:
        """The code that the voter was shown before choosing to cast or to challenge."""
        return digest(self.ballot)


def check_challenge(
    sealed: SealedElection, roll: Roll, data: bytes, accused: str = ""
) -> Challenge:
    """The challenged ballot that these exact bytes spell; raises ``ballot.*``, ``challenge.*``.

    Its proofs are checked too: a ballot that no box would take tells nothing of those it takes.
    """
    challenge = shape.read(Challenge, data, accused=accused, limit=sealed.document_limit, nfc=False)
    check_unsigned(sealed, roll, challenge.ballot, accused)
    questions, answers = sealed.election.questions, challenge.ballot.answers
    if len(challenge.answers) != len(questions):
        raise Refused("challenge.answers", accused)
    for question, answer, opening in zip(questions, answers, challenge.answers, strict=True):
        check_opening(sealed, question, answer, opening, accused)
    return challenge


def check_opening(
    sealed: SealedElection, question: Question, answer: Answer, opening: Opening, accused: str
) -> None:
    """One answer: numbers that the question allows, and the very ciphertexts that they make."""
    if not len(opening.choices) == len(opening.randomness) == len(answer.choices):
        raise Refused("challenge.answers", accused)
    # Read modulo q, a number of q or more would be a second spelling; and 1 + q encrypts as 1 does.
    if any(each >= sealed.group.order for each in opening.randomness):
        raise Refused("challenge.randomness", accused)
    if not question.allows(opening.choices):
        raise Refused("challenge.choice", accused)
    for choice, number, randomness in zip(
        answer.choices, opening.choices, opening.randomness, strict=True
    ):
        if choice != encrypted_vartime(sealed, number, randomness):
            raise Refused("challenge.opening", accused)


def encrypted_vartime(sealed: SealedElection, number: int, randomness: int) -> Ciphertext:
    """(g^r, y^r g^m), computed from what is public now."""
    group = sealed.group
    mask = (sealed.public_key, randomness)
    return Ciphertext(
        group.product_vartime(((group.generator, randomness),)),
        group.product_vartime((mask, (group.generator, number))),
    )
