"""The voter: makes an encrypted ballot on an own machine (5-voting, section 7).

The credential and the choice stay here; what leaves is the ballot, and what the voter keeps is its
tracker, computed from the very bytes.
"""

from __future__ import annotations

from collections.abc import Sequence

from dauys.ballots.check import overall_context, sum_of
from dauys.ballots.wire import Answer, Ballot, Signature, UnsignedBallot, digest
from dauys.errors import Refused
from dauys.group import Element
from dauys.parties import credential as credentials
from dauys.parties.randomness import drawing
from dauys.proofs.prove import Draw, prove_interval, prove_knowledge
from dauys.proofs.statements import BallotSignature, Interval
from dauys.proofs.wire import Ciphertext
from dauys.question.election import Question, SealedElection
from dauys.wire import shape


def make_ballot(
    sealed: SealedElection,
    credential: str,
    choices: Sequence[Sequence[int]],
    draw: Draw | None = None,
) -> bytes:
    """The bytes of a ballot; ``choices`` holds 0 or 1 for each answer of each question.

    Raises ``ballot.choice`` for a choice that the questions do not allow.
    """
    draw = drawing(sealed.group, draw)
    secret = credentials.secret_exponent(sealed.group, sealed.election.uuid, credential)
    public = sealed.group.power_secret(sealed.group.generator, secret)
    unsigned = encrypt(sealed, public, choices, draw)
    return sign(sealed, unsigned, secret, draw)


def encrypt(
    sealed: SealedElection, public: Element, choices: Sequence[Sequence[int]], draw: Draw
) -> UnsignedBallot:
    """The ballot before it is signed: encrypted answers with their proofs."""
    questions = sealed.election.questions
    if len(choices) != len(questions):
        raise Refused("ballot.choice", number=len(choices))
    context = f"{sealed.fingerprint}|{public}"
    answers = []
    for number, (question, chosen) in enumerate(zip(questions, choices, strict=True), 1):
        check_choice(question, chosen, number)
        answers.append(encrypt_answer(sealed, question, chosen, context, draw))
    election = sealed.election
    return UnsignedBallot(election.uuid, sealed.fingerprint, public, tuple(answers))


def check_choice(question: Question, chosen: Sequence[int], number: int) -> None:
    """Tells the voter before anything is encrypted what the verifier would refuse."""
    allowed = len(chosen) == len(question.answers) and all(each in (0, 1) for each in chosen)
    if not allowed or not question.min <= sum(chosen) <= question.max:
        raise Refused("ballot.choice", number=number)


def encrypt_answer(
    sealed: SealedElection, question: Question, chosen: Sequence[int], context: str, draw: Draw
) -> Answer:
    """Ciphertexts with individual proofs (0 or 1) and the overall proof (min..max)."""
    group, key = sealed.group, sealed.public_key
    nonces = [draw() for _ in chosen]
    choices = tuple(
        encrypt_number(sealed, number, nonce) for number, nonce in zip(chosen, nonces, strict=True)
    )
    individual = tuple(
        prove_interval(Interval(group, key, context, choice, 0, 1), number, nonce, draw)
        for choice, number, nonce in zip(choices, chosen, nonces, strict=True)
    )
    bounds = (question.min, question.max)
    whole = overall_context(context, choices)
    statement = Interval(group, key, whole, sum_of(sealed, choices), *bounds)
    overall = prove_interval(statement, sum(chosen), sum(nonces) % group.order, draw)
    return Answer(choices, individual, overall)


def encrypt_number(sealed: SealedElection, number: int, nonce: int) -> Ciphertext:
    """(g^r, y^r g^m).

    g^m is picked, not computed: a power of 0 would take less time than a power of 1.
    """
    group = sealed.group
    mask = group.power_secret(sealed.public_key, nonce)
    beta = group.times(mask, (group.identity, group.generator)[number])
    return Ciphertext(group.power_secret(group.generator, nonce), beta)


def sign(sealed: SealedElection, unsigned: UnsignedBallot, secret: int, draw: Draw) -> bytes:
    """Signs an encrypted ballot with the credential: the bytes that are cast."""
    hashed = digest(unsigned)
    statement = BallotSignature(sealed.group, Element(unsigned.credential), hashed)
    signature = Signature(hashed, prove_knowledge(statement, secret, draw))
    return shape.write(
        Ballot(
            unsigned.election_uuid,
            unsigned.election_hash,
            unsigned.credential,
            unsigned.answers,
            signature,
        )
    )
