"""An entry of the log: ``{"kind", "at", "body"}`` in canonical JSON (8-record, section 1)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dauys.errors import Refused, Unreadable
from dauys.record.kinds import KIND_OF, KINDS
from dauys.wire import canonical, ids, shape

MAX_BYTES = 65_535  # what C2SP tlog-tiles allow an entry


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


def write_entry(at: str, body: Any) -> bytes:
    """The bytes of an entry; its kind is that of the body. Raises ``record.entry`` if too long."""
    kind = KIND_OF[type(body)]
    data = canonical.write({"kind": kind, "at": at, "body": shape.plain(body)})
    if len(data) > MAX_BYTES:
        raise Refused("record.entry", kind, limit=MAX_BYTES)
    return data
