"""A tile has one path and one content, and a tree has just its tiles."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dauys.errors import Refused
from dauys.log import tiles
from dauys.log.tiles import Bundle, Tile
from tests.log.world import published, refused

PATHS = published("paths")


def test_paths_are_the_published_ones() -> None:
    for vector in PATHS["places"]:
        assert Tile(0, vector["index"]).path == f"tile/0/{vector['place']}"
        assert Bundle(vector["index"]).path == f"tile/entries/{vector['place']}"
    for vector in PATHS["tiles"]:
        tile = tiles.tile_of(vector["size"], vector["level"], vector["index"])
        assert tile.path == vector["path"]
    for vector in PATHS["bundles"]:
        assert tiles.bundle_of(vector["size"], vector["index"]).path == vector["path"]


def test_published_paths_are_read() -> None:
    for vector in PATHS["parsed"]:
        tile = Tile(vector["level"], vector["index"], vector["width"])
        assert tiles.parse_path(vector["path"]) == tile
        assert tile.path == vector["path"]


@pytest.mark.parametrize(
    "path",
    [
        *PATHS["refused"],
        "",
        "checkpoint",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/00/000",
        "tile/0/x000/001",
        "tile/0/000\n",
        "/tile/0/000",
        "tile/0/../0/000",
        "tile/entries/00",
        "tile/0/٠٠٠",
    ],
)
def test_any_other_spelling_is_refused(path: str) -> None:
    """Two paths for one tile would be two tiles that may differ."""
    with refused("log.path"):
        tiles.parse_path(path)


@settings(deadline=None)
@given(st.integers(0, 63), st.integers(0, 10**18 - 1), st.integers(1, 256), st.booleans())
def test_a_path_reads_back_as_what_it_names(level: int, index: int, width: int, b: bool) -> None:
    named = Bundle(index, width) if b else Tile(level, index, width)
    assert tiles.parse_path(named.path) == named


@pytest.mark.parametrize("tree", PATHS["trees"])
def test_a_tree_has_the_published_tiles(tree: Any) -> None:
    found = list(tiles.tiles_of(tree["size"]))
    full = Counter(str(tile.level) for tile in found if tile.width == 256)
    assert full == tree["full"]
    assert {str(t.level): t.width for t in found if t.width < 256} == tree["partial"]


def test_the_tree_of_70000_entries_has_the_paths_of_the_specification() -> None:
    paths = [tile.path for tile in tiles.tiles_of(70_000)]
    assert paths[:2] == ["tile/0/000", "tile/0/001"]
    assert paths[272:] == [
        "tile/0/272",
        "tile/0/273.p/112",
        "tile/1/000",
        "tile/1/001.p/17",
        "tile/2/000.p/1",
    ]
    bundles = [bundle.path for bundle in tiles.bundles_of(70_000)]
    assert len(bundles) == tiles.bundle_count(70_000) == 274
    assert bundles[-2:] == ["tile/entries/272", "tile/entries/273.p/112"]


@settings(deadline=None)
@given(st.integers(0, 200_000))
def test_the_tiles_of_a_tree_cover_its_leaves(size: int) -> None:
    """Level by level: a hash for each full tile below, and for each entry at the bottom."""
    hashes: Counter[int] = Counter()
    for tile in tiles.tiles_of(size):
        hashes[tile.level] += tile.width
    for level, count in hashes.items():
        assert count == size // 256**level
    assert sum(bundle.width for bundle in tiles.bundles_of(size)) == size


def test_a_place_beyond_the_tree_is_refused() -> None:
    assert tiles.tile_of(257, 0, 1) == Tile(0, 1, 1)
    for level, index in ((0, 2), (1, 1), (2, 0)):
        with refused("log.size"):
            tiles.tile_of(257, level, index)
    with refused("log.size"):
        tiles.bundle_of(256, 1)


@settings(deadline=None)
@given(st.lists(st.binary(max_size=300), min_size=1, max_size=256))
def test_a_bundle_reads_back_as_its_entries(entries: list[bytes]) -> None:
    encoded = tiles.encode_bundle(entries)
    assert Bundle(0, len(entries)).parse(encoded) == entries


def test_the_longest_entry_fits_and_no_longer_one() -> None:
    longest = bytes(tiles.MAX_ENTRY)
    tiles.check_entry(longest, 7)
    assert Bundle(0, 1).parse(tiles.encode_bundle([longest])) == [longest]
    with refused("log.entry", "entry:7"):
        tiles.check_entry(longest + b"x", 7)


def test_a_bundle_cut_short_or_drawn_out_is_refused() -> None:
    """At any length but its own it holds other entries than it is wide."""
    entries = [b"one", b"", b"three"]
    whole = tiles.encode_bundle(entries)
    for cut in range(len(whole)):
        with refused("log.width", "bundle:tile/entries/000.p/3"):
            Bundle(0, 3).parse(whole[:cut])
    for more in (b"\x00", b"\x00\x00", whole):
        with refused("log.width"):
            Bundle(0, 3).parse(whole + more)


@settings(deadline=None)
@given(st.binary(max_size=40), st.integers(1, 4))
def test_any_bytes_are_a_bundle_in_one_way_or_refused(data: bytes, width: int) -> None:
    try:
        entries = Bundle(0, width).parse(data)
    except Refused:
        return
    assert tiles.encode_bundle(entries) == data


def test_a_tile_of_another_width_is_refused() -> None:
    """A tile of 255 hashes is not full, and one of 257 is none."""
    for length in (0, 31, 255 * 32, 256 * 32 - 1, 256 * 32 + 32):
        with refused("log.width", "tile:tile/0/000"):
            Tile(0, 0).parse(bytes(length))
    assert Tile(0, 0, 2).parse(bytes(64)) == bytes(64)
