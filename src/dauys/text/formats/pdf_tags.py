"""The structure that a tagged PDF carries: which paragraph or heading its words belong to.

ISO 32000-1, section 14.7: elements hold marked content of pages by its number. A PDF without tags
simply has none. Nothing here decides what a paragraph is where tags are silent (see `pdf_read`).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MAX_DEPTH = 64  # elements within elements; deeper ones are no structure of a text
MAX_ELEMENTS = 100_000  # on one page
_LEVELS = {"Title": 1, "H": 1, **{f"H{n}": n for n in range(1, 10)}}
_NOTES = {"BlockQuote", "Note", "FENote"}
_BLOCKS = {"P", "LI", "Caption", "TD", "TH", "TOCI", *_LEVELS, *_NOTES}


@dataclass(frozen=True, slots=True)
class Tag:
    """An element that stands as one block: its place on the page, the level of a heading (else
    0), whether it is a note, and whether it began on a page before or goes on after."""

    block: int
    level: int = 0
    note: bool = False
    begun: bool = False
    goes_on: bool = False


@dataclass(frozen=True, slots=True)
class _Element:
    handle: raw.FPDF_STRUCTELEMENT
    depth: int
    block: int | None
    level: int
    note: bool
    in_item: bool


def tags_of(page: pdfium.PdfPage) -> dict[int, Tag]:
    """The tags of a page by the numbers of its marked content."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return {}
    try:
        return dict(_tags(tree))
    finally:
        raw.FPDF_StructTree_Close(tree)


def _tags(tree: raw.FPDF_STRUCTTREE) -> Iterator[tuple[int, Tag]]:
    count = raw.FPDF_StructTree_CountChildren(tree)
    tops = [raw.FPDF_StructTree_GetChildAtIndex(tree, n) for n in range(count)]
    waiting = [_Element(top, 0, None, 0, False, False) for top in reversed(tops) if top]
    seen = 0
    while waiting and seen < MAX_ELEMENTS:
        each = waiting.pop()
        seen += 1
        kind = _kind(each.handle)
        inside = _inside(each, kind, seen)
        children, own = _children(each.handle)
        if inside.block is not None:
            numbers = [number for number in own if number >= 0]
            tag = Tag(
                inside.block,
                inside.level,
                inside.note,
                begun=bool(own) and own[0] < 0,
                goes_on=bool(own) and own[-1] < 0,
            )
            yield from ((number, tag) for number in numbers)
        if each.depth < MAX_DEPTH:
            waiting += [
                _Element(
                    child, each.depth + 1, inside.block, inside.level, inside.note, inside.in_item
                )
                for child in reversed(children)
            ]


def _inside(around: _Element, kind: str, block: int) -> _Element:
    """What an element is for its words: a block of its own, or a part of the block around it. A
    paragraph in an item of a list is that item's, whose number stands beside it."""
    own = kind in _BLOCKS and not (around.in_item and kind == "P")
    return _Element(
        around.handle,
        around.depth,
        block if own else around.block,
        _LEVELS.get(kind, around.level),
        around.note or kind in _NOTES,
        kind == "LI" or (around.in_item and kind not in ("L", "Table")),
    )


def _children(element: raw.FPDF_STRUCTELEMENT) -> tuple[list[raw.FPDF_STRUCTELEMENT], list[int]]:
    """The elements below, and the numbers of the content that is its own; -1 on another page."""
    elements: list[raw.FPDF_STRUCTELEMENT] = []
    own: list[int] = []
    for n in range(min(raw.FPDF_StructElement_CountChildren(element), MAX_ELEMENTS)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, n)
        if child:
            elements.append(child)
        else:
            own.append(raw.FPDF_StructElement_GetChildMarkedContentID(element, n))
    return elements, own


def _kind(element: raw.FPDF_STRUCTELEMENT) -> str:
    buffer = ctypes.create_string_buffer(64)
    length = raw.FPDF_StructElement_GetType(element, buffer, len(buffer))
    return buffer.raw[: max(min(length, len(buffer)) - 2, 0)].decode("utf-16-le", "replace")
