"""A record told as the archives of its boxes: every document, exactly as it stands there."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dauys.errors import Refused
from dauys.record.belenios import read_archive, write_archive
from dauys.record.box import BoxDocuments
from dauys.verification.archive import verify_archive
from dauys.verification.export import boxes_of
from dauys.verification.report import Report
from dauys.wire.ids import seconds
from dauys.wire.payload import object_ref
from tests.verification.world import MemorySource, World, build, found

WORLD = build()


def exported(world: World) -> dict[str, tuple[str, BoxDocuments]]:
    """The boxes of a record."""
    return boxes_of(MemorySource(world.files()))


def bodies(world: World, kind: str, uuid: str) -> list[dict[str, Any]]:
    """The events of a kind that speak of a box."""
    found = (each["body"] for each in world.entries if each["kind"] == kind)
    return [body for body in found if body.get("box") == uuid]


def test_every_document_of_every_box_is_exported() -> None:
    setup = WORLD.entries[WORLD.find("voting.setup")]
    boxes = exported(WORLD)
    assert list(boxes) == [box["uuid"] for box in setup["body"]["boxes"]]
    for box in setup["body"]["boxes"]:
        region, told = boxes[box["uuid"]]
        (tally,) = bodies(WORLD, "tally.encrypted", box["uuid"])
        (result,) = bodies(WORLD, "tally.result", box["uuid"])
        assert region == box["region"]
        assert told == BoxDocuments(
            timestamp=seconds(setup["at"]),
            election=WORLD.objects[box["election"]["sha256"]],
            trustees=WORLD.objects[setup["body"]["trustees"]["sha256"]],
            roll=WORLD.objects[box["roll"]["sha256"]],
            ballots=[each["ballot"].encode() for each in bodies(WORLD, "ballot.cast", box["uuid"])],
            closed=True,
            encrypted_tally=tally["encrypted_tally"].encode(),
            sized=tally["sized"].encode(),
            partials=[
                (each["owner"], each["partial_decryption"].encode())
                for each in bodies(WORLD, "tally.decrypted", box["uuid"])
            ],
            result=result["result"].encode(),
        )


def test_a_box_is_exported_as_far_as_it_has_come() -> None:
    """Documents that lie in objects are fetched; what has not happened is not there."""
    world = WORLD.copy()
    last = world.find("ballot.cast", -1)
    del world.entries[last + 1 :]
    body = world.entries[last]["body"]
    data = body["ballot"].encode()
    ref = object_ref(data)
    world.objects[ref.sha256] = data
    body["ballot"] = {"sha256": ref.sha256, "size": ref.size}
    _, box = exported(world)[body["box"]]
    assert box.ballots[-1] == data
    assert (box.closed, box.encrypted_tally, box.partials, box.result) == (False, None, [], None)


def test_an_exported_box_is_verified_by_itself() -> None:
    for _, box in exported(WORLD).values():
        archive = write_archive(box)
        assert read_archive(archive) == box
        report = Report(lambda: 0.0)
        verify_archive(archive, report)
        assert found(report) == set()


def test_before_the_set_up_there_is_no_box() -> None:
    world = WORLD.copy()
    del world.entries[world.find("voting.setup") :]
    with pytest.raises(Refused) as caught:
        exported(world)
    assert (caught.value.code, caught.value.facts) == ("setup.missing", {})


def test_an_entry_that_is_broken_is_named() -> None:
    """Whoever exports reads the log through its hashes, and every entry strictly."""
    world = WORLD.copy()
    world.entries[4] = json.loads('{"kind":"hearing.held","at":"2027-02-02T10:00:00Z","body":{}}')
    with pytest.raises(Refused) as caught:
        exported(world)
    assert (caught.value.code, caught.value.accused) == ("json.shape", "entry:4")
