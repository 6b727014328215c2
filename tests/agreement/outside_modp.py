"""A ballot of which all proofs hold, but with an alpha outside the group modulo p.

A factor of small order in alpha vanishes in its power to a challenge that the order divides; who
draws until all challenges of true claims are such has proofs that hold, in both arithmetics. Only
the question whether alpha lies in the group can then refuse the ballot.
"""

from __future__ import annotations

from dauys.ballots.check import overall_context
from dauys.ballots.wire import Answer, UnsignedBallot
from dauys.group import Element
from dauys.group.belenios2048 import P, Q
from dauys.parties.voter import sign
from dauys.proofs.statements import Interval
from dauys.proofs.verify import unmasked
from dauys.proofs.wire import Ciphertext, Proof
from tests.ballots.world import World


def of_order(order: int) -> int:
    """A number modulo p of this prime order, which divides the cofactor."""
    assert (P - 1) // Q % order == 0
    roots = (pow(base, (P - 1) // order, P) for base in range(2, 100))
    return next(root for root in roots if root != 1)


def outside(element: Element, factor: int) -> Element:
    """An element times a number outside the group."""
    return Element(str(int(element) * factor % P))


def prove(
    world: World, statement: Interval, true: int, secret: int, order: int
) -> tuple[Proof, ...]:
    """Proves an interval; the challenge of the true part is a multiple of the order."""
    group, key, draw = world.group, world.sealed.public_key, world.draw
    alpha, beta = statement.ciphertext.elements()
    while True:
        nonce, commitments, parts = draw(), list[Element](), dict[int, Proof]()
        for n in range(statement.minimum, statement.maximum + 1):
            masked = unmasked(group, beta, n)
            part = Proof(0, nonce) if n == true else Proof(draw(), draw())
            commitments += [
                group.product_vartime(((group.generator, part.response), (alpha, part.challenge))),
                group.product_vartime(((key, part.response), (masked, part.challenge))),
            ]
            parts[n] = part
        rest = sum(part.challenge for n, part in parts.items() if n != true)
        challenge = (statement.challenge(tuple(commitments)) - rest) % group.order
        if challenge % order == 0:
            parts[true] = Proof(challenge, (nonce - challenge * secret) % group.order)
            return tuple(parts.values())


def outside_ballot(world: World, who: int, order: int) -> bytes:
    """A ballot for the first answer of a Yes/No question, its first alpha outside the group."""
    group, sealed, key = world.group, world.sealed, world.sealed.public_key
    secrets = [world.draw(), world.draw()]
    alphas = [group.power_secret(group.generator, secret) for secret in secrets]
    masks = [group.power_secret(key, secret) for secret in secrets]
    choices = (
        Ciphertext(outside(alphas[0], of_order(order)), group.times(masks[0], group.generator)),
        Ciphertext(alphas[1], masks[1]),
    )
    context = f"{sealed.fingerprint}|{world.public(who)}"
    individual = tuple(
        prove(world, Interval(group, key, context, choice, 0, 1), n, secret, order)
        for choice, secret, n in zip(choices, secrets, (1, 0), strict=True)
    )
    pairs = zip(*(choice.elements() for choice in choices), strict=True)
    total = Ciphertext(*(group.times(*pair) for pair in pairs))
    whole = Interval(group, key, overall_context(context, choices), total, 1, 1)
    overall = prove(world, whole, 1, sum(secrets), order)
    answer = Answer(choices, individual, overall)
    unsigned = UnsignedBallot(
        sealed.election.uuid, sealed.fingerprint, world.public(who), (answer,)
    )
    return sign(sealed, unsigned, world.secret(who), world.draw)
