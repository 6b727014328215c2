"""Proofs and ciphertexts as they travel (docs/specification/5-voting.md, section 2)."""

from __future__ import annotations

from dataclasses import dataclass

from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.wire.shape import Decimal


@dataclass(frozen=True, slots=True)
class Proof:
    """A challenge and a response, both modulo q."""

    challenge: Decimal
    response: Decimal


@dataclass(frozen=True, slots=True)
class Ciphertext:
    """An ElGamal ciphertext (g^r, y^r g^m), as spelt; `check_elements` must come before any use."""

    alpha: str
    beta: str

    def elements(self) -> tuple[Element, Element]:
        """The two elements of a ciphertext that has been checked."""
        return Element(self.alpha), Element(self.beta)


def check_elements(group: Group, ciphertext: Ciphertext, accused: str) -> None:
    """Refuses a ciphertext whose parts are not elements of the group in canonical spelling."""
    group.element(ciphertext.alpha, accused)
    group.element(ciphertext.beta, accused)


def check_scalars(group: Group, proof: Proof, accused: str) -> None:
    """Refuses a challenge or response that is not below q: each scalar has one spelling."""
    if not (0 <= proof.challenge < group.order and 0 <= proof.response < group.order):
        raise Refused("proof.scalar", accused)
