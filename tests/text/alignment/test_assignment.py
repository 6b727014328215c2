"""The pairing with the greatest gain, against trying all of them."""

from __future__ import annotations

import random

import pytest

from dauys.text.alignment.assignment import assign


def best_of_all(gains: list[dict[int, int]], used: frozenset[int] = frozenset()) -> int:
    if not gains:
        return 0
    rest = best_of_all(gains[1:], used)
    taken = (
        gain + best_of_all(gains[1:], used | {column})
        for column, gain in gains[0].items()
        if column not in used
    )
    return max((rest, *taken))


@pytest.mark.parametrize("seed", range(200))
def test_no_other_pairing_gains_more(seed: int) -> None:
    chance = random.Random(seed)
    width = chance.randint(1, 5)
    gains = [
        {c: chance.randint(1, 9) for c in range(width) if chance.random() < 0.6}
        for _ in range(chance.randint(0, 6))
    ]
    chosen = assign(gains)
    columns = [column for column in chosen if column is not None]
    assert len(set(columns)) == len(columns)
    gained = sum(gains[row][c] for row, c in enumerate(chosen) if c is not None)
    assert gained == best_of_all(gains)


def test_greed_is_not_the_greatest() -> None:
    """The best single pair, 10, would leave 0 for the other row: 9 + 9 is more."""
    assert assign([{0: 10, 1: 9}, {0: 9}]) == [1, 0]


def test_nothing_to_pair() -> None:
    assert assign([]) == []
    assert assign([{}, {}]) == [None, None]
