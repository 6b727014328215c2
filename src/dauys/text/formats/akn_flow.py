"""The passages of an Akoma Ntoso element: blocks, lists, tables cell by cell, in their order.

Whatever the markup, every word comes out once: in a passage, as the mark of an item, or as a note.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dauys.text.formats.hostile import Element, name_of
from dauys.text.lines import passage

_NOTES = ("authorialNote", "note", "remark")
_BREAKS = ("br", "eol", "eop")
_LISTS = ("blockList", "ol", "ul", "list")
_INLINE = (
    "a", "abbr", "b", "i", "u", "span", "sub", "sup", "inline", "ref", "mref", "rref", "def",
    "term", "docTitle", "docNumber", "docDate", "docType", "docProponent", "docAuthority",
    "docPurpose", "docStage", "docStatus", "docIntroducer", "docJurisdiction", "docketNumber",
    "shortTitle", "ins", "del", "omissis", "embeddedText", "placeholder", "fillIn", "decoration",
    "date", "time", "person", "organization", "concept", "object", "event", "location", "process",
    "role", "entity", "quantity", "mod", "rmod", "mmod", "img", "marker", "noteRef", "opinion",
    "session", "affectedDocument", "relatedDocument", "change", "legislature", "signature", "num",
    *_BREAKS,
)  # fmt: skip
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Passage:
    """A passage in ``depth`` lists, with the notes in it and the eIds that it refers to."""

    where: str
    text: str
    depth: int = 0
    notes: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Item(Passage):
    """The first passage of an item of a list, with its number."""

    number: str = ""


def flow(element: Element) -> Iterator[Passage]:
    """The passages of an element."""
    walk = _Flow()
    walk.element(element, 0)
    walk.end()
    yield from walk.made


def words(element: Element) -> str:
    """All words of an element in one line."""
    return " ".join(each.text for each in flow(element))


class _Flow:
    def __init__(self) -> None:
        self.made: list[Passage] = []
        self.parts: list[str] = []
        self.here = Passage("", "")
        self.number = ""
        self.depth = 0

    def end(self) -> None:
        """Ends the passage that is being made."""
        line = passage(self.here.where, "".join(self.parts))
        here = self.here
        self.parts, self.here = [], Passage("", "")
        if line is None and not self.number and not here.notes and not here.references:
            return
        text = line.text if line else ""
        given = (here.where, text, self.depth, here.notes, here.references)
        self.made.append(Item(*given, self.number) if self.number else Passage(*given))
        self.number = ""

    def hear(self, text: str | None, where: str) -> None:
        if text and not self.here.where:
            self.here.where = where
        self.parts.append(text or "")

    def element(self, element: Element, depth: int) -> None:
        """Takes an element whole: its text, what is in it, but not what follows it."""
        where = str(element.sourceline)
        self.hear(element.text, where)
        for child in element:
            self._child(child, depth, where)
            self.hear(child.tail, where)

    def _child(self, child: Element, depth: int, where: str) -> None:
        name = name_of(child)
        if name in _NOTES:
            self.here.notes.append(words(child))
        elif name == "noteRef":
            self.here.references.append(child.get("href", "").lstrip("#"))
        elif name in _BREAKS:
            self.hear(" ", where)
        elif name == "sup" and "".join(child.itertext()).strip().isdecimal():
            self.hear("".join(child.itertext()).strip().translate(_SUPERSCRIPT), where)
        elif name in _LISTS:
            self._list(child, depth + 1)
        elif name in _INLINE:
            self.element(child, depth)
            self.hear(" " if name == "num" else "", where)
        else:
            self.end()
            self.element(child, depth)
            self.end()

    def _list(self, element: Element, depth: int) -> None:
        self.end()
        counted = 0
        for child in element:
            if name_of(child) not in ("item", "li"):
                self.element(child, depth)
                self.end()
                continue
            counted += 1
            numbered = name_of(element) == "ol" or any(name_of(each) == "num" for each in child[:1])
            self.depth = depth if numbered else depth - 1  # a bullet goes on in what is around it
            if name_of(element) == "ol":
                self.number = child.get("value") or str(counted)
            self._item(child, depth, str(child.sourceline))
            self.end()
            self.number = ""
        self.depth = depth - 1

    def _item(self, item: Element, depth: int, where: str) -> None:
        self.hear(item.text, where)
        for n, part in enumerate(item):
            if n == 0 and name_of(part) == "num":
                self.number = words(part).strip(" .()")
            else:
                self._child(part, depth, where)
            self.hear(part.tail, where)
