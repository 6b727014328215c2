"""The CSV of figures: rows of regions, or one row for the whole."""

from __future__ import annotations

import pytest

from dauys.outcome.figures import Outstanding, Row
from dauys.outcome.wire import read_figures
from tests.outcome.world import KZ, KZ_2026
from tests.stations.refusal import refused

HEAD = "region,eligible,participants,yes,no,both_marked,invalid"
WEST = "west,1000,600,300,250,20,30"
EAST = "east,1000,600,300,250,20,30"


def table(*lines: str) -> bytes:
    return "\n".join([*lines, ""]).encode()


def test_rows_of_regions() -> None:
    figures = read_figures(table(HEAD, WEST, EAST), KZ)
    assert (figures.whole, [row.region for row in figures.rows]) == (False, ["west", "east"])
    assert figures.stated == {}
    assert figures.outstanding is None


def test_one_row_is_the_whole_and_may_state_its_regions() -> None:
    head = f"{HEAD},regions_total,regions_yes_majority"
    figures = read_figures(
        table(head, "KZ-2026,12482613,9127192,7954667,898099,127868,146558,20,20"), KZ
    )
    assert (figures.whole, figures.rows) == (True, (KZ_2026,))
    assert figures.stated == {"regions_total": 20, "regions_yes_majority": 20}


def test_one_row_needs_no_name_and_an_empty_cell_is_not_known() -> None:
    figures = read_figures(table(HEAD, ",100,,40,,,"), KZ)
    assert figures.rows == (Row(region="whole", eligible=100, yes=40),)
    bare = read_figures(table(HEAD.removeprefix("region,"), "100,,40,,,"), KZ)
    assert bare.rows == figures.rows


def test_a_stated_column_that_the_rule_does_not_name_is_left_alone() -> None:
    head = f"{HEAD},regions_total,regions_rainy"
    assert read_figures(table(head, f"{WEST},20,9"), KZ).stated == {"regions_total": 20}


def test_missing_stations_and_their_electors() -> None:
    head = f"{HEAD},stations_missing,eligible_missing"
    figures = read_figures(table(head, f"{WEST},2,900", f"{EAST},0,"), KZ)
    assert figures.outstanding == (Outstanding(region="west", stations=2, eligible=900),)
    assert read_figures(table(head, f"{WEST},0,0", f"{EAST},0,0"), KZ).outstanding == ()


def test_blank_and_issued_have_columns_of_their_own() -> None:
    row = read_figures(table(f"{HEAD},blank,issued", "west,1000,605,300,250,20,30,5,610"), KZ).rows[
        0
    ]
    assert (row.blank, row.issued) == (5, 610)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "table.empty"),
        (table(HEAD), "outcome.empty"),
        (table("region,yes,no", "west,1,2"), "table.column"),
        (table(HEAD.removeprefix("region,"), "1,1,1,0,0,0", "1,1,1,0,0,0"), "table.column"),
        (table(HEAD, "west,1000,600,300,250,20"), "table.row"),
        (table(HEAD, "west,1000,6e2,300,250,20,30"), "table.cell"),
        (table(HEAD, "west,1000,-1,300,250,20,30"), "table.cell"),
        (table(HEAD, "west,1000,600.0,300,250,20,30"), "table.cell"),
        (table(HEAD, WEST, ",1000,600,300,250,20,30"), "table.cell"),
        (table(f"{HEAD},regions_total", f"{WEST},2", f"{EAST},2"), "outcome.whole"),
        (table(f"{HEAD},stations_missing", f"{WEST},", f"{EAST},0"), "table.cell"),
        ("регион;".encode("cp1251"), "table.encoding"),
    ],
    ids=[
        "empty file",
        "no rows",
        "no column",
        "regions without names",
        "short row",
        "exponent",
        "below nought",
        "decimal point",
        "nameless region",
        "stated beside regions",
        "missing stations not said",
        "another encoding",
    ],
)
def test_what_is_no_table_of_figures_has_a_code(data: bytes, code: str) -> None:
    with refused(code):
        read_figures(data, KZ)
