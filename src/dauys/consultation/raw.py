"""The rows of a file of proposals as they stand in it, before anybody says what they mean.

CSV and XLSX give the same: lines with cells as text, and what is wrong with a line. White space
around a cell is kept. Specification: docs/specification/4-consultation.md, section 11.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dauys.consultation.guard import guarded
from dauys.consultation.sheet_write import write_sheet
from dauys.errors import Refused, Unreadable
from dauys.wire import table

MAX_BYTES = table.MAX_BYTES
SUFFIXES = (".csv", ".xlsx")
# Units of UTF-16 in a cell: with more, Excel takes a workbook for damaged, and Python reads no CSV.
LONGEST = {".csv": 131_072, ".xlsx": 32_767}
BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # without it a spreadsheet takes Kazakh for another alphabet


@dataclass(frozen=True, slots=True)
class Line:
    """A row: its line in the file, its cells, and its first fault if the file itself has one.

    ``loose``: empty cells at its end are not in it, as a workbook leaves them out.
    """

    number: int
    cells: tuple[str, ...]
    fault: Refused | None = None
    loose: bool = False


def read(data: bytes, suffix: str, *, sheet: str | None = None, accused: str = "") -> list[Line]:
    """The rows of a file that are not empty. ``sheet`` names one of several of a workbook.

    Raises `Unreadable` text.format, table.size, and what the format's reader does.
    """
    check_suffix(suffix, accused)
    if len(data) > MAX_BYTES:
        raise Unreadable("table.size", accused, limit=MAX_BYTES)
    if suffix == ".xlsx":
        from dauys.consultation.sheet import read_sheet  # openpyxl, for those who need it

        return read_sheet(data, sheet, accused)
    return [Line(number, tuple(cells)) for number, cells in table.lines(data, accused)]


def check_suffix(suffix: str, accused: str = "") -> None:
    """Refuses an ending that is no table: `Unreadable` text.format."""
    if suffix not in SUFFIXES:
        known = " ".join(SUFFIXES)
        raise Unreadable("text.format", accused, suffix=suffix[:20] or "?", known=known)


def write(rows: Iterable[Sequence[str]], suffix: str) -> bytes:
    """A table as CSV or XLSX, its first row the header; the same rows give the same bytes.

    Cells that a spreadsheet would take for formulas are guarded. Raises `Refused` sheet.long.
    """
    check_suffix(suffix)
    told = [tuple(guarded(cell) for cell in row) for row in rows]
    for number, row in enumerate(told, 1):
        if max(map(_length, row), default=0) > LONGEST[suffix]:
            raise Refused("sheet.long", line=number, limit=LONGEST[suffix])
    if suffix == ".xlsx":
        return write_sheet(told)
    return BYTE_ORDER_MARK + table.write(told)


def _length(cell: str) -> int:
    """The length of a cell as Excel counts it, in units of UTF-16."""
    return len(cell.encode("utf-16-le", "surrogatepass")) // 2
