"""Taking in files: each fault with its line, and hostile workbooks refused at once."""

from __future__ import annotations

import datetime
import io
import time
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from dauys.consultation import intake, raw
from dauys.consultation.guard import guarded, unguarded
from dauys.consultation.mapping import NOTHING, Plan, read_mapping
from dauys.errors import DauysError, Unreadable
from tests.consultation.books import altered, book, rows
from tests.consultation.made import HEADER, ROW, places, proposal

NOW = "2027-03-01T00:00:00Z"
SHEET = "xl/worksheets/sheet1.xml"


def take(data: bytes, suffix: str = ".csv", plan: Plan = NOTHING) -> intake.Intake:
    return intake.read(data, suffix, {"ru": places()}, NOW, plan=plan, accused=f"file:a{suffix}")


def faults(data: bytes, suffix: str = ".csv") -> list[tuple[int, str]]:
    return [(line, error.code) for line, error in take(data, suffix).faults]


def test_csv_and_xlsx_give_the_same_proposal() -> None:
    for data, suffix in (((HEADER + ROW).encode(), ".csv"), (book(), ".xlsx")):
        taken = take(data, suffix)
        assert (taken.rows, taken.proposals, taken.faults) == (1, (proposal(),), ())


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("citizen", "stranger", "proposal.group"),
        ("art_1__para_1", "art_77", "anchor.address"),
        ("с восьми часов", "с полудня", "anchor.quote"),
        ("2027-02-03T05:00:00Z", "2027-03-01T00:00:01Z", "proposal.future"),
        ("2027-02-03T05:00:00Z", "03.02.2027", "table.cell"),
        ("p-1", "p-0", "proposal.twice"),
        ("с семи часов", "", "proposal.words"),
        ("site", "hearing", "proposal.hearing"),
        ("p-1,", "", "table.row"),
    ],
)
def test_a_fault_is_told_with_its_line_and_hides_no_other_row(
    old: str, new: str, code: str
) -> None:
    text = HEADER + ROW.replace("p-1", "p-0") + ROW.replace(old, new) + ROW.replace("p-1", "p-2")
    taken = take(text.encode())
    assert [each.id for each in taken.proposals] == ["p-0", "p-2"]
    assert [(line, error.code) for line, error in taken.faults] == [(3, code)]


def test_another_system_is_understood_by_its_mapping() -> None:
    plan = read_mapping(
        b"part,ours,theirs\ncolumn,id,\xe2\x84\x96\ncolumn,received,Date\ncolumn,group,Who\n"
        b"column,proposed,Text\ncolumn,address,Article\nconstant,language,ru\n"
        b"constant,kind,amend\nconstant,origin,imported\nconstant,quote,\nconstant,reasons,\n"
        b"constant,region,north\ngroup,citizen,Citizen\ndate,,DD.MM.YYYY\noffset,,+05:00\n"
    )
    text = "№,Date,Who,Article,Text,Phone\n17,03.02.2027,CITIZEN,art_1__para_1, с семи часов,1\n"
    taken = take(text.encode(), plan=plan)
    assert taken.faults == ()
    (found,) = taken.proposals
    assert (found.id, found.received, found.group) == ("17", "2027-02-02T19:00:00Z", "citizen")
    assert (found.proposed, taken.unused) == (" с семи часов", ("Phone",))


