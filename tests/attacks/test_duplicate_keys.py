"""Family "ballots", row 12: no key stands twice, in any document, at any depth.

A reader that takes the first value and one that takes the last see two documents in one.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

from dauys.record import tar
from dauys.wire import canonical, hashes
from tests.attacks import case
from tests.attacks.attack import refused
from tests.attacks.case import Case, Json
from tests.ballots.world import sign_bytes
from tests.verification.world import World

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[\[\]{}]')
CURVE = ("Ed25519",)  # the spelling of keys is the same whatever the elements are


def depths(data: bytes) -> dict[int, int]:
    """The position of the first object with keys at each depth of a JSON document."""
    found: dict[int, int] = {}
    depth = 0
    for token in _TOKEN.finditer(data):
        if token[0] in (b"{", b"["):
            if token[0] == b"{" and data[token.end()] == ord('"'):
                found.setdefault(depth, token.end())
            depth += 1
        elif token[0] in (b"}", b"]"):
            depth -= 1
    return found


def twice(data: bytes, depth: int) -> bytes:
    """The document in which the first key of the first object at this depth stands twice."""
    at = depths(data)[depth]
    key = data[at : data.index(b'":', at) + 2]
    return data[:at] + key + b"0," + data[at:]


def _members(made: Case) -> list[tuple[str, bytes]]:
    return list(tar.members(made.archive()))


def _archive_places() -> dict[str, tuple[int, int]]:
    """(member, depth) of every object of an archive; a ballot is met below."""
    made = case.of("Ed25519")
    documents = {
        made.box.election: "election", made.box.trustees: "trustees",
        made.box.encrypted_tally: "tally", made.box.sized: "numbers of the tally",
        made.box.partials[0][1]: "decryption", made.box.result: "result",
    }  # fmt: skip
    found = {}
    for number, (name, data) in enumerate(_members(made)[1:], 1):
        kind = "event" if name.endswith("event.json") else documents.get(data, "reference")
        if data not in made.box.ballots:
            found |= {f"{kind} {number}, depth {d}": (number, d) for d in depths(data)}
    return found


@refused(12, bel="json.duplicate", each=_archive_places(), groups=CURVE)
def test_a_key_twice_in_a_document_of_an_archive(made: Case, place: tuple[int, int]) -> bytes:
    """Every hash that names the document, or an event, is made to follow."""
    number, depth = place
    data, time, renamed = b"", made.box.timestamp, {}
    for index, (name, honest) in enumerate(_members(made)):
        content = honest
        for old, new in renamed.items():
            content = content.replace(old, new)
        content = twice(content, depth) if index == number else content
        stem, dot, kind = name.partition(".")
        renamed[stem.encode()] = hashes.sha256_hex(content).encode()
        name = hashes.sha256_hex(content) + dot + kind if kind else name
        data += tar.member(name, content, time)
        if index >= number and kind == "event.json":
            break
    return data


@refused(
    12,
    "json.duplicate",
    each=range(len(depths(case.of("Ed25519").document("ballot")))),
    groups=CURVE,
)
def test_a_key_twice_in_a_signed_ballot(made: Case, number: int) -> Case:
    """The voter signs it so: no proof and no hash is wrong."""
    ballot = made.document("ballot")
    depth = list(depths(ballot))[number]
    return made.cast(sign_bytes(made.world, 0, twice(ballot, depth)))


@dataclass(slots=True)
class Respelt(World):
    """A record whose last entry is spelt by hand."""

    last: bytes = b""

    def lines(self) -> list[bytes]:
        return [*World.lines(self)[:-1], self.last]


def _kinds() -> dict[str, Json]:
    """The first entry of each kind."""
    record = case.of("Ed25519").record
    assert record
    return {entry["kind"]: entry for entry in reversed(record.entries)}


def named(value: Json) -> list[str]:
    """The hashes of the objects that an entry names, in order."""
    if isinstance(value, dict) and set(value) == {"sha256", "size"}:
        return [value["sha256"]]
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return [each for one in inner for each in named(one)]


def _entry_places() -> dict[str, tuple[str, int]]:
    """(kind, depth) of the objects in an entry of each kind."""
    kinds = {kind: canonical.write(entry) for kind, entry in _kinds().items()}
    return {f"{k}, depth {d}": (k, d) for k, data in kinds.items() for d in depths(data)}


def _object_places() -> dict[str, tuple[str, int, int]]:
    """(kind, which object, depth) of what the entries name."""
    record = case.of("Ed25519").record
    assert record
    return {
        f"object {number} of {kind}, depth {depth}": (kind, number, depth)
        for kind, entry in _kinds().items()
        for number, name in enumerate(named(entry))
        for depth in depths(record.objects[name])
    }


def _until(made: Case, kind: str) -> World:
    """The record as far as the first entry of a kind."""
    assert made.record
    del made.record.entries[made.record.find(kind) + 1 :]
    return made.record


@refused(12, record="json.duplicate", each=_entry_places(), groups=CURVE)
def test_a_key_twice_in_an_entry(made: Case, place: tuple[str, int]) -> World:
    """The log is hashed and signed over it."""
    record = _until(made, place[0])
    last = twice(canonical.write(record.entries[-1]), place[1])
    return Respelt(record.entries, record.objects, last)


@refused(12, record="json.duplicate", each=_object_places(), groups=CURVE)
def test_a_key_twice_in_an_object(made: Case, place: tuple[str, int, int]) -> World:
    """The entry names it by the hash and the size that it has."""
    kind, number, depth = place
    record = _until(made, kind)
    old = named(record.entries[-1])[number]
    data = twice(record.objects[old], depth)
    text = json.dumps(record.entries[-1]).replace(old, made.store(data)["sha256"])
    size = len(record.objects[old])
    record.entries[-1] = json.loads(text.replace(f'"size": {size}}}', f'"size": {len(data)}}}'))
    return record
