"""Puts the lines of a passage together: what becomes of a hyphen at the end of a line.

It may divide a word or be a part of it; the other lines of the document tell which, by the words
that they hold and by how often a line ends so. Where they do not, it is said.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dauys.errors import Findings
from dauys.text import findings
from dauys.text.formats.pdf_lines import HYPHEN, Line
from dauys.text.tokens import words

DIVIDES = 25  # of so many lines one ends with a hyphen where words are divided at all
LONGEST = 60  # letters of a word that may be divided
_DASHED = re.compile(r"\S[-–—/]$")
_CLOSING = re.compile(r"[,.;:!?)»”\]]")
_UNSEEN = re.compile(r"[\ue000-\uf8ff\ufffd]")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document, each with how often it stands there undivided."""

    known: Counter[str]
    divides: bool
    found: Findings

    @classmethod
    def of(cls, lines: Sequence[Line], found: Findings) -> Words:
        known = Counter(word for line in lines for word in words(line.text.rstrip(HYPHEN)))
        ends = sum(line.broken for line in lines)
        return cls(known, ends * DIVIDES > len(lines), found)

    def joined(self, lines: Sequence[Line]) -> str:
        """The words of the lines as one passage; signs without a letter are told."""
        pieces = [lines[0].text]
        for line in lines[1:]:
            pieces[-1], glue = self._end(pieces[-1], line)
            pieces += [glue, line.text]
        if pieces[-1].endswith(HYPHEN):
            pieces[-1] = pieces[-1].rstrip(HYPHEN) + "-"
        text = "".join(pieces)
        if _UNSEEN.search(text):
            told = findings.excerpt(text)
            self.found.add(findings.doubt("text.glyph", lines[0].where, words=told))
        return text

    def _end(self, text: str, line: Line) -> tuple[str, str]:
        """The end of what stands before a line, and what stands between."""
        if not text.endswith(HYPHEN):
            close = _DASHED.search(text[-2:]) or _CLOSING.match(line.text)
            return text, "" if close else " "
        text = text.rstrip(HYPHEN)
        begun, ended = re.search(r"[\w-]*$", text[-LONGEST:]), re.match(r"[\w-]*", line.text)
        head, tail = begun[0] if begun else "", ended[0] if ended else ""
        return text, "-" if self._keeps(head, tail, line.where) else ""

    def _keeps(self, head: str, tail: str, where: str) -> bool:
        """Whether the hyphen is a part of the word."""
        if not tail[:1].islower():
            return True
        whole = self.known[(head + tail).casefold()]
        hyphened = self.known[f"{head}-{tail}".casefold()]
        keeps = hyphened > whole if hyphened != whole else not self.divides
        if not whole and not hyphened:
            read = f"{head}-{tail}" if keeps else head + tail
            self.found.add(findings.doubt("text.hyphen", where, words=read[:60]))
        return keeps
