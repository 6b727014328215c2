"""Tiles and entry bundles (C2SP tlog-tiles), 2-log.md section 2.

    tile/0/x001/x234/067      a full tile: 256 hashes of level 0 (leaves)
    tile/1/000.p/17           a partial tile: the first 17 hashes of level 1
    tile/entries/273.p/112    the entries whose hashes stand in tile/0/273.p/112

Which of them a tree has, how their paths are written, how their bytes are taken apart: strictly,
so that one tile has one path and one content. Whether they agree with a tree is `reader`'s task.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dauys.errors import Refused
from dauys.log.merkle import HASH_BYTES

WIDTH = 256
TILE_BYTES = WIDTH * HASH_BYTES
MAX_ENTRY = 65_535
MAX_LEVEL = 63
MAX_SIZE = 2**63 - 1
CHECKPOINT = "checkpoint"

_PATH = re.compile(
    r"tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\.p/([1-9][0-9]{0,2}))?"
)


@dataclass(frozen=True, slots=True)
class Tile:
    """A tile: its level (0 holds the leaves), its place in the level, how many hashes it has."""

    level: int
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        return f"tile/{self.level}/{_place(self.index, self.width)}"

    def parse(self, data: bytes) -> bytes:
        """The hashes of the tile, which must be exactly as many as it is wide."""
        if len(data) != self.width * HASH_BYTES:
            raise Refused("log.width", f"tile:{self.path}", expected=self.width)
        return data


@dataclass(frozen=True, slots=True)
class Bundle:
    """An entry bundle: the entries behind the tile of level 0 with the same place and width."""

    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        return f"tile/entries/{_place(self.index, self.width)}"

    def parse(self, data: bytes) -> list[bytes]:
        """The entries, exactly as many as the bundle is wide, with nothing after them."""
        entries: list[bytes] = []
        at, end = 0, len(data)
        for _ in range(self.width):
            start = at + 2
            if start > end:
                raise self._wrong_width()
            at = start + (data[at] << 8 | data[at + 1])
            entries.append(data[start:at])
        if at != end:  # short data make the last slice short, and end before `at`
            raise self._wrong_width()
        return entries

    def _wrong_width(self) -> Refused:
        return Refused("log.width", f"bundle:{self.path}", expected=self.width)


def encode_bundle(entries: Sequence[bytes]) -> bytes:
    """Entries as they stand in a bundle: each behind its length in two bytes, big-endian."""
    return b"".join([part for entry in entries for part in (len(entry).to_bytes(2, "big"), entry)])


def check_entry(entry: bytes, index: int) -> None:
    """Refuses an entry that no bundle can hold; what is longer belongs into an object."""
    if len(entry) > MAX_ENTRY:
        raise Refused("log.entry", f"entry:{index}", limit=MAX_ENTRY)


def parse_path(path: str) -> Tile | Bundle:
    """The tile or bundle that a path names: the inverse of ``path``, and nothing else."""
    found = _PATH.fullmatch(path)
    if not found:
        raise Refused("log.path", path=path)
    level, place, partial = found.groups()
    index = int(place.replace("/", "").replace("x", ""))
    width = int(partial) if partial else WIDTH
    named: Tile | Bundle
    named = Bundle(index, width) if level == "entries" else Tile(int(level), index, width)
    # An index of leading zero groups (x000/001) has a shorter path; a partial tile is not full.
    if named.path != path or (level != "entries" and int(level) > MAX_LEVEL):
        raise Refused("log.path", path=path)
    return named


def count(size: int, level: int) -> int:
    """How many hashes the level has in a tree of this size: one for each full tile below it."""
    return size >> (8 * level)


def tile_of(size: int, level: int, index: int) -> Tile:
    """The tile at a place as a tree of this size has it: full, or as wide as it has grown."""
    width = min(count(size, level) - index * WIDTH, WIDTH)
    if width <= 0:
        raise Refused("log.size", f"tile:{Tile(level, index).path}", size=size)
    return Tile(level, index, width)


def bundle_count(size: int) -> int:
    """How many entry bundles a tree of this size has, the partial one included."""
    return -(-size // WIDTH)


def bundle_of(size: int, index: int) -> Bundle:
    """The bundle at a place as a tree of this size has it."""
    return Bundle(index, tile_of(size, 0, index).width)


def edge_of(size: int) -> tuple[Tile | None, ...]:
    """The partial tile of each level from the leaves upwards, None where the last tile is full."""
    levels = (size.bit_length() + 7) // 8
    counts = [count(size, level) for level in range(levels)]
    return tuple(
        Tile(level, hashes // WIDTH, hashes % WIDTH) if hashes % WIDTH else None
        for level, hashes in enumerate(counts)
    )


def tiles_of(size: int) -> Iterator[Tile]:
    """Every tile of a tree of this size, from the leaves upwards."""
    for level, partial in enumerate(edge_of(size)):
        for index in range(count(size, level) // WIDTH):
            yield Tile(level, index)
        if partial:
            yield partial


def bundles_of(size: int) -> Iterator[Bundle]:
    """Every entry bundle of a tree of this size."""
    for index in range(size // WIDTH):
        yield Bundle(index)
    if size % WIDTH:
        yield Bundle(size // WIDTH, size % WIDTH)


def _place(index: int, width: int) -> str:
    """The index in groups of three digits, all but the last after an x; then the width."""
    digits = str(index)
    digits = digits.zfill((len(digits) + 2) // 3 * 3)
    groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
    place = "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])
    return place if width == WIDTH else f"{place}.p/{width}"
