"""The counts: from the encrypted tally and the partial decryptions (5-voting, section 11)."""

from __future__ import annotations

from collections.abc import Mapping
from math import isqrt

from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.question.election import SealedElection
from dauys.tally.wire import LIMIT, EncryptedTally, PartialDecryption, Result
from dauys.wire import shape


def opened(
    group: Group, tally: EncryptedTally, partials: Mapping[int, PartialDecryption]
) -> tuple[tuple[Element, ...], ...]:
    """g^count for each answer: beta over the product of all trustees' factors."""
    rows = []
    for question, row in enumerate(tally):
        cells = []
        for answer, ciphertext in enumerate(row):
            value = ciphertext.elements()[1]
            for partial in partials.values():
                factor = Element(partial.decryption_factors[question][answer])
                value = group.over(value, factor)
            cells.append(value)
        rows.append(tuple(cells))
    return tuple(rows)


def compute_result(
    group: Group,
    tally: EncryptedTally,
    partials: Mapping[int, PartialDecryption],
    total_weight: int,
) -> Result:
    """The counts of a tally; raises ``result.count`` where one exceeds the total weight."""
    rows = opened(group, tally, partials)
    return Result(
        tuple(tuple(logarithm_vartime(group, cell, total_weight) for cell in row) for row in rows)
    )


def check_result(
    sealed: SealedElection,
    tally: EncryptedTally,
    partials: Mapping[int, PartialDecryption],
    total_weight: int,
    data: bytes,
    accused: str = "",
) -> Result:
    """The stated result is what the partial decryptions open, within the total weight.

    A count may not exceed the weight of the ballots, nor a question's sum what ``max`` allows them.
    """
    result = shape.read(Result, data, accused=accused, limit=LIMIT, nfc=False)
    expected = [len(question.answers) for question in sealed.election.questions]
    if [len(row) for row in result.result] != expected:
        raise Refused("result.shape", accused)
    check_weights(sealed, result, total_weight, accused)
    group = sealed.group
    for row, cells in zip(result.result, opened(group, tally, partials), strict=True):
        for count, cell in zip(row, cells, strict=True):
            if group.product_vartime(((group.generator, count),)) != cell:
                raise Refused("result.count", accused)
    return result


def check_weights(
    sealed: SealedElection, result: Result, total_weight: int, accused: str = ""
) -> None:
    """Holds each count, and the sum of each question, against the weight of the ballots."""
    for question, row in zip(sealed.election.questions, result.result, strict=True):
        least, most = question.min * total_weight, question.max * total_weight
        if max(row) > total_weight or not least <= sum(row) <= most:
            raise Refused("result.weight", accused)


def logarithm_vartime(group: Group, element: Element, bound: int) -> int:
    """The m in 0..bound with element = g^m, by baby steps and giant steps (Shanks 1971).

    About 2 sqrt(bound) products; raises ``result.count`` where there is none.
    """
    width = isqrt(bound) + 1
    baby: dict[Element, int] = {}
    step = group.identity
    for number in range(width):
        baby[step] = number
        step = group.times(step, group.generator)
    giant = element
    for jump in range(width + 1):
        if giant in baby and jump * width + baby[giant] <= bound:
            return jump * width + baby[giant]
        giant = group.over(giant, step)
    raise Refused("result.count")
