"""The comparative table as data: every provision of both texts, side by side, its words marked.

docs/specification/3-text.md, section 8. An entry is a row of the table: the title, the heading of
a division, the opening of an article, or paragraphs beside each other. Units that are tied to one
another, directly or through others, stand together, so that no paragraph is shown twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from dauys.errors import Refused
from dauys.text.alignment.paragraphs import paragraphs_of
from dauys.text.compare import Comparison, ParagraphRow, Row
from dauys.text.difference.passages import Marked, Passage, mark
from dauys.text.difference.pieces import NEW, OLD, Mark, Piece, difference
from dauys.text.provision import Provision, Text
from dauys.text.table.divisions import Divisions, Pair
from dauys.text.table.gather import gather

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
    """A row of the table. ``rows`` are those of the comparison that a unit's opening stands for."""

    number: int
    kind: Kind
    old: tuple[Cell, ...]
    new: tuple[Cell, ...]
    rows: tuple[Row, ...] = ()
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
        self.comparison = comparison
        self.old, self.new = comparison.old, comparison.new
        self.divisions = Divisions(comparison)
        self.groups = _groups(comparison)
        paragraphs = [gather(_inside(comparison, _together(group))) for group in self.groups]
        marked = iter(mark([each for rows in paragraphs for each in rows]))
        self.marked = [[next(marked) for _ in rows] for rows in paragraphs]

    def entries(self) -> list[Entry]:
        found = [_title(self.old, self.new)] if self.old.title or self.new.title else []
        for group, marked in zip(self.groups, self.marked, strict=True):
            if not _is_conclusion(group):
                found += map(_division, self.divisions.before(group))
                found += _unit(group, marked)
        found += map(_division, self.divisions.left())
        for group, marked in zip(self.groups, self.marked, strict=True):
            if _is_conclusion(group):
                found += _unit(group, marked)
        return found


def _groups(comparison: Comparison) -> list[tuple[Row, ...]]:
    """Rows that share units stand together, where the first of them stands; before them the
    preamble, after them the closing formula, which are in no row of a comparison."""
    found: dict[int, list[Row]] = {}
    for row in comparison.rows:
        found.setdefault(row.component, []).append(row)
    groups = [tuple(rows) for rows in found.values()]
    around = {kind: _outside(comparison, kind) for kind in ("preamble", "conclusion")}
    return [*around["preamble"], *groups, *around["conclusion"]]


def _outside(comparison: Comparison, kind: str) -> list[tuple[Row, ...]]:
    sides = [
        tuple(each for each in text.walk() if each.kind == kind)
        for text in (comparison.old, comparison.new)
    ]
    if not any(sides):
        return []
    return [(replace(comparison.rows[0], old=sides[0], new=sides[1]),)]


def _inside(comparison: Comparison, row: Row) -> list[ParagraphRow]:
    """The paragraphs of a row; one whose counterpart stands in another article is shown in its own
    article alone, where the words that are the same name the other place."""
    inner = (
        {each.address for each in paragraphs_of(row.old)},
        {each.address for each in paragraphs_of(row.new)},
    )
    return [
        replace(each, old=_only(each.old, inner[0]), new=_only(each.new, inner[1]))
        if each.away
        else each
        for each in comparison.paragraphs(row)
    ]


def _only(sides: Sequence[Provision], inner: set[str]) -> tuple[Provision, ...]:
    return tuple(each for each in sides if each.address in inner)


def _has_rows(group: Sequence[Row]) -> bool:
    """Whether it stands in the comparison: a preamble or closing formula does not."""
    return (*group[0].old, *group[0].new)[0].kind not in ("preamble", "conclusion")


def _is_conclusion(group: Sequence[Row]) -> bool:
    return (*group[0].old, *group[0].new)[0].kind == "conclusion"


def _together(group: Sequence[Row]) -> Row:
    """One row with all units of a group, in the order of the texts."""
    if len(group) == 1:
        return group[0]
    return replace(group[0], old=units(group, "old"), new=units(group, "new"))


def units(group: Iterable[Row], side: Literal["old", "new"]) -> tuple[Provision, ...]:
    """The units of some rows on one side, each once."""
    found = {u.address: u for row in group for u in (row.old if side == "old" else row.new)}
    return tuple(found.values())


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


def _unit(group: tuple[Row, ...], marked: Sequence[Marked]) -> list[Entry]:
    """The opening of a group, with the headings of its units, and then its paragraphs."""
    olds, news = units(group, "old"), units(group, "new")
    heads = {u.address for u in olds}, {u.address for u in news}
    opening = Entry(
        0,
        "unit",
        _openings(olds, [p for each in marked for p in each.old]),
        _openings(news, [p for each in marked for p in each.new]),
        group if _has_rows(group) else (),
    )
    passages = [
        Entry(0, "passage", _cells(each.old, heads[0]), _cells(each.new, heads[1]))
        for each in marked
    ]
    found = [entry for entry in passages if entry.old or entry.new]
    silent = not any(cell.pieces for cell in (*opening.old, *opening.new))
    return found if silent and not _has_rows(group) else [opening, *found]


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
