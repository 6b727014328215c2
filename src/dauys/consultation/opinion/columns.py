"""Columns of whole numbers from a large CSV table, read strictly and in blocks.

The same form as `dauys.wire.table` asks for, without the semicolon: a million rows are read in a
third of a second, which a row at a time would not be. A cell of a wanted column must be a whole
number in its one spelling; the cells of other columns must be text without control characters.
"""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dauys.consultation.opinion.exact import Ints
from dauys.errors import Refused, Unreadable

MAX_BYTES = 256 * 1024 * 1024
MAX_HEADER = 1024 * 1024
MAX_DIGITS = 15
_BLOCK = 8 * 1024 * 1024
_ROWS = 50_000  # that are written again at once
_NEWLINE, _RETURN, _COMMA, _MINUS, _ZERO, _SPACE = b"\n\r,-0 "
_CONTROL = re.compile(rb"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]")
Bytes = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """The wanted columns by name, and the line of each row (the header is line 1)."""

    cells: dict[str, Ints]
    lines: Ints


def text_of(data: bytes, *, limit: int = MAX_BYTES, accused: str = "") -> bytes:
    """The same bytes without a byte-order mark, known to be UTF-8; raises ``table.*``."""
    if len(data) > limit:
        raise Unreadable("table.size", accused, limit=limit)
    if not data.isascii():
        for block, line in _cut(data, 0, 1, accused):
            try:
                block.decode("utf-8")
            except UnicodeDecodeError as error:
                line += block.count(b"\n", 0, error.start)
                raise Unreadable("table.encoding", accused, line=line) from None
    return data.removeprefix(b"\xef\xbb\xbf")


def header_of(data: bytes, *, accused: str = "") -> list[str]:
    """The names in the first line; raises ``table.empty``, and ``table.column`` for one twice."""
    begin = data[:MAX_HEADER]
    if len(begin) == MAX_HEADER and b"\n" not in begin:
        raise Unreadable("table.row", accused, line=1)
    first = begin.partition(b"\n")[0].decode("utf-8", "replace").strip()
    if not first:
        raise Unreadable("table.empty", accused)
    try:
        names = [name.strip() for name in next(csv.reader([first], strict=True))]
    except csv.Error:
        raise Unreadable("table.row", accused, line=1) from None
    for name, count in Counter(names).items():
        if count > 1:
            raise Unreadable("table.column", accused, column=name[:80])
    return names


def read(data: bytes, wanted: Sequence[str], *, signed: str, accused: str = "") -> Columns:
    """The ``wanted`` columns of a table; the column ``signed`` may hold -1, 0 and 1 alone.

    ``data`` comes from `text_of`. Raises `Unreadable` for the header, `Refused` for a row.
    """
    names = header_of(data, accused=accused)
    for name in wanted:
        if name not in names:
            raise Unreadable("table.column", accused, column=name)
    begin = (data.find(b"\n") + 1) or len(data)
    quoted = data.find(b'"', begin) >= 0
    pieces: Iterator[tuple[bytes, Ints | int]]
    pieces = _unquoted(data, names, wanted, accused) if quoted else _cut(data, begin, 2, accused)
    blocks = [_Block(piece, at, names, accused).read(wanted, signed) for piece, at in pieces]
    empty = np.zeros(0, dtype=np.int64)
    cells = {n: np.concatenate([empty, *(b.cells[n] for b in blocks)]) for n in wanted}
    return Columns(cells, np.concatenate([empty, *(block.lines for block in blocks)]))


def _cut(data: bytes, begin: int, line: int, accused: str) -> Iterator[tuple[bytes, int]]:
    """Blocks of whole lines from a place on, each with the number of its first line.

    A line as long as a block is refused: one of commas alone would take eight times its size.
    """
    while begin < len(data):
        end = data.rfind(b"\n", begin, begin + _BLOCK) + 1
        if not end and len(data) - begin > _BLOCK:
            raise Refused("table.row", accused, line=line)
        block = data[begin : end or len(data)]
        yield block, line
        begin += len(block)
        line += block.count(b"\n")


def rows(data: bytes, accused: str) -> Iterator[tuple[int, list[str]]]:
    """The rows below the header as Python's reader has them, each with the line on which it ends.

    For tables with quoted cells and those with a cell for each vote; the text is never held whole.
    A quoted cell may hold line breaks, and no other control character.
    """
    suspect = _CONTROL.search(data) is not None
    text = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8", newline="")
    reader = csv.reader(text, strict=True)
    try:
        names = next(reader)
        for row in reader:
            if row:
                if len(row) != len(names):
                    raise Refused("table.row", accused, line=reader.line_num)
                if suspect:
                    _check_cells(row, names, reader.line_num, accused)
                yield reader.line_num, row
    except csv.Error:
        raise Refused("table.row", accused, line=reader.line_num) from None


def _check_cells(row: list[str], names: list[str], line: int, accused: str) -> None:
    for name, cell in zip(names, row, strict=True):
        if _CONTROL.search(cell.encode("utf-8")):
            raise Refused("table.cell", accused, line=line, column=name, expected="text")


