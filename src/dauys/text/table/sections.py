"""What stands where in the table: every unit and every paragraph of both texts in one place.

A comparison ties units and paragraphs many to many, and its rows show each as often as it has
partners. Here each goes with those with which it shares most (`stars`); of the other ties it is
kept where the counterpart stands. It marks no words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from dauys.text.alignment.decisions import settle
from dauys.text.alignment.groups import Group, Tie, chance
from dauys.text.alignment.paragraphs import DECIDED
from dauys.text.alignment.stars import shapes, stars
from dauys.text.compare import FRAME, Comparison, ParagraphRow, Row
from dauys.text.provision import Provision, words_of

Places = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Section:
    """Units beside each other, the rows of the comparison for which they stand (a preamble and a
    closing formula stand for none), and their paragraphs."""

    old: tuple[Provision, ...]
    new: tuple[Provision, ...]
    rows: tuple[Row, ...]
    paragraphs: tuple[ParagraphRow, ...]

    @property
    def frame(self) -> str:
        """The kind of what stands around the units; empty for units."""
        kind = (*self.old, *self.new)[0].kind
        return kind if kind in FRAME else ""


@dataclass(frozen=True, slots=True)
class Layout:
    """The sections in their order. ``away`` are paragraphs that stand in one section and their
    counterparts in another. ``see`` names the places in other sections to which a paragraph is
    tied: by the addresses of the old ones, and by those of the new ones."""

    sections: tuple[Section, ...]
    away: tuple[ParagraphRow, ...]
    see: tuple[Places, Places]


def layout(comparison: Comparison) -> Layout:
    """The layout of a table."""
    return _Layouter(comparison).layout()


class _Layouter:
    """Lays units, then their paragraphs; both are known by their places in the alignment."""

    def __init__(self, comparison: Comparison):
        self.comparison, self.inside = comparison, comparison.inside
        self.shelves = self.inside.old, self.inside.new
        found = tuple(
            {each.address: each for each in text.walk()}
            for text in (comparison.old, comparison.new)
        )
        self.units = tuple(
            [all_of[address] for address in shelf.of_unit]
            for all_of, shelf in zip(found, self.shelves, strict=True)
        )
        self.places = tuple({u.address: n for n, u in enumerate(side)} for side in self.units)
        self.groups = self._groups()
        self.group = tuple(
            {unit: n for n, group in enumerate(self.groups) for unit in group[side]}
            for side in (0, 1)
        )

    def layout(self) -> Layout:
        """The sections in their order, and the ties between them."""
        ties = set(self.inside.ties)
        home = stars(filter(self._at_home, ties), self.inside.strength)
        settled = {a for a, _ in home}, {b for _, b in home}
        apart = [tie for tie in sorted(ties) if not self._at_home(tie)]
        see = [(a, b) for a, b in apart if a not in settled[0] or b not in settled[1]]
        free = [(a, b) for a, b in see if a not in settled[0] and b not in settled[1]]
        return Layout(tuple(self._sections(home)), tuple(self._away(free)), self._see(see))

    def _groups(self) -> list[Group]:
        """The units that stand together."""
        ties = self._ties()
        tied = shapes(stars(ties, self._strengths(ties).__getitem__))
        taken = {a for olds, _ in tied for a in olds}, {b for _, news in tied for b in news}
        tied += [((a,), ()) for a in range(len(self.units[0])) if a not in taken[0]]
        tied += [((), (b,)) for b in range(len(self.units[1])) if b not in taken[1]]
        return tied

    def _ties(self) -> set[Tie]:
        """The ties of the rows, and those of what stands around the units."""
        units = {tie for row in self.comparison.rows for tie in self._of(row)}
        frame = {
            (a, b)
            for a, old in enumerate(self.units[0])
            if old.kind in FRAME
            for b, new in enumerate(self.units[1])
            if old.kind == new.kind
        }
        return units | frame

    def _of(self, row: Row) -> list[Tie]:
        olds, news = self._placed(row)
        return [(a, b) for a in olds for b in news]

    def _placed(self, row: Row) -> Group:
        olds, news = (
            tuple(places[unit.address] for unit in side)
            for places, side in zip(self.places, (row.old, row.new), strict=True)
        )
        return olds, news

    def _strengths(self, ties: Iterable[Tie]) -> dict[Tie, int]:
        """What speaks for each tie of units: a person's word, then what binds their paragraphs."""
        bonds: Counter[Tie] = Counter()
        for tie in self.inside.ties:
            units = self.shelves[0].units[tie[0]], self.shelves[1].units[tie[1]]
            bonds[units] += self.inside.bond(tie)
        decided = settle(self.comparison.decisions, self.comparison.old, self.comparison.new).units
        found = {}
        for a, b in ties:
            old, new = self.units[0][a], self.units[1][b]
            weight = bonds[a, b] + DECIDED * ((old.address, new.address) in decided)
            found[a, b] = (weight << 64) + chance(words_of(old), words_of(new))
        return found

    def _sections(self, home: set[Tie]) -> list[Section]:
        ties: dict[int, list[Tie]] = {}
        for a, b in home:
            ties.setdefault(self.group[0][self.shelves[0].units[a]], []).append((a, b))
        rows = self._rows()
        made = []
        for n in self._order(rows):
            olds, news = self.groups[n]
            first = [p for a in olds for p in self._paragraphs(0, a)]
            second = [p for b in news for p in self._paragraphs(1, b)]
            units = tuple(self.units[0][a] for a in olds), tuple(self.units[1][b] for b in news)
            told = tuple(self.comparison.rows[row] for row in rows.get(n, ()))
            inner = self.inside.laid(first, second, ties.get(n, []))
            made.append(Section(*units, told, inner))
        return made

    def _paragraphs(self, side: int, unit: int) -> range:
        return self.shelves[side].of_unit[self.units[side][unit].address]

    def _rows(self) -> dict[int, list[int]]:
        """The rows for which each group stands: those of its units that have several partners, or
        of its pair; a unit that stands alone because its partners stand elsewhere tells theirs."""
        rows: dict[int, list[int]] = {}
        others: dict[int, list[int]] = {}
        for n, row in enumerate(self.comparison.rows):
            olds, news = self._placed(row)
            groups = [self.group[0][a] for a in olds], [self.group[1][b] for b in news]
            one = groups[0][0] if len(olds) == 1 else groups[1][0]
            rows.setdefault(one, []).append(n)
            for group in {*groups[0], *groups[1]}:
                others.setdefault(group, []).append(n)
        return others | rows

    def _order(self, rows: dict[int, list[int]]) -> list[int]:
        """The groups in the order of their rows; one that has a new unit only and tells the row of
        others comes after what stands before it in the new text."""
        first = {group: (told[0], 0) for group, told in rows.items()}
        for n, (olds, news) in enumerate(self.groups):
            kind = (self.units[0][olds[0]] if olds else self.units[1][news[0]]).kind
            if kind in FRAME:
                first[n] = (-1, n) if kind == FRAME[0] else (len(self.comparison.rows), n)
        last = (-1, len(self.groups))
        for b in range(len(self.units[1])):
            n = self.group[1][b]
            if self.units[1][b].kind not in FRAME:
                if not self.groups[n][0] and self.comparison.rows[first[n][0]].old:
                    first[n] = last[0], last[1] + 1
                last = first[n]
        return sorted(range(len(self.groups)), key=lambda n: (first[n], self.groups[n]))

    def _at_home(self, tie: Tie) -> bool:
        """Whether both paragraphs stand in one section."""
        units = self.shelves[0].units[tie[0]], self.shelves[1].units[tie[1]]
        return self.group[0][units[0]] == self.group[1][units[1]]

    def _away(self, free: list[Tie]) -> list[ParagraphRow]:
        return [
            replace(row, away=True)
            for olds, news in shapes(stars(free, self.inside.strength))
            for row in self.inside.laid(olds, news, [(a, b) for a in olds for b in news])
        ]

    def _see(self, ties: Iterable[Tie]) -> tuple[Places, Places]:
        found: tuple[Places, Places] = ({}, {})
        for a, b in ties:
            old, new = (
                shelf.paragraphs[place].address
                for shelf, place in zip(self.shelves, (a, b), strict=True)
            )
            found[0][old] = (*found[0].get(old, ()), new)
            found[1][new] = (*found[1].get(new, ()), old)
        return found
