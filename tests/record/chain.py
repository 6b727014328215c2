"""Archives of our own, taken apart into events and chained anew in any order."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from dauys.record import tar
from dauys.record.belenios import write_archive
from dauys.wire import canonical, hashes
from tests.ballots.world import TIMESTAMP, count, make_world


@cache
def archive(name: str = "Ed25519") -> bytes:
    """The archive of a small counted box of our own, with three ballots of two voters."""
    world = make_world(name)
    ballots = [world.ballot(who, [[1, 0]]) for who in (0, 1, 0)]
    return write_archive(count(world, ballots).documents)


def header(version: Any = 1, timestamp: Any = str(TIMESTAMP)) -> bytes:
    """The first member."""
    return tar.member(
        "BELENIOS", canonical.write({"version": version, "timestamp": timestamp}), TIMESTAMP
    )


def named(content: bytes, kind: str = "data") -> bytes:
    """A member named by the hash of its content."""
    return tar.member(f"{hashes.sha256_hex(content)}.{kind}.json", content, TIMESTAMP)


def start(name: str) -> bytes:
    """The bytes before the first event and its documents."""
    return archive(name)[:1024]


@cache
def parts(name: str = "Ed25519") -> tuple[tuple[str, bytes], ...]:
    """(type, members) of each event of the own archive."""
    found: list[tuple[str, bytes]] = []
    block = b""
    for member_name, content in list(tar.members(archive(name)))[1:]:
        block += tar.member(member_name, content, TIMESTAMP)
        if member_name.endswith(".event.json"):
            found.append((json.loads(content)["type"], block))
            block = b""
    return tuple(found)


Change = Callable[[int, dict[str, Any]], None]


def chained(events: Sequence[tuple[str, bytes]], change: Change = lambda n, e: None) -> bytes:
    """An archive of these events, chained anew; ``change`` alters an event by its number."""
    data, parent = header(), None
    for height, (_, block) in enumerate(events):
        *documents, (_, last) = tar.members(block)
        event = json.loads(last)
        old = {k: v for k, v in event.items() if k in ("type", "payload")}
        event = ({"parent": parent} if parent else {}) | {"height": height} | old
        change(height, event)
        spelt = canonical.write(event)
        data += b"".join(named(content) for _, content in documents) + named(spelt, "event")
        parent = hashes.sha256_hex(spelt)
    return data


def of(*kinds: str) -> list[tuple[str, bytes]]:
    """Events of the own archive by type; the same type again gives the next of its kind."""
    found: list[tuple[str, bytes]] = []
    for kind in kinds:
        same = [part for part in parts() if part[0] == kind]
        found.append(same[sum(k == kind for k, _ in found) % len(same)])
    return found
