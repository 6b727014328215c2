"""Rows of paragraphs that share a paragraph, put together: each paragraph is shown once.

A paragraph may be split in one row and merged in another. A table that showed both rows would show
it twice, each time with the words of the other as deleted or inserted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dauys.text.compare import ParagraphRow
from dauys.text.provision import Provision

Node = tuple[int, str]  # 0 for the old text, 1 for the new, and an address


def gather(rows: Sequence[ParagraphRow]) -> list[ParagraphRow]:
    """The rows, those that share paragraphs as one, where the first of them stands."""
    leader = list(range(len(rows)))
    seen: dict[Node, int] = {}
    for n, row in enumerate(rows):
        for node in _nodes(row):
            first, second = _find(leader, seen.setdefault(node, n)), _find(leader, n)
            leader[max(first, second)] = min(first, second)
    groups: dict[int, list[ParagraphRow]] = {}
    for n, row in enumerate(rows):
        groups.setdefault(_find(leader, n), []).append(row)
    return [_one(group) for group in groups.values()]


def _nodes(row: ParagraphRow) -> list[Node]:
    return [(0, each.address) for each in row.old] + [(1, each.address) for each in row.new]


def _find(leader: list[int], n: int) -> int:
    while leader[n] != n:
        n = leader[n]
    return n


def _one(group: Sequence[ParagraphRow]) -> ParagraphRow:
    if len(group) == 1:
        return group[0]
    return replace(
        group[0],
        old=_each_once([row.old for row in group]),
        new=_each_once([row.new for row in group]),
    )


def _each_once(sides: Sequence[Sequence[Provision]]) -> tuple[Provision, ...]:
    return tuple({each.address: each for side in sides for each in side}.values())
