"""A trustee: makes a key, confirms the set-up, decrypts the sum (5-voting, sections 4, 6 and 10).

The private key never leaves the trustee's machine. Whoever calls `decrypt` must have verified the
whole record before: the command does (`dauys.parties.duty`).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dauys.group import Element, Group
from dauys.parties.randomness import drawing
from dauys.proofs.prove import Draw, prove_knowledge
from dauys.proofs.statements import (
    BoundDecryption,
    Decryption,
    SetupConfirmation,
    TallyContext,
    TrusteeKey,
)
from dauys.proofs.wire import Proof
from dauys.question.election import SealedElection
from dauys.question.trustees import PublicKey
from dauys.tally.wire import EncryptedTally, PartialDecryption, Proofs


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """A private key with its public part; ``x`` is secret."""

    x: int = field(repr=False)
    public: Element


def generate_key(
    group: Group, draw: Draw | None = None, name: str | None = None
) -> tuple[PrivateKey, PublicKey]:
    """A fresh key, and the public part with the proof that its private key is known."""
    draw = drawing(group, draw)
    x = draw()
    key = PrivateKey(x, group.power_secret(group.generator, x))
    pok = prove_knowledge(TrusteeKey(group, key.public), x, draw)
    return key, PublicKey(pok, key.public, name)


def confirm_setup(
    group: Group, role: str, index: int, key: PrivateKey, setup: str, draw: Draw | None = None
) -> Proof:
    """The confirmation of a set-up, by its hash; also the registrar's, with index 0."""
    statement = SetupConfirmation(group, role, index, key.public, setup)
    return prove_knowledge(statement, key.x, drawing(group, draw))


def decrypt(
    sealed: SealedElection, tally: EncryptedTally, key: PrivateKey, draw: Draw
) -> PartialDecryption:
    """The factors of every ciphertext, with their proofs of version 1."""
    factors = tuple(
        tuple(sealed.group.power_secret(cell.elements()[0], key.x) for cell in row) for row in tally
    )
    proofs = tuple(
        tuple(
            prove_knowledge(
                Decryption(sealed.group, sealed.fingerprint, key.public, alpha, factor),
                key.x,
                draw,
            )
            for alpha, factor in zip((c.elements()[0] for c in row), cells, strict=True)
        )
        for row, cells in zip(tally, factors, strict=True)
    )
    return PartialDecryption(factors, proofs)


def bind(
    sealed: SealedElection,
    tally: EncryptedTally,
    partial: PartialDecryption,
    key: PrivateKey,
    context: TallyContext,
    draw: Draw,
) -> Proofs:
    """A bound proof of each factor, with randomness of its own."""
    rows = []
    for question, row in enumerate(tally):
        proofs = []
        for answer, cell in enumerate(row):
            factor = Element(partial.decryption_factors[question][answer])
            alpha = cell.elements()[0]
            statement = BoundDecryption(
                sealed.group, context, key.public, question, answer, alpha, factor
            )
            proofs.append(prove_knowledge(statement, key.x, draw))
        rows.append(tuple(proofs))
    return tuple(rows)
