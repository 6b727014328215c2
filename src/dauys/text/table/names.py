"""How provisions are called: «Статья 5, пункт 2», and the number as it is printed before a text.

The words come from whoever asks: `Say` is `dauys.words.Words.say` of the language of the headings.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from dauys.errors import Fact
from dauys.text.compare import Row
from dauys.text.provision import DIVISIONS, Provision, Text
from dauys.text.table.rows import Cell, Entry

_OWN = (*DIVISIONS, "article", "transitional", "preamble", "conclusion", "note")
_LISTED = ("point", "subpoint")


class Say(Protocol):
    """A sentence of the language in which a table speaks."""

    def __call__(self, key: str, /, **facts: Fact) -> str: ...


class Names:
    """The names of the provisions of one text, by address."""

    def __init__(self, text: Text, say: Say):
        self.say = say
        self.called: dict[str, str] = {"": say("table.title")}
        self.provisions: dict[str, Provision] = {}
        waiting: list[tuple[Provision, str]] = [(each, "") for each in reversed(text.provisions)]
        while waiting:
            each, above = waiting.pop()
            name = self._step(each)
            whole = name if each.kind in _OWN or not above else f"{above}, {name}"
            self.called[each.address] = whole
            self.provisions[each.address] = each
            inner = "" if each.kind in DIVISIONS and not _holds_paragraphs(each) else whole
            waiting.extend((child, inner) for child in reversed(each.children))

    def _step(self, each: Provision) -> str:
        if each.kind in _OWN:
            if each.number or each.kind in ("preamble", "conclusion", "note"):
                return self.say(f"text.{each.kind}", number=each.number)
            return each.heading or self.say(f"text.{each.kind}", number=each.number).strip()
        if each.number:
            return self.say(f"table.{each.kind}", number=each.number)
        return self.say("table.passage", number=each.address.rpartition("_")[2])

    def of(self, cells: Iterable[Cell]) -> str:
        """What some cells are called together."""
        return "; ".join(self.called[cell.address] for cell in cells)

    def printed(self, cell: Cell) -> str:
        """What stands before the words of a cell in the text itself: «Статья 5.», «1.», «1)»."""
        each = self.provisions.get(cell.address)
        if each is None or not (each.number or each.kind in _OWN):
            return ""
        if each.kind in _OWN:
            name = self.called[each.address] if each.number or not each.heading else ""
            return f"{name}." if name and cell.pieces else name
        return f"{each.number})" if each.kind in _LISTED else f"{each.number}."


class Both:
    """The names of both texts of a table."""

    def __init__(self, old: Text, new: Text, say: Say):
        self.old, self.new = Names(old, say), Names(new, say)
        self.say = say

    def element(self, entry: Entry) -> str:
        """The structural element of an entry; both names where they are not the same."""
        told = [
            [names.of(cells), self._see(names, see)]
            for names, cells, see in zip(
                (self.old, self.new), (entry.old, entry.new), entry.see, strict=True
            )
        ]
        named = ["; ".join(filter(None, each)) for each in told if any(each)]
        return named[0] if len(set(named)) == 1 else " → ".join(named)

    def _see(self, names: Names, places: Iterable[str]) -> str:
        """Where the counterparts stand that are not in the entry."""
        called = "; ".join(names.called[place] for place in places)
        return self.say("table.see", place=called) if called else ""

    def relation(self, entry: Entry) -> str:
        """What became of the units that an entry opens; empty for other entries. The numbers are
        said where they are not those of the entry alone."""
        told = []
        for row in entry.rows:
            words = became(row, self.say)
            if len(entry.rows) > 1 or not _all_in(entry, row):
                sides = (", ".join(u.number or "–" for u in side) for side in (row.old, row.new))
                words = f"{' → '.join(sides)}: {words}"
            told.append(words)
        return "; ".join(told)


def _holds_paragraphs(division: Provision) -> bool:
    return any(child.kind == "paragraph" for child in division.children)


def _all_in(entry: Entry, row: Row) -> bool:
    """Whether all units of a row stand in an entry."""
    inside = ({cell.address for cell in cells} for cells in (entry.old, entry.new))
    units = ({unit.address for unit in side} for side in (row.old, row.new))
    return all(own <= all_of for own, all_of in zip(units, inside, strict=True))


def became(row: Row, say: Say) -> str:
    """What became of the units of a row: «разделена, с перемещением»."""
    told = say(f"text.{row.relation}")
    return f"{told}, {say('text.also_moved')}" if row.moved and row.relation != "moved" else told
