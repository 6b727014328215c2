"""Two rows of passages in order, at the least cost over the whole."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dauys.text.alignment.beads import STEPS, Span, beads


def by_weight(first: list[int], second: list[int]) -> list[tuple[Span, Span]]:
    """Passages are numbers; a bead costs how far apart its two sums are, and 5 for no partner."""

    def cost(left: Span, right: Span) -> int:
        sums = sum(first[slice(*left)]), sum(second[slice(*right)])
        alone = left[0] == left[1] or right[0] == right[1]
        return 5 if alone else abs(sums[0] - sums[1])

    return beads(len(first), len(second), cost)


def test_one_goes_with_one_with_two_and_with_none() -> None:
    assert by_weight([3, 9], [3, 9]) == [((0, 1), (0, 1)), ((1, 2), (1, 2))]
    assert by_weight([3, 9], [3, 4, 5]) == [((0, 1), (0, 1)), ((1, 2), (1, 3))]
    assert len(by_weight([3, 1, 9], [3, 9])) == 2  # the 1 goes with a neighbour, not alone
    assert by_weight([3, 20, 9], [3, 9])[1] == ((1, 2), (1, 1))
    assert by_weight([], [1]) == [((0, 0), (0, 1))]
    assert by_weight([], []) == []


@given(st.lists(st.integers(1, 30), max_size=9), st.lists(st.integers(1, 30), max_size=9))
def test_every_passage_stands_in_one_bead_in_order(first: list[int], second: list[int]) -> None:
    found = by_weight(first, second)
    for side, row in ((0, first), (1, second)):
        spans = [bead[side] for bead in found]
        assert [s[0] for s in spans[:1]] == [0] * bool(spans)
        assert all(a[1] == b[0] for a, b in pairwise(spans))
        assert [s[1] for s in spans[-1:]] == [len(row)] * bool(spans)
    assert all((a[1] - a[0], b[1] - b[0]) in STEPS for a, b in found)
