"""Two rows of passages laid side by side in their order, at the least cost in all.

One or two passages go with one or two, or a passage goes with none (the beads of Gale and Church
1993), found by dynamic programming over whole numbers. What a bead costs is the caller's matter.
"""

from __future__ import annotations

from collections.abc import Callable

STEPS = ((1, 1), (1, 0), (0, 1), (2, 1), (1, 2))
BAND = 60  # how far from the diagonal a bead may lie, the difference in length aside

Span = tuple[int, int]  # from, up to and without
Cost = Callable[[Span, Span], int]


def beads(first: int, second: int, cost: Cost) -> list[tuple[Span, Span]]:
    """The beads of two rows of passages, given by their lengths; of equal costs the first step of
    `STEPS` wins, so that the same rows always give the same beads."""
    reach = BAND + abs(first - second)
    best: dict[tuple[int, int], tuple[int, int, int]] = {(0, 0): (0, 0, 0)}
    for a in range(first + 1):
        middle = a * second // first if first else 0
        for b in range(max(0, middle - reach), min(second, middle + reach) + 1):
            if found := _cheapest(a, b, best, cost):
                best[a, b] = found
    found_beads: list[tuple[Span, Span]] = []
    a, b = first, second
    while a or b:
        _, da, db = best[a, b]
        found_beads.append(((a - da, a), (b - db, b)))
        a, b = a - da, b - db
    return found_beads[::-1]


def _cheapest(
    a: int, b: int, best: dict[tuple[int, int], tuple[int, int, int]], cost: Cost
) -> tuple[int, int, int] | None:
    found: tuple[int, int, int] | None = None
    for da, db in STEPS:
        before = best.get((a - da, b - db))
        if before is None or (a, b) == (0, 0):
            continue
        total = before[0] + cost((a - da, a), (b - db, b))
        if found is None or total < found[0]:
            found = (total, da, db)
    return found
