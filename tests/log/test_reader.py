"""Nothing is handed on that does not follow from the checkpoint; the wrong file is named."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dauys.log import merkle, proofs, reader, tiles, writer
from dauys.log.checkpoint import Checkpoint
from dauys.log.reader import Log, MemoryTiles
from tests.log.world import BIG, KEY, ORIGIN, World, big_world, refused, some_entries


def read_all(world: World) -> list[bytes]:
    return [entry for _, entry in reader.entries(world, world.checkpoint)]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 1100))
def test_what_was_written_is_read(size: int) -> None:
    world = World(some_entries(size))
    assert list(reader.entries(world, world.checkpoint)) == list(enumerate(some_entries(size)))


def test_reading_a_log_checks_each_of_its_files_once() -> None:
    """Every tile and bundle of the tree is read, and no file twice."""
    world = big_world()
    assert read_all(world) == some_entries(BIG)
    assert Counter(world.read_paths) == Counter(set(world.files) - {"checkpoint"})


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("tile/entries/000", "log.bundle"),
        ("tile/entries/272", "log.bundle"),
        ("tile/entries/273.p/112", "log.bundle"),
        ("tile/0/000", "log.tile"),
        ("tile/0/255", "log.tile"),
        ("tile/0/272", "log.tile"),
        ("tile/0/273.p/112", "log.tile"),
        ("tile/1/000", "log.tile"),
        ("tile/1/001.p/17", "log.tile"),
        ("tile/2/000.p/1", "log.tile"),
    ],
)
def test_a_changed_file_at_any_level_is_named(path: str, code: str) -> None:
    """One bit, in the middle of the file, of a bundle or of a tile of each level."""
    world = big_world()
    kind = "bundle" if "entries" in path else "tile"
    world.flip(path, len(world.files[path]) // 2 + 1)
    with refused(code, f"{kind}:{path}"):
        read_all(world)


def test_every_file_of_a_small_log_is_named_when_changed() -> None:
    clean = World(some_entries(520))
    for path in set(clean.files) - {"checkpoint"}:
        world = clean.copy()
        world.flip(path, len(world.files[path]) - 1)
        kind, code = ("bundle", "log.bundle") if "entries" in path else ("tile", "log.tile")
        with refused(code, f"{kind}:{path}"):
            read_all(world)


def test_every_file_is_missed_when_it_is_gone() -> None:
    clean = World(some_entries(520))
    for path in set(clean.files) - {"checkpoint"}:
        world = clean.copy()
        del world.files[path]
        with refused("log.missing", f"file:{path}"):
            read_all(world)


def test_every_file_of_another_length_is_refused() -> None:
    """Cut short, emptied, or with a hash or an entry too many."""
    clean = World(some_entries(520))
    for path in set(clean.files) - {"checkpoint"}:
        kind = "bundle" if "entries" in path else "tile"
        for change in (lambda d: d[:-1], lambda d: b"", lambda d: d + bytes(32)):
            world = clean.copy()
            world.files[path] = change(world.files[path])
            with refused("log.width", f"{kind}:{path}"):
                read_all(world)


def test_entries_are_handed_on_up_to_the_first_wrong_bundle() -> None:
    world = World(some_entries(1000))
    world.flip("tile/entries/002", 10)
    seen: list[tuple[int, bytes]] = []
    with refused("log.bundle", "bundle:tile/entries/002"):
        seen.extend(reader.entries(world, world.checkpoint))
    assert [index for index, _ in seen] == list(range(512))


def test_swapped_bundles_are_refused() -> None:
    """The same entries in another order are another log."""
    world = World(some_entries(600))
    first, second = "tile/entries/000", "tile/entries/001"
    files = world.files
    files[first], files[second] = files[second], files[first]
    with refused("log.bundle", f"bundle:{first}"):
        read_all(world)


def test_swapped_tiles_with_their_bundles_are_refused() -> None:
    """A tile at another place does not hash to its place in the tile above."""
    world = World(some_entries(600))
    for kind in ("0", "entries"):
        first, second = f"tile/{kind}/000", f"tile/{kind}/001"
        world.files[first], world.files[second] = world.files[second], world.files[first]
    with refused("log.tile", "tile:tile/0/000"):
        read_all(world)


def test_an_entry_moved_across_its_border_is_refused() -> None:
    """Bytes moved from one entry to the next leave the bundle as long as it was."""
    world = World([b"ab", b"c"])
    world.files["tile/entries/000.p/2"] = tiles.encode_bundle([b"a", b"bc"])
    with refused("log.bundle"):
        read_all(world)


def test_a_log_rewritten_as_a_whole_is_not_that_of_the_checkpoint() -> None:
    """All files agree with one another, and none with what was signed."""
    honest, forged = World(some_entries(600)), World([*some_entries(599), b"forged"])
    with refused("log.root", "checkpoint"):
        list(reader.entries(forged, honest.checkpoint))


def test_a_shorter_or_longer_claim_is_refused() -> None:
    """A checkpoint of the same root and another size fits no tree."""
    world = World(some_entries(600))
    for size in (599, 601, 512, 0, 2**62):
        with pytest.raises(Exception, match=r"^log\."):
            Log(world, replace(world.checkpoint, size=size))


def test_of_several_changed_files_one_is_named_and_called_uncertain() -> None:
    world = big_world()
    world.flip("tile/1/001.p/17")
    world.flip("tile/0/273.p/112")
    with pytest.raises(Exception, match=r"^log\.tile") as caught:
        read_all(world)
    assert caught.value.certain is False  # type: ignore[attr-defined]


def test_a_partial_file_may_have_given_way_to_the_full_one() -> None:
    """A log that grew since its checkpoint may drop partial files (tlog-tiles, Partial Tiles)."""
    early = World(some_entries(300))
    grown = World(some_entries(600))
    del grown.files["tile/1/000.p/2"]
    grown.files["tile/1/000.p/1"] = early.files["tile/1/000.p/1"]
    got = [entry for _, entry in reader.entries(grown, early.checkpoint)]
    assert got == some_entries(300)
    grown.flip("tile/entries/001", 3)
    with refused("log.bundle", "bundle:tile/entries/001.p/44"):
        list(reader.entries(grown, early.checkpoint))


def test_reading_may_begin_anywhere() -> None:
    world = World(some_entries(600))
    log = Log(world, world.checkpoint)
    for start in (0, 1, 255, 256, 300, 599, 600, 900):
        assert list(log.entries(start)) == list(enumerate(some_entries(600)))[start:]


def test_shards_of_bundles_cover_the_log() -> None:
    """Two readers, each with its own part, see what one reader sees."""
    world = World(some_entries(1000))
    parts = [Log(world, world.checkpoint).bundles(*span) for span in ((0, 2), (2, 99))]
    got = [(index, len(entries)) for part in parts for index, entries in part]
    assert got == [(0, 256), (1, 256), (2, 256), (3, 232)]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, BIG - 1))
def test_one_entry_comes_with_its_proof(index: int) -> None:
    world = big_world()
    head = world.checkpoint
    entry, proof = reader.entry(world, head, index)
    assert entry == some_entries(index + 1)[-1]
    proofs.check_inclusion(entry, index, head.size, head.root, proof)
    assert len(world.read_paths) <= 6, "one tile a level, and one bundle"


def test_proofs_from_tiles_are_those_from_hashes() -> None:
    hashes = merkle.leaf_hashes(some_entries(700))
    world = World(some_entries(700))
    log, node = Log(world, world.checkpoint), proofs.from_hashes(hashes)
    for at in range(0, 700, 13):
        assert log.inclusion(at) == proofs.inclusion(node, at, 700)
        assert log.consistency(at + 1) == proofs.consistency(node, at + 1, 700)


def test_there_is_no_entry_outside_the_log() -> None:
    world = World(some_entries(3))
    log = Log(world, world.checkpoint)
    for index in (-1, 3):
        with refused("log.size", f"entry:{index}"):
            log.entry(index)
        with refused("log.size", f"entry:{index}"):
            log.inclusion(index)
    with refused("log.size"):
        log.bundle(1)


def test_an_entry_behind_a_changed_tile_is_not_handed_out() -> None:
    world = big_world()
    world.flip("tile/1/000", 40)
    with refused("log.tile", "tile:tile/1/000"):
        reader.entry(world, world.checkpoint, 300)


def test_a_grown_log_extends_its_older_checkpoints() -> None:
    world = World(some_entries(700))
    log = Log(world, world.checkpoint)
    for size in (0, 1, 255, 256, 257, 699, 700):
        log.check_extends(World(some_entries(size)).checkpoint)


def test_a_log_that_forgot_or_changed_something_extends_nothing() -> None:
    """Rolled back, or its past rewritten under the same size."""
    world = World(some_entries(700))
    log = Log(world, world.checkpoint)
    with refused("log.size", "checkpoint"):
        log.check_extends(World(some_entries(701)).checkpoint)
    for other in ([b"forged"], [*some_entries(699), b"forged"]):
        with refused("log.proof", "checkpoint"):
            log.check_extends(World(other).checkpoint)
    with refused("log.size", "checkpoint"):
        log.check_extends(Checkpoint(ORIGIN, 0, bytes(32)))


def test_memory_does_not_grow_with_the_log() -> None:
    """A source that makes its files on demand: only a tile a level may stay in memory."""
    import tracemalloc

    world = big_world()
    head = world.checkpoint
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for _ in islice(reader.entries(world, head), BIG):
        pass
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    assert peak < 1_000_000


def test_what_is_not_stored_is_missing() -> None:
    with refused("log.missing", "file:checkpoint"):
        MemoryTiles({}).read("checkpoint")


def test_an_empty_log_has_no_entries() -> None:
    _, files = writer.publish(writer.EMPTY, [], ORIGIN, [KEY])
    assert list(reader.entries(MemoryTiles(dict(files)), World([]).checkpoint)) == []
