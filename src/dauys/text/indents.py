"""How deep a line stands in lists, where its indentation says so (3-text, section 7).

In Markdown that is the rule of CommonMark: what is indented as far as the words of an item stands
in it. Plain text is full of accidental spaces: there the whole file must be indented as Dauys
indents, else no line is. It knows no language and no law; `lists` uses the depth.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

STEP = 2  # spaces for each level in plain text
TAB = 4
_MARK = re.compile(
    r"\(?(?:\d{1,6}(?:-\d{1,4})*|[^\W\d_]\d{0,2}(?:-\d+)?|[ivxlcIVXLC]{2,9})(?:(?P<stop>\.(?!-))|[)º.])"
)
_ITEM = re.compile(r"(?:[-*+]|\d{1,9}[.)])(?P<gap> +)(?=\S)")
_GAP = 4  # spaces after a bullet; where there are more, its words begin after the first


def plain_depths(lines: Sequence[str]) -> list[int]:
    """The items around each line: those that it goes on in, not one that it begins.

    All 0 unless every line is indented by whole steps, points at most one step deeper than what
    is above them, and only they and what goes on in them.
    """
    depths: list[int] = []
    open_items = 0
    for line in lines:
        words = line.lstrip()
        indent, rest = divmod(len(line) - len(words), STEP)
        if not words:
            depths.append(0)
            continue
        marked = _MARK.match(words)
        allowed = open_items + 1 if marked and not marked["stop"] else open_items
        if rest or indent > allowed or line[: STEP * indent].strip(" "):
            return [0] * len(lines)
        if marked:
            open_items = indent
        open_items = min(open_items, indent)
        depths.append(indent - 1 if marked and indent else indent)
    return depths


def markdown_depths(lines: Sequence[str]) -> list[int]:
    """The items around each line, as CommonMark has it."""
    depths: list[int] = []
    columns: list[int] = []  # where the words of each open item begin
    blank = True
    for line in lines:
        words = line.expandtabs(TAB)
        indent = len(words) - len(words.lstrip())
        words = words[indent:]
        item = _ITEM.match(words)
        if words and (blank or item or words.startswith(("#", ">"))):
            while columns and columns[-1] > indent:
                columns.pop()
        depths.append(len(columns))
        if item:
            gap = len(item["gap"])
            columns.append(indent + item.end() - (gap - 1 if gap > _GAP else 0))
        blank = not words
    return depths
