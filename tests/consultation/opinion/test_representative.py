"""The tests behind representative statements, and what groups share, in exact numbers."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dauys.consultation.opinion.representative import (
    LEVEL,
    Counts,
    between_square,
    consensus,
    millionths,
    representative,
    root,
    shared,
    within_square,
)

COUNT = st.integers(0, 50)


def within(s: int, n: int) -> float:
    """The one-proportion test as Small et al. write it, one added to each number."""
    return 2 * sqrt(n + 1) * ((s + 1) / (n + 1) - 0.5)


def between(s: int, n: int, r: int, m: int) -> float:
    """The two-proportion test with a pooled proportion, one added to each number."""
    s, n, r, m = s + 1, n + 1, r + 1, m + 1
    pooled = (s + r) / (n + m)
    if pooled == 1:
        return 0.0
    return (s / n - r / m) / sqrt(pooled * (1 - pooled) * (1 / n + 1 / m))


@given(COUNT, COUNT, COUNT, COUNT)
def test_the_squares_are_those_of_the_published_tests(s: int, n: int, r: int, m: int) -> None:
    s, r = min(s, n), min(r, m)
    assert sqrt(within_square(s, n)) == pytest.approx(max(0.0, within(s, n)))
    assert sqrt(between_square(s, n, r, m)) == pytest.approx(max(0.0, between(s, n, r, m)))


def test_the_level_is_held_exactly() -> None:
    """The least number of eleven, then of twelve votes that passes; no rounding near the level."""
    assert [within_square(s, 11) > LEVEL**2 for s in (7, 8)] == [False, True]
    assert [within(s, 11) > 1.2816 for s in (7, 8)] == [False, True]


def test_representative_statements_by_hand() -> None:
    """Group A agrees with 10 and the others do not; of 11 all think alike; on 12 few voted."""
    first: list[Counts] = [(1, 0, 19), (0, 0, 20), (0, 0, 1)]
    second: list[Counts] = [(18, 1, 1), (0, 0, 20), (1, 0, 0)]
    (found,) = representative([10, 11, 12], [first, second], 0)
    assert (found.statement, found.side, found.on_side, found.votes) == (10, "agree", 19, 20)
    assert found.probability == 909_091  # 20/22
    assert found.ratio == 10_000_000  # 20/22 over 2/22
    assert found.within == 4_146_139  # (40 - 21) / sqrt(21)
    assert found.between == int(between(19, 20, 1, 20) * 1_000_000)
    (other,) = representative([10, 11, 12], [first, second], 1)
    assert (other.statement, other.side) == (10, "disagree")


def test_five_at_most_the_weightiest_first_and_of_equals_the_lower_id() -> None:
    strong: Counts = (0, 0, 30)
    weak: Counts = (5, 0, 25)
    against: Counts = (25, 0, 5)
    ids = [9, 8, 7, 6, 5, 4, 3]
    counts = [[weak, strong, strong, weak, strong, strong, strong], [against] * 7]
    told = representative(ids, counts, 0)
    assert [each.statement for each in told] == [3, 4, 5, 7, 8]


def test_a_pass_counts_as_a_vote_on_neither_side() -> None:
    counts: list[list[Counts]] = [[(0, 30, 10)], [(10, 30, 0)]]
    assert representative([1], counts, 0) == ()


def test_what_groups_share_is_a_product() -> None:
    """3/4 of one group and 2/3 of the other, each with one and two added: a half."""
    assert shared([(0, 0, 2), (0, 0, 1)], 2) == Fraction(1, 2)
    assert shared([(0, 0, 2), (0, 0, 1)], 0) == Fraction(1, 12)


def test_a_majority_in_one_group_only_is_no_consensus() -> None:
    """However large the group: consensus must not be what the largest group thinks."""
    large: list[Counts] = [(0, 0, 1000), (0, 0, 60), (10, 0, 40)]
    small: list[Counts] = [(6, 0, 4), (0, 0, 6), (0, 0, 6)]
    assert consensus([5, 6, 7], [large, small], 2) == (6, 7)
    assert consensus([5, 6, 7], [large, small], 0) == ()
    assert consensus([5], [], 2) == ()


def test_rounding() -> None:
    assert millionths(Fraction(1, 3)) == 333_333
    assert millionths(Fraction(1, 2_000_000)) == 1
    assert root(Fraction(2)) == 1_414_213
    assert root(Fraction(10**40)) == 10**26
