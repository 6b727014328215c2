"""What a dishonest or careless prover makes: proofs over another hash, and nonces used twice."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.proofs.statements import Decryption, hash_to_scalar
from dauys.proofs.verify import check_knowledge
from dauys.proofs.wire import Proof
from dauys.tally.wire import PartialDecryption
from tests.attacks.case import Case


@dataclass(frozen=True, slots=True)
class Hashing:
    """A claim whose challenge is taken over another text than the protocol asks for."""

    claim: Any
    text: str

    @property
    def group(self) -> Group:
        group: Group = self.claim.group
        return group

    @property
    def images(self) -> tuple[tuple[Element, Element], ...]:
        images: tuple[tuple[Element, Element], ...] = self.claim.images
        return images

    def challenge(self, commitments: tuple[Element, ...]) -> int:
        return hash_to_scalar(self.group, self.text, commitments)


def false_factor(true: Decryption, secret: int) -> tuple[Decryption, Proof]:
    """A factor that is not alpha^x, with a proof of version 1 (Bernhard, Pereira, Warinschi 2012).

    The second commitment is chosen first; the factor is solved for when the challenge is known.
    """
    group, nonce = true.group, 4242
    power = group.power_secret(group.generator, 99)
    second = group.times(group.power_secret(true.alpha, nonce), power)
    challenge = true.challenge((group.power_secret(group.generator, nonce), second))
    response = group.respond_secret(nonce, challenge, secret)
    rest = group.over(second, group.power_secret(true.alpha, response))
    factor = group.power_secret(rest, pow(challenge, -1, group.order))
    return Decryption(group, true.fingerprint, true.key, true.alpha, factor), Proof(
        challenge, response
    )


def with_a_false_factor(made: Case) -> PartialDecryption:
    """The last trustee's partial decryption with one false factor; all proofs of version 1 hold."""
    world, honest = made.world, made.decryption(made.world.draw)
    key, alpha = world.keys[-1], made.tally[0][0].elements()[0]
    true = Decryption(
        world.group, world.sealed.fingerprint, key.public, alpha, world.group.identity
    )
    false, proof = false_factor(true, key.x)
    check_knowledge(false, proof, Refused("decryption.proof"))
    factors, proofs = honest.decryption_factors[0], honest.decryption_proofs[0]
    return replace(
        honest,
        decryption_factors=((false.factor, *factors[1:]),),
        decryption_proofs=((proof, *proofs[1:]),),
    )


def key_fitted_to_its_proof(group: Group, text: str) -> tuple[Element, Proof]:
    """A key that nobody knows, solved for from a commitment, a challenge and a response.

    The challenge is the hash of ``text`` and the commitment: it must not depend on the key.
    """
    commitment, response = group.power_secret(group.generator, 77), 78
    challenge = hash_to_scalar(group, text, (commitment,))
    rest = group.over(commitment, group.power_secret(group.generator, response))
    key = group.power_secret(rest, pow(challenge, -1, group.order))
    return key, Proof(challenge, response)


def secret_of(order: int, one: Proof, two: Proof) -> int:
    """The secret behind two proofs with one nonce: w - c1 x and w - c2 x, two equations."""
    inverse = pow(two.challenge - one.challenge, -1, order)
    return (one.response - two.response) * inverse % order
