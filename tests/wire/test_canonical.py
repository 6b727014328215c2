"""Canonical JSON: one value, one spelling; whatever else is refused, quickly."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dauys.errors import Refused
from dauys.wire import canonical

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**18), 10**18) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)


def refusal(data: bytes, **options: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        canonical.parse(data, accused="entry:3", **options)
    assert caught.value.accused == "entry:3"
    return caught.value


@given(value=values)
def test_what_is_written_is_read_back(value: Any) -> None:
    data = canonical.write(value)
    assert canonical.parse(data, nfc=False) == value


def outcome(data: bytes) -> str:
    try:
        return "same" if canonical.write(canonical.parse(data)) == data else "other"
    except Refused as error:
        return error.code


@given(data=st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_and_nothing_else(data: bytes) -> None:
    assert outcome(data) == "same" or outcome(data).startswith("json.")


@pytest.mark.parametrize(
    ("value", "data"),
    [
        ({"б": "ә", "a": 1}, '{"б":"ә","a":1}'.encode()),
        ('"\\/\b\f\n\r\t\x00\x1f\x7f', b'"\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f\x7f"'),
        ("\U0001f5f3", '"🗳"'.encode()),
        ([True, False, None, 0, -1], b"[true,false,null,0,-1]"),
        ({}, b"{}"),
    ],
)
def test_the_one_spelling(value: Any, data: bytes) -> None:
    assert canonical.write(value) == data
    assert canonical.parse(data) == value


@pytest.mark.parametrize(
    "data",
    [b"[1, 2]", b"[1,2]\n", b' {"a":1}', b'{"a" :1}', b'"\\u0041"', b'"\\/"', b"-0", b'"\\u001F"'],
)
def test_another_spelling_is_refused(data: bytes) -> None:
    assert refusal(data).code == "json.canonical"


@pytest.mark.parametrize(
    ("data", "position"),
    [
        (b"", 0), (b"[", 1), (b"[1,]", 3), (b"01", 1), (b"+1", 0), (b"0x10", 1), (b"1_0", 1),
        (b"'a'", 0), (b'"\n"', 1), (b'{"a":1,}', 7), (b"[1][2]", 3), (b'"\\x41"', 1), (b'"abc', 0),
        (b"\xef\xbb\xbf[]", 0),
    ],
)  # fmt: skip
def test_what_is_no_json_is_refused(data: bytes, position: int) -> None:
    error = refusal(data)
    assert error.code == "json.syntax"
    assert abs(int(error.facts["position"]) - position) <= 1


@pytest.mark.parametrize(
    "data", [b'{"a":1,"a":1}', b'{"b":{"a":1,"a":2}}', b'[{"a":1,"\\u0061":2}]']
)
def test_a_key_twice_is_refused(data: bytes) -> None:
    error = refusal(data)
    assert (error.code, error.facts) == ("json.duplicate", {"key": "a"})


def test_a_long_key_twice_is_told_short() -> None:
    key = b'"' + b"k" * 1000 + b'":1'
    assert refusal(b"{" + key + b"," + key + b"}").facts == {"key": "k" * 80}


@pytest.mark.parametrize(
    "data", [b"1.0", b"1e3", b"NaN", b"Infinity", b"-Infinity", b"1" * 21, b"-" + b"1" * 20]
)
def test_a_number_that_is_not_a_short_integer_is_refused(data: bytes) -> None:
    assert refusal(data).code == "json.number"


def test_a_number_of_a_million_digits_is_refused_quickly() -> None:
    start = time.monotonic()
    assert refusal(b"9" * 10**6).code == "json.number"
    assert time.monotonic() - start < 1


@pytest.mark.parametrize("data", [b"\xff", b'"\xc3"', b'"\xed\xa0\x80"', b'"\xc0\xaf"'])
def test_what_is_not_utf_8_is_refused(data: bytes) -> None:
    assert refusal(data).code == "json.encoding"


def test_half_of_a_surrogate_pair_is_refused() -> None:
    assert refusal(b'"\\ud800"').code == "json.encoding"


def test_text_that_is_not_in_nfc_is_refused_unless_it_is_of_another_system() -> None:
    """Two texts that look the same would have two hashes."""
    data = '"e\u0301"'.encode()
    assert refusal(data).code == "json.text"
    assert canonical.parse(data, nfc=False) == "e\u0301"


def test_size_is_checked_before_anything_is_built() -> None:
    assert refusal(b"\xff" * 11, limit=10).code == "json.size"
    assert refusal(b"[]", limit=1).facts == {"limit": 1}


@pytest.mark.parametrize("opening", [b"[", b'{"a":'])
def test_depth_is_limited(opening: bytes) -> None:
    """A decoder that calls itself could be made to overflow."""
    closing = b"]" if opening == b"[" else b"}"
    deepest = opening * canonical.MAX_DEPTH
    assert canonical.parse(deepest + b"1" + closing * canonical.MAX_DEPTH) is not None
    for data in (opening * 33 + b"1" + closing * 33, opening * 10**6):
        assert refusal(data).code == "json.depth"


def test_brackets_in_strings_do_not_count() -> None:
    data = canonical.write(["[" * 100 + '"[' * 100 + "\\"])
    assert canonical.parse(data) == ["[" * 100 + '"[' * 100 + "\\"]


@pytest.mark.parametrize("filling", [b'\\"', b"a", b"\\\\", b'"'])
def test_an_unclosed_string_takes_no_longer_than_its_length(filling: bytes) -> None:
    """Going back from each quotation mark would take hours for a megabyte."""
    start = time.monotonic()
    assert refusal(b"[" + b"[]," * 40 + b'"' + filling * 200_000).code == "json.syntax"
    assert time.monotonic() - start < 2


def test_what_a_person_wrote_may_have_white_space_and_nothing_else() -> None:
    assert canonical.parse_loose(b' { "a" : [ 1 ] }\n') == {"a": [1]}
    assert canonical.parse_loose('"e\u0301"'.encode()) == "é"
    assert canonical.parse_loose(b'"e\\u0301"') == "é"  # the accent as an escape
    for data, code in (
        (b'{"a":1,"a":2}', "json.duplicate"),
        (b"1.5", "json.number"),
        (b"[" * 99, "json.depth"),
        (b"\xff", "json.encoding"),
        (b"{", "json.syntax"),
    ):
        with pytest.raises(Refused) as caught:
            canonical.parse_loose(data)
        assert caught.value.code == code
    with pytest.raises(Refused) as caught:
        canonical.parse_loose(b"[]", limit=1)
    assert caught.value.code == "json.size"
