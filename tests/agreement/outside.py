"""A ballot of which all proofs hold for the kernel, but with an alpha outside the group.

The kernel takes an even challenge with q added, so that a part of order 2 in alpha appears in each
commitment; whoever knows that adds it to the commitments before they are hashed. Only the question
whether alpha lies in the group can then refuse the ballot.
"""

from __future__ import annotations

from dauys.ballots.check import overall_context
from dauys.ballots.wire import Answer, UnsignedBallot
from dauys.group import Element
from dauys.parties.voter import sign
from dauys.proofs.statements import Interval
from dauys.proofs.verify import unmasked
from dauys.proofs.wire import Ciphertext, Proof
from tests.ballots.world import World
from tests.group import curve

HALF = (0, curve.P - 1)  # the point of order 2


def outside(element: Element) -> Element:
    """An element and the point of order 2 together: on the curve, and not in the group."""
    return Element(curve.spelt(curve.add(curve.point(element), HALF)))


def prove(
    world: World, statement: Interval, alpha: Element, true: int, secret: int, mixed: bool
) -> tuple[Proof, ...]:
    """Proves an interval; ``alpha`` is the part in the group of what the statement names."""
    group, key, draw = world.group, world.sealed.public_key, world.draw
    nonce, commitments, parts = draw(), list[Element](), {}
    for n in range(statement.minimum, statement.maximum + 1):
        beta = unmasked(group, statement.ciphertext.elements()[1], n)
        part = Proof(0, nonce) if n == true else Proof(draw(), draw())
        a = group.product_vartime(((group.generator, part.response), (alpha, part.challenge)))
        b = group.product_vartime(((key, part.response), (beta, part.challenge)))
        commitments += [outside(a) if mixed else a, b]
        parts[n] = part
    rest = sum(part.challenge for n, part in parts.items() if n != true)
    challenge = (statement.challenge(tuple(commitments)) - rest) % group.order
    parts[true] = Proof(challenge, (nonce - challenge * secret) % group.order)
    return tuple(parts.values())


def outside_ballot(world: World, who: int) -> bytes:
    """A ballot for the first answer of a Yes/No question, its first alpha outside the group."""
    group, sealed, key = world.group, world.sealed, world.sealed.public_key
    secrets = [world.draw(), world.draw()]
    alphas = [group.power_secret(group.generator, secret) for secret in secrets]
    masks = [group.power_secret(key, secret) for secret in secrets]
    choices = (
        Ciphertext(outside(alphas[0]), group.times(masks[0], group.generator)),
        Ciphertext(alphas[1], masks[1]),
    )
    context = f"{sealed.fingerprint}|{world.public(who)}"
    individual = tuple(
        prove(world, Interval(group, key, context, choice, 0, 1), alpha, n, secret, n == 1)
        for choice, alpha, secret, n in zip(choices, alphas, secrets, (1, 0), strict=True)
    )
    total = group.times(*alphas)
    beta = group.times(choices[0].elements()[1], choices[1].elements()[1])
    whole = Interval(
        group, key, overall_context(context, choices), Ciphertext(outside(total), beta), 1, 1
    )
    overall = prove(world, whole, total, 1, sum(secrets), True)
    answer = Answer(choices, individual, overall)
    unsigned = UnsignedBallot(
        sealed.election.uuid, sealed.fingerprint, world.public(who), (answer,)
    )
    return sign(sealed, unsigned, world.secret(who), world.draw)