@pytest.mark.parametrize(
    ("data", "suffix", "code"),
    [
        (b"", ".csv", "table.empty"),
        (b"id,name\n1,2\n", ".csv", "table.column"),
        ((HEADER.replace("quote", "id") + ROW).encode(), ".csv", "table.column"),
        ((HEADER + ROW).encode("cp1251"), ".csv", "table.encoding"),
        (book(), ".csv", "table.encoding"),
        ((HEADER + 'p-1,"').encode(), ".csv", "table.row"),
        (b"x" * (raw.MAX_BYTES + 1), ".csv", "table.size"),
        (b"x" * (raw.MAX_BYTES + 1), ".xlsx", "table.size"),
        (b"", ".xlsx", "text.damaged"),
        ((HEADER + ROW).encode(), ".xlsx", "text.damaged"),
        (book()[:2000], ".xlsx", "text.damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 999, ".xlsx", "sheet.old"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            ".xlsx",
            "text.encrypted",
        ),
        (book({"A": []}), ".xlsx", "table.empty"),
        (book({"A": rows(), "B": rows()}), ".xlsx", "sheet.several"),
        (book({"A": [["x"] * 201]}), ".xlsx", "sheet.size"),
        ((HEADER + ROW).encode(), ".xls", "text.format"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_no_such_file(data: bytes, suffix: str, code: str) -> None:
    with pytest.raises(Unreadable) as told:
        take(data, suffix)
    assert told.value.code == code


def test_a_sheet_is_named_or_the_only_one_that_is_filled() -> None:
    assert take(book({"Empty": [], "A": rows()}), ".xlsx").proposals == (proposal(),)
    two = book({"A": [["x"]], "B": rows()})
    assert take(two, ".xlsx", replace(NOTHING, sheet="B")).proposals == (proposal(),)
    with pytest.raises(Unreadable) as told:
        take(two, ".xlsx", replace(NOTHING, sheet="C"))
    assert (told.value.code, told.value.facts["known"]) == ("sheet.unknown", "A, B")


def test_lines_above_the_header_are_passed_over() -> None:
    def title(made: Any) -> None:
        made["A"].merge_cells("A1:C1")

    data = book({"A": [["Report"], [], *rows()]}, title)
    assert take(data, ".xlsx", replace(NOTHING, header=3)).proposals == (proposal(),)


def test_formulas_joined_cells_and_errors_are_told_by_line() -> None:
    """The result of a formula was written by whoever wrote the file; it need not be true."""

    def change(made: Any) -> None:
        sheet = made["A"]
        for number in range(2, 8):
            sheet.append([f"p-{number}", *rows()[1][1:]])
        sheet["H3"] = "=1+1"
        sheet.merge_cells("G4:G5")
        sheet["G6"] = "#N/A"
        sheet["G6"].data_type = "e"

    data = book({"A": rows()}, change)
    assert faults(data, ".xlsx") == [
        (3, "sheet.formula"),
        (4, "sheet.merged"),
        (5, "sheet.merged"),
        (6, "sheet.fault"),
    ]
    assert len(take(data, ".xlsx").proposals) == 3


def test_text_that_only_looks_like_a_formula_is_text() -> None:
    def change(made: Any) -> None:
        made["A"]["G2"] = "=SUM(A1)"
        made["A"]["G2"].data_type = "s"

    assert take(book({"A": rows()}, change), ".xlsx").proposals[0].proposed == "=SUM(A1)"


def test_numbers_and_dates_of_a_workbook() -> None:
    def change(made: Any) -> None:
        made["A"]["A2"] = 17
        made["A"]["B2"] = datetime.datetime.fromisoformat("2027-02-03 10:00")
        made["A"]["H2"] = True

    plan = read_mapping(b"part,ours,theirs\ndate,,YYYY-MM-DD hh:mm:ss\noffset,,+05:00\n")
    (found,) = take(book({"A": rows()}, change), ".xlsx", plan).proposals
    assert (found.id, found.received, found.reasons) == ("17", "2027-02-03T05:00:00Z", "TRUE")
    # Without a mapping nobody knows where on Earth it was ten o'clock.
    assert faults(book({"A": rows()}, change), ".xlsx") == [(2, "table.cell")]


def test_a_cell_that_a_spreadsheet_escaped() -> None:
    def change(made: Any) -> None:
        made["A"]["H2"] = "a_x000D_b_xD800_"

    assert take(book({"A": rows()}, change), ".xlsx").proposals[0].reasons == "a\rb_xD800_"


ENTITIES = b'<!DOCTYPE a [<!ENTITY b "c">]>'


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda part: ENTITIES + part, "text.doctype"),
        (lambda part: part.decode().encode("utf-16"), "text.doctype"),
        (lambda part: part[: len(part) // 2], "text.damaged"),
        (lambda part: part.replace(b'<row r="2"', b'<row r="1"'), "text.damaged"),
        (lambda part: part.replace(b'r="B2"', b'r="A2"'), "text.damaged"),
        (lambda part: part.replace(b'r="B2"', b'r="B1048577"'), "text.damaged"),
        (lambda part: part.replace(b'<row r="2"', b'<row r="999999999"'), "text.damaged"),
    ],
)
def test_a_hostile_sheet(change: Any, code: str) -> None:
    with pytest.raises(DauysError) as told:
        take(altered(book(), SHEET, change), ".xlsx")
    assert told.value.code == code


def test_a_sheet_without_end_is_refused_at_once() -> None:
    def far(part: bytes) -> bytes:
        return part.replace(
            b"</sheetData>", b'<row r="1048576"><c r="A1048576"/></row></sheetData>'
        )

    def many(part: bytes) -> bytes:
        joined = b"".join(b'<mergeCell ref="A1:B%d"/>' % n for n in range(199_990, 200_000))
        return part.replace(
            b"</sheetData>", b"</sheetData><mergeCells>" + joined + b"</mergeCells>"
        )

    def endless(part: bytes) -> bytes:
        return part.replace(b"<sheetData>", b"<sheetData>" + b"<c " * 10_000_000)

    for change, code in ((far, "sheet.size"), (many, "sheet.size"), (endless, "text.damaged")):
        start = time.process_time()
        with pytest.raises(Unreadable) as told:
            take(altered(book(), SHEET, change), ".xlsx")
        assert told.value.code == code
        assert time.process_time() - start < 5


def test_a_zip_bomb_is_refused_before_it_is_unpacked() -> None:
    data = io.BytesIO()
    with (
        zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open(SHEET, "w", force_zip64=True) as part,
    ):
        for _ in range(300):
            part.write(bytes(1024 * 1024))
    start = time.process_time()
    with pytest.raises(Unreadable) as told:
        take(data.getvalue(), ".xlsx")
    assert told.value.code == "text.unpacked"
    assert time.process_time() - start < 1


def test_a_part_under_a_password() -> None:
    data = bytearray(book())
    start = 0
    while (start := data.find(b"PK\x01\x02", start)) >= 0:  # the flags in the central directory
        data[start + 8] |= 1
        start += 4
    with pytest.raises(Unreadable) as told:
        take(bytes(data), ".xlsx")
    assert told.value.code == "text.encrypted"


@pytest.mark.parametrize("cell", ["=1", "+7", "-", "@a", "\ta", "\ra", "'", "''=", "'a", "", "a'"])
def test_one_apostrophe_comes_and_goes(cell: str) -> None:
    assert unguarded(guarded(cell)) == cell
    assert guarded(cell) == (f"'{cell}" if cell[:1] and cell[0] in "=+-@\t\r'" else cell)


def test_an_apostrophe_of_the_author_stays() -> None:
    assert unguarded("'word'") == "'word'"
