"""Where people stand: the two principal components of the votes, and each person's position.

Specification: docs/specification/4-consultation.md, section 5; the method is that of Small et al.
2021 ("Polis: Scaling deliberation by mapping high dimensional opinion spaces"): a missing vote is
filled with the mean of its statement, so that after centring it is 0; two components by power
iteration; a person is projected from the votes that were cast, times sqrt(statements / cast).

The same bits everywhere: sums of products of votes are exact integers; the rest are single
operations of IEEE 754 (+ - * / sqrt, each rounded in one way only) in the order of `folded`.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dauys.consultation.opinion.draws import Draws
from dauys.consultation.opinion.exact import Floats, Ints, dot, folded, product
from dauys.consultation.opinion.votes import Votes

UNIT = 1_000_000  # positions are integers of this many parts
MAX_ROUNDS = 2_000
SETTLED = 2.0**-42  # no entry of a component moved further in the last round
NOTHING = 2.0**-30  # a second component this much smaller than the first is rounding alone
_BLOCK = 4_096  # people at once: sums stay below 2^24, where single precision is exact
_STRIP = 64  # rows of the covariance at once: they stay in the processor's cache
_FINE = 2.0**40  # entries of a component become integers of this many parts


def positions(votes: Votes) -> tuple[Ints, Ints]:
    """The x and y of each person in millionths, and 0 for who cast no vote."""
    matrix = covariance(votes)
    first, size = _component(matrix, None)
    second, smaller = _component(matrix, first)
    if smaller <= size * NOTHING:
        second = np.zeros_like(first)
    return project(votes, first), project(votes, second)


def covariance(votes: Votes) -> Floats:
    """Statements by statements: the sums over people of products of centred votes.

    With s the sum and n the number of votes on a statement, a the votes and b where there is one:
    (a - b s/n)' (a - b s/n), over the common denominator n n', whose numerator is an integer. It is
    exact in 64 bits, its four terms being at most people^3 each, and becomes a double by the
    conversion and the division alone.
    """
    both, mixed, there = _sums(votes)
    counted = votes.counts()
    total, cast = counted[:, 2] - counted[:, 0], counted.sum(axis=1)
    found = np.empty(both.shape)
    for at in range(0, len(cast), _STRIP):
        rows = slice(at, at + _STRIP)
        n, s = cast[rows, None], total[rows, None]
        numerator = both[rows].astype(np.int64) * (n * cast)
        numerator -= mixed[rows].astype(np.int64) * (n * total)
        numerator -= mixed.T[rows].astype(np.int64) * (s * cast)
        numerator += there[rows].astype(np.int64) * (s * total)
        found[rows] = numerator / (n * cast).astype(np.float64)
    return found


def _sums(votes: Votes) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """a'a, a'b and b'b in exact integers; a are the votes, b is 1 where there is one."""
    width = len(votes.statements)
    sums = tuple(np.zeros((width, width), dtype=np.int32) for _ in range(3))
    for first in range(0, len(votes.people), _BLOCK):
        begin, end = np.searchsorted(votes.row, (first, first + _BLOCK))
        here = slice(int(begin), int(end))
        place = votes.row[here] - first, votes.column[here]
        shape = min(_BLOCK, len(votes.people) - first), width
        a, b = np.zeros(shape, dtype=np.float32), np.zeros(shape, dtype=np.float32)
        a[place], b[place] = votes.vote[here], 1
        for held, (left, right) in zip(sums, ((a, a), (a, b), (b, b)), strict=True):
            held += product(left.T, right, largest=1).astype(np.int32)
    return sums[0], sums[1], sums[2]


def _component(matrix: Floats, against: Floats | None) -> tuple[Floats, float]:
    """The leading unit vector of a covariance and its size, at right angles to ``against``.

    Power iteration from a fixed start. The entry furthest from 0 is made positive, of equal ones
    the first: else a component and its opposite would both be right.
    """
    vector, size = _unit(_start(len(matrix)), against)
    for _ in range(MAX_ROUNDS):
        before = vector
        vector, size = _unit(_times(matrix, before), against)
        if not size or np.max(np.abs(vector - before)) <= SETTLED:
            break
    furthest = int(np.argmax(np.abs(np.rint(vector * UNIT))))
    return (-vector if vector[furthest] < 0 else vector), size


def _start(width: int) -> Floats:
    """A direction that no matrix of votes can have been made to be at right angles to by chance."""
    draws = Draws("dauys/groups/start")
    return np.array([draws.below(2**16) - 2**15 for _ in range(width)], dtype=np.float64)


def _unit(vector: Floats, against: Floats | None) -> tuple[Floats, float]:
    """A vector brought to right angles and to length 1, and the length that it had."""
    if against is not None:
        vector = vector - dot(vector, against) * against
    size = float(np.sqrt(dot(vector, vector)))
    return (vector / size if size else vector), size


def _times(matrix: Floats, vector: Floats) -> Floats:
    """A symmetric matrix times a vector, in a fixed order and strip by strip."""
    strips = [
        folded(matrix[at : at + _STRIP] * vector[at : at + _STRIP, None])
        for at in range(0, len(vector), _STRIP)
    ]
    return folded(np.stack(strips))


def project(votes: Votes, component: Floats) -> Ints:
    """Each person's place along a component in millionths.

    What a vote weighs becomes an integer first, so that a person's sum is exact: below 2^53.
    """
    counted = votes.counts()
    mean = (counted[:, 2] - counted[:, 0]) / counted.sum(axis=1)
    weights = np.rint((np.array([-1.0, 0.0, 1.0]) - mean[:, None]) * component[:, None] * _FINE)
    told = weights.reshape(-1)[votes.column * 3 + votes.vote + 1]
    sums: NDArray[Any] = np.bincount(votes.row, weights=told, minlength=len(votes.people))
    spread = np.sqrt(len(votes.statements) / np.maximum(votes.cast(), 1))
    return np.rint(sums / _FINE * spread * UNIT).astype(np.int64)
