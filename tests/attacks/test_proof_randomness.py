"""Family "proof system", rows 24 and 25: proofs that fail by chance, and nonces used twice.

Two proofs with one nonce are two equations with one unknown left, the secret; and a nonce is seen
in the commitment that it makes. The careless trustees here are of our own making.
"""

from __future__ import annotations

from itertools import chain

import pytest

from dauys import group as groups
from dauys.group.ed25519 import ED25519
from dauys.parties.randomness import scalars
from dauys.wire import shape
from tests.attacks import case
from tests.attacks.attack import GROUPS, holds, raises, refused
from tests.attacks.case import Case
from tests.attacks.dishonest import secret_of
from tests.attacks.random_proofs import random_proofs
from tests.ballots.world import seeded
from tests.verification.world import played_until_the_count

either = pytest.mark.parametrize("name", GROUPS)

# 24: proofs that fail by chance


@either
@holds(24)
def test_thousands_of_random_proofs_hold(name: str) -> None:
    """A scalar or an element that begins with zeros must not break one proof in some thousands:
    among these are scalars two digits shorter than the others. (`make fuzz` tries 100,000.)"""
    group = groups.named(name)
    number = 5000 if name == "Ed25519" else 400
    assert min(random_proofs(group, number)) <= len(str(group.order)) - 2


# 25: a nonce used twice


@either
@holds(25)
def test_one_nonce_in_two_proofs_gives_the_private_key_away(name: str) -> None:
    """Why a shared commitment is refused: anyone can compute the key from the two proofs."""
    made = case.of(name)
    proofs = made.decryption(lambda: 4711).decryption_proofs[0]
    assert secret_of(made.world.group.order, *proofs) == made.world.keys[-1].x


@either
@holds(25)
def test_one_nonce_in_both_kinds_of_proof_gives_the_private_key_away(name: str) -> None:
    """The bound proof beside that of version 1 has another challenge: randomness of its own is what
    keeps the two apart."""
    made = case.of(name)
    partial = made.decryption(lambda: 4711)
    bound = made.bound(partial, lambda: 4711)
    pair = (partial.decryption_proofs[0][0], bound[0][0])
    assert secret_of(made.world.group.order, *pair) == made.world.keys[-1].x


@either
@holds(25)
def test_a_nonce_of_nought_gives_the_private_key_away(name: str) -> None:
    """The response is then minus challenge times key: anyone can divide."""
    made = case.of(name)
    order, proof = made.world.group.order, made.decryption(lambda: 0).decryption_proofs[0][0]
    assert -proof.response * pow(proof.challenge, -1, order) % order == made.world.keys[-1].x


@refused(25, "decryption.nonce", each={"a number": 4711, "nought": 0})
def test_one_nonce_for_two_answers(made: Case, value: int) -> Case:
    """A trustee whose generator is stuck gives the key away; nothing more is built on it."""
    return made.decrypted(2, shape.write(made.decryption(lambda: value)))


@refused(25, record="decryption.nonce")
def test_one_nonce_for_both_kinds_of_proof(made: Case) -> Case:
    """The proof of version 1 and the bound one; each has its own commitments."""
    draw = seeded(made.world.group, 7)
    partial = made.decryption(draw)
    return made.decrypted(2, shape.write(partial), made.bound(partial, seeded(made.world.group, 7)))


@refused(25, record="decryption.nonce")
def test_one_nonce_for_two_bound_proofs(made: Case) -> Case:
    """Whichever proofs share it."""
    partial = made.decryption(made.world.draw)
    return made.decrypted(2, shape.write(partial), made.bound(partial, lambda: 4711))


@raises(25, "decryption.nonce")
def test_one_nonce_for_two_boxes() -> None:
    """Eight proofs of the first box (two trustees, answers, kinds), then its first nonce."""
    fresh = scalars(ED25519)
    first = [fresh() for _ in range(8)]
    careless = played_until_the_count()
    numbers = chain(first, first[:1], iter(fresh, None))
    careless.draw = lambda: next(numbers)
    careless.count()


# Whose nonces the numbers drawn at the set-up are: x1, n1, x2, n2, xr, nr, then the confirmations.
@pytest.mark.parametrize("taken", [1, 3, 7, 8])
@raises(25, "decryption.nonce")
def test_the_nonce_of_a_key_or_a_confirmation_for_a_decryption(taken: int) -> None:
    """All proofs of a trustee are held against each other, whatever they state."""
    drawn: list[int] = []
    fresh = scalars(ED25519)

    def remembered() -> int:
        drawn.append(fresh())
        return drawn[-1]

    careless = played_until_the_count(draw=remembered)
    numbers = chain([drawn[taken]], iter(fresh, None))
    careless.draw = lambda: next(numbers)
    careless.count()
