"""The fast reader beside a slow one: they accept the same exports, and read the same votes."""

from __future__ import annotations

import csv
import io
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dauys.consultation.opinion import wire
from dauys.errors import DauysError
from tests.consultation.opinion.made import HEADER

CONTROL = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f]")
NUMBER = re.compile("0|[1-9][0-9]{0,14}")
CELLS = st.one_of(
    st.sampled_from(
        ["0", "1", "-1", "2", "7", "00", "-0", "", " 1", "1\0", "é", '"1"', '"1,2"', "x"]
    ),
    st.integers(0, 30).map(str),
)
ROWS = st.lists(st.lists(CELLS, min_size=4, max_size=6).map(",".join), max_size=6)
GOOD = st.tuples(st.integers(0, 9), st.integers(0, 4), st.integers(0, 4), st.integers(-1, 1)).map(
    lambda row: f"{row[0]},Tue,{row[1]},{row[2]},{row[3]}"
)


def slowly(text: str) -> dict[tuple[int, int], int] | None:
    """The votes by person and statement, or None for what must be refused."""
    cast: dict[tuple[int, int], dict[int, int]] = {}
    try:
        _, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    except csv.Error:
        return None
    for row in rows:
        if not row:
            continue
        if len(row) != 5 or row[4] not in ("1", "0", "-1") or CONTROL.search(row[1]):
            return None
        if not all(NUMBER.fullmatch(row[at]) for at in (0, 2, 3)):
            return None
        at, statement, person, vote = int(row[0]), int(row[2]), int(row[3]), int(row[4])
        if cast.setdefault((person, statement), {}).setdefault(at, vote) != vote:
            return None
    return {key: times[max(times)] for key, times in cast.items()} or None


@settings(max_examples=400, deadline=None)
@given(st.one_of(ROWS, st.lists(GOOD, max_size=12)), st.sampled_from(["\n", "\r\n"]), st.booleans())
@example(["1,x,2,3,1", '2,"a\n,b",2,3,0'], "\n", True)
@example(["1,,2,3,1", "", "2,,2,3,0"], "\r\n", False)
@example(['1,"a\0",2,3,1'], "\n", True)
@example(["1,,2,3,1", ",,,,"], "\n", True)
@example(["1,,2,3,1", '" "'], "\n", True)
@example(["1,a\t,2,3,1"], "\n", True)
@example(["1,,2,3,1", "1,,2,3,0", "1,,2,3,1", "2,,2,3,0"], "\n", True)
def test_the_two_readers_agree(rows: list[str], end: str, last: bool) -> None:
    text = HEADER.strip() + end + end.join(rows) + (end if last else "")
    expected = slowly(text)
    try:
        votes = wire.read(text.encode()).votes
    except DauysError:
        assert expected is None
        return
    people, statements = votes.people[votes.row], votes.statements[votes.column]
    cells = zip(people.tolist(), statements.tolist(), strict=True)
    assert dict(zip(cells, votes.vote.tolist(), strict=True)) == expected
