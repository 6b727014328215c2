"""What a hostile voter can make: a signed ballot of any numbers, proved as well as may be."""

from __future__ import annotations

from dauys.ballots.check import overall_context, sum_of
from dauys.ballots.wire import Answer, UnsignedBallot
from dauys.parties.voter import sign
from dauys.proofs.prove import prove_interval
from dauys.proofs.statements import Interval
from dauys.proofs.wire import Ciphertext
from tests.ballots.world import World


def forged(world: World, numbers: list[int], claimed: list[int]) -> bytes:
    """A ballot of the first voter for one question that encrypts ``numbers``.

    The individual proofs are made as if ``claimed`` were encrypted.
    """
    group, sealed = world.group, world.sealed
    key, question = sealed.public_key, sealed.election.questions[0]
    context = f"{sealed.fingerprint}|{world.public(0)}"
    nonces = [world.draw() for _ in numbers]
    choices = tuple(
        encrypted(world, number, nonce) for number, nonce in zip(numbers, nonces, strict=True)
    )
    individual = tuple(
        prove_interval(Interval(group, key, context, choice, 0, 1), number, nonce, world.draw)
        for choice, number, nonce in zip(choices, claimed, nonces, strict=True)
    )
    whole = overall_context(context, choices)
    total = Interval(group, key, whole, sum_of(sealed, choices), question.min, question.max)
    overall = prove_interval(total, sum(numbers), sum(nonces) % group.order, world.draw)
    answers = (Answer(choices, individual, overall),)
    unsigned = UnsignedBallot(sealed.election.uuid, sealed.fingerprint, world.public(0), answers)
    return sign(sealed, unsigned, world.secret(0), world.draw)


def encrypted(world: World, number: int, nonce: int) -> Ciphertext:
    """Any number under the key: the voter's own code takes only 0 and 1."""
    group = world.group
    mask = group.power_secret(world.sealed.public_key, nonce)
    beta = group.times(mask, group.power_secret(group.generator, number))
    return Ciphertext(group.power_secret(group.generator, nonce), beta)
