"""Hashes with a place each: found again, in their order, however many and however alike."""

from __future__ import annotations

import hashlib

from dauys.wire.digests import Digests


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


def test_hashes_that_begin_alike_are_told_apart() -> None:
    """Whoever makes hashes with one beginning may make it slow, but never wrong."""
    made = Digests()
    alike = [bytes(8) + digest(number)[8:] for number in range(600)]
    assert [made.add(each) for each in alike] == list(range(600))
    assert [made.place(each) for each in alike] == list(range(600))
    assert made.place(bytes(8) + digest(601)[8:]) is None
