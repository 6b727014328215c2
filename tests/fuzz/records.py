"""Mutants of a record of our own, in the folder of its log; no other program reads these.

Either the bytes of a file are others, with no seal, or an entry is, and the log is built and signed
again over it, the set-up confirmed and the decryptions bound again where they can be. Such a mutant
may be accepted only if all that is different in it is free (`tampered.FREE`, and below).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache
from random import Random
from typing import Any
from unittest.mock import patch

from dauys import group as groups
from dauys.group import Group
from dauys.log import writer
from dauys.parties import randomness, trustee
from dauys.parties.trustee import PrivateKey
from dauys.proofs.statements import TallyContext
from dauys.question.check import setup_hash
from dauys.question.election import read_election
from dauys.question.wire import VotingSetup
from dauys.tally.encrypted import read_encrypted_tally
from dauys.tally.wire import PartialDecryption
from dauys.wire import hashes, shape
from tests.fuzz.kinds import Sort
from tests.fuzz.sealing import BROKEN
from tests.fuzz.values import another
from tests.fuzz.world import Box
from tests.verification import world as towns
from tests.verification.tampered import FREE
from tests.verification.test_tampering import leaves
from tests.verification.world import World

GROUP = "Ed25519"
Files = dict[str, bytes]
# Places that hold what is true of this record alone, beside those that the tampering tests name.
ALSO_FREE = (
    ("*", "at"),  # the keeper's word, within the order of events and the calendar
    ("text.published", "body.date"),
    ("proposal.received", "body.language"),  # of one that nobody answers: it was withdrawn
)


@dataclass(frozen=True, slots=True)
class Town:
    """A record with the secrets that can seal it again."""

    world: World
    keys: tuple[PrivateKey, ...]
    office: PrivateKey
    files: Files


@dataclass(frozen=True, slots=True)
class RecordMutant:
    """The files of a record; ``free`` where all that is different in it may be different."""

    files: Files
    free: bool = False


@cache
def town() -> Town:
    """The small referendum, the same at every run."""
    rng = Random("town")

    def letters(alphabet: str, length: int) -> str:
        return "".join(rng.choice(alphabet) for _ in range(length))

    group = groups.named(GROUP)
    with patch.object(randomness, "characters", letters):
        made = towns.played_until_the_count(GROUP, _draw(group, rng))
        made.count()
        made.conclude()
    world = World(made.entries, made.objects)
    keys = tuple(made.keys)
    return Town(world, keys, made.office, world.files())


def _draw(group: Group, rng: Random) -> Callable[[], int]:
    return lambda: rng.randrange(1, group.order)


Make = Callable[[Random], RecordMutant]


@dataclass(frozen=True, slots=True)
class RecordKind:
    """A kind of mutation of the record."""

    sort: Sort
    make: Make


RECORD_KINDS: dict[str, RecordKind] = {}


def of_record(sort: Sort) -> Callable[[Make], Make]:
    """Makes a function that draws a mutant of the record into a kind, named ``records.…``."""

    def decorate(make: Make) -> Make:
        RECORD_KINDS[f"records.{make.__name__}"] = RecordKind(sort, make)
        return make

    return decorate


@of_record("bytes")
def bit(rng: Random) -> RecordMutant:
    """One bit of any file is another."""
    files = dict(town().files)
    path = rng.choice(sorted(files))
    data = bytearray(files[path])
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return RecordMutant({**files, path: bytes(data)})


@of_record("bytes")
def piece(rng: Random) -> RecordMutant:
    """Bytes of any file are gone, there twice, random, or more than there should be."""
    files = dict(town().files)
    path = rng.choice(sorted(files))
    data = files[path]
    one, two = sorted(rng.randrange(len(data) + 1) for _ in range(2))
    two += one == two
    random_bytes = rng.randbytes(rng.choice((1, 2, 32, 300)))
    other = rng.choice(
        (
            data[:one] + data[two:] + b"" if data[one:two] else data[:-1],
            data[:two] + data[one:] + b"\n",
            data[:one] + random_bytes + data[one:],
            data[:one],
            b"",
            random_bytes,
        )
    )
    return RecordMutant({**files, path: other if other != data else data + b"x"})


def withdrawable() -> set[str]:
    """The words of proposals that ended, and of hearings set aside: they may be gone."""
    bodies = [(each["kind"], each["body"]) for each in town().world.entries]
    ended = ("proposal.moderated", "proposal.withdrawn")
    names = {body["proposal"] for kind, body in bodies if kind in ended}
    received = (body for kind, body in bodies if kind == "proposal.received")
    silenced = {body["hearing"] for kind, body in bodies if kind == "hearing.moderated"}
    held = (body for kind, body in bodies if kind == "hearing.held")
    gone = {b["words"]["sha256"] for b in received if b["proposal"] in names}
    gone |= {b["minutes"]["sha256"] for b in held if b["hearing"] in silenced}
    return {f"object/{name}" for name in gone}


@of_record("bytes")
def file(rng: Random) -> RecordMutant:
    """A file is missing, or in the place of another."""
    files = dict(town().files)
    path = rng.choice(sorted(files))
    if rng.random() < 0.5:
        del files[path]
        return RecordMutant(files, path in withdrawable())
    others = [each for each in sorted(files) if files[each] != files[path]]
    other = rng.choice(others)
    files[path], files[other] = files[other], files[path]
    return RecordMutant(files)


@of_record("resealed")
def entry(rng: Random) -> RecordMutant:
    """Any place of any entry, or of a document that it holds, is any other value."""
    whole = town().world
    kind, number, path = rng.choice(every_place())
    while "." in path and rng.random() < 0.2:
        path = path.rpartition(".")[0]
    box = Box(groups.named(GROUP), rng, 0, [], [], [])
    try:
        altered = whole.changed(kind, path, lambda old: another(box, rng, old), number)
    except BROKEN:  # a value that cannot stand inside the document around it
        return RecordMutant(town().files, free=True)
    index = whole.find(kind, number)
    free = all(
        is_free(kind, each) for each in different(whole, altered, index) if not follows(each)
    )
    # What is made again by a seal would not stay as it was altered.
    sealing = kind not in ("setup.confirmed", "tally.decrypted")
    return RecordMutant((resealed(altered, rng) if sealing else altered).files(), free)


@of_record("resealed")
def order(rng: Random) -> RecordMutant:
    """Two entries change places; what is told is the same, if it may be told in that order."""
    altered = town().world.copy()
    one, two = rng.sample(range(len(altered.entries)), 2)
    if rng.random() < 0.5:
        one, two = one, (one + 1) % len(altered.entries)
    entries = altered.entries
    entries[one], entries[two] = entries[two], entries[one]
    if rng.random() < 0.7:  # the moments stay where they were
        entries[one]["at"], entries[two]["at"] = entries[two]["at"], entries[one]["at"]
    return RecordMutant(resealed(altered, rng).files(), free=True)


@of_record("resealed")
def doubled(rng: Random) -> RecordMutant:
    """An entry stands there twice."""
    altered = town().world.copy()
    place = rng.randrange(len(altered.entries))
    again = json.loads(json.dumps(altered.entries[place]))
    later = rng.randint(place + 1, len(altered.entries))
    again["at"] = altered.entries[later - 1]["at"]
    altered.entries.insert(later, again)
    return RecordMutant(resealed(altered, rng).files())


@of_record("resealed")
def left_out(rng: Random) -> RecordMutant:
    """An entry is not there that the record cannot be without."""
    altered = town().world.copy()
    needed = [n for n, each in enumerate(altered.entries) if each["kind"] not in DISPENSABLE]
    del altered.entries[rng.choice(needed)]
    return RecordMutant(resealed(altered, rng).files())


# Without one of these a record tells less; what is left of it may be in order.
DISPENSABLE = (
    "text.published", "hearing.moderated", "anchor.decided", "groups.computed",
    "proposal.merged", "proposal.split", "proposal.moderated",
    "proposal.withdrawn", "proposal.answered", "ballot.challenged", "outcome.declared",
    "implementation.planned",
)  # fmt: skip


@of_record("resealed")
def line(rng: Random) -> RecordMutant:
    """The bytes of an entry are others, before the log is built over them."""
    whole = town().world
    lines = whole.lines()
    place = rng.randrange(len(lines))
    data = bytearray(lines[place])
    at = rng.randrange(len(data))
    new = (b" ", b"\n", b"\0", b"\\", b'"', b"0", b"{", b"\xff")
    data[at : at + rng.randrange(2)] = rng.choice(new)
    lines[place] = bytes(data)
    _, files = writer.publish(writer.EMPTY, lines, towns.KEY.name, [towns.KEY])
    named = {f"object/{name}": each for name, each in whole.objects.items()}
    return RecordMutant({**named, **dict(files)}, _is_free_line(whole, place, lines[place]))


def _is_free_line(whole: World, place: int, data: bytes) -> bool:
    """Whether the bytes of an entry spell it with other values only where these are free."""
    altered = whole.copy()
    try:
        altered.entries[place] = json.loads(data)
    except ValueError:
        return False
    kind = whole.entries[place]["kind"]
    places = different(whole, altered, place)
    return altered.lines()[place] == data and all(is_free(kind, path) for path in places)


@cache
def every_place() -> list[tuple[str, int, str]]:
    """(kind, which entry of the kind, path) of every value in the record."""
    whole = town().world
    found = list(leaves(whole))
    heads = sorted({(kind, number) for kind, number, _ in found})
    return found + [(kind, number, path) for kind, number in heads for path in ("at", "kind")]


def different(old: World, new: World, index: int) -> set[str]:
    """The paths of all values that are not the same in an entry of two records."""
    before, after = (dict(values(world, world.entries[index])) for world in (old, new))
    absent = object()
    return {
        path
        for path in {*before, *after}
        if repr(before.get(path, absent)) != repr(after.get(path, absent))
    }


def values(world: World, value: Any, path: str = "") -> Iterator[tuple[str, Any]]:
    """Every value in an entry by its path, through the documents that it holds."""
    if isinstance(value, dict | list):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        yield path, (type(value), list(value) if isinstance(value, dict) else len(value))
        for key, each in pairs:
            yield from values(world, each, f"{path}.{key}" if path else str(key))
        inner = world.objects.get(value.get("sha256", "")) if isinstance(value, dict) else None
        if inner is not None and inner.startswith((b"{", b"[")):  # a matrix is no document
            yield from values(world, json.loads(inner), f"{path}.@")
    elif isinstance(value, str) and value.startswith(("{", "[")):
        yield from _inside(world, value, path)
    else:
        yield path, value


def _inside(world: World, text: str, path: str) -> Iterator[tuple[str, Any]]:
    try:
        yield from values(world, json.loads(text), f"{path}.@")
    except ValueError:
        yield path, text


def is_free(kind: str, path: str) -> bool:
    """Whether a place may hold another value; a list that may, also as many as it will."""
    general = re.sub(r"\.[0-9]+(?=\.|$)", ".*", path)
    rows = (*((k, p) for k, p, _ in FREE), *ALSO_FREE)
    return any(
        fnmatchcase(kind, k) and (fnmatchcase(general, p) or fnmatchcase(general + ".*", p))
        for k, p in rows
    )


def follows(path: str) -> bool:
    """Whether a place only names a document that is different."""
    return path.endswith((".sha256", ".size"))


def resealed(world: World, rng: Random) -> World:
    """The record with its set-up confirmed and its decryptions bound again, as far as may be."""
    for seal in (_confirmed, _bound):
        try:
            seal(world, rng)
        except BROKEN:
            continue
    return world


def _confirmed(world: World, rng: Random) -> None:
    group, draw = groups.named(GROUP), _draw(groups.named(GROUP), rng)
    setup = shape.value_of(VotingSetup, world.entries[world.find("voting.setup")]["body"])
    hashed = setup_hash(setup)
    for each in world.entries:
        body = each["body"] if each["kind"] == "setup.confirmed" else {}
        if body and body["setup"] != hashed and re.fullmatch("[0-9a-f]{64}", body["setup"]):
            key = (town().office, *town().keys)[body["index"]]
            proof = trustee.confirm_setup(group, body["role"], body["index"], key, hashed, draw)
            body["setup"], body["proof"] = hashed, shape.plain(proof)


def _bound(world: World, rng: Random) -> None:
    group = groups.named(GROUP)
    elections = {
        box["uuid"]: world.objects[box["election"]["sha256"]]
        for box in world.entries[world.find("voting.setup")]["body"]["boxes"]
    }
    tallies = _bodies(world, "tally.encrypted")
    roots = {
        each["body"]["box"]: writer.append(writer.EMPTY, world.lines()[: n + 1])[0].root().hex()
        for n, each in enumerate(world.entries)
        if each["kind"] == "voting.closed"
    }
    for body in (each["body"] for each in world.entries if each["kind"] == "tally.decrypted"):
        sealed = read_election(elections[body["box"]])
        data = _document(world, tallies[body["box"]]["encrypted_tally"])
        tally = read_encrypted_tally(sealed, data)
        partial = shape.read(
            PartialDecryption, _document(world, body["partial_decryption"]), nfc=False
        )
        root, owner = roots[body["box"]], body["owner"]
        context = TallyContext(sealed.fingerprint, root, hashes.sha256_hex(data), owner)
        key = town().keys[owner - 1]
        bound = trustee.bind(sealed, tally, partial, key, context, _draw(group, rng))
        body["bound"] = [[shape.plain(each) for each in row] for row in bound]


def _bodies(world: World, kind: str) -> Mapping[str, Any]:
    """The bodies of a kind by box."""
    return {each["body"]["box"]: each["body"] for each in world.entries if each["kind"] == kind}


def _document(world: World, carried: Any) -> bytes:
    """A document that stands in an entry, or in an object."""
    return carried.encode() if isinstance(carried, str) else world.objects[carried["sha256"]]
