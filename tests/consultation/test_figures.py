"""The public figures, by hand."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from dauys.consultation.figures import figures, median
from tests.consultation.made import answer, proposal

HEADS = [
    proposal().head(),
    proposal(id="p-2", group="youth").head(),
    proposal(id="p-3", region="south", language="kk").head(),
]
ANSWERS = [
    answer(),
    answer(proposal="p-2", answered="2027-02-04T04:59:59Z", outcome="rejected", carried=()),
    answer(proposal="p-9"),
    answer(outcome="rejected", carried=()),
]


def test_all_are_counted_once() -> None:
    """A second answer, and one to an unknown proposal, change no figure."""
    total = figures(HEADS, ANSWERS).total
    assert (total.received, total.answered, total.accepted, total.rejected) == (3, 2, 1, 1)


def test_a_begun_day_is_not_counted() -> None:
    """Seven days to the one, a second short of a day to the other: the median is three and a
    half."""
    assert figures(HEADS, ANSWERS).total.median_days == Fraction(7, 2)


def test_by_group_region_and_language() -> None:
    made = figures(HEADS, ANSWERS)
    assert {name: counts.received for name, counts in made.groups.items()} == {
        "citizen": 2,
        "youth": 1,
    }
    assert {name: counts.answered for name, counts in made.regions.items()} == {
        "north": 2,
        "south": 0,
    }
    assert made.languages["kk"].median_days is None


@pytest.mark.parametrize(
    ("days", "middle"), [([3], 3), ([9, 1], 5), ([1, 2], Fraction(3, 2)), ([5, 1, 9], 5)]
)
def test_the_median(days: list[int], middle: Fraction) -> None:
    assert median(days) == middle


def test_the_median_of_nothing_is_none() -> None:
    assert median([]) is None


@given(some.lists(some.integers(0, 400), min_size=1))
def test_half_are_not_above_and_half_not_below(days: list[int]) -> None:
    middle = median(days)
    assert middle is not None
    assert 2 * sum(day <= middle for day in days) >= len(days)
    assert 2 * sum(day >= middle for day in days) >= len(days)
