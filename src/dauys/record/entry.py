"""An entry of the log: ``{"kind", "at", "body"}`` in canonical JSON (8-record, section 1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from dauys.ballots.wire import BallotCast
from dauys.errors import Refused, Unreadable
from dauys.record.kinds import KIND_OF, KINDS
from dauys.wire import canonical, ids, shape

MAX_BYTES = 65_535  # what C2SP tlog-tiles allow an entry
_OPENING = re.compile(
    rb'\{"kind":"ballot\.cast","at":"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z)",'
    rb'"body":\{"box":"([1-9A-HJ-NP-Za-km-z]{14,32})","ballot":"'
)
_CLOSING = b'"}}'
_PRINTABLE = bytes(range(0x20, 0x7F))


@dataclass(frozen=True, slots=True)
class Head:
    """What every entry has in front of its body."""

    kind: str
    at: ids.Moment


@dataclass(frozen=True, slots=True)
class Entry:
    """One event: its kind, its moment, and its body as a document of that kind."""

    kind: str
    at: str
    body: Any


def read_entry(data: bytes, index: int) -> Entry:
    """The entry that these bytes spell; ``record.version`` for a kind that we do not know."""
    who = f"entry:{index}"
    plain = plain_ballot(data)
    if plain is not None:
        ids.seconds(plain.at, accused=who)
        return plain
    value = canonical.parse(data, accused=who, limit=MAX_BYTES)
    if type(value) is not dict or list(value) != ["kind", "at", "body"]:
        raise Refused("json.shape", who, where="/", expected="kind, at, body")
    head = shape.value_of(Head, {"kind": value["kind"], "at": value["at"]}, accused=who)
    ids.seconds(head.at, accused=who)
    if head.kind not in KINDS:
        raise Unreadable("record.version", who, version=head.kind[:40])
    entry = Entry(head.kind, head.at, shape.value_of(KINDS[head.kind], value["body"], accused=who))
    if write_entry(entry.at, entry.body) != data:
        raise Refused("json.canonical", who)
    return entry


def plain_ballot(data: bytes) -> Entry | None:
    """The entry of a ballot cast, where nothing is in it but what nearly every one has.

    A record has millions of them, and a document of ASCII whose quotation marks alone are escaped
    is canonical: no need to write it again. None for any other bytes, which are to be read as
    all others are.
    """
    found = _OPENING.match(data) if len(data) <= MAX_BYTES else None
    if found is None or not data.endswith(_CLOSING, found.end()):
        return None
    ballot = data[found.end() : -len(_CLOSING)]
    escaped = ballot.count(b'\\"')
    if not ballot.count(b"\\") == ballot.count(b'"') == escaped:
        return None  # an escape of something else, or a quotation mark that ends the string
    if ballot.translate(None, _PRINTABLE):
        return None
    at, box = (part.decode("ascii") for part in found.groups())
    return Entry("ballot.cast", at, BallotCast(box, ballot.decode("ascii").replace('\\"', '"')))


def write_entry(at: str, body: Any) -> bytes:
    """The bytes of an entry; its kind is that of the body. Raises ``record.entry`` if too long."""
    kind = KIND_OF[type(body)]
    data = canonical.write({"kind": kind, "at": at, "body": shape.plain(body)})
    if len(data) > MAX_BYTES:
        raise Refused("record.entry", kind, limit=MAX_BYTES)
    return data
