"""Canonical JSON (docs/specification/1-wire.md): one value, one spelling.

UTF-8, no white space, integers only, no duplicate keys, text in NFC, size and depth capped before
anything is built. What is read is written again and compared, so that two readers can never see
two documents in the same bytes. It does not know what a document means: see `shape`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any, NoReturn

from dauys.errors import Refused

MAX_BYTES = 16 * 1024 * 1024
MAX_DEPTH = 32
MAX_DIGITS = 20

# An unclosed string is taken whole, without going back over it: else the time grows as the square.
_STRINGS = re.compile(rb'"(?:[^"\\]|\\.)*+"?', re.DOTALL)

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def parse(data: bytes, *, accused: str = "", limit: int = MAX_BYTES, nfc: bool = True) -> Any:
    """The value of canonical JSON bytes.

    ``nfc=False`` is for documents of other systems, whose text may be in any Unicode form.
    Raises `Refused` with a code ``json.*``.
    """
    if len(data) > limit:
        raise Refused("json.size", accused, limit=limit)
    _check_depth(data, accused)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("json.encoding", accused) from None
    value = _decode(text, accused)
    if write(value, accused=accused) != data:
        raise Refused("json.canonical", accused)
    if nfc and not unicodedata.is_normalized("NFC", text):
        raise Refused("json.text", accused)
    return value


def parse_loose(data: bytes, *, accused: str = "", limit: int = MAX_BYTES) -> Any:
    """The value of JSON that a person wrote: white space is free, all else is as strict."""
    if len(data) > limit:
        raise Refused("json.size", accused, limit=limit)
    _check_depth(data, accused)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("json.encoding", accused) from None
    # Written without escapes first: of "\u0435\u0308" one cannot see that it is no NFC.
    plain = write(_decode(text, accused), accused=accused).decode("utf-8")
    return _decode(unicodedata.normalize("NFC", plain), accused)


def write(value: Any, *, accused: str = "") -> bytes:
    """Canonical JSON bytes of a value; the order of keys is that of the value."""
    text = _ENCODER.encode(value)
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:  # half of a surrogate pair
        raise Refused("json.encoding", accused) from None


def _check_depth(data: bytes, accused: str) -> None:
    """Counts brackets outside strings: the decoder recurses, and must not be made to overflow."""
    depth = 0
    # Short documents cannot nest deeper than the limit; skip the scan that most need not pay for.
    if data.count(b"[") + data.count(b"{") <= MAX_DEPTH:
        return
    for byte in _STRINGS.sub(b"", data):
        if byte in b"[{":
            depth += 1
            if depth > MAX_DEPTH:
                raise Refused("json.depth", accused, limit=MAX_DEPTH)
        elif byte in b"]}":
            depth -= 1


def _decode(text: str, accused: str) -> Any:
    def pairs(items: list[tuple[str, Any]]) -> dict[str, Any]:
        result: dict[str, Any] = {}
        for key, value in items:
            if key in result:
                raise Refused("json.duplicate", accused, key=key[:80])
            result[key] = value
        return result

    def number(digits: str) -> int:
        if len(digits) > MAX_DIGITS:
            raise Refused("json.number", accused)
        return int(digits)

    def refuse(_: str) -> NoReturn:
        raise Refused("json.number", accused)

    try:
        return json.loads(
            text,
            object_pairs_hook=pairs,
            parse_int=number,
            parse_float=refuse,
            parse_constant=refuse,
        )
    except json.JSONDecodeError as error:
        raise Refused("json.syntax", accused, position=error.pos) from None
