"""Documents as dataclasses: the declaration is the wire format, and nothing else passes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal, NewType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dauys.errors import Refused
from dauys.wire import shape
from dauys.wire.shape import MAX_COUNT, MAX_INTEGER, Count, Decimal, Match

Code = NewType("Code", str)


@dataclass(frozen=True, slots=True)
class Inner:
    size: int


@dataclass(frozen=True, slots=True)
class Outer:
    name: Annotated[str, Match("[a-z]+", "lower-case letters")]
    kind: Literal["a", "b"]
    code: Code
    number: Decimal
    weight: Count
    items: tuple[Inner, ...]
    either: str | Inner
    words: dict[str, str]
    flag: bool
    maybe: int | None = None


OUTER = Outer("n", "a", Code("c"), 5, 7, (Inner(1), Inner(2)), Inner(3), {"en": "x"}, True)
DATA = (
    b'{"name":"n","kind":"a","code":"c","number":"5","weight":7,"items":[{"size":1},{"size":2}],'
    b'"either":{"size":3},"words":{"en":"x"},"flag":true}'
)


def refusal(data: bytes, form: Any = Outer) -> Refused:
    with pytest.raises(Refused) as caught:
        shape.read(form, data, accused="entry:3")
    assert caught.value.accused == "entry:3"
    return caught.value


def test_a_document_is_written_as_declared_and_read_back() -> None:
    assert shape.write(OUTER) == DATA
    assert shape.read(Outer, DATA) == OUTER


def test_an_optional_field_is_left_out_or_there() -> None:
    with_it = DATA[:-1] + b',"maybe":0}'
    assert shape.read(Outer, with_it).maybe == 0
    assert shape.write(shape.read(Outer, with_it)) == with_it


def test_a_string_or_a_document() -> None:
    data = DATA.replace(b'{"size":3}', b'"text"')
    assert shape.read(Outer, data).either == "text"
    assert shape.write(shape.read(Outer, data)) == data


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        (b'"name":"n"', b'"name":"N"', "/name"),
        (b'"name":"n"', b'"name":"n\\n"', "/name"),
        (b'"name":"n"', b'"name":""', "/name"),
        (b'"name":"n"', b'"name":1', "/name"),
        (b'"kind":"a"', b'"kind":"c"', "/kind"),
        (b'"code":"c"', b'"code":null', "/code"),
        (b'{"size":2}', b'{"size":"2"}', "/items/1/size"),
        (b'{"size":2}', b'{"size":true}', "/items/1/size"),
        (b'{"size":2}', b'{"size":9007199254740992}', "/items/1/size"),
        (b'{"size":2}', b'{"size":2,"more":1}', "/items/1/more"),
        (b'{"size":2}', b"{}", "/items/1/size"),
        (b'{"size":2}', b"[]", "/items/1"),
        (b'"items":[', b'"items":{"a":', "/items"),
        (b'{"size":3}', b"3", "/either"),
        (b'{"en":"x"}', b'{"en":1}', "/words/en"),
        (b'{"en":"x"}', b'{"ru":"x","en":"y"}', "/words"),
        (b'{"en":"x"}', b'["en"]', "/words"),
        (b'"flag":true', b'"flag":1', "/flag"),
        (b'"flag":true', b'"flag":true,"maybe":null', "/maybe"),
        (b'"flag":true', b'"flag":true,"more":1', "/more"),
        (b',"flag":true', b"", "/flag"),
    ],
)
def test_another_shape_is_refused_and_its_place_named(old: bytes, new: bytes, where: str) -> None:
    data = DATA.replace(old, new)
    if new.startswith(b'"items":{'):
        data = data.replace(b'{"size":2}]', b'{"size":2}}').replace(b'{"size":1},', b'1,"b":')
    error = refusal(data)
    assert (error.code, error.facts["where"]) == ("json.shape", where)


def test_fields_in_another_order_are_refused() -> None:
    moved = DATA.replace(b',"flag":true', b"").replace(b'{"name"', b'{"flag":true,"name"')
    assert refusal(moved).code == "json.canonical"


@pytest.mark.parametrize(
    "spelling",
    [b'"05"', b'"+5"', b'"-5"', b'"0x5"', b'"5_0"', b'" 5"', b'""', b'"5.0"', b"5", b'"\xd9\xa1"'],
)
def test_a_decimal_has_one_spelling(spelling: bytes) -> None:
    error = refusal(DATA.replace(b'"number":"5"', b'"number":' + spelling))
    assert error.facts["where"] == "/number"


@pytest.mark.parametrize("number", [0, 1, 10**20, 2**2048])
def test_a_decimal_may_be_long(number: int) -> None:
    data = shape.write(Outer(**{**_fields(), "number": number}))
    assert shape.read(Outer, data).number == number


def test_a_decimal_of_a_million_digits_is_refused() -> None:
    data = DATA.replace(b'"number":"5"', b'"number":"' + b"9" * 10**6 + b'"')
    assert refusal(data).facts["where"] == "/number"


def _fields() -> dict[str, Any]:
    return {name: getattr(OUTER, name) for name in Outer.__dataclass_fields__}


@pytest.mark.parametrize(
    ("number", "spelling"),
    [
        (0, b"0"),
        (MAX_COUNT, b"1073741823"),
        (MAX_COUNT + 1, b'"1073741824"'),
        (10**11, b'"100000000000"'),
    ],
)
def test_a_count_is_a_number_up_to_the_bound_and_a_string_above(
    number: int, spelling: bytes
) -> None:
    data = shape.write(Outer(**{**_fields(), "weight": number}))
    assert b'"weight":' + spelling + b"," in data
    assert shape.read(Outer, data).weight == number


@pytest.mark.parametrize(
    "spelling",
    [
        b'"7"',
        b"1073741824",
        b'"1073741823"',
        b"-1",
        b'"-1"',
        b"true",
        b"null",
        b'"01073741824"',
        b'"+1073741824"',
    ],
)
def test_a_count_in_the_other_spelling_is_refused(spelling: bytes) -> None:
    error = refusal(DATA.replace(b'"weight":7', b'"weight":' + spelling))
    assert error.facts["where"] == "/weight"


@given(size=st.integers(-MAX_INTEGER, MAX_INTEGER), maybe=st.none() | st.integers(0, 9))
def test_every_document_is_read_back(size: int, maybe: int | None) -> None:
    document = Outer(**{**_fields(), "items": (Inner(size),), "maybe": maybe})
    assert shape.read(Outer, shape.write(document)) == document


def test_a_tuple_is_a_document_too() -> None:
    form = tuple[Inner, ...]
    assert shape.write((Inner(1),), form) == b'[{"size":1}]'
    assert shape.read(form, b'[{"size":1}]') == (Inner(1),)
    assert refusal(b'{"size":1}', form).facts["where"] == "/"


def test_limits_are_handed_on() -> None:
    with pytest.raises(Refused) as caught:
        shape.read(Outer, DATA, limit=10)
    assert caught.value.code == "json.size"
