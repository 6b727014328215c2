"""Whatever the batches, the files are the same; nothing full is written twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dauys.log import checkpoint, keys, merkle, tiles, writer
from dauys.log.reader import MemoryTiles
from tests.log.world import BIG, KEY, ORIGIN, big_world, published, refused, some_entries

TESTLOG = published("testlog")


def paths_of(size: int) -> set[str]:
    """Every path of a tree of this size, as tlog-tiles has it."""
    bundles = {bundle.path for bundle in tiles.bundles_of(size)}
    return bundles | {tile.path for tile in tiles.tiles_of(size)} | {"checkpoint"}


@pytest.mark.parametrize(("size", "data"), TESTLOG["checkpoints"].items())
def test_a_published_log_is_written_byte_for_byte(size: str, data: str) -> None:
    """Entries and key of transparency-dev/trillian-tessera give the checkpoints it published."""
    entries = [entry.encode() for entry in TESTLOG["entries"][: int(size)]]
    key = keys.parse_signing_key(TESTLOG["secret"])
    _, files = writer.publish(writer.EMPTY, entries, key.name, [key])
    assert files[-1] == ("checkpoint", data.encode())


def test_the_example_of_our_specification_is_what_the_writer_writes() -> None:
    """docs/specification/2-log.md shows the files of the entries one, two, three."""
    page = (Path(__file__).parents[2] / "docs/specification/2-log.md").read_text(encoding="utf-8")
    _, files = writer.publish(writer.EMPTY, [b"one", b"two", b"three"], ORIGIN, [KEY])
    stored = dict(files)
    hashes = stored["tile/0/000.p/3"].hex()
    shown = [hashes[at : at + 64] for at in range(0, len(hashes), 64)]
    for line in [*shown, *stored["checkpoint"].decode().splitlines()]:
        assert not line or f"\n    {line}\n" in page
    assert f"`{KEY.verifier.write()}`" in page
    assert stored["tile/entries/000.p/3"] == b"\x00\x03one\x00\x03two\x00\x05three"


def test_an_empty_log_is_a_checkpoint_alone() -> None:
    state, files = writer.publish(writer.EMPTY, [], ORIGIN, [KEY])
    assert state == writer.EMPTY
    assert [path for path, _ in files] == ["checkpoint"]
    assert checkpoint.read(files[0][1], KEY.verifier).root == merkle.EMPTY_ROOT


def test_the_log_of_70000_entries_has_just_the_tiles_of_the_specification() -> None:
    assert set(big_world().files) == paths_of(BIG)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 700), max_size=6))
def test_batches_of_any_size_give_the_same_files(batches: list[int]) -> None:
    """Full files never change, and the last partial ones are those of one single batch."""
    entries = some_entries(sum(batches))
    stored: dict[str, bytes] = {}
    state, at = writer.EMPTY, 0
    for batch in batches:
        state, files = writer.publish(state, entries[at : at + batch], ORIGIN, [KEY])
        at += batch
        for path, data in files:
            assert path == "checkpoint" or stored.get(path, data) == data
            stored[path] = data
    at_once, files = writer.publish(writer.EMPTY, entries, ORIGIN, [KEY])
    assert at_once == state
    assert {path for path, _ in files} == paths_of(len(entries))
    if batches:
        assert dict(files).items() <= stored.items()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1100), st.integers(0, 600))
def test_a_state_is_taken_up_again_from_stored_files(size: int, more: int) -> None:
    entries = some_entries(size + more)
    state, files = writer.publish(writer.EMPTY, entries[:size], ORIGIN, [KEY])
    stored = dict(files)
    head = checkpoint.read(stored["checkpoint"], KEY.verifier)
    restored = writer.restore(MemoryTiles(stored), head)
    assert restored == state
    assert writer.append(restored, entries[size:])[0].root() == merkle.root(
        merkle.leaf_hashes(entries)
    )


def test_the_state_of_a_big_log_is_taken_up_again() -> None:
    world = big_world()
    state = writer.restore(world, world.checkpoint)
    assert (state.size, state.root()) == (BIG, world.checkpoint.root)
    assert [len(hashes) // 32 for hashes in state.edge] == [112, 17, 1]


def test_a_wrong_edge_is_not_taken_up() -> None:
    """Signing on a state that the checkpoint does not know would fork the log."""
    world = big_world()
    world.flip("tile/entries/273.p/112", 5)
    with refused("log.bundle", "bundle:tile/entries/273.p/112"):
        writer.restore(world, world.checkpoint)


def test_bundles_come_first_and_the_checkpoint_last() -> None:
    """A reader who sees the checkpoint must find all that it stands for."""
    _, files = writer.publish(writer.EMPTY, some_entries(600), ORIGIN, [KEY])
    assert [path for path, _ in files] == [
        "tile/entries/000",
        "tile/entries/001",
        "tile/0/000",
        "tile/0/001",
        "tile/entries/002.p/88",
        "tile/0/002.p/88",
        "tile/1/000.p/2",
        "checkpoint",
    ]


def test_appending_gives_full_files_only() -> None:
    state, files = writer.append(writer.EMPTY, some_entries(255))
    assert files == []
    _, files = writer.append(state, [b"the last of its tile"])
    assert [path for path, _ in files] == ["tile/entries/000", "tile/0/000"]


def test_an_entry_too_long_stops_the_whole_batch() -> None:
    """Half a batch in the log would be a promise kept to some and not to others."""
    state, _ = writer.append(writer.EMPTY, [b"one"])
    with refused("log.entry", "entry:2"):
        writer.append(state, [b"two", bytes(65_536)])


def test_several_keys_may_seal() -> None:
    other = keys.SigningKey("second.example", bytes(32))
    _, data = writer.seal(writer.EMPTY, ORIGIN, [KEY, other])
    assert checkpoint.read(data, KEY.verifier) == checkpoint.read(
        data, other.verifier, origin=ORIGIN
    )
