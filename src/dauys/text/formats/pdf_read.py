"""Reads a law from the text layer of a PDF (docs/specification/3-text.md, section 7).

1. lines of the pages            `pdf_lines`
2. what is no part of the text   `pdf_page.furniture`
3. lines to passages             `pdf_page.Setting`
4. passages to the tree          `dauys.text.read`

It recognises no letters in pictures, and takes the columns of a page in the order of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from dauys.errors import Findings, Unreadable
from dauys.text import findings
from dauys.text.formats import pdf_lines
from dauys.text.formats.pdf_lines import Line
from dauys.text.formats.pdf_page import Setting, furniture, setting_of
from dauys.text.formats.pdf_words import Words
from dauys.text.lines import MAX_BYTES, clean, unmarked
from dauys.text.lines import Line as Passage
from dauys.text.read import Reading, read_lines

MAX_PAGES = 2_000
SMALL = 88  # hundredths of the size of the body: what is smaller is small print
MAX_SIGNS = 16 * 1024 * 1024  # characters of all pages: a page may hold a thousand times its bytes
_REMARKS = {raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_FREETEXT}


@dataclass(slots=True)
class _Pages:
    """What the pages of a file hold."""

    lines: list[list[Line]] = field(default_factory=list)
    pictures: int = 0
    remarks: int = 0
    title: str = ""


def read_pdf(data: bytes, language: str | None = None, accused: str = "") -> Reading:
    """The tree of the law in a PDF.

    Raises `Unreadable` text.size, text.damaged, text.encrypted, text.pages, text.scanned; for what
    it says as `read` does.
    """
    pages = _pages(data, accused)
    if not any(pages.lines):
        if pages.pictures:
            raise Unreadable("text.scanned", accused, pages=len(pages.lines))
        raise Unreadable("text.empty", accused)
    found = Findings()
    beside = furniture(pages.lines)
    _tell(pages, beside, found)
    lines = _across([[line for line in page if line not in beside] for page in pages.lines])
    passages = _passages(lines, pages.title, found)
    lines_of_law = [line for each in passages if (line := unmarked(each))]
    return read_lines(lines_of_law, language, accused, found)


def _pages(data: bytes, accused: str) -> _Pages:
    if len(data) > MAX_BYTES:
        raise Unreadable("text.size", accused, limit=MAX_BYTES)
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise Unreadable("text.encrypted", accused) from None
        raise Unreadable("text.damaged", accused, format="PDF") from None
    try:
        return _read(document, accused)
    except pdfium.PdfiumError:
        raise Unreadable("text.damaged", accused, format="PDF") from None
    finally:
        document.close()


def _read(document: pdfium.PdfDocument, accused: str) -> _Pages:
    if len(document) > MAX_PAGES:
        raise Unreadable("text.pages", accused, limit=MAX_PAGES)
    pages = _Pages(title=clean(document.get_metadata_value("Title")))
    signs = 0
    for number in range(1, len(document) + 1):
        page = document[number - 1]
        pages.lines.append(pdf_lines.lines_of(page, number))
        signs += sum(len(line.text) for line in pages.lines[-1])
        if signs > MAX_SIGNS:
            raise Unreadable("text.size", accused, limit=MAX_SIGNS)
        pages.pictures += sum(1 for _ in page.get_objects([raw.FPDF_PAGEOBJ_IMAGE]))
        pages.remarks += sum(1 for kind in _annotations(page) if kind in _REMARKS)
        page.close()
    return pages


def _annotations(page: pdfium.PdfPage) -> Iterator[int]:
    for n in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, n)
        if annotation:
            yield raw.FPDFAnnot_GetSubtype(annotation)
            raw.FPDFPage_CloseAnnot(annotation)


def _tell(pages: _Pages, beside: set[Line], found: Findings) -> None:
    """Says what is left out, each running head once."""
    told: set[str] = set()
    for line in sorted(beside, key=lambda each: (each.page, each.place)):
        alike = re.sub(r"\d+", "#", line.text)
        if alike not in told:
            told.add(alike)
            excerpt = findings.excerpt(line.text)
            found.add(findings.note("text.margin", line.where, words=excerpt))
    if pages.pictures:
        found.add(findings.note("text.pictures", "1:1", count=pages.pictures))
    if pages.remarks:
        found.add(findings.note("text.comments", "1:1", count=pages.remarks))


def _across(pages: list[list[Line]]) -> list[Line]:
    """The lines of all pages; a tagged block gets one name in the whole document, also where it
    goes on from the end of one page to the top of the next."""
    lines: list[Line] = []
    names: dict[tuple[int, int], int] = {}
    for page in pages:
        for line in page:
            if line.tag is None:
                lines.append(line)
                continue
            key = line.page, line.tag.block
            if key not in names:
                before = lines[-1] if lines else None
                goes_on = (
                    before is not None
                    and before.tag is not None
                    and before.page == line.page - 1
                    and before.tag.goes_on
                    and line.tag.begun
                )
                names[key] = before.tag.block if goes_on and before.tag else len(names) + 1  # type: ignore[union-attr]
            lines.append(replace(line, tag=replace(line.tag, block=names[key])))
    return lines


def _passages(lines: Sequence[Line], title: str, found: Findings) -> list[Passage]:
    """The passages of the text, and the notes after the passage in which they stand."""
    setting = setting_of(lines)
    small = _small_print(lines, setting)
    words = Words.of(lines, found)
    body: list[list[Line]] = []
    notes: dict[int, list[list[Line]]] = {}
    note: list[Line] = []  # the note that the line before belongs to
    for line in lines:
        on = bool(note) and _is_small(line, setting) and not setting.begins(note[-1], line)
        is_note = on or line in small or bool(line.tag and line.tag.note)
        held = notes.setdefault(len(body), []) if is_note else body
        if on:
            note.append(line)
        elif held and not setting.begins(held[-1][-1], line):
            held[-1].append(line)
        else:
            held.append([line])
        note = (note if on else held[-1]) if is_note else []
    made: list[Passage] = []
    for n in range(len(body) + 1):
        if n:
            made.append(_passage(body[n - 1], words, setting, title if n == 1 else ""))
        for each in notes.get(n, []):
            told = _passage(each, words, setting)
            if each[0] in small:
                excerpt = findings.excerpt(told.text)
                found.add(findings.note("text.small", told.where, words=excerpt))
            made.append(replace(told, level=0, quoted=True))
    return made


def _is_small(line: Line, setting: Setting) -> bool:
    return line.size * 100 < setting.size * SMALL


def _small_print(lines: Sequence[Line], setting: Setting) -> set[Line]:
    """Lines much smaller than the body, with nothing of the body below them on their page:
    footnotes and imprints."""
    small: set[Line] = set()
    page = 0
    for line in reversed(lines):
        if line.page != page:
            page, below = line.page, True
        below = below and _is_small(line, setting)
        if below and not (line.tag and (line.tag.note or line.tag.level)):
            small.add(line)
    return small


def _passage(lines: list[Line], words: Words, setting: Setting, title: str = "") -> Passage:
    """``title`` is what the file calls itself: a first passage in these words is the title."""
    first = lines[0]
    text = words.joined(lines)
    level = first.tag.level if first.tag else setting.level(first, text)
    if title and text == title:
        level = level or 1
    return Passage(first.where, text, level, all(line.bold for line in lines))
