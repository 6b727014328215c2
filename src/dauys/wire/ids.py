"""Identifiers and moments as they stand in documents."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from dauys.errors import Refused
from dauys.wire.shape import Match

Sha256 = Annotated[str, Match("[0-9a-f]{64}", "64 lower-case hexadecimal digits")]
Language = Annotated[str, Match("[a-z]{2,3}", "language code, such as kk")]
Name = Annotated[str, Match("[a-z0-9][a-z0-9._-]{0,63}", "short name of a-z, 0-9, dot, dash")]
Moment = Annotated[
    str,
    Match(
        "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z", "moment as 2026-03-15T07:00:00Z"
    ),
]
Date = Annotated[str, Match("[0-9]{4}-[0-9]{2}-[0-9]{2}", "date as 2026-03-15")]
Words = dict[str, str]  # language code -> text


@dataclass(frozen=True, slots=True)
class ObjectRef:
    """A thing too long for an entry, kept at ``object/<sha256>``; size in bytes."""

    sha256: Sha256
    size: int


Payload = str | ObjectRef  # exact bytes as one string of UTF-8, or an object when too long


def seconds(moment: str, *, accused: str = "") -> int:
    """Seconds since 1970 of a moment (RFC 3339, UTC, whole seconds); refuses 30 February."""
    try:
        when = datetime.fromisoformat(moment)
    except ValueError:
        raise Refused("json.shape", accused, where="/at", expected="moment") from None
    if when.replace(tzinfo=None).isoformat() + "Z" != moment:  # one of the other forms of ISO 8601
        raise Refused("json.shape", accused, where="/at", expected="moment")
    return int(when.timestamp())


def moment(at: int) -> str:
    """The moment of a number of seconds since 1970."""
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
