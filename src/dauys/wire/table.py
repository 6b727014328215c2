"""CSV tables, read strictly: the files that clerks and commissions bring.

UTF-8 (a byte-order mark is allowed), a comma or a semicolon between cells, one header row, every
row as long as the header, no column twice. Cells stay text; `number` reads a count.
It does not know what a column means.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dauys.errors import Refused, Unreadable

MAX_BYTES = 64 * 1024 * 1024
_COUNT = re.compile(r"0|[1-9][0-9]{0,14}")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its line in the file (the header is line 1) and its cells by column."""

    line: int
    cells: dict[str, str]
    accused: str = ""

    def text(self, column: str) -> str:
        """A cell that must not be empty."""
        if not self.cells[column]:
            raise self.wrong(column, "text")
        return self.cells[column]

    def number(self, column: str) -> int:
        """A count: digits only, no sign, no separators, at most 15 digits."""
        if not _COUNT.fullmatch(self.cells[column]):
            raise self.wrong(column, "whole number")
        return int(self.cells[column])

    def choice(self, column: str, allowed: Sequence[str]) -> str:
        """A cell that must be one of a list."""
        if self.cells[column] not in allowed:
            raise self.wrong(column, " | ".join(allowed))
        return self.cells[column]

    def wrong(self, column: str, expected: str) -> Refused:
        """The error for a cell that is not what it must be."""
        return Refused("table.cell", self.accused, line=self.line, column=column, expected=expected)


def read(
    data: bytes, required: Sequence[str], *, key: str | None = None, accused: str = ""
) -> list[Row]:
    """The rows of a table; more columns than ``required`` may follow and are kept.

    ``key`` names a column whose cells must be unique. Raises `Unreadable` when it is no such table
    (encoding, size, header) and `Refused` for a wrong row.
    """
    found = lines(data, accused)
    if not found:
        raise Unreadable("table.empty", accused)
    header = [cell.strip() for cell in found[0][1]]
    missing = [column for column in required if header.count(column) != 1]
    repeated = [column for column in header if header.count(column) > 1]
    if missing or repeated:
        raise Unreadable("table.column", accused, column=(missing or repeated)[0])
    rows = [_row(line, header, cells, accused) for line, cells in found[1:]]
    if key is not None:
        _check_unique(rows, key)
    return rows


def lines(data: bytes, accused: str = "") -> list[tuple[int, list[str]]]:
    """The rows that are not empty, each with its line; white space around cells is kept.

    Raises `Unreadable` table.size, table.encoding, table.row.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable("table.size", accused, limit=MAX_BYTES)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable("table.encoding", accused, line=line) from None
    text = unicodedata.normalize("NFC", text)
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        # line_num after a row is the line on which the row ends
        return [(reader.line_num, row) for row in reader if any(cell.strip() for cell in row)]
    except csv.Error:
        raise Unreadable("table.row", accused, line=reader.line_num) from None


def write(rows: Iterable[Sequence[str]]) -> bytes:
    """A table that `read` takes: UTF-8, commas, RFC 4180 quotation marks where they are needed."""
    told = io.StringIO(newline="")
    csv.writer(told, lineterminator="\r\n").writerows(rows)
    return told.getvalue().encode("utf-8")


def _row(line: int, header: list[str], cells: list[str], accused: str) -> Row:
    if len(cells) != len(header):
        raise Refused("table.row", accused, line=line)
    stripped = (cell.strip() for cell in cells)
    return Row(line, dict(zip(header, stripped, strict=True)), accused)


def _check_unique(rows: list[Row], key: str) -> None:
    seen: set[str] = set()
    for row in rows:
        value = row.text(key)
        if value in seen:
            raise Refused(
                "table.duplicate", row.accused, line=row.line, column=key, value=value[:80]
            )
        seen.add(value)
