"""Who goes with whom: the pairing with the greatest total gain, over the whole and not greedily.

Shortest augmenting paths with potentials (Kuhn 1955, Munkres 1957; in the form of Jonker and
Volgenant 1987) on a sparse graph, in integers. It knows nothing of law.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence


def assign(gains: Sequence[Mapping[int, int]]) -> list[int | None]:
    """For each row the column it gets, or None; no column twice.

    ``gains[row][column]`` is a positive integer; pairs that are not in it are not allowed. The sum
    of the gains is the greatest possible; among equal ones the choice is the same on every run.
    """
    width = 1 + max((column for row in gains for column in row), default=-1)
    # A column of its own for each row, at no gain, stands for "goes with nobody".
    costs = [
        {**{column: -gain for column, gain in sorted(row.items())}, width + n: 0}
        for n, row in enumerate(gains)
    ]
    # u of a row is kept implicitly: a row that holds a column is tight with it
    potentials = {column: 0 for row in costs for column in row}
    holder: dict[int, int] = {}
    held: list[int] = [-1] * len(costs)
    for row in range(len(costs)):
        _augment(row, costs, potentials, holder, held)
    return [column if 0 <= column < width else None for column in held]


def _augment(
    start: int,
    costs: list[dict[int, int]],
    potentials: dict[int, int],
    holder: dict[int, int],
    held: list[int],
) -> None:
    """Gives ``start`` a column along the cheapest path of exchanges (Dijkstra)."""
    distance: dict[int, int] = {}
    reached_from: dict[int, int] = {}
    done: dict[int, int] = {}
    queue: list[tuple[int, int]] = []
    row, base = start, 0
    while True:
        column = held[row]
        own = costs[row][column] - potentials[column] if column >= 0 else 0
        for column, cost in costs[row].items():
            new = base + cost - potentials[column] - own
            if column not in done and new < distance.get(column, new + 1):
                distance[column], reached_from[column] = new, row
                heapq.heappush(queue, (new, column))
        while queue[0][1] in done or queue[0][0] > distance[queue[0][1]]:
            heapq.heappop(queue)
        base, column = heapq.heappop(queue)
        if column not in holder:
            break
        done[column] = base
        row = holder[column]
    for passed, at in done.items():
        potentials[passed] += at - base
    while True:
        row = reached_from[column]
        column, held[row] = held[row], column
        holder[held[row]] = row
        if row == start:
            return
