"""The comparative table as data: every provision of both texts, side by side, its words marked.

docs/specification/3-text.md, section 8. An entry is a row of the table: the title, the heading of
a division, the opening of an article, or paragraphs beside each other. `sections` says what stands
where, and `difference` which words are marked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from dauys.errors import Refused
from dauys.text.compare import Comparison, Row
from dauys.text.difference.passages import Marked, Passage, mark
from dauys.text.difference.pieces import NEW, OLD, Mark, Piece, difference
from dauys.text.provision import Provision, Text
from dauys.text.table.divisions import Divisions, Pair
from dauys.text.table.sections import Section, layout

Kind = Literal["title", "division", "unit", "passage"]
Justifications = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Cell:
    """One provision on one side; its pieces joined are its heading and its own text. The cell of a
    title has no address."""

    address: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the table. ``rows`` are those of the comparison that a unit's opening stands for.
    ``see`` are places where counterparts stand that are not in this row: addresses in the old
    text, and in the new."""

    number: int
    kind: Kind
    old: tuple[Cell, ...]
    new: tuple[Cell, ...]
    rows: tuple[Row, ...] = ()
    see: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    justifications: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The comparative table of two texts: its entries, numbered from 1."""

    comparison: Comparison
    entries: tuple[Entry, ...]


def table(comparison: Comparison, justifications: Justifications | None = None) -> Table:
    """The table of a comparison. ``justifications`` are texts by the address in the new text to
    which they belong; raises `Refused` anchor.address for an address that is not in the table."""
    made = _Maker(comparison)
    entries = made.entries()
    numbered = tuple(replace(each, number=n) for n, each in enumerate(entries, 1))
    return Table(comparison, _justified(numbered, justifications or {}))


class _Maker:
    """Lays the entries in their order."""

    def __init__(self, comparison: Comparison):
        self.old, self.new = comparison.old, comparison.new
        self.divisions = Divisions(comparison)
        self.layout = layout(comparison)
        rows = [row for section in self.layout.sections for row in section.paragraphs]
        marked = mark([*rows, *self.layout.away])
        self.marked = iter(marked)
        away = marked[len(rows) :]
        self.away = (
            {each.provision.address: each for row in away for each in row.old},
            {each.provision.address: each for row in away for each in row.new},
        )

    def entries(self) -> list[Entry]:
        found = [_title(self.old, self.new)] if self.old.title or self.new.title else []
        units = [(section, self._unit(section)) for section in self.layout.sections]
        for section, entries in units:
            if section.frame != "conclusion":
                found += map(_division, self.divisions.before(section.old, section.new))
                found += entries
        found += map(_division, self.divisions.left())
        for section, entries in units:
            found += entries if section.frame == "conclusion" else []
        return found

    def _unit(self, section: Section) -> list[Entry]:
        """The opening of a section, with the headings of its units, and then its paragraphs."""
        marked = [self._placed(next(self.marked)) for _ in section.paragraphs]
        heads = {u.address for u in section.old}, {u.address for u in section.new}
        opening = self._entry(
            "unit",
            _openings(section.old, [p for each in marked for p in each.old]),
            _openings(section.new, [p for each in marked for p in each.new]),
        )
        passages = [
            self._entry("passage", _cells(each.old, heads[0]), _cells(each.new, heads[1]))
            for each in marked
        ]
        found = [entry for entry in passages if entry.old or entry.new]
        silent = not any(cell.pieces for cell in (*opening.old, *opening.new))
        return found if silent and section.frame else [replace(opening, rows=section.rows), *found]

    def _placed(self, marked: Marked) -> Marked:
        """The same; passages whose counterparts stand elsewhere as they are marked beside them."""
        old, new = (
            tuple(away.get(each.provision.address, each) for each in side)
            for away, side in zip(self.away, (marked.old, marked.new), strict=True)
        )
        return replace(marked, old=old, new=new)

    def _entry(self, kind: Kind, old: tuple[Cell, ...], new: tuple[Cell, ...]) -> Entry:
        """An entry that names the places elsewhere of what stands in it."""
        there, back = (
            tuple(dict.fromkeys(at for cell in cells for at in see.get(cell.address, ())))
            for see, cells in zip(self.layout.see, (old, new), strict=True)
        )
        return Entry(0, kind, old, new, see=(back, there))


def _title(old: Text, new: Text) -> Entry:
    pieces = difference(old.title, new.title)
    return Entry(
        0,
        "title",
        (Cell("", _side(pieces, OLD)),) if old.title else (),
        (Cell("", _side(pieces, NEW)),) if new.title else (),
    )


def _division(pair: Pair) -> Entry:
    old, new = pair
    pieces = difference(old.heading if old else "", new.heading if new else "")
    return Entry(
        0,
        "division",
        (Cell(old.address, _side(pieces, OLD)),) if old else (),
        (Cell(new.address, _side(pieces, NEW)),) if new else (),
    )


def _side(pieces: Sequence[Piece], marks: tuple[Mark, ...]) -> tuple[Piece, ...]:
    return tuple(piece for piece in pieces if piece.mark in marks)


def _openings(of: Sequence[Provision], passages: Sequence[Passage]) -> tuple[Cell, ...]:
    spoken = {each.provision.address: each.pieces for each in passages}
    return tuple(Cell(unit.address, spoken.get(unit.address, ())) for unit in of)


def _cells(passages: Sequence[Passage], heads: set[str]) -> tuple[Cell, ...]:
    return tuple(
        Cell(each.provision.address, each.pieces)
        for each in passages
        if each.provision.address not in heads
    )


def _justified(entries: tuple[Entry, ...], texts: Justifications) -> tuple[Entry, ...]:
    """Each justification beside its address, or beside the first passage below it."""
    places: dict[str, int] = {}
    for n, entry in enumerate(entries):
        for cell in entry.new:
            for address in _upwards(cell.address):
                places.setdefault(address, n)
            if cell.address:
                places[cell.address] = n
    found: dict[int, list[str]] = {}
    for address, told in texts.items():
        if address not in places:
            raise Refused("anchor.address", f"provision:{address[:120]}", address=address[:120])
        found.setdefault(places[address], []).extend(told)
    return tuple(
        replace(entry, justifications=tuple(text for text, _ in groupby(found[n])))
        if n in found
        else entry
        for n, entry in enumerate(entries)
    )


def _upwards(address: str) -> list[str]:
    steps = address.split("__")
    return ["__".join(steps[:n]) for n in range(1, len(steps))]
