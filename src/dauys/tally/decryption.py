"""Checks a trustee's partial decryption (5-voting, section 10).

Two proofs stand behind each factor: that of version 1, and the bound one, which covers the whole
statement. No commitment may ever be seen twice: two proofs with one nonce give the key away.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.proofs.statements import BoundDecryption, Decryption, Knowledge, TallyContext
from dauys.proofs.verify import commitments_vartime
from dauys.proofs.wire import Proof, check_scalars
from dauys.question.election import SealedElection
from dauys.tally.wire import EncryptedTally, PartialDecryption, Proofs
from dauys.wire import shape

FALSE = ("decryption.proof", "decryption.bound")  # the codes of a proof that does not hold


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
        first: bool = False,
    ) -> None:
        """Refuses a commitment that was seen before, or is neutral (``decryption.nonce``).

        ``first``: only the first of the proof, to the generator, is held against the others: where
        alpha is neutral, as in an empty box, every commitment to it is.
        """
        for commitment in commitments[:1] if first else commitments:
            if commitment == group.identity or commitment in self.seen:
                raise Refused("decryption.nonce", accused)
            self.seen.add(commitment)


def read_partial_decryption(
    sealed: SealedElection, data: bytes, *, accused: str = ""
) -> PartialDecryption:
    """A partial decryption of the right shape, every factor an element of the group."""
    partial = shape.read(
        PartialDecryption, data, accused=accused, limit=sealed.document_limit, nfc=False
    )
    _check_shape(sealed, partial.decryption_factors, accused)
    _check_shape(sealed, partial.decryption_proofs, accused)
    for row in partial.decryption_factors:
        for factor in row:
            sealed.group.element(factor, accused)
    return partial


def check_proofs(
    sealed: SealedElection,
    tally: EncryptedTally,
    key: Element,
    partial: PartialDecryption,
    bound: Proofs | None,
    context: TallyContext,
    nonces: Nonces,
) -> None:
    """Every factor is alpha to the trustee's private key, by both proofs.

    Form, scalars and nonces of all proofs come first: a false proof must not hide that another one
    of the same share is not as it must be, or gives the key away. Without ``bound``, of an archive,
    the proofs of version 1 alone.
    """
    who = f"trustee:{context.trustee}"
    for proofs in (partial.decryption_proofs, bound or ()):
        for row in proofs:
            for proof in row:
                check_scalars(sealed.group, proof, who)
    if bound is not None:
        _check_shape(sealed, bound, who)
    false: list[Refused] = []
    with _kept(false):
        check_partial_decryption(sealed, tally, key, partial, nonces, who)
    if bound is not None:
        with _kept(false):
            check_bound(sealed, tally, key, partial, bound, context, nonces)
    if false:
        raise false[0]


@contextmanager
def _kept(false: list[Refused]) -> Iterator[None]:
    """Keeps the error of a proof that does not hold; any other is raised."""
    try:
        yield
    except Refused as error:
        if error.code not in FALSE:
            raise
        false.append(error)


def check_partial_decryption(
    sealed: SealedElection,
    tally: EncryptedTally,
    key: Element,
    partial: PartialDecryption,
    nonces: Nonces,
    accused: str = "",
) -> None:
    """Every factor is alpha to the trustee's private key, by the proof of version 1.

    Nobody signs a partial decryption: whoever wrote it down may have altered it.
    """
    held = [
        _holds(
            Decryption(sealed.group, sealed.fingerprint, key, alpha, factor), proof, nonces, accused
        )
        for _, _, alpha, factor, proof in _cells(tally, partial, partial.decryption_proofs)
    ]
    if not all(held):
        raise Refused("decryption.proof", accused, certain=False)


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
    held = []
    for question, answer, alpha, factor, proof in _cells(tally, partial, bound):
        statement = BoundDecryption(sealed.group, context, key, question, answer, alpha, factor)
        held.append(_holds(statement, proof, nonces, accused))
    if not all(held):
        raise Refused("decryption.bound", accused, certain=False)


def _holds(statement: Knowledge, proof: Proof, nonces: Nonces, accused: str) -> bool:
    """Whether a proof holds; its commitments are kept, and refused if seen before, either way.

    Also one that does not hold may give the key away: made with the nonce of another, over another
    hash. Its second commitment is that of whoever's proof it copies, and tells nothing.
    """
    check_scalars(statement.group, proof, accused)
    commitments = commitments_vartime(statement, proof)
    holds = statement.challenge(commitments) == proof.challenge
    empty = statement.images[1][0] == statement.group.identity
    nonces.add(statement.group, commitments, accused, first=empty or not holds)
    return holds


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
