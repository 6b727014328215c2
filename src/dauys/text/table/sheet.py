"""The table in words: what every format writes, column by column and line by line.

A `Sheet` holds all that a document of the table says, in the language of its headings. How it
looks is for the module of the format.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dauys.text.difference.pieces import Mark, Piece
from dauys.text.table.names import Both, Names, Say
from dauys.text.table.rows import Cell, Entry, Kind, Table

Form = Literal["official", "plain"]
FORMS: tuple[Form, ...] = ("official", "plain")
MARKS: tuple[Mark, ...] = ("deleted", "inserted", "moved_away", "moved_here")
SIGNS: dict[Mark, tuple[str, str]] = {
    "kept": ("", ""),
    "deleted": ("[-", "-]"),
    "inserted": ("{+", "+}"),
    "moved_away": ("[→", "→]"),
    "moved_here": ("{←", "←}"),
}
# What XML 1.0 has no place for, and what turns the direction of everything that follows it.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069\ufffe\uffff]"
)


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one mark; ``place`` names the other place of words that were moved, and ``again``
    says that the reader has just been told. White space at the edges stands in ``before`` and
    ``after``, outside the signs of the mark."""

    mark: Mark
    before: str
    text: str
    after: str
    place: str
    again: bool = False

    @property
    def shown(self) -> str:
        """The place, where it is to be printed."""
        return "" if self.again else self.place


@dataclass(frozen=True, slots=True)
class Paragraph:
    """What stands before the words («1.»), the words, or a ``remark`` where there are none."""

    printed: str
    spans: tuple[Span, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table in words."""

    number: int
    kind: Kind
    element: str
    relation: str
    old: tuple[Paragraph, ...]
    new: tuple[Paragraph, ...]
    justification: tuple[str, ...]
    old_addresses: tuple[str, ...]
    new_addresses: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """A line of the legend: a mark as it is shown, and what it means."""

    mark: Mark
    means: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document of the table. ``language`` is that of the headings, ``spoken`` that of the law."""

    form: Form
    language: str
    spoken: str
    heading: str
    titles: tuple[str, str]
    columns: tuple[str, ...]
    lines: tuple[Line, ...]
    legend: tuple[Meaning, ...]


def sheet(table: Table, say: Say, language: str, form: Form = "official") -> Sheet:
    """The words of a table in one form."""
    old, new = table.comparison.old, table.comparison.new
    names = Both(old, new, say)
    texts = say("table.old"), say("table.new")
    official = (say("table.number"), say("table.element"), *texts, say("table.justification"))
    return Sheet(
        form,
        language,
        old.language,
        say("table.heading"),
        (legal(old.title), legal(new.title)),
        official if form == "official" else texts,
        tuple(_line(entry, names) for entry in table.entries),
        tuple(Meaning(mark, say(f"table.means_{mark}")) for mark in MARKS),
    )


def legal(text: str) -> str:
    """Text that every format can hold; what none can hold becomes U+FFFD."""
    return _UNSEEN.sub("\ufffd", text)


def _line(entry: Entry, names: Both) -> Line:
    return Line(
        entry.number,
        entry.kind,
        legal(names.element(entry)),
        names.relation(entry),
        _side(entry.old, names.old, names.new) or (_empty(entry, names, old=True),),
        _side(entry.new, names.new, names.old) or (_empty(entry, names, old=False),),
        tuple(map(legal, entry.justifications)),
        tuple(cell.address for cell in entry.old),
        tuple(cell.address for cell in entry.new),
    )


def _side(cells: Sequence[Cell], names: Names, others: Names) -> tuple[Paragraph, ...]:
    return tuple(
        Paragraph(legal(names.printed(cell)), tuple(_spans(cell.pieces, others))) for cell in cells
    )


def _spans(pieces: Iterable[Piece], others: Names) -> Iterator[Span]:
    """The spans of a paragraph; a place is named where the words begin to stand there."""
    last = ""
    for piece in pieces:
        span = _span(piece, others)
        yield replace(span, again=bool(span.place) and span.place == last)
        last = span.place or last


def _span(piece: Piece, others: Names) -> Span:
    text = legal(piece.text)
    inner = text.strip() or text
    before = text[: len(text) - len(text.lstrip())] if inner != text else ""
    after = text[len(before) + len(inner) :]
    return Span(
        piece.mark, before, inner, after, others.called.get(piece.place, "") if piece.place else ""
    )


def _empty(entry: Entry, names: Both, *, old: bool) -> Paragraph:
    """In an empty cell: that what stands beside it is new or dropped, or where it stands."""
    told, there = (entry.new, names.old) if old else (entry.old, names.new)
    pieces = [piece for cell in told for piece in cell.pieces]
    away = entry.see[0 if old else 1]
    if pieces and all(piece.place or not piece.text.strip() for piece in pieces):
        key, away = "table.moved_to", tuple(piece.place for piece in pieces if piece.place)
    elif away:
        key = "table.see_there"
    else:
        return Paragraph("", (), names.say("table.absent" if old else "table.excluded"))
    places = dict.fromkeys(there.called[address] for address in away)
    return Paragraph("", (), names.say(key, place="; ".join(places)))
