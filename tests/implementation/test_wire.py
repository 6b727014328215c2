"""The matrix as a file and as an event."""

from __future__ import annotations

import pytest

from dauys.errors import Findings, Unreadable
from dauys.implementation.wire import ImplementationPlanned, is_date, read_matrix
from dauys.wire import shape
from tests.consultation.made import places
from tests.implementation.made import HEADER, ROW, read, task


def test_a_row_without_a_hash_is_bound_to_the_words_of_today() -> None:
    assert task().anchor == places().anchor("art_1__para_1")


def test_a_row_keeps_the_hash_that_it_has() -> None:
    """It says for which words the task was made."""
    row = ROW.replace(",art_1__para_1,,", f",art_1__para_1,{'0' * 64},")
    assert read(row)[0].anchor.hash == "0" * 64


def test_an_event_returns_from_its_bytes() -> None:
    for made in (task(), task(deadline=None, evidence=None, lapses_on=None, transitional=None)):
        event = ImplementationPlanned(made)
        assert shape.read(ImplementationPlanned, shape.write(event)) == event


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("t-1", "Т 1", "table.cell"),
        ("immediate", "eventual", "table.cell"),
        ("amend", "tear up", "table.cell"),
        ("in_force", "soon", "table.cell"),
        ("2027-08-21,2027", ",2027", "table.cell"),
        ("2027-11-21", "2027-11-31", "table.cell"),
        ("limited", "half", "table.cell"),
        ("https://garden.example/hours", "see the cupboard", "table.cell"),
        (",art_1__para_1,,", ",art_1__para_1,abc,", "table.cell"),
        (",art_1__para_1,,", ",art_9,,", "anchor.address"),
        (",ru,", ",kk,", "anchor.language"),
    ],
)
def test_a_wrong_cell_has_its_code(old: str, new: str, code: str) -> None:
    found = Findings()
    assert read(ROW.replace(old, new, 1), found) == []
    assert [finding.code for finding in found.found] == [code]


def test_what_is_no_such_table_is_unreadable() -> None:
    with pytest.raises(Unreadable, match=r"table\.column"):
        read_matrix(HEADER.replace("norm", "rule").encode(), places(), Findings())


@pytest.mark.parametrize("text", ["2027-02-29", "2027-2-3", "27-02-03", "", "２０２７-02-03"])
def test_what_is_no_date(text: str) -> None:
    assert not is_date(text)
    assert is_date("2028-02-29")
