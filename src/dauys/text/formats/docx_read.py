"""Reads a law from a Word document (docs/specification/3-text.md, section 7).

A paragraph is a passage, its number as Word would print it, its style's outline level that of a
heading. What stands beside the law (hidden text, headers, contents, comments, pictures) is left out
and told; footnotes are notes. A document that `docx_write` made is read by its styles (`own`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from dauys.errors import Findings, Refused, Unreadable
from dauys.text import findings
from dauys.text.formats import Changes, own
from dauys.text.formats.numbering import Numbering, numbering_of
from dauys.text.formats.package import Package, open_package
from dauys.text.formats.revisions import W, settle, tracked
from dauys.text.formats.word_styles import (
    NOTHING,
    Look,
    Styles,
    paragraph_look,
    run_look,
    styles_of,
    value,
)
from dauys.text.lines import MAX_BYTES, Line, clean, joined, unmarked
from dauys.text.read import Reading, read_lines

_CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_BOX = f"{W}txbxContent"
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_TEXT = {f"{W}t", f"{W}delText", _MATH}
_SIGNS = {
    f"{W}tab": " ", f"{W}ptab": " ", f"{W}cr": "\n", f"{W}br": "\n",
    f"{W}noBreakHyphen": "-", f"{W}softHyphen": "",
}  # fmt: skip
_PICTURES = {f"{W}drawing", f"{W}pict", f"{W}object"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_UNSEEN = re.compile(r"[\ue000-\uf8ff\ufffd]")


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a paragraph in one look; ``style`` is that of its characters."""

    text: str
    bold: bool = False
    style: str = ""


