"""Names the rows of an alignment of units (DESIGN section 6; 3-text, section 5).

A row of one old and one new unit is same, moved or reworded; an old unit with several partners is
split, a new one merged; the rest are new or dropped. Every unit stands in a row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from dauys.text.alignment.align import Alignment, Side
from dauys.text.alignment.decisions import Decision
from dauys.text.alignment.groups import Group, Tie, common_order, groups, mark, partners
from dauys.text.alignment.likeness import Bag, Weights, dice, shared, together
from dauys.text.alignment.rows import Relation, Row
from dauys.text.numbers import order

Decisions = Mapping[tuple[int | None, int | None], Decision]


class Table:
    """Names the rows of an alignment."""

    def __init__(
        self, found: Alignment, bags: tuple[list[Bag], list[Bag]], of: Weights, decided: Decisions
    ):
        self.old, self.new, self.ties = found.old, found.new, found.ties
        self.bags, self.weights, self.decided = bags, of, decided
        self.news, self.olds = partners(found.ties)
        self.ordered = self._ordered()
        self.moved = self._moved()
        self.components = self._components()

    def rows(self) -> tuple[Row, ...]:
        """Every unit of both texts in at least one row."""
        found = groups(range(len(self.old.units)), range(len(self.new.units)), self.ties)
        place = self._places()
        found.sort(key=lambda group: (self._place(group, place), group))
        numbers: dict[int, int] = {}
        return tuple(self._row(old, new, numbers) for old, new in found)

    def _row(self, old: tuple[int, ...], new: tuple[int, ...], numbers: dict[int, int]) -> Row:
        root = self.components[_nodes((old, new))[0]]
        component = numbers.setdefault(root, len(numbers) + 1)
        olds = tuple(self.old.units[a] for a in old)
        news = tuple(self.new.units[b] for b in new)
        decisions = self._decisions(old, new)
        if not (old and new):
            relation: Relation = "dropped" if old else "new"
            return Row(olds, news, relation, Fraction(0), False, False, False, component, decisions)
        reworded = _words(self.old, old) != _words(self.new, new)
        moved = any((a, b) in self.moved for a in old for b in new)
        renumbered = {order(unit.number) for unit in olds} != {order(unit.number) for unit in news}
        if len(new) > 1:
            relation = "split"
        elif len(old) > 1:
            relation = "merged"
        else:
            relation = "reworded" if reworded else "moved" if moved else "same"
        alike = self._alike(old, new) if reworded else Fraction(1)
        return Row(olds, news, relation, alike, moved, reworded, renumbered, component, decisions)

    def _decisions(self, old: tuple[int, ...], new: tuple[int, ...]) -> tuple[Decision, ...]:
        """The decisions that made the row what it is: on its pairs, and against others."""
        keys = {(a, b) for a in old or (None,) for b in new or (None,)}
        return tuple(
            decision
            for (a, b), decision in self.decided.items()
            if (a, b) in keys or (decision.decision == "not" and (a in old or b in new))
        )

    def _alike(self, old: tuple[int, ...], new: tuple[int, ...]) -> Fraction:
        first = together([self.bags[0][a] for a in old])
        second = together([self.bags[1][b] for b in new])
        return dice(shared(first, second, self.weights), first.weight, second.weight)

    def _place(self, group: Group, place: dict[tuple[int, int], int]) -> int:
        """A row stands where its one old unit does; one of several old units where the new does."""
        old, new = group
        return place[0, old[0]] if len(old) == 1 else place[1, new[0]]

    def _places(self) -> dict[tuple[int, int], int]:
        """Old units in order, a new one with the partner that keeps the order of most; what has
        none right after what stands before it in the new text."""
        place = {(0, a): a * (len(self.new.units) + 1) for a in range(len(self.old.units))}
        last = -1 - len(self.new.units)
        for b in range(len(self.new.units)):
            beside = self.olds.get(b, [])
            kept = [a for a in beside if (a, b) in self.ordered]
            if kept:
                last = place[0, kept[0]]
                place[1, b] = last
            elif beside:
                place[1, b] = place[0, beside[0]]
            else:
                last += 1
                place[1, b] = last
        return place

    def _components(self) -> dict[tuple[int, int], int]:
        """For each unit, old (0) or new (1), the group of ties in which it stands."""
        found: dict[tuple[int, int], int] = {}
        starts = [(0, a) for a in range(len(self.old.units))]
        starts += [(1, b) for b in range(len(self.new.units))]
        for n, start in enumerate(starts):
            waiting = [start]
            while waiting:
                side, at = node = waiting.pop()
                if node not in found:
                    found[node] = n
                    beside = (self.news if side == 0 else self.olds).get(at, [])
                    waiting += [(1 - side, partner) for partner in beside]
        return found

    def _ordered(self) -> set[Tie]:
        """The longest common order."""
        worths = [
            mark(
                self.old.words[a],
                self.new.words[b],
                self.bags[0][a].weight + self.bags[1][b].weight,
            )
            for a, b in self.ties
        ]
        return common_order(self.ties, worths)

    def _moved(self) -> set[Tie]:
        """Ties into another division, and ties out of the longest common order. Where one of the
        texts has no divisions, nothing stands in another one."""
        divided = any(self.old.divisions) and any(self.new.divisions)
        divisions = {(a, b): (self.old.divisions[a], self.new.divisions[b]) for a, b in self.ties}
        same = _counterparts(Counter(divisions.values()))
        return {
            tie
            for tie, (old, new) in divisions.items()
            if (divided and same.get(old) != new) or tie not in self.ordered
        }


def _counterparts(counts: Counter[tuple[str, str]]) -> dict[str, str]:
    """Which new division goes on which old one: each is the other's most frequent partner."""
    best_old: dict[str, tuple[int, str]] = {}
    best_new: dict[str, tuple[int, str]] = {}
    for (old, new), n in counts.items():
        best_old[old] = max(best_old.get(old, (0, "")), (n, new))
        best_new[new] = max(best_new.get(new, (0, "")), (n, old))
    return {old: new for old, (_, new) in best_old.items() if best_new[new][1] == old}


def _nodes(group: Group) -> list[tuple[int, int]]:
    return [(0, a) for a in group[0]] + [(1, b) for b in group[1]]


def _words(side: Side, places: tuple[int, ...]) -> str:
    return " ".join(side.words[place] for place in places)
