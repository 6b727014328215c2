"""Identifiers, moments and names of objects as they stand in documents."""

from __future__ import annotations

from typing import Any

import pytest

from dauys.errors import Refused
from dauys.wire import ids, shape
from dauys.wire.ids import Date, Language, Moment, Name, ObjectRef, Sha256
from dauys.wire.payload import INLINE, carried, object_of, object_ref


def test_moments_and_seconds_agree() -> None:
    assert ids.seconds("1970-01-01T00:00:00Z") == 0
    assert ids.seconds("2026-03-15T07:00:00Z") == 1773558000
    assert ids.moment(1773558000) == "2026-03-15T07:00:00Z"


@pytest.mark.parametrize(
    "text",
    [
        "2026-02-30T07:00:00Z",
        "2026-13-01T07:00:00Z",
        "2026-03-15T24:00:00Z",
        "",
        "now",
        "2026-03-15",
    ],
)
def test_a_moment_that_never_was_is_refused(text: str) -> None:
    with pytest.raises(Refused) as caught:
        ids.seconds(text, accused="entry:1")
    assert (caught.value.code, caught.value.accused) == ("json.shape", "entry:1")


@pytest.mark.parametrize(
    ("form", "good", "bad"),
    [
        (Sha256, "ab" * 32, ["AB" * 32, "ab" * 31, "ab" * 33, "zz" * 32, ""]),
        (Language, "kk", ["KK", "k", "kaza", "kk-KZ", ""]),
        (Name, "north-1", ["North", "-a", ".a", "a/b", "../a", "a" * 65, "a b", ""]),
        (Moment, "2026-03-15T07:00:00Z", ["2026-03-15T07:00:00+05:00", "2026-03-15T07:00:00.5Z"]),
        (Date, "2026-03-15", ["15.03.2026", "2026-3-15"]),
    ],
)
def test_a_string_of_another_form_is_refused(form: Any, good: str, bad: list[str]) -> None:
    assert shape.value_of(form, good) == good
    for text in bad:
        with pytest.raises(Refused) as caught:
            shape.value_of(form, text)
        assert caught.value.code == "json.shape"


def test_a_short_document_travels_inside_and_a_long_one_as_an_object() -> None:
    assert carried(b"{}") == "{}"
    assert object_of(b"{}") == []
    long = b"x" * (INLINE + 1)
    assert carried(long) == object_ref(long)
    assert object_of(long) == [long]


def test_what_is_not_ascii_travels_as_an_object() -> None:
    data = "ә".encode()
    assert isinstance(carried(data), ObjectRef)
