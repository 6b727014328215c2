"""Units that go with nobody, and stand alone between the same neighbours in both texts.

Where an article was rewritten from the ground up its words say little, and its place says the
rest: what stood between the neighbours before, stands between them now. It looks at gaps in which
little can be mistaken, and gives pairs of units.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import pairwise

from dauys.text.alignment.context import Tie
from dauys.text.alignment.groups import partners

Evidence = Callable[[Tie], Fraction]  # how much speaks for a pair; 0 for nothing
WIDEST = 4  # pairs that a gap may hold: in a wide one some pair is always a little alike


def in_gaps(found: set[Tie], sizes: Tie, evidence: Evidence) -> list[Tie]:
    """The pairs of units without a tie of which both stand between tied neighbours; the most
    evidence first, and no unit twice. ``sizes`` are the numbers of units."""
    news, olds = partners(found)
    first, second = _gaps(news, sizes[0]), _gaps(olds, sizes[1])
    ends = found | {(-1, -1), sizes}
    chosen: list[Tie] = []
    for a, b in sorted(ends):
        between, others = first.get(a, range(0)), second.get(b, range(0))
        narrow = 0 < len(between) * len(others) <= WIDEST
        if narrow and (between.stop, others.stop) in ends:
            chosen += _best({(x, y): evidence((x, y)) for x in between for y in others})
    return chosen


def _gaps(tied: Iterable[int], size: int) -> dict[int, range]:
    """The units without a tie, as ranges by the tied unit before them."""
    edges = [-1, *sorted(tied), size]
    return {n: range(n + 1, after) for n, after in pairwise(edges) if n + 1 < after}


def _best(evidence: dict[Tie, Fraction]) -> list[Tie]:
    chosen: list[Tie] = []
    for a, b in sorted(evidence, key=lambda tie: (-evidence[tie], tie)):
        if evidence[a, b] and all(a != x and b != y for x, y in chosen):
            chosen.append((a, b))
    return chosen
