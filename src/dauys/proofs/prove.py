"""Makes proofs from secrets; only `parties` may import this module.

Randomness is an argument: ``draw()`` gives a fresh uniform scalar below q at each call and must
never give the same one twice (two proofs with one nonce give the secret away).
Specification: docs/specification/5-voting.md, section 3.
"""

from __future__ import annotations

from collections.abc import Callable

from dauys.proofs.statements import Interval, Knowledge
from dauys.proofs.verify import branch_commitments_vartime
from dauys.proofs.wire import Proof

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
    """Proves that the ciphertext, made with ``randomness``, holds ``number`` of the interval.

    The parts of the other numbers are simulated: challenge and response are drawn, the commitments
    follow. The challenge that remains is the part of the true number.
    """
    group = statement.group
    numbers = range(statement.minimum, statement.maximum + 1)
    nonce = draw()
    parts = {other: Proof(draw(), draw()) for other in numbers if other != number}
    # The simulated parts first and the true one last, whichever number is true: done in the order
    # of the numbers, the time of each step would tell which one it is.
    pairs = {each: branch_commitments_vartime(statement, each, parts[each]) for each in parts}
    bases = (group.generator, statement.key)
    first, second = (group.power_secret(base, nonce) for base in bases)
    pairs[number] = (first, second)
    commitments = tuple(element for each in numbers for element in pairs[each])
    simulated = sum(part.challenge for part in parts.values())
    challenge = (statement.challenge(commitments) - simulated) % group.order
    parts[number] = Proof(challenge, group.respond_secret(nonce, challenge, randomness))
    return tuple(parts[each] for each in numbers)
