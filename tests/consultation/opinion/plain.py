"""Opinion groups a second time, in plain Python, from the sentences of the specification alone.

Docs/specification/4-consultation.md, section 5; the numbers beside the functions are those of its
sentences. Slow and without numpy: it shows that the specification says enough, and that no library
has a part in the result. It imports nothing of Dauys.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from math import isqrt, sqrt

Cells = dict[tuple[int, int], int]  # (person, statement) by place: the vote
UNIT = 1_000_000


class Stream:
    """12: draws that follow from a label."""

    def __init__(self, label: str):
        self.label, self.number = label, 0

    def below(self, limit: int) -> int:
        while True:
            digest = hashlib.sha256(f"{self.label}/{self.number}".encode()).digest()
            self.number += 1
            value = int.from_bytes(digest, "big")
            if value < 2**256 // limit * limit:
                return value % limit


def read(text: str) -> tuple[list[int], list[int], Cells]:
    """5: the ids of people and statements, and the votes."""
    _, head, *lines = text.splitlines()
    people = [int(line.split()[0]) for line in lines]
    signs = {"+": 1, "0": 0, "-": -1}
    cells = {
        (who, at): signs[sign]
        for who, line in enumerate(lines)
        for at, sign in enumerate(line.split()[1])
        if sign != "."
    }
    return people, [int(each) for each in head.split(",")], cells


def fold(values: Sequence[float]) -> float:
    """7: the last half is added to the first half until one is left."""
    left = list(values)
    while len(left) > 1:
        half = len(left) // 2
        for n in range(half):
            left[n] += left[len(left) - half + n]
        del left[len(left) - half :]
    return left[0]


def covariance(width: int, cells: Cells) -> list[list[float]]:
    """6: exact integers, divided once."""
    columns: list[dict[int, int]] = [{} for _ in range(width)]
    for (who, at), vote in cells.items():
        columns[at][who] = vote
    found = []
    for one in columns:
        row = []
        for two in columns:
            both = one.keys() & two.keys()
            n, m, s, r = len(one), len(two), sum(one.values()), sum(two.values())
            exact = sum(one[w] * two[w] for w in both) * n * m + len(both) * s * r
            exact -= sum(one[w] for w in both) * n * r + sum(two[w] for w in both) * m * s
            row.append(float(exact) / float(n * m))
        found.append(row)
    return found


def times(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """7: runs of 64 rows, each folded, then the results."""
    width = len(vector)
    parts = [
        [
            fold([matrix[j][k] * vector[j] for j in range(at, min(at + 64, width))])
            for k in range(width)
        ]
        for at in range(0, width, 64)
    ]
    return [fold([part[k] for part in parts]) for k in range(width)]


def straight(vector: list[float], against: list[float] | None) -> tuple[list[float], float]:
    """8: at right angles to the first component, and of length 1."""
    if against is not None:
        along = fold([a * b for a, b in zip(vector, against, strict=True)])
        vector = [a - along * b for a, b in zip(vector, against, strict=True)]
    size = sqrt(fold([a * a for a in vector]))
    return ([a / size for a in vector] if size else vector), size


def component(matrix: list[list[float]], against: list[float] | None) -> tuple[list[float], float]:
    """8 and 9."""
    draws = Stream("dauys/groups/start")
    vector, size = straight([float(draws.below(65_536) - 32_768) for _ in matrix], against)
    for _ in range(2_000):
        before = vector
        vector, size = straight(times(matrix, before), against)
        if not size or max(abs(a - b) for a, b in zip(vector, before, strict=True)) <= 2**-42:
            break
    sizes = [abs(round(each * UNIT)) for each in vector]
    if vector[sizes.index(max(sizes))] < 0:
        vector = [-each for each in vector]
    return vector, size


def positions(people: int, width: int, cells: Cells) -> list[tuple[int, int]]:
    """6 to 10: x and y of each person."""
    matrix = covariance(width, cells)
    first, size = component(matrix, None)
    second, smaller = component(matrix, first)
    if smaller <= size * 2**-30:
        second = [0.0] * width
    counts, sums = [0] * width, [0] * width
    for (_, at), vote in cells.items():
        counts[at] += 1
        sums[at] += vote
    places = [[0, 0] for _ in range(people)]
    cast = [0] * people
    for (who, at), vote in cells.items():
        cast[who] += 1
        for axis, entries in enumerate((first, second)):
            places[who][axis] += round((vote - sums[at] / counts[at]) * entries[at] * 2**40)
    return [
        (
            round(x / 2**40 * sqrt(width / n) * 1_000_000),
            round(y / 2**40 * sqrt(width / n) * 1_000_000),
        )
        for (x, y), n in zip(places, cast, strict=True)
    ]


def square(one: tuple[int, int], two: tuple[int, int]) -> int:
    return (one[0] - two[0]) ** 2 + (one[1] - two[1]) ** 2


def begin(places: list[tuple[int, int]], k: int, draws: Stream) -> list[tuple[int, int]]:
    """13: the first centres."""
    centres = [places[draws.below(len(places))]]
    while len(centres) < k:
        squares = [min(square(place, centre) for centre in centres) for place in places]
        spare = max(0, max(squares).bit_length() + len(places).bit_length() - 62)
        weights = [each >> spare for each in squares]
        if not sum(weights):
            centres.append(places[squares.index(max(squares))])
            continue
        drawn, at = draws.below(sum(weights)), 0
        while drawn >= weights[at]:
            drawn -= weights[at]
            at += 1
        centres.append(places[at])
    return centres


def divide(places: list[tuple[int, int]], centres: list[tuple[int, int]]) -> tuple[list[int], int]:
    """14: the labels of k-means and the sum of squares."""
    labels: list[int] = []
    for _ in range(301):
        before = labels
        squares = [[square(place, centre) for centre in centres] for place in places]
        labels = [each.index(min(each)) for each in squares]
        if labels == before:
            break
        for n in range(len(centres)):
            mine = [p for p, label in zip(places, labels, strict=True) if label == n]
            if mine:
                x, y = (
                    (2 * sum(each) + len(mine)) // (2 * len(mine))
                    for each in zip(*mine, strict=True)
                )
                centres[n] = (x, y)
    return labels, sum(min(each) for each in squares)


def named(labels: list[int]) -> str:
    """14: the letters, by size, then by who comes first."""
    order = sorted(set(labels), key=lambda label: (-labels.count(label), labels.index(label)))
    return "".join("ABCDE"[order.index(label)] for label in labels)


def silhouette(places: list[tuple[int, int]], labels: str) -> int:
    """15, for at most 2,000 people."""
    widths = []
    for me, place in enumerate(places):
        sums = dict.fromkeys(sorted(set(labels)), 0)
        for there, label in zip(places, labels, strict=True):
            exact = square(place, there)
            low = isqrt(exact)
            sums[label] += low + (exact > low * low + low)
        counts = {label: labels.count(label) for label in sums}
        own = sums.pop(labels[me])
        if counts[labels[me]] == 1:
            widths.append(0)
            continue
        a = own / (counts[labels[me]] - 1)
        b = min(sums[label] / counts[label] for label in sums)
        widths.append(round((b - a) / max(a, b) * UNIT) if max(a, b) else 0)
    return (2 * sum(widths) + len(widths)) // (2 * len(widths))


def groups(text: str, seed: int) -> tuple[list[tuple[int, int]], str, list[tuple[int, int]]]:
    """Positions, the letter of each person (``-`` without a group), and each k with its figure."""
    people, statements, cells = read(text)
    places = positions(len(people), len(statements), cells)
    least = min(7, len(statements))
    cast = [sum(who == each for who, _ in cells) for each in range(len(people))]
    inside = [who for who in range(len(people)) if cast[who] >= least]
    mine = [places[who] for who in inside]
    label = f"dauys-groups-1/{hashlib.sha256(text.encode()).hexdigest()}/{seed}"
    tried: list[tuple[int, int, str]] = []
    for k in range(2, min(5, 2 + len(mine) // 12, len(set(mine))) + 1):
        starts = [divide(mine, begin(mine, k, Stream(f"{label}/{k}/{n}"))) for n in range(10)]
        letters = named(min(starts, key=lambda each: each[1])[0])
        tried.append((k, silhouette(mine, letters), letters))
    best = max(tried, key=lambda each: (each[1], -each[0]), default=(1, 0, "A" * len(mine)))[2]
    told = dict(zip(inside, best, strict=True))
    letters = "".join(told.get(who, "-") for who in range(len(people)))
    return places, letters, [(k, width) for k, width, _ in tried]
