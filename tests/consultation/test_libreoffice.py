"""LibreOffice as the second program: it opens our tables, and what it makes of them is read."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from dauys.consultation import export, intake
from dauys.consultation.proposal import Proposal
from tests.consultation.made import places, proposal
from tests.text.test_libreoffice import Rendered, converted

NOW = "2027-03-01T00:00:00Z"
# Comma, double quote, UTF-8, the first line; no formats, each cell as it is shown.
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
CELLS = [
    "әғқңөұүһі ӘҒҚҢӨҰҮҺІ",
    "бірінші\nекінші\n\nтөртінші",
    "«тырнақша» \"quotes\" ''",
    "'апостроф'",
    "=1+1",
    '=HYPERLINK("x";"y")',
    "+7",
    "-1",
    "@a",
    "'=1+1",
    "''",
    "a\tb",
    "\ta",
    "0017",
    "2027-01-01",
    "1e5",
    "TRUE",
    "a,b;c",
    " бос орын ",
    "&amp;<b>]]>",
    "_x000D_",
    "😀",
    "я" * 32_766,
]


@pytest.fixture(scope="module")
def made() -> list[Proposal]:
    return [
        proposal(id=f"p-{n}", kind="delete", quote="", proposed=cell, reasons=f"x{cell}")
        for n, cell in enumerate(CELLS)
    ]


def office(soffice: str, tmp_path: Path, name: str, data: bytes, kind: str) -> bytes:
    told: Rendered = converted(soffice, tmp_path, {name: data}, kind)
    (one,) = told.values()
    return one


def test_it_reads_the_cells_of_our_workbook(
    calc: str, tmp_path: Path, made: list[Proposal]
) -> None:
    data = office(calc, tmp_path, "a.xlsx", export.table_of(made, ".xlsx"), CSV)
    theirs = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    ours = csv.reader(io.StringIO(export.table_of(made).decode("utf-8-sig"), newline=""))
    assert theirs == list(ours)
    taken = intake.read(data, ".csv", {"ru": places()}, NOW)
    assert (taken.faults, taken.proposals) == ((), tuple(made))


def test_it_runs_nothing_of_our_csv(calc: str, tmp_path: Path, made: list[Proposal]) -> None:
    data = office(calc, tmp_path, "a.csv", export.table_of(made), "xlsx:Calc MS Excel 2007 XML")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
    assert len(list(sheet.iter_rows())) == len(made) + 1
    assert "f" not in kinds
