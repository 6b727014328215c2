"""A mapping file: other systems' columns, words and dates as ours, and nothing guessed."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from dauys.consultation import dates
from dauys.consultation.mapping import Plan, read_mapping
from dauys.errors import DauysError

CSV = """part,ours,theirs
column,id,Номер
column,received,Дата
constant,origin,imported
group,citizen,Гражданин
group,association,Общественное  объединение
date,,DD.MM.YYYY hh:mm
date,,D.M.YYYY
offset,,+05:00
prefix,,eo-
sheet,,Обращения
header,,3
"""
JSON = {
    "columns": {"id": "Номер", "received": "Дата"},
    "constants": {"origin": "imported"},
    "values": {"group": {"Гражданин": "citizen", "Общественное  объединение": "association"}},
    "dates": ["DD.MM.YYYY hh:mm", "D.M.YYYY"],
    "offset": "+05:00",
    "prefix": "eo-",
    "sheet": "Обращения",
    "header": 3,
}


def plan() -> Plan:
    return read_mapping(CSV.encode())


def test_json_says_the_same_as_csv() -> None:
    assert read_mapping(json.dumps(JSON, ensure_ascii=False, indent=2).encode()) == plan()


def test_words_are_found_whatever_their_case_and_spaces() -> None:
    assert plan().cell("group", " общественное объединение ") == "association"
    assert plan().cell("group", "Прохожий") == "Прохожий"
    assert plan().cell("region", "Гражданин") == "Гражданин"


def test_a_date_is_a_moment_in_utc() -> None:
    assert plan().cell("received", "06.02.2026 03:30") == "2026-02-05T22:30:00Z"
    assert plan().cell("received", "6.2.2026") == "2026-02-05T19:00:00Z"
    for wrong in ("30.02.2026 10:00", "2026-02-06", "06.02.2026 3:30", "06/02/2026 03:30"):
        assert plan().cell("received", wrong) == wrong


def test_an_id_keeps_what_an_id_may_hold() -> None:
    assert plan().cell("id", "ЖТ-2026-00123/KZ") == "eo--2026-00123kz"


def test_patterns_and_offsets() -> None:
    assert dates.pattern("YYYY-MM") is None
    assert dates.pattern("DD.MM.YYYY DD") is None
    made = dates.pattern("YYYY-MM-DD (hh:mm:ss)")
    assert made is not None
    assert made.moment("2026-02-06 (00:00:01)", timedelta(0)) == "2026-02-06T00:00:01Z"
    assert made.moment("0001-01-01 (00:00:01)", timedelta(hours=5)) is None
    assert dates.offset("-03:30") == -timedelta(hours=3, minutes=30)
    assert [dates.offset(each) for each in ("+5", "+15:00", "+05:60", "UTC")] == [None] * 4


HEAD = "part,ours,theirs\n"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (HEAD + "column,name,Имя\n", "mapping.column"),
        (HEAD + "column,id,A\nconstant,id,B\n", "mapping.twice"),
        (HEAD + "group,citizen,A\ngroup,youth,a\n", "mapping.twice"),
        (HEAD + "prefix,,a\nprefix,,b\n", "mapping.twice"),
        (HEAD + "date,,день\noffset,,+05:00\n", "mapping.date"),
        (HEAD + "date,,DD.MM.YYYY\n", "mapping.offset"),
        (HEAD + "offset,,+05:00\n", "mapping.offset"),
        (HEAD + "offset,,Алматы\n", "mapping.form"),
        (HEAD + "prefix,,ЖТ\n", "mapping.form"),
        (HEAD + "header,,0\n", "mapping.form"),
        (HEAD + "colour,,red\n", "mapping.form"),
        ("part,ours\n", "table.column"),
        ('{"colums": {}}', "mapping.form"),
        ('{"columns": []}', "mapping.form"),
        ('{"columns": {"id": 1}}', "mapping.form"),
        ('{"columns": {"id": "A", "id": "B"}}', "mapping.twice"),
        ('{"dates": {"a": "b"}}', "mapping.form"),
        ('{"header": true}', "mapping.form"),
        ('{"header": "3"}', "mapping.form"),
        ('{"columns": ', "json.syntax"),
        ("{" * 100_000, "json.syntax"),
        ('{"a":' * 100_000, "json.syntax"),
        ("{" + " " * 1024 * 1024, "table.size"),
    ],
)
def test_what_is_no_mapping(data: str, code: str) -> None:
    with pytest.raises(DauysError) as told:
        read_mapping(data.encode())
    assert told.value.code == code


def test_a_mapping_in_another_encoding() -> None:
    for data in (CSV.encode("cp1251"), b'{"sheet": "\xcb"}'):
        with pytest.raises(DauysError) as told:
            read_mapping(data)
        assert told.value.code in {"table.encoding", "json.encoding"}
