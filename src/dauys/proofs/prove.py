"""Makes proofs from secrets; only `parties` may import this module.

Randomness is an argument: ``draw()`` gives a fresh uniform scalar below q at each call and must
never give the same one twice (two proofs with one nonce give the secret away).
Specification: docs/specification/5-voting.md, section 3.
"""

from __future__ import annotations

from collections.abc import Callable

from dauys.group import Element
from dauys.proofs.statements import Disjunction, Interval, Knowledge
from dauys.proofs.verify import unmasked
from dauys.proofs.wire import Ciphertext, Proof

Draw = Callable[[], int]


def prove_knowledge(statement: Knowledge, secret: int, draw: Draw) -> Proof:
    """Proves that ``secret`` is the exponent of every image of the statement."""
    group = statement.group
    nonce = draw()
    commitments = tuple(group.power_secret(base, nonce) for base, _ in statement.images)
    challenge = statement.challenge(commitments)
    return Proof(challenge, group.respond_secret(nonce, challenge, secret))


def prove_interval(
    statement: Interval, number: int, randomness: int, draw: Draw
) -> tuple[Proof, ...]:
    """Proves that the ciphertext, made with ``randomness``, holds ``number`` of the interval."""
    return prove_disjunction(statement, number - statement.minimum, randomness, draw)


def prove_disjunction(
    statement: Disjunction, true: int, randomness: int, draw: Draw
) -> tuple[Proof, ...]:
    """Proves the statement by its branch ``true``, whose ciphertext was made with ``randomness``.

    The parts of the other branches are simulated: challenge and response are drawn, the commitments
    follow. The challenge that remains is the part of the true branch.
    """
    group, branches = statement.group, range(len(statement.branches))
    targets = [(text, unmasked(group, text.elements()[1], n)) for text, n in statement.branches]
    nonce = draw()
    parts = {other: Proof(draw(), draw()) for other in branches if other != true}
    # The simulated parts first and the true one last, whichever branch is true: done in their
    # order, the time of each step would tell which one it is. Each simulated part takes the same
    # powers, by the arithmetic for secrets: which parts are simulated is the secret.
    pairs = {each: _simulated(statement, *targets[each], part) for each, part in parts.items()}
    bases = (group.generator, statement.key)
    first, second = (group.power_secret(base, nonce) for base in bases)
    pairs[true] = (first, second)
    commitments = tuple(element for each in branches for element in pairs[each])
    simulated = sum(part.challenge for part in parts.values())
    challenge = (statement.challenge(commitments) - simulated) % group.order
    parts[true] = Proof(challenge, group.respond_secret(nonce, challenge, randomness))
    return tuple(parts[each] for each in branches)


def _simulated(
    statement: Disjunction, ciphertext: Ciphertext, target: Element, part: Proof
) -> tuple[Element, Element]:
    """The commitments that fit a drawn part: those that the verifier will compute from it."""
    group, alpha = statement.group, ciphertext.elements()[0]
    first, second = (
        group.times(
            group.power_secret(base, part.response), group.power_secret(image, part.challenge)
        )
        for base, image in ((group.generator, alpha), (statement.key, target))
    )
    return first, second
