"""Groups of positions: k-means, how many groups there are, and in which order they are named.

Specification: docs/specification/4-consultation.md, section 5. Positions are a row of x and a row
of y, integers of millionths in the order of people's ids. Distances are compared by their exact
squares; ties go to the group, start or number that comes first. k-means after Lloyd, its starts
after Arthur and Vassilvitskii 2007 (k-means++), drawn by `Draws`; silhouettes after Rousseeuw 1987.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dauys.consultation.opinion.draws import Draws
from dauys.consultation.opinion.exact import Ints, product

FEWEST, MOST = 2, 5
PEOPLE_A_GROUP = 12  # that many people more, and one group more is looked for, as Polis does
STARTS = 10
MAX_ROUNDS = 300
SAMPLE = 2_000  # people of whom silhouettes are taken: all pairs of many would take minutes
UNIT = 1_000_000


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """One division into ``k`` groups, as labels 0 to k - 1, with its silhouette in millionths."""

    k: int
    labels: Ints
    silhouette: int


def divide(points: Ints, label: str, *, asked: int | None = None) -> list[Grouping]:
    """The best division into each number of groups that is tried; none where all stand together.

    ``points`` is two by people; ``label`` begins the draws. With ``asked`` that number alone.
    """
    distinct = _distinct(points)
    if distinct < FEWEST:
        return []
    most = min(MOST, FEWEST + points.shape[1] // PEOPLE_A_GROUP, distinct)
    tried = range(FEWEST, most + 1) if asked is None else [min(asked, distinct)]
    parts = [_named(_best(points, k, label)) for k in tried]
    widths = silhouettes(points, parts, label)
    return [Grouping(int(p.max()) + 1, p, s) for p, s in zip(parts, widths, strict=True)]


def _distinct(points: Ints) -> int:
    """How many different positions there are."""
    x, y = points[:, np.lexsort(points)]
    return int(np.count_nonzero((np.diff(x) != 0) | (np.diff(y) != 0))) + min(len(x), 1)


def chosen(groupings: list[Grouping]) -> Grouping | None:
    """The division with the largest silhouette, of equal ones that into fewer groups."""
    return max(groupings, key=lambda each: (each.silhouette, -each.k), default=None)


def _best(points: Ints, k: int, label: str) -> Ints:
    """The labels of the start whose groups lie closest, the first of equal ones."""
    found: Ints = np.zeros(points.shape[1], dtype=np.int64)
    least: int | None = None
    for start in range(STARTS):
        centres = _start(points, k, Draws(f"{label}/{k}/{start}"))
        labels, spread = lloyd(points, centres)
        if least is None or spread < least:
            found, least = labels, spread
    return found


def lloyd(points: Ints, centres: Ints) -> tuple[Ints, int]:
    """k-means from given centres: the labels, and the sum of squared distances to the centres.

    A centre is the mean of its people rounded to a whole millionth, a half upwards; a centre
    without people stays where it is.
    """
    labels, nearest = _nearest(points, centres)
    for _ in range(MAX_ROUNDS):
        before = labels
        centres = _means(points, labels, centres)
        labels, nearest = _nearest(points, centres)
        if np.array_equal(labels, before):
            break
    return labels, _total(nearest)


def _nearest(points: Ints, centres: Ints) -> tuple[Ints, Ints]:
    """The number of the nearest centre of each point, the first of equals, and the square of it."""
    nearest = _squares(points, centres[:, 0])
    labels = np.zeros(len(nearest), dtype=np.int64)
    for number in range(1, centres.shape[1]):
        squares = _squares(points, centres[:, number])
        np.copyto(labels, number, where=squares < nearest)
        np.minimum(nearest, squares, out=nearest)
    return labels, nearest


def _squares(points: Ints, centre: Ints) -> Ints:
    across, up = points[0] - centre[0], points[1] - centre[1]
    across *= across
    up *= up
    found: Ints = across + up
    return found


def _means(points: Ints, labels: Ints, centres: Ints) -> Ints:
    counts = np.bincount(labels, minlength=centres.shape[1])
    moved = np.empty_like(centres)
    for axis in (0, 1):  # sums of integers below 2^53 are exact in whatever order
        sums = np.bincount(labels, weights=points[axis], minlength=len(counts)).astype(np.int64)
        means = (2 * sums + counts) // np.maximum(2 * counts, 1)
        moved[axis] = np.where(counts > 0, means, centres[axis])
    return moved


def _total(squares: Ints) -> int:
    """An exact sum of numbers whose sum may be above 2^63."""
    return (int((squares >> 31).sum()) << 31) + int((squares & (2**31 - 1)).sum())


def _start(points: Ints, k: int, draws: Draws) -> Ints:
    """k different points: the first at random, each next one likelier the further it lies."""
    picked = [draws.below(points.shape[1])]
    nearest = _squares(points, points[:, picked[0]])
    while len(picked) < k:
        picked.append(_drawn(nearest, draws))
        nearest = np.minimum(nearest, _squares(points, points[:, picked[-1]]))
    return points[:, picked]


def _drawn(squares: Ints, draws: Draws) -> int:
    """A point drawn in proportion to its square, without the lowest bits where a sum needs it."""
    spare = int(squares.max()).bit_length() + len(squares).bit_length() - 62
    weights = np.cumsum(squares >> max(0, spare))
    if not weights[-1]:  # all lie within the bits that were left out
        return int(np.argmax(squares))
    return int(np.searchsorted(weights, draws.below(int(weights[-1])), side="right"))


def _named(labels: Ints) -> Ints:
    """The same groups numbered by their size, the largest first; of equals, by the first person.

    A centre that has lost all its people makes no group.
    """
    _, first, which, counts = np.unique(
        labels, return_index=True, return_inverse=True, return_counts=True
    )
    new = np.empty(len(first), dtype=np.int64)
    new[np.lexsort((first, -counts))] = np.arange(len(first))
    named: Ints = new[which]
    return named


def silhouettes(points: Ints, divisions: list[Ints], label: str) -> list[int]:
    """The mean silhouette width of each division in millionths, each person's rounded to one.

    With a the mean distance to the others of one's own group and b the least mean distance to
    another group: (b - a) / max(a, b), and 0 for one alone. Of more than `SAMPLE` people a drawn
    sample is taken.
    """
    sample = _sample(points.shape[1], label)
    points, divisions = points[:, sample], [each[sample] for each in divisions]
    sums = _sums(points, divisions)
    return [_width(each, part) for each, part in zip(divisions, sums, strict=True)]


def _sample(count: int, label: str) -> Ints:
    """The numbers of all, or of those with the lowest draws, in order."""
    if count <= SAMPLE:
        return np.arange(count)
    draws = Draws(f"{label}/silhouette")
    lots = np.array([draws.below(2**62) for _ in range(count)], dtype=np.int64)
    return np.sort(np.argsort(lots, kind="stable")[:SAMPLE])


def _sums(points: Ints, divisions: list[Ints]) -> list[NDArray[np.float64]]:
    """For each division: people by groups, the sum of the distances to the people of the group."""
    widths = [int(labels.max()) + 1 for labels in divisions]
    marks = [(labels[:, None] == np.arange(k)) for labels, k in zip(divisions, widths, strict=True)]
    members = np.hstack(marks).astype(np.float64)
    rows = [product(away, members, largest=2**29) for away in _distances(points)]
    return np.split(np.vstack(rows), np.cumsum(widths)[:-1], axis=1)


def _distances(points: Ints) -> Iterator[NDArray[np.float64]]:
    """The distances of all pairs in blocks of rows, each rounded to a whole millionth.

    A position lies within 2 sqrt(statements) of the centre, so that no distance reaches 2^29.
    """
    x, y = points.astype(np.float64)
    for at in range(0, len(x), 256):
        across, up = x[at : at + 256, None] - x, y[at : at + 256, None] - y
        across *= across
        up *= up
        across += up
        yield np.rint(np.sqrt(across, out=across), out=across)


def _width(labels: Ints, sums: NDArray[np.float64]) -> int:
    counts = np.bincount(labels, minlength=sums.shape[1])
    rows = np.arange(len(labels))
    own = sums[rows, labels] / np.maximum(counts[labels] - 1, 1)
    means = np.where(counts > 0, sums / np.maximum(counts, 1), np.inf)
    means[rows, labels] = np.inf
    other = means.min(axis=1)
    larger = np.maximum(own, other)
    alone = (counts[labels] == 1) | (larger == 0) | np.isinf(other)
    widths = np.where(alone, 0.0, (other - own) / np.where(alone, 1.0, larger))
    total = int(np.rint(widths * UNIT).astype(np.int64).sum())
    return (2 * total + len(labels)) // (2 * len(labels))
