"""Ties cut into stars: a thing with its partners, none of which has a partner beside it.

Ties from many to many run through a whole law: what stands in the first article is tied by way of
others to what stands in the last. A table can show a star in one place and everything once, so
the weaker ties are left aside. It knows nothing of law.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from dauys.text.alignment.assignment import assign
from dauys.text.alignment.groups import Group, Tie, partners

Strength = Callable[[Tie], int]
Node = tuple[int, int]  # 0 for an old thing, 1 for a new one, and its position
PART = 4  # a tie of less than a quarter of the strongest beside it makes no pair


def stars(ties: Iterable[Tie], strength: Strength) -> set[Tie]:
    """The ties that make stars. First the pairs that are strongest together, so that as many
    things as may be stand beside what they became; then what is left joins them, the strongest
    first. No two ties may be equally strong, or the texts exchanged would give other stars."""
    strengths = {tie: strength(tie) for tie in ties}
    degree: Counter[Node] = Counter()
    partner: dict[Node, Node] = {}
    kept = _pairs(strengths)
    for tie in (*sorted(kept), *sorted(strengths, key=lambda tie: (-strengths[tie], tie))):
        first, second = _nodes(tie)
        busy = first if degree[first] else second
        # What has a partner may take another only if that partner has no other itself.
        free = not (degree[first] and degree[second])
        if free and (degree[busy] != 1 or degree[partner[busy]] == 1):
            kept.add(tie)
            degree.update((first, second))
            partner.setdefault(first, second)
            partner.setdefault(second, first)
    return kept


def _pairs(strengths: dict[Tie, int]) -> set[Tie]:
    best: dict[Node, int] = {}
    for tie, strength in strengths.items():
        for node in _nodes(tie):
            best[node] = max(best.get(node, 0), strength)
    rows: dict[int, dict[int, int]] = {}
    for (a, b), strength in strengths.items():
        if PART * strength >= max(best[0, a], best[1, b]):
            rows.setdefault(a, {})[b] = 1 + strength
    chosen = zip(rows, assign(list(rows.values())), strict=True)
    return {(a, b) for a, b in chosen if b is not None}


def _nodes(tie: Tie) -> tuple[Node, Node]:
    return (0, tie[0]), (1, tie[1])


def shapes(ties: Iterable[Tie]) -> list[Group]:
    """Each star of some ties that are stars: its old and its new things."""
    news, olds = partners(ties)
    found = {
        (tuple(olds[b]), (b,)) if len(olds[b]) > 1 else ((a,), tuple(bs))
        for a, bs in news.items()
        for b in bs
    }
    return sorted(found)
