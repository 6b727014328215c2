"""The lines of a PDF as they stand on its pages: words, place, size, and the tag that they bear.

A line is what has one baseline. Places are whole hundredths of a point from the lower left corner
of the page. What the lines mean together is `pdf_read`.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from dauys.text.formats.pdf_tags import Tag, tags_of
from dauys.text.lines import clean

HYPHEN = "\x02"  # how pdfium writes the hyphen at the end of a line
BOLD = 600  # weights from here on are bold
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNKNOWN = {0xFFFE, 0xFFFF, 0}
_ENDS = {0x0A, 0x0D}  # pdfium's own opinion of where lines end; the baselines say it better


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page (from 1); ``place`` counts its lines. ``first`` is the width of its first
    word, ``furniture`` marks what the file itself calls no part of the text."""

    page: int
    place: int
    text: str
    left: int
    right: int
    base: int
    size: int
    first: int
    bold: bool = False
    furniture: bool = False
    tag: Tag | None = None

    @property
    def where(self) -> str:
        return f"{self.page}:{self.place}"

    @property
    def broken(self) -> bool:
        """It ends with a hyphen that may be no part of the word."""
        return self.text.endswith(HYPHEN)


@dataclass(frozen=True, slots=True)
class _Sign:
    """A character: its index in the page and where it begins."""

    index: int
    letter: str
    left: int
    base: int


@dataclass(slots=True)
class _Page:
    """Reads the characters of a page and gathers those of one baseline."""

    number: int
    text: pdfium.PdfTextPage
    tags: dict[int, Tag]
    lines: list[Line] = field(default_factory=list)

    def read(self) -> list[Line]:
        held: list[_Sign] = []
        last: _Sign | None = None
        for sign in _signs(self.text):
            if sign.letter.isspace():  # the place of a blank says nothing
                held.append(sign)
                continue
            if last is not None and self._apart(last, sign):
                self._end(held)
                held = []
            last = sign
            held.append(sign)
            if sign.letter == HYPHEN:
                self._end(held)
                held = []
        self._end(held)
        return self.lines

    def _apart(self, before: _Sign, after: _Sign) -> bool:
        """Whether two signs stand on two lines; a raised digit stands on its own line still."""
        rise = abs(before.base - after.base)
        if not rise:
            return False
        return rise * 2 > max(_size(self.text, before.index), _size(self.text, after.index))

    def _end(self, signs: list[_Sign]) -> None:
        seen = [sign for sign in signs if not sign.letter.isspace()]
        words = clean("".join(self._letters(seen, signs))) if seen else ""
        if not words:
            return
        gap = next((n for n, (a, b) in enumerate(pairwise(seen)) if b.index != a.index + 1), None)
        word_end = seen[-1 if gap is None else gap]
        mark = _content(self.text, seen[0].index)
        self.lines.append(
            Line(
                self.number,
                len(self.lines) + 1,
                words + HYPHEN if seen[-1].letter == HYPHEN else words,
                seen[0].left,
                _right(self.text, seen[-1].index),
                _base(seen),
                _size(self.text, seen[0].index),
                _right(self.text, word_end.index) - seen[0].left,
                all(_is_bold(self.text, sign.index) for sign in (seen[0], seen[-1])),
                mark is None,
                None if mark is None else self.tags.get(mark),
            )
        )

    def _letters(self, seen: list[_Sign], signs: list[_Sign]) -> Iterator[str]:
        """The letters of a line; a small digit above its baseline is a raised one."""
        base = _base(seen)
        for sign in signs:
            letter = "" if sign.letter == HYPHEN else sign.letter
            if letter.isdecimal() and sign.base > base and len(seen) > 1:
                other = next((each for each in seen if each.base == base), sign)
                small = _size(self.text, sign.index) * 10 < _size(self.text, other.index) * 9
                letter = letter.translate(_RAISED) if small else letter
            yield letter


def lines_of(page: pdfium.PdfPage, number: int) -> list[Line]:
    """The lines of a page in the order of its content."""
    text = page.get_textpage()
    try:
        return _Page(number, text, tags_of(page)).read()
    finally:
        text.close()


def _signs(text: pdfium.PdfTextPage) -> Iterator[_Sign]:
    """The characters of a page with their places; those that pdfium put in between as well."""
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in _ENDS:
            continue
        letter = "\N{REPLACEMENT CHARACTER}" if code in _UNKNOWN else chr(code)
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        yield _Sign(index, letter, round(x.value * 100), round(y.value * 100))


def _base(signs: list[_Sign]) -> int:
    return Counter(sign.base for sign in signs).most_common(1)[0][0]


def _right(text: pdfium.PdfTextPage, index: int) -> int:
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, index, box)
    return int(box.right * 100)


def _size(text: pdfium.PdfTextPage, index: int) -> int:
    """The size of a sign on the page: that of its font, as far as its matrix enlarges it."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    scale = math.hypot(matrix.c, matrix.d) or 1
    return int(raw.FPDFText_GetFontSize(text, index) * scale * 100)


def _content(text: pdfium.PdfTextPage, index: int) -> int | None:
    """The number of the marked content of a sign, -1 where there is none; None for an artifact,
    which is no part of the text (running heads, page numbers)."""
    thing = raw.FPDFText_GetTextObject(text, index)
    if not thing:
        return -1
    for n in range(raw.FPDFPageObj_CountMarks(thing)):
        if _name(raw.FPDFPageObj_GetMark(thing, n)) == "Artifact":
            return None
    return int(raw.FPDFPageObj_GetMarkedContentID(thing))


def _name(mark: raw.FPDF_PAGEOBJECTMARK) -> str:
    buffer, length = (ctypes.c_ushort * 32)(), ctypes.c_ulong()
    raw.FPDFPageObjMark_GetName(mark, buffer, ctypes.sizeof(buffer), length)
    return bytes(buffer)[: max(length.value - 2, 0)].decode("utf-16-le", "replace")


def _is_bold(text: pdfium.PdfTextPage, index: int) -> bool:
    """By the weight of its font or, where the file does not give it, by its name."""
    if raw.FPDFText_GetFontWeight(text, index) >= BOLD:
        return True
    buffer, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(text, index, buffer, len(buffer), flags)
    return b"bold" in buffer.raw[: min(length, len(buffer))].lower()
