"""The clerk's file, and the events: read strictly, written back to the same bytes."""

from __future__ import annotations

import pytest

from dauys.errors import Findings
from dauys.stations.wire import (
    ProtocolConfirmed,
    StationListed,
    read_protocols,
    read_stations,
)
from dauys.wire import shape
from tests.stations.made_protocols import COLUMNS, protocol, station, written
from tests.stations.refusal import refused


def test_a_file_gives_back_the_protocols_that_were_written() -> None:
    protocols = [protocol(), protocol("№ 12", yes=399, no=251)]
    found = Findings()
    assert read_protocols(written(protocols), found) == protocols
    assert found.found == []


def test_certificates_and_home_may_be_left_out_and_are_nought() -> None:
    data = b"station,eligible,received,issued,unused_cancelled,spoiled,in_box,yes,no,both_marked,"
    data += b"invalid,note\nS-01,10,10,5,5,0,5,3,2,0,0,late\n"
    figures = read_protocols(data, Findings())[0].figures
    assert (figures.certificates_in, figures.certificates_out, figures.home) == (0, 0, 0)


def test_a_row_that_cannot_be_read_is_told_and_the_others_are_read() -> None:
    data = written([protocol(), protocol("S-02"), protocol("S-03")]).replace(
        b"S-02,1000", b"S-02,1e3"
    )
    found = Findings()
    assert [each.station for each in read_protocols(data, found)] == ["S-01", "S-03"]
    assert [(each.code, each.facts["line"]) for each in found.found] == [("table.cell", 3)]


@pytest.mark.parametrize("name", ["", "S\u202e-01", "S\x1b[31m", "x" * 81, "a\tb"])
def test_a_name_that_could_deceive_the_eye_is_no_station(name: str) -> None:
    found = Findings()
    assert read_protocols(written([protocol(name)]), found) == []
    assert [each.code for each in found.found] == ["table.cell"]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "table.empty"),
        (b"\xff\xfe", "table.encoding"),
        (COLUMNS.replace("invalid", "bad").encode(), "table.column"),
        (written([protocol()])[:-30], "table.row"),
    ],
    ids=["empty", "encoding", "no column", "truncated"],
)
def test_what_is_no_table_of_protocols_has_a_code(data: bytes, code: str) -> None:
    with refused(code):
        read_protocols(data, Findings())


def test_a_list_of_stations_is_read() -> None:
    data = "station,district,region,kind,eligible\nS-01,Орталық,west,abroad,1000\nS-02,б,west,,\n"
    first, second = read_stations(data.encode())
    assert (first.district, first.kind, first.eligible) == ("Орталық", "abroad", 1000)
    assert (second.kind, second.eligible) == (None, None)


def test_a_station_twice_on_the_list_is_refused() -> None:
    with refused("table.duplicate"):
        read_stations(b"station,district,region\nS-01,d,r\nS-01,d,r\n")


@pytest.mark.parametrize("row", ["S-01,d,r,Abroad!,1", "S-01,d,r,abroad,many", "S-01,d,,abroad,1"])
def test_a_wrong_cell_of_the_list_is_refused(row: str) -> None:
    with refused("table.cell"):
        read_stations(f"station,district,region,kind,eligible\n{row}\n".encode())


def test_a_list_without_its_columns_is_unreadable() -> None:
    with refused("table.column"):
        read_stations(b"station,region\nS-01,r\n")


def test_events_are_written_back_to_the_same_bytes() -> None:
    for event in (StationListed(station()), ProtocolConfirmed(protocol())):
        assert shape.read(type(event), shape.write(event)) == event


def test_a_figure_below_nought_cannot_travel() -> None:
    data = shape.write(ProtocolConfirmed(protocol())).replace(b'"no":250', b'"no":-1')
    with refused("json.shape"):
        shape.read(ProtocolConfirmed, data)
