"""k-means, its starts, silhouettes and the names of groups."""

from __future__ import annotations

import random
from collections import Counter
from math import dist

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dauys.consultation.opinion import clusters
from dauys.consultation.opinion.draws import Draws

Place = tuple[int, int]


def points(*places: Place) -> np.ndarray:
    return np.array(places, dtype=np.int64).reshape(-1, 2).T


def blobs(sizes: tuple[int, ...], seed: int = 1) -> np.ndarray:
    draw = random.Random(seed)
    return points(
        *((6_000_000 * n + draw.randrange(2_000_000), draw.randrange(2_000_000))
          for n, size in enumerate(sizes) for _ in range(size))
    )  # fmt: skip


def test_draws_are_those_of_the_specification() -> None:
    """sha256("a/0") as an integer, modulo six; written down so that it can never change."""
    draws = Draws("a")
    assert [draws.below(6) for _ in range(12)] == [4, 5, 1, 3, 4, 0, 0, 2, 1, 0, 3, 5]
    assert draws.drawn == 12


def test_draws_favour_none() -> None:
    draws = Draws("b")
    counts = Counter(draws.below(5) for _ in range(5000))
    assert set(counts) == set(range(5))
    assert all(900 < count < 1100 for count in counts.values())


def test_a_draw_beyond_the_last_multiple_is_passed_over() -> None:
    """Of a limit just above half of all draws almost every second one must be passed over."""
    draws, limit = Draws("c"), 2**255 + 1
    assert all(draws.below(limit) < limit for _ in range(50))
    assert 70 < draws.drawn < 140


def test_groups_are_named_by_their_size_then_by_their_first_person() -> None:
    found = clusters.divide(blobs((20, 40, 40)), "t", asked=3)[0]
    assert found.labels.tolist() == [2] * 20 + [0] * 40 + [1] * 40


def test_the_number_with_the_best_silhouette_is_chosen_and_of_equal_ones_the_least() -> None:
    for count in (2, 3, 4, 5):
        best = clusters.chosen(clusters.divide(blobs((15,) * count), "t"))
        assert best is not None
        assert best.k == count
    labels = np.zeros(3, dtype=np.int64)
    equal = [clusters.Grouping(k, labels, 5) for k in (4, 2, 3)]
    assert clusters.chosen(equal) is equal[1]
    assert clusters.chosen([]) is None


def test_a_tie_goes_to_the_centre_that_comes_first() -> None:
    labels, spread = clusters.lloyd(points((0, 0), (2, 0), (4, 0)), points((0, 0), (4, 0)))
    assert labels.tolist() == [0, 0, 1]
    assert spread == 2


def test_a_centre_is_rounded_a_half_upwards() -> None:
    labels = np.array([0, 0, 1, 1])
    places = points((0, 0), (1, -1), (-1, 5), (-2, 5))
    means = clusters._means(places, labels, points((9, 9), (9, 9), (7, 8)))
    assert means.T.tolist() == [[1, 0], [-1, 5], [7, 8]]


@pytest.mark.parametrize("seed", range(3))
def test_silhouettes_are_those_of_the_definition(seed: int) -> None:
    draw = random.Random(seed)
    places = [(draw.randrange(9_000_000), draw.randrange(9_000_000)) for _ in range(60)]
    labels = [0, 1, *(draw.randrange(3) for _ in range(57)), 3]
    found = clusters.silhouettes(points(*places), [np.array(labels)], "t")[0]
    assert abs(found - plain_silhouette(places, labels) * 1_000_000) < 3


def plain_silhouette(places: list[Place], labels: list[int]) -> float:
    widths = []
    for me, (place, label) in enumerate(zip(places, labels, strict=True)):
        away: dict[int, list[float]] = {}
        for at, (there, theirs) in enumerate(zip(places, labels, strict=True)):
            if at != me:
                away.setdefault(theirs, []).append(dist(place, there))
        means = {group: sum(each) / len(each) for group, each in away.items()}
        own = means.pop(label, None)
        other = min(means.values())
        widths.append(0 if own is None else (other - own) / max(other, own))
    return sum(widths) / len(widths)


def test_of_many_people_a_sample_tells_nearly_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    places = blobs((300, 200, 100))
    labels = [np.repeat([0, 1, 2], (300, 200, 100))]
    whole = clusters.silhouettes(places, labels, "t")[0]
    monkeypatch.setattr(clusters, "SAMPLE", 200)
    part = clusters.silhouettes(places, labels, "t")[0]
    assert part != whole
    assert abs(part - whole) < 20_000
    assert clusters.silhouettes(places, labels, "u") != [part], "another seed draws others"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.integers(-5, 5), st.integers(-5, 5)), min_size=1, max_size=40),
    st.integers(2, 5),
)
def test_every_division_is_whole(places: list[Place], k: int) -> None:
    """Equal places share a group, no group is empty, names run from the largest group down."""
    found = clusters.divide(points(*places), "t", asked=k)
    if len(set(places)) < 2:
        assert found == []
        return
    labels = found[0].labels.tolist()
    assert len({(p, label) for p, label in zip(places, labels, strict=True)}) == len(set(places))
    counts = Counter(labels)
    assert sorted(counts) == list(range(found[0].k))
    assert found[0].k <= min(k, len(set(places)))
    assert [counts[n] for n in sorted(counts)] == sorted(counts.values(), reverse=True)
    assert -1_000_000 <= found[0].silhouette <= 1_000_000


def test_positions_that_differ_by_less_than_a_weight_holds() -> None:
    """Far people and near ones: what the shortened weights lose must not stop a start."""
    places = points(*([(0, 0)] * 5), *([(1, 0)] * 5))
    assert clusters._drawn(np.array([0, 0, 0]), Draws("t")) == 0
    assert clusters.divide(places, "t")[0].labels.tolist() == [0] * 5 + [1] * 5


def test_sums_beyond_64_bits_are_exact() -> None:
    squares = np.full(100, 2**62 - 3, dtype=np.int64)
    assert clusters._total(squares) == 100 * (2**62 - 3)
    far = points(*([(-140_000_000, 0)] * 300), *([(140_000_000, 0)] * 300))
    assert [each.k for each in clusters.divide(far, "t")] == [2]
