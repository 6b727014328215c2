"""Stars: nothing that has several partners stands beside another that has."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from dauys.text.alignment.groups import Tie, partners
from dauys.text.alignment.stars import shapes, stars

WEIGHTS = st.dictionaries(
    st.tuples(st.integers(0, 6), st.integers(0, 6)), st.integers(0, 9), max_size=25
)


def distinct(weights: dict[Tie, int], turned: bool = False) -> dict[Tie, int]:
    """The same weights, no two sums of them equal; those of the exchanged texts the same."""
    found = {(a, b): (weight << 60) + (1 << (7 * a + b)) for (a, b), weight in weights.items()}
    return {(b, a): each for (a, b), each in found.items()} if turned else found


@given(WEIGHTS)
def test_they_are_stars_and_leave_no_tie_that_could_stay(weights: dict[Tie, int]) -> None:
    strengths = distinct(weights)
    kept = stars(strengths, strengths.__getitem__)
    assert _are_stars(kept)
    assert not any(_are_stars(kept | {tie}) for tie in set(strengths) - kept)


@given(WEIGHTS)
def test_exchanged_texts_give_the_same_stars(weights: dict[Tie, int]) -> None:
    there, back = distinct(weights), distinct(weights, turned=True)
    turned = stars(back, back.__getitem__)
    assert stars(there, there.__getitem__) == {(a, b) for b, a in turned}


@given(WEIGHTS)
def test_the_shapes_hold_every_thing_once(weights: dict[Tie, int]) -> None:
    strengths = distinct(weights)
    kept = stars(strengths, strengths.__getitem__)
    found = shapes(kept)
    olds, news = [a for each, _ in found for a in each], [b for _, each in found for b in each]
    assert sorted(olds) == sorted({a for a, _ in kept})
    assert sorted(news) == sorted({b for _, b in kept})
    assert all(min(len(old), len(new)) == 1 for old, new in found)


def test_two_pairs_win_over_the_tie_between_them() -> None:
    """A sentence went from paragraph 2 to paragraph 1: its tie is strong, and splits no pair."""
    strengths = {(1, 1): 10, (2, 1): 15, (2, 2): 9}
    assert stars(strengths, strengths.__getitem__) == {(1, 1), (2, 2)}


def test_a_faint_tie_takes_no_thing_away_from_what_it_became() -> None:
    """54 goes with the others into 56, though 95 has a formula of it and nothing else."""
    strengths = {(53, 56): 400, (54, 56): 300, (54, 95): 20}
    assert stars(strengths, strengths.__getitem__) == {(53, 56), (54, 56)}


def test_long_chains_are_cut_quickly() -> None:
    chance = random.Random(4)
    ties = {(n + step, n): chance.randrange(1 << 40) for n in range(3_000) for step in (0, 1)}
    assert _are_stars(stars(ties, ties.__getitem__))


def _are_stars(ties: set[Tie]) -> bool:
    news, olds = partners(ties)
    return all(len(news[a]) == 1 or len(olds[b]) == 1 for a, b in ties)
