"""Hashes with a place each: found again, in their order, however many and however alike."""

from __future__ import annotations

import hashlib
from itertools import groupby

from dauys.wire.digests import FREE, Digests


def digest(number: int) -> bytes:
    return hashlib.sha256(str(number).encode()).digest()


def test_each_has_its_place_and_what_is_not_there_has_none() -> None:
    made = Digests()
    assert [made.add(digest(number)) for number in range(5000)] == list(range(5000))
    assert [made.add(digest(number)) for number in range(5000)] == list(range(5000))
    assert [made.place(digest(number)) for number in range(5000)] == list(range(5000))
    assert [made.place(digest(number)) for number in range(5000, 9000)] == [None] * 4000
    assert list(made) == [digest(number) for number in range(5000)]
    assert digest(1) in made
    assert digest(5001) not in made


def test_hashes_that_someone_made_alike_are_told_apart_and_crowd_no_spot() -> None:
    """Ballots can be ground until their trackers begin, or end, in one way."""
    for mixed in (lambda each: bytes(8) + each[8:], lambda each: each[:24] + bytes(8)):
        made = Digests()
        alike = [mixed(digest(number)) for number in range(5000)]
        assert [made.add(each) for each in alike] == list(range(5000))
        assert [made.place(each) for each in alike] == list(range(5000))
        assert made.place(mixed(digest(5001))) is None
        assert longest_run(made) < 1000


def longest_run(made: Digests) -> int:
    """How many places of the index a search may have to look at."""
    runs = groupby(made._index, lambda place: place != FREE)
    return max(sum(1 for _ in run) for taken, run in runs if taken)
