"""Public tables as files: whole, the same in both forms, and harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.test import Client

from dauys.site.data import tables, write
from dauys.site.data.tables import Table, columns
from dauys.site.stations.models import Station
from tests.verification.world import World

NAMES = [table.name for table in tables.every()]


def read(client: Client, name: str) -> bytes:
    answer = client.get(f"/data/{name}")
    assert answer.status_code == 200
    assert answer.streaming
    return b"".join(answer.streaming_content)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", NAMES)
def test_both_forms_say_the_same(whole: World, client: Client, name: str) -> None:
    data = read(client, f"{name}.csv")
    assert not data.startswith(b"\xef\xbb\xbf")
    header, *rows = csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True)
    told = json.loads(read(client, f"{name}.json"))
    assert header == told["columns"]
    assert len(rows) == len(told["rows"]) > 0
    assert all(list(row) == header for row in told["rows"])
    plain = [[write._cell(row[column]) for column in header] for row in told["rows"]]
    assert rows == plain


def test_the_page_names_every_table_and_column(whole: World, client: Client) -> None:
    page = client.get("/en/data/").content.decode()
    for table in tables.every():
        assert f"/data/{table.name}.csv" in page
        assert all(f"<code>{column.name}</code>" in page for column in table.columns)


def test_entries_are_whole(whole: World, client: Client) -> None:
    rows = json.loads(read(client, "entries.json"))["rows"]
    assert [row["entry"].encode() for row in rows] == whole.lines()


def test_a_cell_that_would_run_in_a_spreadsheet_is_guarded_in_csv_alone() -> None:
    """Names of stations come from outside: «=1+1» must stay text."""
    table = Table(
        "t", "", columns(a="", b="", c=""), lambda: [("=1+1", None, True), ("x", 2, False)]
    )
    assert b"".join(write.as_csv(table)) == b"a,b,c\r\n'=1+1,,true\r\nx,2,false\r\n"
    assert json.loads(b"".join(write.as_json(table)))["rows"][0] == {
        "a": "=1+1",
        "b": None,
        "c": True,
    }


def test_an_empty_table_is_a_table() -> None:
    table = Table("t", "", columns(a=""), list)
    assert json.loads(b"".join(write.as_json(table))) == {
        "table": "t",
        "columns": ["a"],
        "rows": [],
    }
    assert b"".join(write.as_csv(table)) == b"a\r\n"


def test_a_file_that_is_known_is_not_sent_again(whole: World, client: Client) -> None:
    first = client.get("/data/boxes.csv")
    again = client.get("/data/boxes.csv", headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert client.get("/data/boxes.json")["ETag"] != first["ETag"]
    assert first["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("name", ["nothing.csv", "boxes.xml", "../settings.csv", "boxes.csv/"])
def test_what_is_no_table_is_not_there(whole: World, client: Client, name: str) -> None:
    assert client.get(f"/data/{name}").status_code == 404


def test_rows_are_read_in_one_query(
    whole: World, client: Client, django_assert_max_num_queries
) -> None:  # type: ignore[no-untyped-def]
    Station.objects.bulk_create(
        Station(station=f"X-{n}", entry=n, district="n1", region="north") for n in range(450)
    )
    with django_assert_max_num_queries(3):
        assert read(client, "stations.csv").count(b"\r\n") == 453
