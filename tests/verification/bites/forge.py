"""Where the forgeries of this folder begin: one small referendum, with everyone's secrets.

`cut` gives its record up to an event; what is forged is put behind it. Everything above it is
sealed again when its files are written (`World.files`).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from dauys.ballots.wire import BallotCast
from dauys.question.setup import seal
from dauys.question.trustees import Entry, PublicKey
from dauys.record.box import BoxDocuments
from dauys.record.entry import write_entry
from dauys.record.kinds import KINDS
from dauys.verification.export import boxes_of
from dauys.wire import canonical, hashes, shape
from dauys.wire.payload import carried, object_of, object_ref
from tests.ballots import world as ballots
from tests.verification.world import Builder, MemorySource, World, played_until_the_count

OPEN = "2027-05-01T12:00:00Z"
SETTING_UP = "2027-04-10T08:00:00Z"
Json = Any


@dataclass(frozen=True, slots=True)
class Played:
    """A whole record, and those who made it."""

    builder: Builder
    world: World

    @property
    def entries(self) -> list[PublicKey]:
        """The trustees' public keys."""
        listed = json.loads(self.box().trustees)
        return [shape.value_of(PublicKey, entry) for _, entry in listed]

    def box(self, number: int = 0) -> BoxDocuments:
        """The documents of a box: the first is that of the region north."""
        boxes = list(boxes_of(MemorySource(self.world.files())).values())
        return boxes[number][1]


@cache
def played(*, blank: bool = False, group: str = "Ed25519") -> Played:
    """The small referendum up to its end."""
    made = played_until_the_count(group, blank=blank)
    made.count()
    if not blank:
        made.conclude()
    return Played(made, World(made.entries, made.objects))


def cut(kind: str, number: int = -1, *, of: Played | None = None) -> World:
    """The record up to and with an event of a kind; by default the last of that kind."""
    world = (of or played()).world.copy()
    found = [index for index, entry in enumerate(world.entries) if entry["kind"] == kind]
    del world.entries[found[number] + 1 :]
    return world


def spoilt(kind: str, path: str, change: Callable[[Json], Json], number: int = 0) -> World:
    """One place of an event is another, and nothing comes after it."""
    world = played().world.changed(kind, path, change, number)
    del world.entries[world.find(kind, number) + 1 :]
    return world


def to(value: Json) -> Callable[[Json], Json]:
    """A change to this value, whatever was there."""
    return lambda _: value


def then(world: World, at: str, body: Any, *objects: bytes) -> World:
    """One more entry."""
    for data in objects:
        world.objects[hashes.sha256_hex(data)] = data
    world.entries.append(json.loads(write_entry(at, body)))
    return world


def store(world: World, data: bytes) -> Json:
    """The reference to an object, which from now on is there."""
    world.objects[hashes.sha256_hex(data)] = data
    return shape.plain(object_ref(data))


def set_up(
    entries: list[Entry] | None = None,
    *,
    called: dict[str, Any] | None = None,
    rolls: dict[str, bytes] | None = None,
    election: Callable[[Json], object] | None = None,
    **fields: Json,
) -> World:
    """The record up to a set-up under these trustees, with other rolls, parameters or fields.

    ``called`` are fields of the question; ``election`` alters the parameters of the first box.
    """
    made, world = played().builder, cut("station.listed")
    index = world.find("question.called")
    world.entries[index]["body"] |= called or {}
    question = shape.value_of(KINDS["question.called"], world.entries[index]["body"])
    given = {
        each.region: replace(each.public, roll=(rolls or {}).get(each.region, each.public.roll))
        for each in made.made
    }
    keys = played().entries if entries is None else entries
    setup, objects = seal(question, made.group, made.office.public, keys, given)
    then(world, SETTING_UP, setup, *objects)
    body = world.entries[-1]["body"]
    if election is not None:
        document = json.loads(world.objects[body["boxes"][0]["election"]["sha256"]])
        election(document)
        body["boxes"][0]["election"] = store(world, canonical.write(document))
    body |= fields
    return world


def cast(data: bytes, *, of: Played | None = None) -> World:
    """A ballot enters the first box after all others."""
    return ballot_event(BallotCast, data, cut("ballot.cast", of=of), of=of)


def ballot_event(kind: Any, data: bytes, world: World, *, of: Played | None = None) -> World:
    """An event of a ballot of the first box."""
    uuid = (of or played()).builder.made[0].public.uuid
    return then(world, OPEN, kind(uuid, carried(data)), *object_of(data))


def box_world(of: Played | None = None) -> ballots.World:
    """The first box as a hostile voter sees it, who has every credential."""
    whole = of or played()
    made, box = whole.builder, whole.box()
    sealed = made.trusted.boxes[made.made[0].public.uuid].sealed
    assert made.trusted.trustees is not None
    secrets = tuple(secret for _, secret in made.made[0].secrets)
    return ballots.World(
        made.group, made.draw, tuple(made.keys), tuple(whole.entries), box.trustees,
        made.trusted.trustees, box.election, sealed.sealed, box.roll, sealed.roll, secrets,
    )  # fmt: skip
