"""Markdown (3-text, section 7): headings by level, points as nested lists, notes as quotations.

Numbers are escaped (``1\\.``), so that every viewer shows the number that is printed and none
counts by itself. What cannot be carried is found by reading the text again.
"""

from __future__ import annotations

import re

from dauys.errors import Findings
from dauys.text.formats.about import About
from dauys.text.lines import Line, lines_of
from dauys.text.printed import Printed, lines
from dauys.text.provision import Text
from dauys.text.read import Reading, grammar_of, read

_SPECIAL = re.compile(r"[\\`*_\[\]<~$]|&(?=#?\w+;)")
_OPENING = re.compile(r"(?<=^)[#>+=|•–—-]|(?<=^)\(?\d{1,9}[.)]")
LEVELS = 6


def read_markdown(data: bytes, language: str | None, accused: str) -> Reading:
    """The law in Markdown; raises as `dauys.text.read.read` does."""
    return read(data, language, markdown=True, accused=accused)


def lines_markdown(data: bytes, accused: str, file: str, found: Findings) -> list[Line]:
    """The lines of one file of several."""
    return lines_of(data, markdown=True, accused=accused, file=file, found=found)


def write_markdown(text: Text, about: About) -> bytes:
    """The law in Markdown. Raises `Unreadable` text.language where its headings are not known."""
    grammar_of(text.language)
    return ("\n\n".join(_draw(line) for line in lines(text, inline=True)) + "\n").encode("utf-8")


def _draw(line: Printed) -> str:
    if line.form in ("title", "heading"):
        return f"{'#' * min(line.level, LEVELS)} {_escaped(line.text)}"
    words = _escaped(line.text)
    if line.form == "note":
        return f"> {words}"
    if line.listed:
        return f"{'  ' * (line.level - 1)}- {words}"
    return "  " * line.level + words


def _escaped(text: str) -> str:
    """Words that are shown, and read again, as they are."""
    text = _SPECIAL.sub(lambda found: "\\" + found[0], text)
    return _OPENING.sub(lambda found: f"{found[0][:-1]}\\{found[0][-1]}", text)
