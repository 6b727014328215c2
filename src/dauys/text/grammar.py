"""What the lines of a law look like in a language, as data (docs/specification/3-text.md, 3).

A `Grammar` is a table of patterns; `languages` fills one for each language. A pattern of a heading
has the groups ``number``, ``sep`` (what divides number and heading) and ``rest``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dauys.text.provision import Kind

# Between a number and a heading.
SEPARATOR = r"(?P<sep>\s*[.:]-?|\s+[-–—](?=\s)|\s*\.?-(?=\s))?\s*(?P<rest>.*)"
DIGITS = r"\d{1,6}(?:[-‑–.]\d{1,4})*[⁰¹²³⁴⁵⁶⁷⁸⁹]*"
ROMAN = r"[IVXLCІХС]{1,9}"
MAX_NOTES = 16  # at the end of a passage: each is sought anew, so that many would take long


@dataclass(frozen=True, slots=True)
class Division:
    """A level of division, such as the chapter; those that stand first in a table are outer."""

    kind: Kind
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class ListStyle:
    """A way to number the items of a list: its name and a pattern with the group ``number``."""

    name: str
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns of one language.

    ``title`` is a word that a title has, ``note`` opens a note line, ``inline_note`` is a note at
    the end of a line, ``transitional`` heads provisions numbered by words (``ordinals``),
    ``closing`` opens the formula and signatures after the last provision. ``stem`` is the number
    of letters of a word that are compared when words are laid side by side. ``labels`` say how a
    number is printed above an article or division.
    """

    language: str
    article: re.Pattern[str]
    divisions: tuple[Division, ...]
    transitional: re.Pattern[str]
    preamble: re.Pattern[str]
    title: re.Pattern[str]
    note: re.Pattern[str]
    inline_note: re.Pattern[str]
    closing: re.Pattern[str]
    styles: tuple[ListStyle, ...]
    ordinals: Mapping[str, int]
    stem: int
    labels: Mapping[Kind, str]

    def without_notes(self, text: str) -> tuple[str, list[str]]:
        """The words of a passage, and the notes in brackets that stand at its end, in order."""
        notes: list[str] = []
        while len(notes) < MAX_NOTES and (found := self.inline_note.search(text)):
            text = text[: found.start()].rstrip()
            notes.insert(0, found[0].strip())
        return text, notes


PARAGRAPH = ListStyle("paragraph", re.compile(r"(?P<number>\d{1,6}(?:-\d{1,4})*)\.(?!\d|-\s)\s*"))
NUMBER = ListStyle("number", re.compile(r"\(?(?P<number>\d{1,6}(?:-\d{1,4})*)\)\s*"))
CYRILLIC = ListStyle("letter", re.compile(r"(?P<number>[а-яёәғқңөұүһі]\d{0,2}(?:-\d+)?)\)\s*"))
LATIN = ListStyle("letter", re.compile(r"\(?(?P<number>[a-zñ]\d{0,2})\)\s*"))
ROMANS = ListStyle("roman", re.compile(r"\(?(?P<number>[ivx]{1,6})\)\s*"))
ORDINAL = ListStyle("ordinal", re.compile(r"(?P<number>\d{1,4})\s?[º°]\s?\.?\s?[-–]?\s+"))
DASHED = ListStyle("dashed", re.compile(r"(?P<number>\d{1,4})\s?\.[-–]\s+"))
CAPITAL = ListStyle("capital", re.compile(r"(?P<number>[A-Z])\s?\.[-–]\s+"))
