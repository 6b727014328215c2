"""Documents in one buffer are what they are one by one, and travel without what lies between."""

from __future__ import annotations

import pickle
from array import array

import pytest

from dauys.wire.laid import Laid, laid

DOCUMENTS = [b"one", b"", b"three", b"one"]
APART = Laid(b"..one..three..", array("Q", [2, 2, 7, 2]), array("Q", [3, 0, 5, 3]))
either = pytest.mark.parametrize("made", [laid(DOCUMENTS), APART])


@either
def test_they_are_read_one_by_one(made: Laid) -> None:
    assert list(made) == DOCUMENTS
    assert len(made) == 4
    assert [made[at] for at in (0, 2, -1)] == [b"one", b"three", b"one"]
    assert list(made[1:3]) == DOCUMENTS[1:3]
    assert list(made.picked([3, 1])) == [b"one", b""]
    assert laid(made) is made


@either
def test_of_long_ones_no_more_is_kept_than_was_asked_for(made: Laid) -> None:
    assert made.cut(5) is made
    short = made.cut(4)
    assert list(short) == [b"one", b"", b"thre", b"one"]
    assert len(short.data) <= 10, "the rest is not kept in memory"


def test_they_travel_without_what_lies_between() -> None:
    sent = pickle.loads(pickle.dumps(APART))
    assert list(sent) == DOCUMENTS
    assert sent.data == b"onethreeone"


def test_none_lie_in_nothing() -> None:
    assert list(laid([])) == []
    assert list(laid([]).cut(0)) == []
