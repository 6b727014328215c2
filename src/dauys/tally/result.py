"""The counts: from the encrypted tally and the partial decryptions (5-voting, section 11)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isqrt

from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.question.election import SealedElection
from dauys.question.trustees import Trustees
from dauys.tally.wire import EncryptedTally, PartialDecryption, Result
from dauys.wire import shape

BABY = 1 << 16  # elements in memory: a few megabytes, and enough for four thousand million at once


def opened(
    group: Group,
    trustees: Trustees,
    tally: EncryptedTally,
    partials: Mapping[int, PartialDecryption],
    accused: str = "",
) -> tuple[tuple[Element, ...], ...]:
    """g^count for each cell: beta over the product of the trustees' factors.

    The factor of a threshold group is the product of its members' factors, each to the power of
    its Lagrange coefficient. Raises ``result.trustees`` where the trustees are not enough.
    """
    if not trustees.enough(partials):
        raise Refused("result.trustees", accused)
    used = _used(group, trustees, partials)
    rows = []
    for question, row in enumerate(tally):
        cells = []
        for answer, ciphertext in enumerate(row):
            value = ciphertext.elements()[1]
            for partial, power in used:
                factor = Element(partial.decryption_factors[question][answer])
                if power != 1:
                    factor = group.product_vartime(((factor, power),))
                value = group.over(value, factor)
            cells.append(value)
        rows.append(tuple(cells))
    return tuple(rows)


def _used(
    group: Group, trustees: Trustees, partials: Mapping[int, PartialDecryption]
) -> list[tuple[PartialDecryption, int]]:
    """The decryptions that are combined, each with its exponent.

    Of a group with more than it needs the first ones: all of them are proven, so that any others
    would open the same.
    """
    used = []
    for quorum in trustees.quorums:
        owners = quorum.present(partials)[: quorum.needed]
        before = quorum.owners[0] - 1
        members = [owner - before for owner in owners]  # numbers in the group, from 1
        for owner in owners:
            used.append((partials[owner], lagrange(group.order, owner - before, members)))
    return used


def lagrange(order: int, member: int, members: Sequence[int]) -> int:
    """What a member's value counts for in a polynomial's value at 0 (Belenios, section 4.21).

    The product of k / (k - member) modulo q over the other members k: 1 for who is alone.
    """
    power = 1
    for other in members:
        if other != member:
            power = power * other * pow(other - member, -1, order) % order
    return power


def compute_result(
    group: Group,
    trustees: Trustees,
    tally: EncryptedTally,
    partials: Mapping[int, PartialDecryption],
    total_weight: int,
    accused: str = "",
) -> Result:
    """The counts of a tally.

    Raises ``result.trustees`` where the trustees are not enough, ``result.count`` where a count
    exceeds the total weight.
    """
    rows = opened(group, trustees, tally, partials, accused)
    return Result(
        tuple(tuple(logarithm_vartime(group, cell, total_weight) for cell in row) for row in rows)
    )


def check_result(
    sealed: SealedElection,
    trustees: Trustees,
    tally: EncryptedTally,
    partials: Mapping[int, PartialDecryption],
    total_weight: int,
    data: bytes,
    accused: str = "",
) -> Result:
    """The stated result is what the partial decryptions open, within the total weight.

    A count may not exceed the weight of the ballots, nor a question's sum what ``max`` allows them.
    """
    group = sealed.group
    powers = opened(group, trustees, tally, partials, accused)
    result = shape.read(Result, data, accused=accused, limit=sealed.document_limit, nfc=False)
    expected = [question.cells for question in sealed.election.questions]
    if [len(row) for row in result.result] != expected:
        raise Refused("result.shape", accused)
    check_weights(sealed, result, total_weight, accused)
    for row, cells in zip(result.result, powers, strict=True):
        for count, cell in zip(row, cells, strict=True):
            if group.product_vartime(((group.generator, count),)) != cell:
                raise Refused("result.count", accused)
    return result


def check_weights(
    sealed: SealedElection, result: Result, total_weight: int, accused: str = ""
) -> None:
    """Holds each count, and the sum of each question, against the weight of the ballots.

    Who voted blank gave nothing to the answers: they are held against the weight of the others.
    """
    for question, row in zip(sealed.election.questions, result.result, strict=True):
        blank, answers = (row[0], row[1:]) if question.blank else (0, row)
        chosen = total_weight - blank
        if (
            max(answers) > chosen
            or not question.min * chosen <= sum(answers) <= question.max * chosen
        ):
            raise Refused("result.weight", accused)


def logarithm_vartime(group: Group, element: Element, bound: int) -> int:
    """The m in 0..bound with element = g^m, by baby steps and giant steps (Shanks 1971).

    About 2 sqrt(bound) products, and memory for at most `BABY` elements; raises ``result.count``
    where there is none.
    """
    width = min(isqrt(bound) + 1, BABY)
    baby: dict[Element, int] = {}
    step = group.identity
    for number in range(width):
        baby[step] = number
        step = group.times(step, group.generator)
    giant = element
    for jump in range(bound // width + 1):
        if giant in baby and jump * width + baby[giant] <= bound:
            return jump * width + baby[giant]
        giant = group.over(giant, step)
    raise Refused("result.count")
