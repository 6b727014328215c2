"""Checks proofs on public data; time depends on the data (vartime).

A check raises the error that its caller hands in, so that the error names the accused in the
caller's terms; a scalar of q or more is ``proof.scalar`` before any arithmetic.
Specification: docs/specification/5-voting.md, section 3.
"""

from __future__ import annotations

from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.proofs.statements import Disjunction, Knowledge
from dauys.proofs.wire import Ciphertext, Proof, check_scalars


def commitments_vartime(statement: Knowledge, proof: Proof) -> tuple[Element, ...]:
    """The commitments that a proof implies: base^response image^challenge for each pair."""
    return tuple(
        statement.group.product_vartime(((base, proof.response), (image, proof.challenge)))
        for base, image in statement.images
    )


def check_knowledge(statement: Knowledge, proof: Proof, otherwise: Refused) -> tuple[Element, ...]:
    """Checks a proof of knowledge; returns its commitments, which must never be seen again."""
    check_scalars(statement.group, proof, otherwise.accused)
    commitments = commitments_vartime(statement, proof)
    if statement.challenge(commitments) != proof.challenge:
        raise otherwise
    return commitments


def check_disjunction(
    statement: Disjunction, proofs: tuple[Proof, ...], otherwise: Refused
) -> None:
    """Checks a disjunctive proof: one part for each branch, in order."""
    if len(proofs) != len(statement.branches):
        raise otherwise
    for proof in proofs:
        check_scalars(statement.group, proof, otherwise.accused)
    commitments: list[Element] = []
    for (ciphertext, number), proof in zip(statement.branches, proofs, strict=True):
        commitments += _branch_commitments_vartime(statement, ciphertext, number, proof)
    total = sum(proof.challenge for proof in proofs) % statement.group.order
    if statement.challenge(tuple(commitments)) != total:
        raise otherwise


def _branch_commitments_vartime(
    statement: Disjunction, ciphertext: Ciphertext, number: int, proof: Proof
) -> tuple[Element, Element]:
    """A = g^response alpha^challenge and B = y^response (beta / g^number)^challenge."""
    group, (alpha, beta) = statement.group, ciphertext.elements()
    masked = unmasked(group, beta, number)
    return (
        group.product_vartime(((group.generator, proof.response), (alpha, proof.challenge))),
        group.product_vartime(((statement.key, proof.response), (masked, proof.challenge))),
    )


def unmasked(group: Group, beta: Element, number: int) -> Element:
    """beta / g^number, of which a branch says that it is key^r; both are public."""
    return group.over(beta, group.product_vartime(((group.generator, number),)))
