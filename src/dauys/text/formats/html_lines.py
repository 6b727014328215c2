"""The lines of a page that others wrote: blocks, cells and list items, in the order of the page.

What a reader of the page sees is read, numbers that a browser gives to list items too; what is no
part of a law (menus, forms, the foot of the site) is left out and told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from dauys.errors import Findings
from dauys.text import findings
from dauys.text.formats.hostile import Element, name_of
from dauys.text.formats.html_numbers import Counter, counter_of
from dauys.text.lines import Line, passage

_INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font",
    "i", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
_NO_WORDS = {
    "head", "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "math",
    "canvas", "audio", "video", "map", "param", "source", "track", "input",
}  # fmt: skip
_NO_LAW = {"nav", "button", "select", "textarea", "datalist", "dialog", "del"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_NOTES = {"note", "footnote", "endnote", "doc-footnote", "doc-endnote", "doc-endnotes"}
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_MARKED = re.compile(r"\(?(?:\d{1,6}(?:-\d{1,4})*\s?[.)º°]|(?:[^\W\d_]|[ivxlcIVXLC]{1,9})\))")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def lines_in(root: Element, file: str, found: Findings, *, beside: str = "") -> list[Line]:
    """The lines of a page. Where it has one ``<main>``, those inside it.

    ``beside``: the name of an element that is left out; so one learns what stands beside it.
    """
    mains = list(root.iter("main"))
    walk = _Walk(file, found, mains[0] if len(mains) == 1 and not beside else None, beside)
    walk.element(root)
    walk.flush()
    return walk.lines


@dataclass(frozen=True, slots=True)
class _Style:
    """How the words are shown where one is."""

    level: int = 0
    bold: bool = False
    quoted: bool = False
    pre: bool = False
    inside: bool = True  # of <main>, where there is one


@dataclass(slots=True)
class _Walk:
    file: str
    found: Findings
    main: Element | None
    beside: str
    lines: list[Line] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    bold: bool = True  # all words of this passage so far
    style: _Style = field(default_factory=_Style)
    where: int = 0
    mark: str = ""  # of the list item whose words have not come yet
    counters: list[Counter | None] = field(default_factory=list)
    items: int = 0  # list items around
    fresh: bool = False  # the innermost of them has said nothing yet

    def __post_init__(self) -> None:
        self.style = _Style(inside=self.main is None)

    def flush(self) -> None:
        """Ends the passage that is being read."""
        text, self.parts = "".join(self.parts), []
        line = passage(self._place(self.where), text, level=self.style.level, bold=self.bold)
        self.bold = True
        if line is None or not self.style.inside:
            if line is not None:
                self._tell(line)
            return
        if self.mark and not _MARKED.match(line.text):
            line = replace(line, text=f"{self.mark} {line.text}")
        self.mark = ""
        self.lines.append(replace(line, quoted=self.style.quoted, depth=self._depth()))

    def _depth(self) -> int:
        """The list items around what is said now, without the one that it begins."""
        depth = self.items - self.fresh
        self.fresh = False
        return depth

    def _place(self, line: int) -> str:
        return f"{self.file}:{line}" if self.file else str(line)

    def hear(self, text: str | None) -> None:
        """Adds to the passage that is being read."""
        if not text:
            return
        pieces = text.split("\n") if self.style.pre else [text]
        for n, piece in enumerate(pieces):
            if n:
                self.flush()
            if piece.strip():
                self.bold = self.bold and self.style.bold
            self.parts.append(piece)

    def element(self, element: Element) -> None:
        """Takes an element with all that is in it."""
        name = name_of(element)
        if not name or name in _NO_WORDS or name == self.beside:
            return
        if name in _NO_LAW or _is_hidden(element) or self._is_foot(element):
            self._skip(element)
        elif name == "br":
            self._break()
        elif name == "sup":
            self.hear(_raised(element))
        elif name in _INLINE:
            self._inside(element, replace(self.style, bold=self.style.bold or _is_bold(element)))
        else:
            self._block(element, name)

    def _block(self, element: Element, name: str) -> None:
        self.flush()
        self.where = element.sourceline or self.where
        style = replace(
            self.style,
            level=_HEADINGS.get(name, self.style.level),
            bold=_is_bold(element) or (self.style.bold and name != "td"),
            quoted=self.style.quoted or _is_note(element),
            pre=self.style.pre or name == "pre",
            inside=self.style.inside or element is self.main,
        )
        if name == "li":
            self.items, self.fresh = self.items + 1, True
            counter = self.counters[-1] if self.counters else None
            self.mark = counter.next(element) if counter else ""
        if name in ("ol", "ul"):
            self._list(element, style)
        else:
            self._inside(element, style, block=True)
        if name == "li":
            self._bare()
            self.items, self.fresh = self.items - 1, False

    def _list(self, element: Element, style: _Style) -> None:
        self._bare()
        depth = sum(counter is not None for counter in self.counters)
        self.counters.append(counter_of(element, depth))
        self._inside(element, style, block=True)
        self.counters.pop()

    def _bare(self) -> None:
        """A list item without words of its own keeps its number."""
        if self.mark:
            where = self._place(self.where)
            line = Line(where, self.mark, quoted=self.style.quoted, depth=self._depth())
            self.lines.append(line)
            self.mark = ""

    def _inside(self, element: Element, style: _Style, *, block: bool = False) -> None:
        around, self.style = self.style, style
        self.hear(element.text)
        for child in element:
            self.element(child)
            self.hear(child.tail)
        if block:
            self.flush()
        self.style = around

    def _break(self) -> None:
        if self.style.level:
            self.hear(" ")  # «Статья 5<br>Город» is one heading
        else:
            self.flush()

    def _is_foot(self, element: Element) -> bool:
        return name_of(element) == "footer" and name_of(element.getparent()) == "body"

    def _skip(self, element: Element) -> None:
        where = self._place(element.sourceline or self.where)
        line = passage(where, " ".join(element.itertext()))
        if line is not None:
            self._tell(line)

    def _tell(self, line: Line) -> None:
        self.found.add(findings.note("text.skipped", line.where, words=findings.excerpt(line.text)))


def _is_bold(element: Element) -> bool:
    return name_of(element) in ("b", "strong", "th") or "bold" in element.get("style", "")


def _is_note(element: Element) -> bool:
    said = {element.get("role", ""), *element.get("class", "").lower().split()}
    return name_of(element) in ("aside", "blockquote") or bool(said & _NOTES)


def _is_hidden(element: Element) -> bool:
    return "hidden" in element.attrib or bool(_HIDDEN.search(element.get("style", "")))


def _raised(element: Element) -> str:
    """67<sup>1</sup> is article 67¹; a raised number that is a link is the mark of a note."""
    text = "".join(element.itertext())
    if next(element.iter("a"), None) is not None:
        return f" [{text.strip()}]"
    return text.strip().translate(_SUPERSCRIPT) if text.strip().isdecimal() else text