def _unquoted(
    data: bytes, names: Sequence[str], wanted: Sequence[str], accused: str
) -> Iterator[tuple[bytes, Ints]]:
    """A table with quoted cells written again without: only cells that are not wanted change."""
    waiting = rows(data, accused)
    while part := list(itertools.islice(waiting, _ROWS)):
        # a comma or a line break inside a number makes it no number, and must stay one cell
        kept = [
            ",".join(
                _plain(cell) if n in wanted else "" for n, cell in zip(names, row, strict=True)
            )
            for _, row in part
        ]
        yield "\n".join(kept).encode("utf-8"), np.array([line for line, _ in part])


def _plain(cell: str) -> str:
    return "?" if any(char in cell for char in ",\r\n") else cell


class _Block:
    """Whole lines of a table, as bytes and as the places of their commas and ends."""

    def __init__(self, block: bytes, lines: Ints | int, names: Sequence[str], accused: str):
        self.names, self.accused = names, accused
        self.bytes: Bytes = np.frombuffer(block, dtype=np.uint8)
        ends = np.flatnonzero(self.bytes == _NEWLINE)
        if not block.endswith(b"\n"):
            ends = np.append(ends, len(block))
        begins = np.concatenate(([0], ends[:-1] + 1))
        stops = ends - ((ends > begins) & (self.bytes[ends - 1] == _RETURN))
        filled = stops > begins
        numbers = np.arange(lines, lines + len(ends)) if isinstance(lines, int) else lines
        self.begins, self.stops, self.lines = begins[filled], stops[filled], numbers[filled]
        self.commas = np.flatnonzero(self.bytes == _COMMA)
        self._check_rows()
        self._check_text(len(ends))

    def read(self, wanted: Sequence[str], signed: str) -> Columns:
        """The wanted columns of these lines."""
        cells = {name: self._column(name, name == signed) for name in wanted}
        return Columns(cells, self.lines)

    def _check_rows(self) -> None:
        """As many commas in each line as the header has."""
        width = len(self.names) - 1
        if len(self.commas) == width * len(self.lines):
            split = self.commas.reshape(-1, width)
            if np.all(split >= self.begins[:, None]) and np.all(split < self.stops[:, None]):
                self.split = split
                return
        counts = np.searchsorted(self.commas, self.stops) - np.searchsorted(
            self.commas, self.begins
        )
        raise Refused(
            "table.row", self.accused, line=int(self.lines[np.flatnonzero(counts != width)[0]])
        )

    def _check_text(self, ends: int) -> None:
        """No control character but those that end a line: NUL and its like hide what follows."""
        control = np.flatnonzero((self.bytes < _SPACE) | (self.bytes == 0x7F))
        row = np.searchsorted(self.begins, control, side="right") - 1
        inside = (row >= 0) & (control < self.stops[np.maximum(row, 0)]) if len(self.begins) else []
        for at in np.flatnonzero(inside)[:1]:
            place = int(np.searchsorted(self.split[row[at]], control[at]))
            raise self._wrong(int(row[at]), self.names[place], "text")

    def _column(self, name: str, signed: bool) -> Ints:
        place = self.names.index(name)
        left = self.begins if place == 0 else self.split[:, place - 1] + 1
        right = self.stops if place == len(self.names) - 1 else self.split[:, place]
        values, good = (
            _signs(self.bytes, left, right) if signed else _whole(self.bytes, left, right)
        )
        for row in np.flatnonzero(~good)[:1]:
            raise self._wrong(int(row), name, "-1 | 0 | 1" if signed else "whole number")
        return values

    def _wrong(self, row: int, column: str, expected: str) -> Refused:
        line = int(self.lines[row])
        return Refused("table.cell", self.accused, line=line, column=column, expected=expected)


def _whole(data: Bytes, left: Ints, right: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """Numbers of 1 to 15 digits without a needless 0 in front, and which cells are such numbers."""
    width = right - left
    good = (width >= 1) & (width <= MAX_DIGITS)
    values = np.zeros(len(left), dtype=np.int64)
    for n in range(min(int(width.max(initial=0)), MAX_DIGITS)):
        there = width > n
        digit = data[np.where(there, right - 1 - n, 0)] - _ZERO  # below 0 wraps round to above 9
        good &= ~there | (digit <= 9)
        values += np.where(there, digit, 0) * np.int64(10**n)
    first = data[np.minimum(left, len(data) - 1)]
    return values, good & ((width == 1) | (first != _ZERO))


def _signs(data: Bytes, left: Ints, right: Ints) -> tuple[Ints, NDArray[np.bool_]]:
    """The votes 1, 0 and -1, and which cells are one of them."""
    width = right - left
    digit = data[np.maximum(right - 1, 0)] - _ZERO
    minus = (width == 2) & (data[np.minimum(left, len(data) - 1)] == _MINUS) & (digit == 1)
    good = minus | ((width == 1) & (digit <= 1))
    return np.where(minus, -1, digit.astype(np.int64)), good
