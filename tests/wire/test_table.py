"""CSV tables as clerks bring them: read strictly, with the line of every fault."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dauys.errors import DauysError, Refused, Unreadable
from dauys.wire import table

GOOD = "id,votes\nA,1\nB,2\n"


def refusal(data: bytes, form: type[DauysError], key: str | None = None) -> DauysError:
    with pytest.raises(DauysError) as caught:
        table.read(data, ("id", "votes"), key=key, accused="file:t.csv")
    assert type(caught.value) is form, caught.value
    assert caught.value.accused == "file:t.csv"
    return caught.value


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace(",", ";").encode(),
        GOOD.rstrip().encode(),
        (GOOD + "\n , \n").encode(),
        b'votes, id ,more\n1,A,x\n 2 ,"B","y,z"\n',
    ],
    ids=["plain", "mark", "CR LF", "semicolon", "no end", "empty rows", "other order and more"],
)
def test_a_table_is_read(data: bytes) -> None:
    rows = table.read(data, ("id", "votes"), key="id")
    assert [(row.line, row.text("id"), row.number("votes")) for row in rows] == [
        (2, "A", 1),
        (3, "B", 2),
    ]


def test_text_comes_in_nfc() -> None:
    rows = table.read("id,votes\nе\u0308лка,1\n".encode(), ("id", "votes"))
    assert rows[0].text("id") == "ёлка"


@pytest.mark.parametrize("data", [b"", b"\n\n", b" , \n"])
def test_an_empty_table_cannot_be_read(data: bytes) -> None:
    assert refusal(data, Unreadable).code == "table.empty"


@pytest.mark.parametrize(
    ("data", "column"),
    [
        (b"id\nA\n", "votes"),
        (b"id,id,votes\n", "id"),
        (b"ID,VOTES\n", "id"),
        (b"id,votes,x,x\n", "x"),
    ],
)
def test_a_header_without_a_column_or_with_one_twice_cannot_be_read(
    data: bytes, column: str
) -> None:
    error = refusal(data, Unreadable)
    assert (error.code, error.facts) == ("table.column", {"column": column})


def test_another_encoding_cannot_be_read_and_its_line_is_named() -> None:
    error = refusal("id,votes\nA,1\nӘ,2\n".encode("utf-16-le"), Unreadable)
    assert error.code in ("table.encoding", "table.column")
    error = refusal(b"id,votes\nA,1\n" + "Ж".encode("cp1251") + b",2\n", Unreadable)
    assert (error.code, error.facts) == ("table.encoding", {"line": 3})


def test_a_huge_table_cannot_be_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(table, "MAX_BYTES", 5)
    assert refusal(GOOD.encode(), Unreadable).code == "table.size"


@pytest.mark.parametrize("row", [b"A", b"A,1,2", b'"A,1'])
def test_a_row_of_another_length_or_an_open_quotation_is_refused(row: bytes) -> None:
    form = Unreadable if b'"' in row else Refused
    error = refusal(b"id,votes\n" + row + b"\n", form)
    assert (error.code, error.facts) == ("table.row", {"line": 2})


def test_a_value_twice_in_the_key_is_refused() -> None:
    error = refusal(b"id,votes\nA,1\nB,2\nA,3\n", Refused, key="id")
    assert error.code == "table.duplicate"
    assert error.facts == {"line": 4, "column": "id", "value": "A"}


@pytest.mark.parametrize("cell", ["", "-1", "+1", "01", "1.0", "1 000", "1e3", "٣", "x", "1" * 16])
def test_a_count_is_digits_only(cell: str) -> None:
    row = table.read(f"id,votes\nA,{cell}\n".encode(), ("id", "votes"))[0]
    with pytest.raises(Refused) as caught:
        row.number("votes")
    assert caught.value.code == "table.cell"
    assert caught.value.facts == {"line": 2, "column": "votes", "expected": "whole number"}


def test_an_empty_cell_and_a_cell_off_the_list_are_refused() -> None:
    row = table.read(b"id,votes\n,9\n", ("id", "votes"))[0]
    with pytest.raises(Refused) as caught:
        row.text("id")
    assert caught.value.code == "table.cell"
    with pytest.raises(Refused) as caught:
        row.choice("votes", ("1", "2"))
    assert caught.value.code == "table.cell"
    assert row.choice("votes", ("9",)) == "9"


def outcome(data: bytes) -> str:
    try:
        return f"{len(table.read(data, ('id', 'votes'), key='id'))} rows"
    except DauysError as error:
        return error.code


@given(data=st.binary(max_size=80))
def test_any_bytes_are_read_or_refused_and_nothing_else(data: bytes) -> None:
    told = outcome(b"id,votes\n" + data)
    assert told.endswith(" rows") or told.startswith("table.")
