"""Refuses a ballot that must not be counted (5-voting, section 7).

The checks of one ballot, in this order: its form, its election, its credential, its answers'
shape, group elements and proofs, and its signature. It does not know which other ballots are in
the box: see `dauys.ballots.box`.
"""

from __future__ import annotations

from dauys.ballots.wire import Answer, Ballot, UnsignedBallot, digest
from dauys.errors import Refused
from dauys.group import Element
from dauys.proofs.statements import BallotSignature, BlankOrInterval, Interval, NotBoth
from dauys.proofs.verify import check_disjunction, check_knowledge
from dauys.proofs.wire import Ciphertext, check_elements
from dauys.question.election import Question, SealedElection
from dauys.question.roll import Roll
from dauys.wire import shape


def check_ballot(sealed: SealedElection, roll: Roll, data: bytes, accused: str = "") -> Ballot:
    """The ballot that these exact bytes spell, every proof checked; raises ``ballot.*``."""
    ballot = shape.read(Ballot, data, accused=accused, limit=sealed.document_limit, nfc=False)
    check_unsigned(sealed, roll, ballot.unsigned(), accused)
    check_signature(sealed, ballot, Element(ballot.credential), accused)
    return ballot


def has_form(sealed: SealedElection, data: bytes) -> bool:
    """Whether these bytes spell a ballot of this election, as far as no proof is looked at.

    What has not this form `check_ballot` refuses.
    """
    try:
        ballot = shape.read(Ballot, data, limit=sealed.document_limit, nfc=False)
    except Refused:
        return False
    named = (ballot.election_uuid, ballot.election_hash)
    questions, answers = sealed.election.questions, ballot.answers
    return (
        named == (sealed.election.uuid, sealed.fingerprint)
        and len(questions) == len(answers)
        and all(map(_answers, questions, answers))
    )


def _answers(question: Question, answer: Answer) -> bool:
    """Whether an answer has the choices and proofs that its question asks for."""
    cells = question.cells == len(answer.choices) == len(answer.individual_proofs)
    return cells and (answer.blank_proof is not None) == bool(question.blank)


def check_unsigned(
    sealed: SealedElection, roll: Roll, ballot: UnsignedBallot, accused: str = ""
) -> None:
    """All that is asked of a ballot before its signature; a challenged ballot never has one."""
    if ballot.election_uuid != sealed.election.uuid or ballot.election_hash != sealed.fingerprint:
        raise Refused("ballot.election", accused)
    credential = Element(ballot.credential)
    if credential not in roll.weights:
        raise Refused("ballot.credential", accused)
    if len(ballot.answers) != len(sealed.election.questions):
        raise Refused("ballot.answers", accused)
    context = f"{sealed.fingerprint}|{credential}"
    for question, answer in zip(sealed.election.questions, ballot.answers, strict=True):
        check_answer(sealed, question, answer, context, accused)


def check_answer(
    sealed: SealedElection, question: Question, answer: Answer, context: str, accused: str
) -> None:
    """One answer: each choice encrypts 0 or 1, and together they are what the question allows."""
    if not question.cells == len(answer.choices) == len(answer.individual_proofs):
        raise Refused("ballot.answers", accused)
    group, key = sealed.group, sealed.public_key
    for choice in answer.choices:
        check_elements(group, choice, accused)
    otherwise = Refused("ballot.proof", accused)
    for choice, proofs in zip(answer.choices, answer.individual_proofs, strict=True):
        check_disjunction(Interval(group, key, context, choice, 0, 1), proofs, otherwise)
    whole = overall_context(context, answer.choices)
    if question.blank:
        check_possibly_blank(sealed, question, answer, whole, accused)
    else:
        check_sum(sealed, question, answer, whole, accused)


def check_sum(
    sealed: SealedElection, question: Question, answer: Answer, whole: str, accused: str
) -> None:
    """The sum of the choices lies between min and max; nothing is said about blank."""
    if answer.blank_proof is not None:
        raise Refused("ballot.blank", accused)
    total = sum_of(sealed, answer.choices)
    bounds = (question.min, question.max)
    statement = Interval(sealed.group, sealed.public_key, whole, total, *bounds)
    check_disjunction(statement, answer.overall_proof, Refused("ballot.sum", accused))


def check_possibly_blank(
    sealed: SealedElection, question: Question, answer: Answer, whole: str, accused: str
) -> None:
    """Blank and nothing else, or not blank and between min and max of the answers."""
    if answer.blank_proof is None:
        raise Refused("ballot.blank", accused)
    group, key = sealed.group, sealed.public_key
    blank, total = answer.choices[0], sum_of(sealed, answer.choices[1:])
    not_both = NotBoth(group, key, whole, blank, total)
    check_disjunction(not_both, answer.blank_proof, Refused("ballot.blank", accused))
    enough = BlankOrInterval(group, key, whole, blank, total, question.min, question.max)
    check_disjunction(enough, answer.overall_proof, Refused("ballot.sum", accused))


def check_signature(
    sealed: SealedElection, ballot: Ballot, credential: Element, accused: str
) -> None:
    """The credential signed this ballot: the stated hash is that of the ballot."""
    if ballot.signature.hash != digest(ballot.unsigned()):
        raise Refused("ballot.hash", accused)
    statement = BallotSignature(sealed.group, credential, ballot.signature.hash)
    check_knowledge(statement, ballot.signature.proof, Refused("ballot.signature", accused))


def overall_context(context: str, choices: tuple[Ciphertext, ...]) -> str:
    """S of Belenios, section 4.11.1: S0 and every ciphertext of the answer, in order."""
    spelt = ",".join(f"{choice.alpha},{choice.beta}" for choice in choices)
    return f"{context}|{spelt}"


def sum_of(sealed: SealedElection, choices: tuple[Ciphertext, ...]) -> Ciphertext:
    """The product of ciphertexts, which encrypts the sum of what they hold."""
    group = sealed.group
    alpha, beta = choices[0].elements()
    for choice in choices[1:]:
        alpha = group.times(alpha, choice.elements()[0])
        beta = group.times(beta, choice.elements()[1])
    return Ciphertext(alpha, beta)
