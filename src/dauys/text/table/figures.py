"""What can be said of two texts in figures: articles kept, moved, dropped; the share of words.

docs/specification/3-text.md, section 8, defines each. Every article counts once on its side, and
every word as it is marked in the table. All is in whole numbers; only what is printed is rounded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dauys.text.compare import Comparison, Relation
from dauys.text.provision import DIVISIONS, Provision, Text
from dauys.text.table.rows import Cell, Entry, Table
from dauys.text.tokens import words

RELATIONS: tuple[Relation, ...] = (
    "same", "moved", "reworded", "split", "merged", "new", "dropped"
)  # fmt: skip
ARTICLES = ("article", "transitional")


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one side: all, those that also stand in the other text at the same place, and those
    of sentences that stand there at another place. The rest are changed."""

    all: int = 0
    kept: int = 0
    moved: int = 0

    def __add__(self, other: Words) -> Words:
        return Words(self.all + other.all, self.kept + other.kept, self.moved + other.moved)

    @property
    def changed(self) -> int:
        """Words deleted (of the old text) or inserted (of the new)."""
        return self.all - self.kept - self.moved


@dataclass(frozen=True, slots=True)
class Division:
    """A division of one text and its words; address "" for what stands in none."""

    address: str
    words: Words


@dataclass(frozen=True, slots=True)
class Figures:
    """``articles`` counts the articles of either text by what became of them, ``moved`` those that
    were moved, whatever else became of them; ``divisions`` are those nearest to the words."""

    old_articles: Mapping[Relation, int]
    new_articles: Mapping[Relation, int]
    moved: int
    old: Words
    new: Words
    old_divisions: tuple[Division, ...]
    new_divisions: tuple[Division, ...]

    def share(self) -> Fraction:
        """The share of words changed: those deleted and inserted, of the words of both texts."""
        return changed(self.old, self.new)


def changed(*sides: Words) -> Fraction:
    """Words changed, of all words of some sides; 0 where there is no word."""
    total = sum(side.all for side in sides)
    return Fraction(sum(side.changed for side in sides), total) if total else Fraction(0)


def figures(table: Table) -> Figures:
    """Counts a table."""
    comparison = table.comparison
    old = _by_division(comparison.old, _cells(table.entries, old=True))
    new = _by_division(comparison.new, _cells(table.entries, old=False))
    articles = _articles(comparison)
    moved = {unit.address for row in comparison.rows if row.moved for unit in row.old}
    return Figures(
        old_articles=_counted(comparison.old, articles[0]),
        new_articles=_counted(comparison.new, articles[1]),
        moved=len(moved & {each.address for each in _of(comparison.old)}),
        old=sum((each.words for each in old), Words()),
        new=sum((each.words for each in new), Words()),
        old_divisions=old,
        new_divisions=new,
    )


def _of(text: Text) -> Iterator[Provision]:
    return (unit for unit in text.units() if unit.kind in ARTICLES)


def _counted(text: Text, relations: Mapping[str, Relation]) -> dict[Relation, int]:
    counts = Counter(relations[unit.address] for unit in _of(text))
    return {relation: counts[relation] for relation in RELATIONS if counts[relation]}


def _articles(comparison: Comparison) -> tuple[dict[str, Relation], dict[str, Relation]]:
    """What became of each unit, once on each side: of an old one that stands in several rows, that
    it was split; of a new one, that it was merged."""
    old: dict[str, Relation] = {}
    new: dict[str, Relation] = {}
    for row in comparison.rows:
        for unit in row.old:
            if row.relation == "split" or unit.address not in old:
                old[unit.address] = row.relation
        for unit in row.new:
            if row.relation == "merged" or unit.address not in new:
                new[unit.address] = row.relation
    return old, new


def _cells(entries: Iterable[Entry], *, old: bool) -> Iterator[Cell]:
    return (cell for entry in entries for cell in (entry.old if old else entry.new))


def _by_division(text: Text, cells: Iterable[Cell]) -> tuple[Division, ...]:
    """The words of each cell, in the division nearest around it, in the order of the text."""
    around = _around(text)
    found: dict[str, Words] = {address: Words() for address in around.values()}
    found[""] = Words()
    for cell in cells:
        address = around.get(cell.address, "")
        found[address] = found[address] + _words(cell)
    return tuple(Division(address, told) for address, told in found.items() if told.all)


def _around(text: Text) -> dict[str, str]:
    """The nearest division of every provision, its own address for a division."""
    found: dict[str, str] = {}
    waiting = [(each, "") for each in reversed(text.provisions)]
    while waiting:
        each, above = waiting.pop()
        here = each.address if each.kind in DIVISIONS else above
        found[each.address] = here
        waiting.extend((child, here) for child in reversed(each.children))
    return found


def _words(cell: Cell) -> Words:
    counts: Counter[str] = Counter()
    for piece in cell.pieces:
        counts[piece.mark] += len(words(piece.text))
    moved = counts["moved_away"] + counts["moved_here"]
    return Words(sum(counts.values()), counts["kept"], moved)


def total(counts: Mapping[Relation, int], relations: Sequence[Relation] = RELATIONS) -> int:
    """How many articles have one of some relations."""
    return sum(counts.get(relation, 0) for relation in relations)
