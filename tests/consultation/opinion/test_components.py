"""Components and positions, beside a plain calculation in fractions and numpy's own routines."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from dauys.consultation.opinion import components, wire
from dauys.consultation.opinion.votes import Votes
from tests.consultation.opinion.made import csv_of, planted, votes_of


def centred(votes: Votes) -> np.ndarray:
    """People by statements, missing votes filled with the mean, centred: the textbook's way."""
    cells = np.full((len(votes.people), len(votes.statements)), np.nan)
    cells[votes.row, votes.column] = votes.vote
    return np.nan_to_num(cells - np.nanmean(cells, axis=0))


def conversation(seed: int = 1, people: int = 150, statements: int = 40) -> Votes:
    return wire.read(csv_of(planted(people, statements, 3, seed=seed)[0])).votes


def test_the_covariance_is_that_of_the_definition() -> None:
    votes = conversation()
    wide = centred(votes)
    assert np.allclose(components.covariance(votes), wide.T @ wide, rtol=0, atol=1e-9)


def test_each_cell_of_the_covariance_is_rounded_once() -> None:
    """From the exact fraction to the nearest double: no smaller error is possible."""
    votes = votes_of(["+-.", "+0+", "-.+", "..-", "00+"])
    table: list[dict[int, int]] = [{} for _ in votes.statements]
    for row, column, vote in zip(votes.row, votes.column, votes.vote, strict=True):
        table[int(column)][int(row)] = int(vote)
    for j, left in enumerate(table):
        for k, right in enumerate(table):
            exact = sum(
                (left[p] - Fraction(sum(left.values()), len(left)))
                * (right[p] - Fraction(sum(right.values()), len(right)))
                for p in left.keys() & right.keys()
            )
            assert components.covariance(votes)[j, k] == float(exact)


def test_blocks_of_people_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    votes = conversation()
    whole = components.covariance(votes)
    monkeypatch.setattr(components, "_BLOCK", 7)
    monkeypatch.setattr(components, "_STRIP", 64)
    assert np.array_equal(components.covariance(votes), whole)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_positions_are_those_of_an_eigenvalue_routine(seed: int) -> None:
    """Up to the sign of an axis, and to a millionth."""
    votes = conversation(seed)
    wide = centred(votes)
    vectors = np.linalg.eigh(wide.T @ wide)[1][:, ::-1][:, :2]
    spread = np.sqrt(wide.shape[1] / votes.cast())
    expected = wide @ vectors * spread[:, None] * components.UNIT
    for axis, found in enumerate(components.positions(votes)):
        side = np.sign(expected[:, axis] @ found)
        assert np.max(np.abs(found - side * expected[:, axis])) <= 1


def test_the_first_largest_entry_of_a_component_is_positive() -> None:
    """Statements 0 and 1 are each other's opposite: the first of them points to the right."""
    x, _ = components.positions(votes_of(["+-", "+-", "-+", "-+", "-+"]))
    assert x[0] > 0 > x[2]


def test_a_second_component_of_rounding_alone_is_none() -> None:
    """All statements are voted on alike: there is one direction, and noise must not make two."""
    x, y = components.positions(votes_of(["+++", "---", "000", "+++"]))
    assert len(set(x.tolist())) == 3
    assert set(y.tolist()) == {0}


def test_few_votes_are_carried_out_by_the_square_root_of_what_is_missing() -> None:
    """Two of eight statements: sqrt(8 / 2) = 2 times the sum of what they weigh."""
    table = ["++++----", "----++++", "++++----", "----++++", "+...-..."]
    x, _ = components.positions(votes_of(table))
    assert x[0] > 0 > x[1]
    assert 0 < x[4] < x[0]
    alone, _ = components.positions(votes_of([*table[:4], "++++----"]))
    assert alone[4] == alone[0]


def test_a_disconnected_half_does_not_hide_the_other() -> None:
    """No one voted in both halves; the wider disagreement of the two is the first axis."""
    left = ["++++....", "----....", "++++....", "----...."]
    right = ["....++++", "....----"]
    x, y = components.positions(votes_of(left + right))
    assert [bool(value) for value in x] == [True] * 4 + [False] * 2
    assert [bool(value) for value in y] == [False] * 4 + [True] * 2
