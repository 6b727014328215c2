"""Rows of a document that this program wrote: their styles say what they are.

`docx_write` gives each paragraph a style with its kind and depth, and its number a style of
characters. So the tree is read back as it was, however its words look. A paragraph that a person
has added in such a style, with a number typed by hand, is understood as well.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dauys.errors import Findings
from dauys.text.grammar import Grammar
from dauys.text.lines import Line
from dauys.text.lists import Before, mark
from dauys.text.outline import Node, Outline
from dauys.text.provision import Kind
from dauys.text.read import Reading, grow, recognise

PREFIX = "Dauys"
LABEL = f"{PREFIX} number"
CLOSING = f"{PREFIX} closing"
BODY: tuple[Kind, ...] = ("paragraph", "point", "subpoint", "note")
MAX_DEPTH = 24

_STYLE = re.compile(rf"{PREFIX} ({'|'.join(BODY)}) ([1-9][0-9]?)")
_HEADING = re.compile(r"(?:heading [1-9]|title)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph: "title", "heading" or the kind of a passage; how deep below its heading; the
    number with its brackets, where it has a style of its own."""

    kind: str
    depth: int
    label: str
    line: Line


def style_name(kind: Kind, depth: int) -> str:
    """The style of a passage of a kind, ``depth`` steps below its heading."""
    return f"{PREFIX} {kind} {depth}"


def row(style: str, lines: list[Line], label: str) -> Row | None:
    """The row of a paragraph, or None where the style is none of ours."""
    if len(lines) != 1:
        return None
    if style == CLOSING:
        return Row("closing", 1, label, lines[0])
    if found := _STYLE.fullmatch(style):
        return Row(found[1], int(found[2]), label, lines[0])
    if _HEADING.fullmatch(style):
        return Row("title" if style.casefold() == "title" else "heading", 0, label, lines[0])
    return None


def read_rows(rows: list[Row], language: str | None, accused: str, found: Findings) -> Reading:
    """The tree of a document of ours. Raises as `read` does."""
    grammar = recognise([each.line for each in rows], language, accused=accused)
    reading = Outline(grammar, found)
    for each in rows:
        if each.kind == "title" and not reading.open:
            reading.title = f"{reading.title} {each.line.text}".strip()
        elif each.depth == 0:
            reading.take(each.line)
        else:
            _body(reading, each)
    placed = {each.line.where: each for each in rows}

    def arranged(node: Node, grammar: Grammar, found: Findings) -> None:
        _place(node, grammar, placed)

    return Reading(grow(reading, found, arranged), found)


def _body(reading: Outline, row: Row) -> None:
    """A passage goes to the heading above it; before the first one it belongs to the preamble."""
    if row.kind == "closing" and (not reading.open or reading.open[-1].kind != "conclusion"):
        _open(reading, Node("conclusion", where=row.line.where))
    if not reading.open and row.kind == "note":
        reading.notes.append(row.line.text)
        return
    if not reading.open:
        _open(reading, Node("preamble", where=row.line.where))
    reading.open[-1].body.append(row.line)


def _open(reading: Outline, node: Node) -> None:
    reading.top.append(node)
    reading.open = [node]


def _place(node: Node, grammar: Grammar, rows: Mapping[str, Row]) -> None:
    """Builds the children of a node by their depths, before those that it has."""
    inner, node.children = node.children, []
    above = [node]
    for line in node.body:
        row = rows[line.where]
        del above[row.depth :]  # a depth that skips one hangs under the deepest there is
        if row.kind == "note":
            above[-1].notes.append(line.text)
            continue
        child = _child(row, grammar)
        above[-1].children.append(child)
        above.append(child)
    node.children += inner
    node.body = []


def _child(row: Row, grammar: Grammar) -> Node:
    """A passage; a number that a person typed stands in its words."""
    kind: Kind = next((each for each in BODY if each == row.kind), "paragraph")
    if row.label:
        words = row.line.text[len(row.label) :].lstrip()
        number = mark(f"{row.label} x", grammar, Before())[1] or row.label
    else:
        _, number, words = mark(row.line.text, grammar, Before())
    return Node(kind, number, number, text=words, where=row.line.where)
