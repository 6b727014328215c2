"""The rows of a comparison: what became of each unit (DESIGN section 6; 3-text, section 5).

Ties from `align` become rows, named by the number of partners, by the words and by the place. A
row of one old and one new unit is same, moved or reworded; an old unit with several partners is
split, a new one merged; the rest are new or dropped. Every unit stands in a row.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dauys.errors import Refused
from dauys.text.alignment import paragraphs
from dauys.text.alignment.align import Alignment, Side, Tie, align
from dauys.text.alignment.likeness import Bag, Weights, dice, shared
from dauys.text.languages import GRAMMARS
from dauys.text.numbers import order
from dauys.text.provision import Provision, Text
from dauys.text.tokens import stems, words

MAX_UNITS = 5_000
Group = tuple[tuple[int, ...], tuple[int, ...]]  # positions of old and of new units
Relation = Literal["same", "reworded", "moved", "split", "merged", "new", "dropped"]


@dataclass(frozen=True, slots=True)
class Row:
    """What became of the units in ``old``: they are the units in ``new``.

    ``similarity`` is the likeness of the two sides: 1 for the same words, 0 where one side is
    empty. Rows of one group, in which a unit has several partners, share a ``component``.
    """

    old: tuple[Provision, ...]
    new: tuple[Provision, ...]
    relation: Relation
    similarity: Fraction
    moved: bool
    reworded: bool
    renumbered: bool
    component: int

    def hundredths(self) -> int:
        """The similarity in hundredths, rounded half up; below 100 unless the words are equal."""
        rounded = (200 * self.similarity.numerator + self.similarity.denominator) // (
            2 * self.similarity.denominator
        )
        return min(rounded, 99) if self.reworded else rounded


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """What became of the paragraphs in ``old`` of one `Row`: they are the paragraphs in ``new``.

    A paragraph is any provision with words of its own; its children are paragraphs themselves.
    The fields are those of a `Row`.
    """

    old: tuple[Provision, ...]
    new: tuple[Provision, ...]
    relation: Relation
    similarity: Fraction
    moved: bool
    reworded: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts laid side by side: the rows of their units, and what the words of both weigh."""

    old: Text
    new: Text
    rows: tuple[Row, ...]
    weights: Weights

    def paragraphs(self, row: Row) -> tuple[ParagraphRow, ...]:
        """The paragraphs of one row laid side by side, each of them in at least one row, in the
        order of the new text; what was dropped stands after its neighbour of the old."""
        return within(row, self.weights, GRAMMARS[self.old.language].stem)


def compare(old: Text, new: Text) -> tuple[Row, ...]:
    """The rows of two texts: those of `comparison`, which also raises what this does."""
    return comparison(old, new).rows


def comparison(old: Text, new: Text) -> Comparison:
    """Two texts in one language laid side by side; the rows in the order of the old text, what is
    new placed after its neighbour. Raises `Refused` text.language and text.units."""
    if old.language != new.language:
        raise Refused("text.language", "", expected=old.language, found=new.language)
    units = old.units(), new.units()
    if max(map(len, units)) > MAX_UNITS:
        raise Refused("text.units", "", limit=MAX_UNITS)
    found = align(*units, GRAMMARS[old.language].stem)
    rows = Table(found, _around(old, units[0]), _around(new, units[1])).rows()
    return Comparison(old, new, rows, found.weights)


def within(row: Row, of: Weights, stem: int) -> tuple[ParagraphRow, ...]:
    """The paragraph rows of one row (`Comparison.paragraphs`)."""
    old, new = paragraphs.paragraphs_of(row.old), paragraphs.paragraphs_of(row.new)
    partner = {b: a for a, b in paragraphs.tie(old, new, of, stem)}
    left = [a for a in range(len(old)) if a not in partner.values()]
    rows: list[ParagraphRow] = []
    last = -1
    for b, each in enumerate(new):
        rows += [_dropped(old[a]) for a in left if last < a < partner.get(b, -1)]
        last = max(last, partner.get(b, -1))
        rows.append(_paragraph_row(old[partner[b]] if b in partner else None, each, of, stem))
    return (*rows, *(_dropped(old[a]) for a in left if a > last))


def _dropped(old: Provision) -> ParagraphRow:
    return ParagraphRow((old,), (), "dropped", Fraction(0), False, False)


def _paragraph_row(old: Provision | None, new: Provision, of: Weights, stem: int) -> ParagraphRow:
    if old is None:
        return ParagraphRow((), (new,), "new", Fraction(0), False, False)
    told = [f"{each.heading} {each.text}" for each in (old, new)]
    same = words(told[0]) == words(told[1])
    first, second = (of.bag(stems(each, stem)) for each in told)
    alike = dice(shared(first, second, of), first.weight, second.weight)
    relation: Relation = "same" if same else "reworded"
    return ParagraphRow((old,), (new,), relation, alike, False, not same)


def _around(text: Text, units: tuple[Provision, ...]) -> list[str]:
    """The address of the division around each unit, "" where it stands in none."""
    divisions = text.divisions()
    return [divisions[u.address].address if u.address in divisions else "" for u in units]


