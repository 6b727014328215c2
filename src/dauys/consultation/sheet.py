"""A sheet of an XLSX workbook as lines of text, opened without trust.

Specification: docs/specification/4-consultation.md, section 11. A formula is not worked out and
its old result is not believed; joined cells are not spread; of several sheets none is chosen: each
is told with its line. openpyxl reads the workbook once the container has been looked through.
"""

from __future__ import annotations

import datetime
import io
import re
import unicodedata
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

import openpyxl

from dauys.consultation.raw import Line
from dauys.errors import Refused, Unreadable
from dauys.text.formats.package import open_package

MAX_UNPACKED = 256 * 1024 * 1024  # bytes of all the parts together
MAX_ROWS = 200_000
MAX_COLUMNS = 200
_MARKUP = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"\x00<", b"<\x00")
_PLACE = re.compile(rb"<(?:\w+:)?(?:row|c)\s(?:[^<>]*?\s)?r=[\"']([A-Z]*)([0-9]{1,9})[\"']")
_MERGED = re.compile(
    rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=[\"']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"
)
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_SECOND = datetime.timedelta(microseconds=500_000)  # half of one: moments are kept as fractions


def read_sheet(data: bytes, sheet: str | None, accused: str) -> list[Line]:
    """The rows of one sheet that are not empty; a date cell reads ``2026-03-15 07:00:00``.

    Raises `Unreadable` text.encrypted, text.damaged, text.unpacked, text.doctype, sheet.old,
    sheet.unknown, sheet.several, sheet.size.
    """
    _check_container(data, accused)
    try:
        with warnings.catch_warnings(action="ignore"):  # openpyxl's, of styles and the like
            return list(_lines(data, sheet, accused))
    except (Unreadable, Refused):
        raise
    except Exception:  # whatever a hostile workbook makes of a library: KeyError, ParseError, …
        raise Unreadable("text.damaged", accused, format="XLSX") from None


def _check_container(data: bytes, accused: str) -> None:
    """Small enough when unpacked (zipfile gives no more than a part declares), no password, and
    XML without entities."""
    try:
        archive = open_package(data, accused).archive
        parts = archive.infolist()
        if sum(part.file_size for part in parts) > MAX_UNPACKED:
            raise Unreadable("text.unpacked", accused, limit=MAX_UNPACKED)
        if any(part.flag_bits & 1 for part in parts):
            raise Unreadable("text.encrypted", accused)
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                _check_markup(archive.read(part), accused)
    except Unreadable as error:
        if error.code == "text.doc":
            raise Unreadable("sheet.old", accused) from None
        if error.code == "text.damaged":
            raise Unreadable("text.damaged", accused, format="XLSX") from None
        raise
    except (zipfile.BadZipFile, EOFError, OSError, RuntimeError, ValueError, zlib.error):
        raise Unreadable("text.damaged", accused, format="XLSX") from None


def _check_markup(part: bytes, accused: str) -> None:
    if _MARKUP.search(part) or part.startswith(_UTF_16):
        raise Unreadable("text.doctype", accused)


def _lines(data: bytes, sheet: str | None, accused: str) -> Iterator[Line]:
    book: Any = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
    chosen = _chosen(book, sheet, accused)
    merged = _merged(_part(data, chosen, accused), accused)
    chosen.reset_dimensions()  # what the sheet says of its size is not believed
    for number, cells in enumerate(chosen.iter_rows(), 1):
        if number > MAX_ROWS or len(cells) > MAX_COLUMNS:
            raise Unreadable("sheet.size", accused, rows=MAX_ROWS, columns=MAX_COLUMNS)
        fault = _fault(number, cells, accused)
        if number in merged:
            fault = Refused("sheet.merged", accused, line=number, cells=merged[number])
        told = tuple(_told(cell.value) for cell in cells)
        if fault is not None or any(cell.strip() for cell in told):
            yield Line(number, told, fault, loose=True)


def _fault(number: int, cells: tuple[Any, ...], accused: str) -> Refused | None:
    for cell in cells:
        if cell.data_type == "f":
            return Refused("sheet.formula", accused, line=number, cell=cell.coordinate)
        if cell.data_type == "e":
            return Refused("sheet.fault", accused, line=number, cell=cell.coordinate)
    return None


def _chosen(book: Any, sheet: str | None, accused: str) -> Any:
    """The sheet of a name, else the only one that has anything in it."""
    known = {each.title: each for each in book.worksheets}
    names = ", ".join(known)
    if sheet is not None:
        if sheet not in known:
            raise Unreadable("sheet.unknown", accused, sheet=sheet, known=names)
        return known[sheet]
    full = [each for each in book.worksheets if _has_any(each)]
    if not full:
        raise Unreadable("table.empty", accused)
    if len(full) > 1:
        raise Unreadable("sheet.several", accused, known=names)
    return full[0]


def _has_any(sheet: Any) -> bool:
    sheet.reset_dimensions()
    rows = zip(range(MAX_ROWS), sheet.iter_rows(), strict=False)
    return any(cell.value is not None for _, cells in rows for cell in cells)


def _part(data: bytes, sheet: Any, accused: str) -> bytes:
    """The XML of a sheet. Rows or cells out of order would be left out without a word."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = archive.read(sheet._worksheet_path)
    last = (0, 0, b"")
    for letters, number in _PLACE.findall(part):  # a row has no letters and comes before its cells
        place = (int(number), len(letters), letters)
        if place <= last:
            raise Unreadable("text.damaged", accused, format="XLSX")
        last = place
    return part


def _merged(part: bytes, accused: str) -> dict[int, str]:
    """The joined cells by each line that they touch."""
    found: dict[int, str] = {}
    left = 2 * MAX_ROWS  # a hostile sheet joins every line with every other
    for first, top, last, bottom in _MERGED.findall(part):
        told = f"{first.decode()}{int(top)}:{last.decode()}{int(bottom)}"
        lines = range(int(top), min(int(bottom), MAX_ROWS) + 1)
        left -= len(lines)
        if left < 0:
            raise Unreadable("sheet.size", accused, rows=MAX_ROWS, columns=MAX_COLUMNS)
        for line in lines:
            found.setdefault(line, told)
    return found


def _told(value: Any) -> str:
    """A cell as text: dates as in ISO 8601 with a space, whole numbers without a fraction."""
    if value is None:
        return ""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", _ESCAPED.sub(_unescaped, value))
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime.datetime):
        return (value + _SECOND).replace(microsecond=0, tzinfo=None).isoformat(" ")
    if hasattr(value, "is_integer") and value.is_integer():
        return str(int(value))
    return str(value)


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return found[0] if 0xD800 <= code <= 0xDFFF else chr(code)
