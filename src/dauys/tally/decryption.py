"""Checks a trustee's partial decryption (5-voting, section 10).

Two proofs stand behind each factor: that of version 1, and the bound one, which covers the whole
statement. No commitment may ever be seen twice: two proofs with one nonce give the key away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.proofs.statements import BoundDecryption, Decryption, TallyContext
from dauys.proofs.verify import check_knowledge
from dauys.proofs.wire import Proof
from dauys.question.election import SealedElection
from dauys.tally.wire import LIMIT, EncryptedTally, PartialDecryption, Proofs
from dauys.wire import shape


@dataclass(slots=True)
class Nonces:
    """Every commitment of every proof that a trustee made; each is used once."""

    seen: set[Element] = field(default_factory=set)

    def add(
        self,
        group: Group,
        commitments: tuple[Element, ...],
        accused: str,
        *,
        empty: bool = False,
    ) -> None:
        """Refuses a commitment that was seen before, or is neutral (``decryption.nonce``).

        ``empty``: alpha is neutral, as in an empty box; then every commitment to it is, and only
        the first of the proof, to the generator, is held against the others.
        """
        for commitment in commitments[:1] if empty else commitments:
            if commitment == group.identity or commitment in self.seen:
                raise Refused("decryption.nonce", accused)
            self.seen.add(commitment)


def read_partial_decryption(
    sealed: SealedElection, data: bytes, *, accused: str = ""
) -> PartialDecryption:
    """A partial decryption of the right shape, every factor an element of the group."""
    partial = shape.read(PartialDecryption, data, accused=accused, limit=LIMIT, nfc=False)
    _check_shape(sealed, partial.decryption_factors, accused)
    _check_shape(sealed, partial.decryption_proofs, accused)
    for row in partial.decryption_factors:
        for factor in row:
            sealed.group.element(factor, accused)
    return partial


def check_partial_decryption(
    sealed: SealedElection,
    tally: EncryptedTally,
    key: Element,
    partial: PartialDecryption,
    nonces: Nonces,
    accused: str = "",
) -> None:
    """Every factor is alpha to the trustee's private key, by the proof of version 1."""
    for _, _, alpha, factor, proof in _cells(tally, partial, partial.decryption_proofs):
        statement = Decryption(sealed.group, sealed.fingerprint, key, alpha, factor)
        otherwise = Refused("decryption.proof", accused)
        commitments = check_knowledge(statement, proof, otherwise)
        empty = alpha == sealed.group.identity
        nonces.add(sealed.group, commitments, accused, empty=empty)


def check_bound(
    sealed: SealedElection,
    tally: EncryptedTally,
    key: Element,
    partial: PartialDecryption,
    bound: Proofs,
    context: TallyContext,
    nonces: Nonces,
) -> None:
    """Every factor, by the bound proof."""
    accused = f"trustee:{context.trustee}"
    _check_shape(sealed, bound, accused)
    for question, answer, alpha, factor, proof in _cells(tally, partial, bound):
        statement = BoundDecryption(sealed.group, context, key, question, answer, alpha, factor)
        otherwise = Refused("decryption.bound", accused)
        commitments = check_knowledge(statement, proof, otherwise)
        empty = alpha == sealed.group.identity
        nonces.add(sealed.group, commitments, accused, empty=empty)


def _check_shape(
    sealed: SealedElection, rows: tuple[tuple[object, ...], ...], accused: str
) -> None:
    expected = [question.cells for question in sealed.election.questions]
    if [len(row) for row in rows] != expected:
        raise Refused("decryption.shape", accused)


def _cells(
    tally: EncryptedTally, partial: PartialDecryption, proofs: Proofs
) -> Iterator[tuple[int, int, Element, Element, Proof]]:
    """(question, answer, alpha, factor, proof) for each ciphertext; both numbers from 0."""
    rows = zip(tally, partial.decryption_factors, proofs, strict=True)
    for question, row in enumerate(rows):
        for answer, (ciphertext, factor, proof) in enumerate(zip(*row, strict=True)):
            yield question, answer, ciphertext.elements()[0], Element(factor), proof