class Table:
    """Names the rows of an alignment."""

    def __init__(self, found: Alignment, old_divisions: list[str], new_divisions: list[str]):
        self.old, self.new, self.ties = found.old, found.new, found.ties
        self.weights = found.weights
        self.news: dict[int, list[int]] = {}
        self.olds: dict[int, list[int]] = {}
        for a, b in found.ties:
            self.news.setdefault(a, []).append(b)
            self.olds.setdefault(b, []).append(a)
        self.moved = self._moved(old_divisions, new_divisions)
        self.components = self._components()

    def rows(self) -> tuple[Row, ...]:
        """Every unit of both texts in at least one row."""
        groups: list[Group] = [((a,), tuple(bs)) for a, bs in self.news.items() if len(bs) > 1]
        groups += [(tuple(sorted(as_)), (b,)) for b, as_ in self.olds.items() if len(as_) > 1]
        groups += [
            ((a,), (b,)) for a, b in self.ties if len(self.news[a]) == len(self.olds[b]) == 1
        ]
        groups += [((a,), ()) for a in range(len(self.old.units)) if a not in self.news]
        groups += [((), (b,)) for b in range(len(self.new.units)) if b not in self.olds]
        place = self._places()
        groups.sort(key=lambda group: (min(map(place.__getitem__, _nodes(group))), group))
        numbers: dict[int, int] = {}
        return tuple(self._row(old, new, numbers) for old, new in groups)

    def _row(self, old: tuple[int, ...], new: tuple[int, ...], numbers: dict[int, int]) -> Row:
        root = self.components[_nodes((old, new))[0]]
        component = numbers.setdefault(root, len(numbers) + 1)
        olds = tuple(self.old.units[a] for a in old)
        news = tuple(self.new.units[b] for b in new)
        if not (old and new):
            relation: Relation = "dropped" if old else "new"
            return Row(olds, news, relation, Fraction(0), False, False, False, component)
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
        return Row(olds, news, relation, alike, moved, reworded, renumbered, component)

    def _alike(self, old: tuple[int, ...], new: tuple[int, ...]) -> Fraction:
        first = _together([self.old.bags[a] for a in old])
        second = _together([self.new.bags[b] for b in new])
        return dice(shared(first, second, self.weights), first.weight, second.weight)

    def _places(self) -> dict[tuple[int, int], int]:
        """Old units in order; what is new right after what stands before it in the new text."""
        place = {(0, a): a * (len(self.new.units) + 1) for a in range(len(self.old.units))}
        last = -1 - len(self.new.units)
        for b in range(len(self.new.units)):
            if b in self.olds:
                last = place[0, self.olds[b][0]]
                place[1, b] = last
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
                    partners = (self.news if side == 0 else self.olds).get(at, [])
                    waiting += [(1 - side, partner) for partner in partners]
        return found

    def _moved(self, old_divisions: list[str], new_divisions: list[str]) -> set[Tie]:
        """Ties into another division, and ties out of the longest common order."""
        counts = Counter((old_divisions[a], new_divisions[b]) for a, b in self.ties)
        same = _counterparts(counts)
        ordered = self._in_order()
        return {
            (a, b)
            for a, b in self.ties
            if same.get(old_divisions[a]) != new_divisions[b] or (a, b) not in ordered
        }

    def _in_order(self) -> set[Tie]:
        """The longest common order; of several, the one with more words, and then by a hash of
        the words, so that it does not depend on which text is called old."""
        return set(heaviest_chain(self.ties, [self._worth(tie) for tie in self.ties]))

    def _worth(self, tie: Tie) -> int:
        a, b = tie
        words = sorted((self.old.words[a], self.new.words[b]))
        mark = hashlib.sha256("\n".join(words).encode("utf-8")).digest()[:6]
        weight = self.old.bags[a].weight + self.new.bags[b].weight
        return (1 << 112) + (weight << 64) + int.from_bytes(mark, "big")


def heaviest_chain(ties: list[Tie], worths: list[int]) -> list[Tie]:
    """Of sorted ties, those of the chain that is worth most and in which neither place ever falls.
    A Fenwick tree of prefix maxima: n log n."""
    seconds = sorted({b for _, b in ties})
    best = [(0, -1)] * (len(seconds) + 1)
    before: list[int] = []
    for n, (_, b) in enumerate(ties):
        rank = bisect_left(seconds, b)
        top = (0, -1)
        at = rank + 1
        while at > 0:
            top = max(top, best[at])
            at -= at & -at
        before.append(top[1])
        entry, at = (top[0] + worths[n], n), rank + 1
        while at < len(best):
            best[at] = max(best[at], entry)
            at += at & -at
    n = max((best[at] for at in range(len(best))), default=(0, -1))[1]
    chain: list[Tie] = []
    while n >= 0:
        chain.append(ties[n])
        n = before[n]
    return chain


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


def _together(bags: list[Bag]) -> Bag:
    stems: Counter[str] = Counter()
    for bag in bags:
        stems.update(bag.stems)
    return Bag(stems, sum(bag.weight for bag in bags))
