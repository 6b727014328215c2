"""HTML in (docs/specification/3-text.md, section 7).

A page that Dauys wrote is read to exactly the tree that it was written from: the tree is written
again, and every byte between ``<main>`` and ``</main>`` must be the same. Any other page becomes
lines (`html_lines`), and these are read as those of plain text are.
"""

from __future__ import annotations

import re

from dauys.errors import DauysError, Finding, Findings, Unreadable
from dauys.text.formats.about import UNKNOWN
from dauys.text.formats.hostile import Element, parse_html
from dauys.text.formats.html import write_html
from dauys.text.formats.html_lines import lines_in
from dauys.text.formats.html_own import read_own
from dauys.text.formats.tree import checked
from dauys.text.lines import Line, characters
from dauys.text.provision import Text
from dauys.text.read import Reading, read_lines

_CHARSET = re.compile(rb"<meta\s[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_ENCODINGS = {  # in which a page of a law may be, beside UTF-8; labels of the Encoding Standard
    "windows-1251": "cp1251", "cp1251": "cp1251", "windows-1252": "cp1252",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "iso-8859-5": "iso8859-5", "koi8-r": "koi8-r",
    "koi8-u": "koi8-u", "ibm866": "cp866", "windows-1254": "cp1254", "iso-8859-9": "cp1254",
}  # fmt: skip


def read_html(data: bytes, language: str | None, accused: str) -> Reading:
    """The law in a page.

    Raises `Unreadable` text.encoding (it is UTF-8, or what it declares), text.depth, text.empty,
    and as `dauys.text.read.read_lines` does; a page without articles is text.articles.
    """
    root = parse_html(_decoded(data, accused), accused)
    found = Findings()
    if main := _main(data):
        text = _exactly(root, main)
        if text is not None:
            return checked(text, language, accused, found)
        found.add(Finding("text.altered", "information", accused))
    return read_lines(lines_in(root, "", found), language, accused, found)


def lines_html(data: bytes, accused: str, file: str, found: Findings) -> list[Line]:
    """The lines of one file of several."""
    return lines_in(parse_html(_decoded(data, accused), accused), file, found)


def _exactly(root: Element, main: bytes) -> Text | None:
    """The tree of a page that nobody changed, and beside whose law nothing else is said."""
    try:
        text = read_own(root)
        again = _main(write_html(text, UNKNOWN))
    except (DauysError, LookupError):
        return None
    if again != main or lines_in(root, "", Findings(), beside="main"):
        return None
    return text


def _main(data: bytes) -> bytes:
    """The bytes of the law in a page of ours; b"" where there is none."""
    start, end = data.find(b"<main data-dauys="), data.rfind(b"</main>")
    return data[start:end] if 0 <= start < end else b""


def _decoded(data: bytes, accused: str) -> str:
    """UTF-8; else the encoding that the page declares; else it is refused with a guess."""
    try:
        return characters(data, accused)
    except Unreadable as error:
        declared = _CHARSET.search(data[:4096])
        name = declared[1].decode("ascii", "replace").lower() if declared else ""
        if error.code != "text.encoding" or name not in _ENCODINGS:
            raise
        return characters(data, accused, _ENCODINGS[name])
