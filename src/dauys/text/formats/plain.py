"""Plain text (3-text, section 7): a line is a passage; headings that could be taken for passages
are underlined.

What cannot be carried (a note of a passage that is not in brackets, a level that the language's
grammar does not know) is found by reading the text again: `dauys.text.formats.faithful`.
"""

from __future__ import annotations

from collections.abc import Iterator

from dauys.errors import Findings
from dauys.text.formats.about import About
from dauys.text.grammar import Grammar
from dauys.text.lines import UNDERLINES, Line, lines_of
from dauys.text.outline import looks_like_heading
from dauys.text.printed import Printed, label, lines
from dauys.text.provision import Text
from dauys.text.read import Reading, grammar_of, read

INDENT = "  "


def read_plain(data: bytes, language: str | None, accused: str) -> Reading:
    """The law in plain text; raises as `dauys.text.read.read` does."""
    return read(data, language, accused=accused)


def lines_plain(data: bytes, accused: str, file: str, found: Findings) -> list[Line]:
    """The lines of one file of several."""
    return lines_of(data, markdown=False, accused=accused, file=file, found=found)


def write_plain(text: Text, about: About) -> bytes:
    """The law in plain text. Raises `Unreadable` text.language where its headings are not known."""
    grammar = grammar_of(text.language)
    drawn: list[str] = []
    for line in lines(text, inline=True):
        if line.form in ("title", "heading") and drawn:
            drawn.append("")
        drawn += _draw(line, grammar)
    return ("\n".join(drawn) + "\n").encode("utf-8")


def _draw(line: Printed, grammar: Grammar) -> Iterator[str]:
    if line.form == "note":
        known = grammar.note.match(line.text) or grammar.inline_note.fullmatch(line.text)
        yield line.text if known else f"> {line.text}"
    elif line.form == "passage":
        yield INDENT * line.level + line.text
    else:
        yield line.text
        if line.form == "title" or _is_doubtful(line, grammar):
            yield UNDERLINES[min(line.level, len(UNDERLINES)) - 1] * len(line.text)


def _is_doubtful(line: Printed, grammar: Grammar) -> bool:
    """Whether a heading would be taken for a passage if it were not underlined."""
    each = line.provision
    if each is None or each.kind in ("transitional", "preamble"):
        return False
    if not label(each, grammar.language):
        return not grammar.transitional.fullmatch(line.text)
    return bool(each.heading) and not looks_like_heading(each.heading)
