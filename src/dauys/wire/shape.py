"""Documents as frozen dataclasses: the declaration of a type is its wire format.

Fields stand on the wire in the order of the declaration; nothing may be missing, unknown or out of
order. A field ``T | None = None`` is left out when it is None; ``str | Document`` is either.
Integers that travel as strings are marked: `Decimal` (a canonical decimal string) and `Count` (a
JSON number up to 2^30 - 1 and a decimal string above, as Belenios writes counts and weights).
"""

from __future__ import annotations

import dataclasses
import functools
import re
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar, Union

from dauys.errors import Refused
from dauys.wire import canonical

T = TypeVar("T")
Read = Callable[[Any, str, str], Any]  # value, where, accused
Write = Callable[[Any], Any]

MAX_COUNT = 2**30 - 1
MAX_INTEGER = 2**53 - 1
_CANONICAL_DECIMAL = re.compile(r"0|[1-9][0-9]{0,1299}")


@dataclass(frozen=True, slots=True)
class Match:
    """Marks a string that must match a regular expression as a whole."""

    pattern: str
    expected: str


Decimal = Annotated[int, "decimal"]
Count = Annotated[int, "count"]


def read(
    form: type[T], data: bytes, *, accused: str = "", limit: int | None = None, nfc: bool = True
) -> T:
    """The document of type ``form`` that these canonical bytes spell; raises `Refused`."""
    size = canonical.MAX_BYTES if limit is None else limit
    value = canonical.parse(data, accused=accused, limit=size, nfc=nfc)
    document = value_of(form, value, accused=accused)
    if write(document, form) != data:  # another order of fields, a count spelt in the other way
        raise Refused("json.canonical", accused)
    return document


def value_of(form: type[T], value: Any, *, accused: str = "") -> T:
    """The document that a parsed JSON value spells; the order of keys is checked too."""
    declared: Any = form
    document: T = _codec(declared)[0](value, "", accused)
    return document


def write(document: Any, form: Any = None) -> bytes:
    """The canonical bytes of a document; ``form`` where it is a tuple and not a dataclass."""
    return canonical.write(plain(document, form))


def plain(document: Any, form: Any = None) -> Any:
    """The JSON value of a document; ``form`` where it is not a dataclass itself."""
    declared: Any = form or type(document)
    return _codec(declared)[1](document)


@functools.cache
def _codec(form: Any) -> tuple[Read, Write]:
    origin = typing.get_origin(form)
    if hasattr(form, "__supertype__"):  # NewType
        return _codec(form.__supertype__)
    if origin is Annotated:
        return _annotated(*typing.get_args(form))
    if origin is Literal:
        return _literal(typing.get_args(form))
    if origin is tuple:
        return _list(_codec(typing.get_args(form)[0]))
    if origin in (Union, types.UnionType):
        return _either([_codec(arg) for arg in typing.get_args(form)])
    if origin is dict:
        return _map(_codec(typing.get_args(form)[1]))
    if dataclasses.is_dataclass(form):
        return _record(typing.cast(type[Any], form))
    return _scalar(form)


def _wrong(where: str, expected: str, accused: str) -> Refused:
    return Refused("json.shape", accused, where=where or "/", expected=expected)


def _scalar(form: Any) -> tuple[Read, Write]:
    names = {str: "string", int: "integer", bool: "boolean"}

    def read(value: Any, where: str, accused: str) -> Any:
        if type(value) is not form or (form is int and abs(value) > MAX_INTEGER):
            raise _wrong(where, names[form], accused)
        return value

    return read, lambda value: value


def _annotated(base: Any, mark: Any) -> tuple[Read, Write]:
    if mark == "decimal":
        return _read_decimal, str
    if mark == "count":
        return _read_count, lambda value: value if value <= MAX_COUNT else str(value)
    inner, write = _codec(base)
    compiled = re.compile(mark.pattern)

    def read(value: Any, where: str, accused: str) -> Any:
        if not compiled.fullmatch(inner(value, where, accused)):
            raise _wrong(where, mark.expected, accused)
        return value

    return read, write


def _read_decimal(value: Any, where: str, accused: str) -> int:
    if type(value) is not str or not _CANONICAL_DECIMAL.fullmatch(value):
        raise _wrong(where, "canonical decimal string", accused)
    return int(value)


def _read_count(value: Any, where: str, accused: str) -> int:
    if type(value) is int and 0 <= value <= MAX_COUNT:
        return value
    number = _read_decimal(value, where, accused) if type(value) is str else -1
    if number <= MAX_COUNT:
        raise _wrong(where, "count", accused)
    return number


def _literal(allowed: tuple[Any, ...]) -> tuple[Read, Write]:
    def read(value: Any, where: str, accused: str) -> Any:
        if not any(type(value) is type(choice) and value == choice for choice in allowed):
            raise _wrong(where, "|".join(str(choice) for choice in allowed), accused)
        return value

    return read, lambda value: value


def _either(codecs: list[tuple[Read, Write]]) -> tuple[Read, Write]:
    """A string or a document: the first codec is the string's."""
    text, document = codecs

    def read(value: Any, where: str, accused: str) -> Any:
        return (document if type(value) is dict else text)[0](value, where, accused)

    return read, lambda value: (text if type(value) is str else document)[1](value)


def _list(item: tuple[Read, Write]) -> tuple[Read, Write]:
    def read(value: Any, where: str, accused: str) -> Any:
        if type(value) is not list:
            raise _wrong(where, "array", accused)
        return tuple(item[0](each, f"{where}/{n}", accused) for n, each in enumerate(value))

    return read, lambda value: [item[1](each) for each in value]


def _map(item: tuple[Read, Write]) -> tuple[Read, Write]:
    """An object with free keys, which must stand in the order of their code points."""

    def read(value: Any, where: str, accused: str) -> Any:
        if type(value) is not dict or list(value) != sorted(value):
            raise _wrong(where, "object with sorted keys", accused)
        return {key: item[0](each, f"{where}/{key}", accused) for key, each in value.items()}

    return read, lambda value: {key: item[1](value[key]) for key in sorted(value)}


def _record(form: type[Any]) -> tuple[Read, Write]:
    hints = typing.get_type_hints(form, include_extras=True)
    fields = [(f.name, *_optional(hints[f.name])) for f in dataclasses.fields(form)]
    absent: dict[str, Any] = {name: None for name, _, optional in fields if optional}

    def read(value: Any, where: str, accused: str) -> Any:
        if type(value) is not dict:
            raise _wrong(where, "object", accused)
        values: dict[str, Any] = {}
        for name, codec, optional in fields:
            if name in value:
                values[name] = codec[0](value[name], f"{where}/{name}", accused)
            elif not optional:
                raise _wrong(f"{where}/{name}", "a field that is missing", accused)
        if list(values) != list(value):
            unknown = next((k for k in value if k not in values), "")
            if unknown:
                raise _wrong(f"{where}/{unknown[:80]}", "no such field", accused)
            raise Refused("json.canonical", accused)
        return form(**(absent | values))

    def write(value: Any) -> Any:
        pairs = ((name, codec, getattr(value, name)) for name, codec, _ in fields)
        return {name: codec[1](each) for name, codec, each in pairs if each is not None}

    return read, write


def _optional(hint: Any) -> tuple[tuple[Read, Write], bool]:
    if typing.get_origin(hint) not in (Union, types.UnionType):
        return _codec(hint), False
    inner = [arg for arg in typing.get_args(hint) if arg is not type(None)]
    optional = len(inner) < len(typing.get_args(hint))
    return (_codec(inner[0]) if len(inner) == 1 else _either([_codec(i) for i in inner])), optional