@dataclass(slots=True)
class Paragraph:
    """A paragraph in the making: its words, the notes that hang on it, its text boxes."""

    where: str
    look: Look
    pieces: list[Piece] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    def words(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class Document:
    """Walks through a document and collects its lines, and its rows where they are ours."""

    styles: Styles
    numbering: Numbering
    notes: dict[str, dict[str, etree._Element]]
    found: Findings
    accused: str
    lines: list[Line] = field(default_factory=list)
    rows: list[own.Row] = field(default_factory=list)
    ours: bool = True  # every paragraph so far has a style of `docx_write`
    paragraphs: int = 0
    contents: int = 0
    pictures: int = 0
    size: int = 0  # letters so far: a label or a note may be printed any number of times

    def take(self, container: etree._Element) -> None:
        """The paragraphs of a body, a cell or a box, tables cell by cell."""
        for child in container:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == _ALTERNATE:
                for choice in child.iterfind(_CHOICE):
                    self.take(choice)
                    break
            elif child.tag not in (f"{W}pPr", f"{W}sectPr", f"{W}tblPr", f"{W}sdtPr"):
                self.take(child)

    def _paragraph(self, element: etree._Element) -> None:
        self.paragraphs += 1
        properties = element.find(f"{W}pPr")
        style = value(properties, "pStyle")
        inherited = self.styles.look(style)
        look = inherited.under(paragraph_look(properties))
        paragraph = Paragraph(f"¶{self.paragraphs}", look)
        self._runs(element, paragraph, NOTHING)
        if look.name.casefold().startswith("toc "):
            self.contents += bool(clean(paragraph.words()))
            return
        label = self._label(look, inherited, style or self.styles.default)
        self._tell(paragraph)
        self._put(paragraph, label)
        for box in paragraph.boxes:
            self.found.add(
                findings.doubt("text.box", paragraph.where, words=findings.excerpt(_plain(box)))
            )
            self.take(box)

    def _label(self, look: Look, inherited: Look, style: str) -> str:
        if look.list_id is None:
            return ""
        level = look.list_level
        if level is None or look is inherited:
            level = self.numbering.level_of(look.list_id, style) or level or 0
        return self.numbering.label(look.list_id, level)

    def _tell(self, paragraph: Paragraph) -> None:
        """What of a paragraph is not on the page, or not letters."""
        if hidden := clean("".join(paragraph.hidden)):
            words = findings.excerpt(hidden)
            self.found.add(findings.doubt("text.hidden", paragraph.where, words=words))
        if _UNSEEN.search(paragraph.words()):
            words = findings.excerpt(clean(paragraph.words()))
            self.found.add(findings.doubt("text.glyph", paragraph.where, words=words))

    def _put(self, paragraph: Paragraph, label: str) -> None:
        seen = [piece for piece in paragraph.pieces if not piece.text.isspace()]
        level = _level(paragraph.look)
        bold = bool(seen) and all(piece.bold for piece in seen)
        passages = joined((label + paragraph.words()).split("\n")) if seen else []
        made = [Line(paragraph.where, text, level, bold) for text in passages]
        made_notes = [Line(paragraph.where, note, quoted=True) for note in paragraph.notes]
        self.lines += made + made_notes
        self.size += sum(len(line.text) for line in made + made_notes)
        if self.size > MAX_BYTES:
            raise Unreadable("text.size", self.accused, limit=MAX_BYTES)
        if not made and not paragraph.notes:
            return
        labels = [piece.text for piece in seen if piece.style == own.LABEL]
        row = own.row(paragraph.look.name, made, clean("".join(labels)))
        self.ours = self.ours and row is not None and not paragraph.notes
        self.rows += [] if row is None else [row]

    def _runs(self, element: etree._Element, paragraph: Paragraph, around: Look) -> None:
        """The words of an element and of what it holds, in order; ``around`` is its run's look."""
        for child in element:
            tag = child.tag
            if tag == f"{W}r":
                properties = child.find(f"{W}rPr")
                style = value(properties, "rStyle")
                base = self.styles.look(style) if style else NOTHING
                inherited = paragraph.look.under(base)
                self._runs(child, paragraph, inherited.under(run_look(properties)))
            elif tag in _TEXT:
                self._say(child.text or "", paragraph, around)
            elif tag in _SIGNS:
                self._say(_SIGNS[tag], paragraph, around)
            elif tag == f"{W}sym":
                self._say(_symbol(child.get(f"{W}char", "")), paragraph, around)
            elif tag in _NOTES:
                note = self.notes[_NOTES[tag]].get(child.get(f"{W}id", ""))
                if note is not None and (words := self._note(note)):
                    paragraph.notes.append(words)
            elif tag == _BOX:
                paragraph.boxes.append(child)
            elif tag == _ALTERNATE:
                for choice in list(child.iterfind(_CHOICE))[:1]:
                    self._runs(choice, paragraph, around)
            elif tag not in (f"{W}pPr", f"{W}rPr", f"{W}instrText", f"{W}delInstrText"):
                self.pictures += tag in _PICTURES and next(child.iter(_BOX), None) is None
                self._runs(child, paragraph, around)

    def _say(self, text: str, paragraph: Paragraph, look: Look) -> None:
        if look.hidden:
            paragraph.hidden.append(text)
            return
        text = text.translate(_RAISED) if look.raised else text
        paragraph.pieces.append(Piece(text, bool(look.bold), look.name))

    def _note(self, element: etree._Element) -> str:
        """The words of a footnote; what it hides is told as well, and it has no notes itself."""
        none: dict[str, dict[str, etree._Element]] = {kind: {} for kind in self.notes}
        inner = Document(self.styles, self.numbering, none, self.found, self.accused)
        inner.paragraphs = self.paragraphs - 1
        inner.take(element)
        return " ".join(line.text for line in inner.lines)


def read_docx(
    data: bytes, language: str | None = None, accused: str = "", changes: Changes = "refuse"
) -> Reading:
    """The tree of the law in a DOCX.

    Raises `Unreadable` text.size, text.damaged, text.encrypted, text.doc, text.unpacked,
    text.doctype and `Refused` text.tracked when changes are tracked and are to be neither accepted
    nor rejected; for what it says as `read` does.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable("text.size", accused, limit=MAX_BYTES)
    package = open_package(data, accused)
    name, body = _main(package, accused)
    found = Findings()
    parts = {kind: _related(package, name, kind) for kind in ("footnotes", "endnotes")}
    _settle([body, *(part for part in parts.values() if part is not None)], changes, accused)
    styles = styles_of(_related(package, name, "styles"))
    numbering = numbering_of(_related(package, name, "numbering"), styles)
    notes = {kind: _by_id(part) for kind, part in parts.items()}
    document = Document(styles, numbering, notes, found, accused)
    document.take(body)
    _beside(package, name, document)
    if not document.lines:
        raise Unreadable("text.empty", accused)
    if document.ours and document.rows:
        return own.read_rows(document.rows, language, accused, found)
    lines = [line for each in document.lines if (line := unmarked(each))]
    return read_lines(lines, language, accused, found)


def _main(package: Package, accused: str) -> tuple[str, etree._Element]:
    for name in package.related("", "officeDocument"):
        root = package.part(name)
        body = None if root is None else root.find(f"{W}body")
        if body is not None:
            return name, body
    raise Unreadable("text.damaged", accused, format="DOCX")


def _related(package: Package, name: str, kind: str) -> etree._Element | None:
    parts = package.related(name, kind)
    return package.part(parts[0]) if parts else None


def _settle(parts: list[etree._Element], changes: Changes, accused: str) -> None:
    count = sum(map(tracked, parts))
    if count and changes == "refuse":
        raise Refused("text.tracked", accused, count=count)
    for part in parts if count else ():
        settle(part, accept=changes == "accept")


def _by_id(part: etree._Element | None) -> dict[str, etree._Element]:
    """The notes of a part by their ids; its separators are no notes."""
    notes = () if part is None else part.iter(f"{W}footnote", f"{W}endnote")
    return {
        note.get(f"{W}id", ""): note for note in notes if note.get(f"{W}type", "normal") == "normal"
    }


def _beside(package: Package, name: str, document: Document) -> None:
    """Tells what is left out: what is printed on every page, contents, comments, pictures."""
    found, at = document.found, "¶1"
    for kind in ("header", "footer"):
        for part in package.related(name, kind):
            words = _plain(package.part(part))
            if any(map(str.isalpha, words)):
                found.add(findings.note("text.margin", at, words=findings.excerpt(words)))
    if document.contents:
        found.add(findings.note("text.contents", at, count=document.contents))
    comments = _related(package, name, "comments")
    if comments is not None and (count := len(comments)):
        found.add(findings.note("text.comments", at, count=count))
    if document.pictures:
        found.add(findings.note("text.pictures", at, count=document.pictures))
    for form in sorted(document.numbering.unknown):
        found.add(findings.doubt("text.numbering", at, form=form[:40]))


def _plain(element: etree._Element | None) -> str:
    texts: Iterator[str] = (
        each.text or "" for each in (() if element is None else element.iter(f"{W}t"))
    )
    return clean(" ".join(texts))


def _level(look: Look) -> int:
    """The level of a heading: the outline level of its style, or that which its name says."""
    if look.name.casefold() == "title":
        return 1
    if look.outline is not None:
        return look.outline
    named = _HEADING.fullmatch(look.name)
    return int(named[1]) if named else 0


def _symbol(code: str) -> str:
    """A sign of a symbol font has no letter: it stays in the private area, and is told."""
    try:
        return chr(int(code, 16)) if 32 <= int(code, 16) < 0xD800 or int(code, 16) >= 0xE000 else ""
    except (ValueError, OverflowError):
        return "\N{REPLACEMENT CHARACTER}"
