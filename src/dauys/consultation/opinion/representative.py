"""What stands for a group: statements on which it differs from the others, and what all share.

Specification: docs/specification/4-consultation.md, section 5; the tests are those of Small et al.
2021. Everything is decided in exact integers and fractions; what is published is rounded after.

One side is ``agree`` or ``disagree``; of n votes of a group on a statement, passes among them, s
are on that side. Probabilities are (s + 1) / (n + 2), so that few votes say little.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import isqrt, prod
from typing import Literal

Side = Literal["agree", "disagree"]
Counts = tuple[int, int, int]  # disagree, pass, agree
SIDES: tuple[tuple[Side, int], ...] = (("agree", 2), ("disagree", 0))
LEVEL = Fraction(12816, 10000)  # a z of 1.2816: 90 % on one side
MOST = 5
UNIT = 1_000_000


@dataclass(frozen=True, slots=True)
class Representative:
    """A statement that stands for a group; the figures but the counts are in millionths.

    ``votes`` of the group, ``on_side`` of them on this side; ``within``: the z of the test that
    more than half of the group is on this side; ``between``: the z of the test that the group is
    more often on this side than the others; ``ratio``: how many times as probable it is.
    """

    statement: int
    side: Side
    on_side: int
    votes: int
    probability: int
    ratio: int
    within: int
    between: int


@dataclass(frozen=True, slots=True)
class _Tested:
    told: Representative
    weight: Fraction  # the square of probability x ratio x within x between


def representative(
    statements: Sequence[int], counts: Sequence[Sequence[Counts]], group: int
) -> tuple[Representative, ...]:
    """At most five statements of a group that pass both tests, the weightiest first.

    ``counts`` is by group, then by statement. Two groups at least: one differs from nobody.
    """
    found = []
    for at, statement in enumerate(statements):
        inside = counts[group][at]
        others = [each[at] for number, each in enumerate(counts) if number != group]
        outside = (sum(c[0] for c in others), sum(c[1] for c in others), sum(c[2] for c in others))
        for side, place in SIDES:
            tested = _tested(statement, side, place, inside, outside)
            if tested is not None:
                found.append(tested)
    found.sort(key=lambda each: (-each.weight, each.told.statement))
    return tuple(each.told for each in found[:MOST])


def _tested(
    statement: int, side: Side, place: int, inside: Counts, outside: Counts
) -> _Tested | None:
    within = within_square(inside[place], sum(inside))
    if within <= LEVEL**2:  # most end here: the other test is dearer
        return None
    between = between_square(inside[place], sum(inside), outside[place], sum(outside))
    if between <= LEVEL**2:
        return None
    chance = probability(inside, place)
    ratio = chance / probability(outside, place)
    told = Representative(
        statement=statement,
        side=side,
        on_side=inside[place],
        votes=sum(inside),
        probability=millionths(chance),
        ratio=millionths(ratio),
        within=root(within),
        between=root(between),
    )
    return _Tested(told, (chance * ratio) ** 2 * within * between)


def probability(counts: Counts, place: int) -> Fraction:
    """(s + 1) / (n + 2)."""
    return Fraction(counts[place] + 1, sum(counts) + 2)


def within_square(s: int, n: int) -> Fraction:
    """The square of the z of the one-proportion test against one half, 0 where z is below 0.

    With s and n one larger each: z = 2 sqrt(n) (s/n - 1/2) = (2s - n) / sqrt(n).
    """
    s, n = s + 1, n + 1
    return Fraction(max(0, 2 * s - n) ** 2, n)


def between_square(s: int, n: int, others: int, of: int) -> Fraction:
    """The square of the z of the two-proportion test, pooled; 0 where z is below 0.

    With each of the four one larger, d = s m - r n, T = s + r and M = n + m:
    z^2 = d^2 M / (n m T (M - T)); where all are on this side there is no difference.
    """
    s, n, r, m = s + 1, n + 1, others + 1, of + 1
    d, total, all_of = s * m - r * n, s + r, n + m
    if d <= 0 or total == all_of:
        return Fraction(0)
    return Fraction(d * d * all_of, n * m * total * (all_of - total))


def shared(counts: Sequence[Counts], place: int) -> Fraction:
    """Group-informed consensus: the product over the groups of the probability of a side."""
    return prod((probability(each, place) for each in counts), start=Fraction(1))


def consensus(
    statements: Sequence[int], counts: Sequence[Sequence[Counts]], place: int
) -> tuple[int, ...]:
    """At most five statements on which every group is more probably than not on a side.

    By their group-informed consensus, the largest first, of equals the one with the lower id.
    """
    found = []
    for at, statement in enumerate(statements):
        groups = [each[at] for each in counts]
        if groups and all(2 * (each[place] + 1) > sum(each) + 2 for each in groups):
            found.append((-shared(groups, place), statement))
    return tuple(statement for _, statement in sorted(found)[:MOST])


def millionths(value: Fraction) -> int:
    """A number of millionths, a half upwards."""
    return (2 * value.numerator * UNIT + value.denominator) // (2 * value.denominator)


def root(square: Fraction) -> int:
    """The square root in millionths, rounded down: by integers alone, so the same everywhere."""
    return isqrt(square.numerator * UNIT * UNIT // square.denominator)
