"""Out and in again: nothing is lost, nothing runs in a spreadsheet, the same bytes every time."""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dauys.consultation import export, intake, raw, table
from dauys.consultation.lineage import trace
from dauys.consultation.proposal import Proposal
from dauys.errors import Findings, Refused, Unreadable
from tests.consultation.made import answer, places, proposal
from tests.consultation.test_lineage import merge

NOW = "2027-03-01T00:00:00Z"
# What people write, and what hurts: Kazakh letters, line breaks, quotes, what a spreadsheet would
# run, what XML cannot hold, and what looks like an escape of a workbook.
LETTERS = ["әғқңөұүһі", "ӘҒҚҢӨҰҮҺІ", "й", "😀", "«", '"', "'", ",", ";", " ", "\n", "\r", "\r\n"]
RUNS = ["\t", "=", "+", "-", "@", "_x000D_", "_x005F_", "_", "x000D_", "<", "&amp;", "]]>"]
CONTROLS = ["\x00", "\x0b", "\x1e", "\x85", "\ufeff", "\ufffe", "\u2028"]
HARD = [*LETTERS, *RUNS, *CONTROLS]
PIECES = st.one_of(st.sampled_from(HARD), st.characters(exclude_categories=("Cs",)))
WORDS = st.lists(PIECES, max_size=8).map(lambda each: unicodedata.normalize("NFC", "".join(each)))


def take(data: bytes, suffix: str) -> tuple[Proposal, ...]:
    taken = intake.read(data, suffix, {"ru": places()}, NOW)
    assert taken.faults == ()
    return taken.proposals


@pytest.mark.parametrize("suffix", raw.SUFFIXES)
@given(st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=5))
def test_a_round_trip_loses_nothing(suffix: str, words: list[tuple[str, str]]) -> None:
    made = [
        proposal(id=f"p-{n}", kind="delete", quote="", proposed=proposed, reasons=reasons)
        for n, (proposed, reasons) in enumerate(words)
    ]
    data = export.table_of(made, suffix)
    assert take(data, suffix) == tuple(made)
    assert export.table_of(take(data, suffix), suffix) == data


@given(WORDS)
def test_what_is_written_runs_in_no_spreadsheet(words: str) -> None:
    made = proposal(kind="delete", quote="", proposed=words)
    told = export.table_of([made]).decode("utf-8-sig")
    (_, row) = csv.reader(io.StringIO(told, newline=""))
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row)


@given(WORDS)
def test_the_words_of_section_3_read_what_the_import_wrote(words: str) -> None:
    """White space around a cell aside, which a table drops."""
    made = proposal(kind="delete", quote="", proposed=words)
    found = Findings()
    (read,) = table.read_proposals(export.table_of([made]), {"ru": places()}, found)
    assert (read.proposed.strip(), found.found) == (words.strip(), [])


def test_every_cell_of_a_workbook_is_text() -> None:
    made = proposal(proposed="=1+1", reasons="0017", quote="")
    data = export.table_of([made], ".xlsx")
    assert data == export.table_of([made], ".xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {(cell.data_type, cell.number_format) for cell in cells} == {("s", "@")}
    assert [cell.value for cell in cells if str(cell.value).endswith("1+1")] == ["'=1+1"]


def test_many_columns_of_a_workbook() -> None:
    rows = [[f"c{n}" for n in range(60)], ["x"] * 60]
    assert [line.cells for line in raw.read(raw.write(rows, ".xlsx"), ".xlsx")] == [
        tuple(row) for row in rows
    ]


def test_the_longest_cell() -> None:
    for suffix, longest in raw.LONGEST.items():
        made = proposal(kind="delete", quote="", reasons="я" * longest)
        assert take(export.table_of([made], suffix), suffix) == (made,)
        with pytest.raises(Refused) as told:
            export.table_of([replace(made, reasons=f"{made.reasons[1:]}😀")], suffix)
        assert told.value.code == "sheet.long"
    with pytest.raises(Unreadable) as unread:
        export.table_of([made], ".ods")
    assert unread.value.code == "text.format"


def test_open_data_tell_answers_and_origins_and_keep_back_what_is_withheld() -> None:
    made = [proposal(), proposal(id="p-2")]
    lineage = trace({each.id: each.received for each in made}, [merge("p-1 p-2", "p-2", 4)])
    answers = {"p-1": answer(), "p-2": replace(answer(), proposal="p-2")}
    data = export.open_data(made, answers, lineage, {"p-1"}, ".json")
    first, second = json.loads(data)["proposals"]
    assert (first["origins"], second["origins"]) == ([], ["p-1", "p-2"])
    assert (first["proposed"], first["withheld"], second["proposed"]) == ("", True, "с семи часов")
    assert second["answer"]["reasons"] == {"ru": "Часы изменены."}
    told = export.open_data(made, answers, lineage, {"p-1"}).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(told, newline="")))
    assert [row["origins"] for row in rows] == ["", "p-1 p-2"]
    assert [row["reasons"] for row in rows] == ["", "Рано светает"]
    assert [row["reasons_ru"] for row in rows] == ["Часы изменены."] * 2
    assert take(export.open_data(made, answers, suffix=".xlsx"), ".xlsx") == tuple(made)
