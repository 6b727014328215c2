"""The voter: makes an encrypted ballot on an own machine (5-voting, section 7).

The credential and the choice stay here; what leaves is the ballot, and what the voter keeps is its
tracker, computed from the very bytes.
"""

from __future__ import annotations

from collections.abc import Sequence

from dauys.ballots.challenge import Opening
from dauys.ballots.check import overall_context, sum_of
from dauys.ballots.wire import Answer, Ballot, Signature, UnsignedBallot, digest
from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.parties import credential as credentials
from dauys.parties.randomness import drawing
from dauys.proofs.prove import Draw, prove_disjunction, prove_interval, prove_knowledge
from dauys.proofs.statements import BallotSignature, BlankOrInterval, Interval, NotBoth
from dauys.proofs.wire import Ciphertext, Proof
from dauys.question.election import Question, SealedElection
from dauys.wire import shape


def make_ballot(
    sealed: SealedElection,
    credential: str,
    choices: Sequence[Sequence[int]],
    draw: Draw | None = None,
) -> bytes:
    """The bytes of a ballot; ``choices`` holds 0 or 1 for each cell of each question.

    The cells are the answers, blank before them where it is allowed: a blank vote is 1, 0, 0 …
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
    return encrypt_openable(sealed, public, choices, draw)[0]


def encrypt_openable(
    sealed: SealedElection, public: Element, choices: Sequence[Sequence[int]], draw: Draw
) -> tuple[UnsignedBallot, tuple[Opening, ...]]:
    """The same with the randomness of every choice, which opens the ballot: a secret."""
    questions = sealed.election.questions
    if len(choices) != len(questions):
        raise Refused("ballot.choice", number=len(choices))
    context = f"{sealed.fingerprint}|{public}"
    answers, openings = [], []
    for number, (question, chosen) in enumerate(zip(questions, choices, strict=True), 1):
        check_choice(question, chosen, number)
        nonces = tuple(draw() for _ in chosen)
        answers.append(encrypt_answer(sealed, question, chosen, nonces, context, draw))
        openings.append(Opening(tuple(chosen), nonces))
    uuid = sealed.election.uuid
    ballot = UnsignedBallot(uuid, sealed.fingerprint, public, tuple(answers))
    return ballot, tuple(openings)


def check_choice(question: Question, chosen: Sequence[int], number: int) -> None:
    """Tells the voter before anything is encrypted what the verifier would refuse."""
    if not question.allows(chosen):
        raise Refused("ballot.choice", number=number)


def encrypt_answer(
    sealed: SealedElection,
    question: Question,
    chosen: Sequence[int],
    nonces: Sequence[int],
    context: str,
    draw: Draw,
) -> Answer:
    """Ciphertexts with individual proofs (0 or 1) and the proofs of the whole answer."""
    group, key = sealed.group, sealed.public_key
    choices = tuple(
        encrypt_number(sealed, number, nonce) for number, nonce in zip(chosen, nonces, strict=True)
    )
    individual = tuple(
        prove_interval(Interval(group, key, context, choice, 0, 1), number, nonce, draw)
        for choice, number, nonce in zip(choices, chosen, nonces, strict=True)
    )
    whole = overall_context(context, choices)
    if question.blank:
        proofs = prove_possibly_blank(sealed, question, choices, chosen, nonces, whole, draw)
        return Answer(choices, individual, *proofs)
    bounds = (question.min, question.max)
    statement = Interval(group, key, whole, sum_of(sealed, choices), *bounds)
    overall = prove_interval(statement, sum(chosen), sum(nonces) % group.order, draw)
    return Answer(choices, individual, overall)


def prove_possibly_blank(
    sealed: SealedElection,
    question: Question,
    choices: tuple[Ciphertext, ...],
    chosen: Sequence[int],
    nonces: Sequence[int],
    whole: str,
    draw: Draw,
) -> tuple[tuple[Proof, ...], tuple[Proof, ...]]:
    """The overall proof and the blank proof, where the question allows blank.

    Blank or not, both are made by the same steps: what differs is picked and not computed.
    """
    group, key = sealed.group, sealed.public_key
    blank, total = choices[0], sum_of(sealed, choices[1:])
    secrets = (nonces[0], sum(nonces[1:]) % group.order)
    voted_blank, number = chosen[0], sum(chosen[1:])
    enough = BlankOrInterval(group, key, whole, blank, total, question.min, question.max)
    branch = (1 + number - question.min, 0)[voted_blank]
    overall = prove_disjunction(enough, branch, secrets[1 - voted_blank], draw)
    not_both = NotBoth(group, key, whole, blank, total)
    return overall, prove_disjunction(not_both, voted_blank, secrets[voted_blank], draw)


def encrypt_number(sealed: SealedElection, number: int, nonce: int) -> Ciphertext:
    """(g^r, y^r g^m).

    Both products are computed, for 0 and for 1, and then one is picked: a product with a short
    number takes less time than one with a long number, and the time would tell the choice.
    """
    group = sealed.group
    mask = group.power_secret(sealed.public_key, nonce)
    products = (mask, group.times(mask, group.generator))
    return Ciphertext(group.power_secret(group.generator, nonce), products[number])


def sign(sealed: SealedElection, unsigned: UnsignedBallot, secret: int, draw: Draw) -> bytes:
    """Signs an encrypted ballot with the credential: the bytes that are cast."""
    return sign_in(sealed.group, unsigned, secret, draw)


def sign_in(group: Group, unsigned: UnsignedBallot, secret: int, draw: Draw) -> bytes:
    """The same where no more than the group is at hand."""
    hashed = digest(unsigned)
    statement = BallotSignature(group, Element(unsigned.credential), hashed)
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
