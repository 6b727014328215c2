"""Which division of the old text goes on in which of the new, and where each stands in the table.

A division without a counterpart is new or dropped. It compares no words: units do (`compare`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from dauys.text.compare import Comparison, Row
from dauys.text.provision import DIVISIONS, Provision, Text

Pair = tuple[Provision | None, Provision | None]


class Divisions:
    """Gives out the divisions of a comparison as its units come, each of them once."""

    def __init__(self, comparison: Comparison):
        self.old, self.new = (_Openings(text) for text in (comparison.old, comparison.new))
        self.partner = _partners(comparison.rows, self.old, self.new)
        taken = set(self.partner.values())
        self.alone = [each for each in self.new.divisions if each.address not in taken]

    def before(self, old: Sequence[Provision], new: Sequence[Provision]) -> Iterator[Pair]:
        """Those that open before the first of some units that stand together."""
        places = [self.old.place[u.address] for u in old if u.address in self.old.place]
        if places:
            yield from self._opened(min(places))
        firsts = {unit.address for unit in new}
        for each in list(self.alone):
            if self.new.first[each.address] in firsts:
                self.alone.remove(each)
                yield None, each

    def left(self) -> Iterator[Pair]:
        """Those after which no unit comes."""
        yield from self._opened(len(self.old.place))
        for each in self.alone:
            yield None, each
        self.alone = []

    def _opened(self, place: int) -> Iterator[Pair]:
        while self.old.divisions and self.old.opens[self.old.divisions[0].address] <= place:
            each = self.old.divisions.pop(0)
            partner = self.partner.get(each.address)
            yield each, self.new.named[partner] if partner else None


class _Openings:
    """The divisions of one text that are no units themselves, in order, and where they open."""

    def __init__(self, text: Text):
        unit = {each.address for each in text.units()}
        self.divisions: list[Provision] = []
        self.opens: dict[str, int] = {}  # how many units stand before a division
        self.first: dict[str, str] = {}  # the unit that follows it
        self.place: dict[str, int] = {}  # of each unit
        self.around: dict[str, list[str]] = {}  # the divisions around each unit, outermost first
        waiting: list[tuple[Provision, list[str]]] = [(p, []) for p in reversed(text.provisions)]
        while waiting:
            each, above = waiting.pop()
            if each.address in unit:
                self.place[each.address] = len(self.place)
                self.around[each.address] = above
            elif each.kind in DIVISIONS:
                self.divisions.append(each)
                self.opens[each.address] = len(self.place)
            inside = [*above, each.address] if each.kind in DIVISIONS else above
            waiting.extend((child, inside) for child in reversed(each.children))
        order = list(self.place)
        self.first = {
            address: order[n] if n < len(order) else "" for address, n in self.opens.items()
        }
        self.named = {each.address: each for each in self.divisions}


def _partners(rows: Sequence[Row], old: _Openings, new: _Openings) -> dict[str, str]:
    """Two divisions of one depth are counterparts when each shares most ties with the other."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        for first in row.old:
            for second in row.new:
                pairs = zip(
                    old.around.get(first.address, ()), new.around.get(second.address, ()),
                    strict=False,
                )  # fmt: skip
                counts.update(pairs)
    best: tuple[dict[str, tuple[int, str]], dict[str, tuple[int, str]]] = ({}, {})
    for (a, b), n in counts.items():
        if a in old.named and b in new.named:
            best[0][a] = max(best[0].get(a, (0, "")), (n, b))
            best[1][b] = max(best[1].get(b, (0, "")), (n, a))
    return {a: b for a, (_, b) in best[0].items() if best[1][b][1] == a}
