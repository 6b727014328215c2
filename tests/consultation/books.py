"""Workbooks for tests, made by openpyxl as another program would make them."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl

from tests.consultation.made import HEADER, ROW


def rows(text: str = HEADER + ROW) -> list[list[str]]:
    """The cells of a CSV."""
    return list(csv.reader(io.StringIO(text)))


def book(
    sheets: Mapping[str, list[list[Any]]] | None = None, change: Callable[[Any], None] | None = None
) -> bytes:
    """A workbook with these sheets; ``change`` may do more to it."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for title, cells in ({"Proposals": rows()} if sheets is None else sheets).items():
        sheet = made.create_sheet(title)
        for row in cells:
            sheet.append(row)
    if change is not None:
        change(made)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


def altered(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The same workbook with one part changed."""
    told = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(told, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            content = old.read(part)
            new.writestr(part.filename, change(content) if part.filename == name else content)
    return told.getvalue()
