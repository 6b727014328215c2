"""A table as CSV (RFC 4180, UTF-8 without a byte-order mark) or JSON, piece by piece.

A cell of text that a spreadsheet would take for a formula gets an apostrophe in CSV, as in
`dauys.consultation.guard`; in JSON everything stands as it is.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from itertools import islice

from dauys.consultation.guard import guarded
from dauys.site.data.tables import Cell, Table

PIECE = 200  # rows that are sent at a time


def as_csv(table: Table) -> Iterator[bytes]:
    """The bytes of a CSV file."""
    header: tuple[Cell, ...] = tuple(column.name for column in table.columns)
    yield _lines([header])
    rows = iter(table.rows())
    while piece := list(islice(rows, PIECE)):
        yield _lines(piece)


def as_json(table: Table) -> Iterator[bytes]:
    """The bytes of a JSON object: the table's name, its columns, its rows as objects."""
    names = [column.name for column in table.columns]
    head = {"table": table.name, "columns": names}
    yield (json.dumps(head, ensure_ascii=False)[:-1] + ', "rows": [').encode("utf-8")
    rows, first = iter(table.rows()), True
    while piece := list(islice(rows, PIECE)):
        told = [json.dumps(dict(zip(names, row, strict=True)), ensure_ascii=False) for row in piece]
        yield (("\n" if first else ",\n") + ",\n".join(told)).encode("utf-8")
        first = False
    yield b"\n]}\n"


def _lines(rows: Iterable[tuple[Cell, ...]]) -> bytes:
    told = io.StringIO(newline="")
    csv.writer(told, lineterminator="\r\n").writerows([_cell(cell) for cell in row] for row in rows)
    return told.getvalue().encode("utf-8")


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return guarded(cell) if isinstance(cell, str) else str(cell)
