"""The short way to read a ballot's entry gives what the long way gives, or is not taken."""

from __future__ import annotations

from typing import Any
from unittest import mock

import pytest

from dauys.ballots.wire import BallotCast
from dauys.errors import DauysError
from dauys.record.entry import MAX_BYTES, plain_ballot, read_entry, write_entry
from dauys.wire.ids import ObjectRef

AT, BOX = "2027-07-12T02:00:00Z", "9bGzjkm7iHAy8D"


def entry(ballot: Any = '{"a":"b"}', at: str = AT, box: str = BOX) -> bytes:
    return write_entry(at, BallotCast(box, ballot))


def read(data: bytes, *, plainly: bool) -> Any:
    """The entry or the code of its refusal, by the long way unless ``plainly``."""
    way = plain_ballot if plainly else lambda data: None
    with mock.patch("dauys.record.entry.plain_ballot", way):
        try:
            return read_entry(data, 7)
        except DauysError as error:
            return type(error), error.code, error.accused, error.facts


def test_it_is_the_way_of_a_usual_ballot() -> None:
    data = entry()
    assert plain_ballot(data) == read(data, plainly=False)


@pytest.mark.parametrize("ballot", ["", "~", " ", "a\\b", "line\n", "ә", "\x7f", "\x00", '"', "/"])
def test_any_text_is_read_the_same(ballot: str) -> None:
    data = entry(ballot)
    assert read(data, plainly=True) == read(data, plainly=False)


def test_an_object_a_wrong_box_and_a_day_that_is_none_are_left_to_the_long_way() -> None:
    for data in (
        entry(ObjectRef("a" * 64, 5)),
        entry(box="l0IO"),
        entry(at="2027-02-30T02:00:00Z"),
        entry(at="2027-13-30T02:00:00Z"),
        entry("x" * (MAX_BYTES - 200)) + b" ",
    ):
        assert read(data, plainly=True) == read(data, plainly=False)


def test_any_byte_changed_taken_out_or_put_in_gives_the_same() -> None:
    for whole in (entry('{"a":"b"}'), entry("")):
        for position in range(len(whole)):
            before, after = whole[:position], whole[position + 1 :]
            for byte in b'"\\ {x9\x00\x80':
                put = bytes([byte])
                for data in (before + put + after, before + put + whole[position:], before):
                    assert read(data, plainly=True) == read(data, plainly=False), data
            shorter = before + after
            assert read(shorter, plainly=True) == read(shorter, plainly=False), shorter


def test_an_entry_that_is_too_long_is_refused_the_same() -> None:
    data = entry("x" * (MAX_BYTES - 200))
    longer = data.replace(b"xxx", b"xxx" + b"x" * 300, 1)
    assert len(longer) > MAX_BYTES
    assert read(longer, plainly=True) == read(longer, plainly=False)
