"""Appending to a log, 2-log.md section 2: entries in, files out, nothing written.

    state, files = append(EMPTY, entries)       full bundles and tiles: never written again
    files += partial(state)                     the right edge as it is now
    files += [seal(state, origin, [key])]       the checkpoint, which must be written last

Files are (path, bytes). Whoever stores them syncs all others before the checkpoint: a reader who
sees a checkpoint then finds all of its tree. `restore` takes the state up again from stored files.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dauys.log import checkpoint as checkpoints
from dauys.log.checkpoint import Checkpoint
from dauys.log.keys import SigningKey
from dauys.log.merkle import edge_root, leaf_hashes, root
from dauys.log.reader import Log, Tiles
from dauys.log.tiles import (
    CHECKPOINT,
    TILE_BYTES,
    WIDTH,
    Bundle,
    Tile,
    bundle_of,
    check_entry,
    count,
    edge_of,
    encode_bundle,
)

File = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class State:
    """All that appending needs: the size, and what the last partial tiles and bundle hold.

    ``edge`` holds the hashes of the partial tile of each level, from the leaves upwards; ``bundle``
    the bytes of the partial entry bundle. At most 8 KiB a level and 16 MiB of entries.
    """

    size: int = 0
    edge: tuple[bytes, ...] = ()
    bundle: bytes = b""

    def root(self) -> bytes:
        """The root of the tree so far."""
        return edge_root(self.edge)


EMPTY = State()


def append(state: State, entries: Sequence[bytes]) -> tuple[State, list[File]]:
    """The state with more entries, and the bundles and tiles that they have filled.

    Raises `Refused` ``log.entry`` before anything is made when an entry is too long.
    """
    for index, entry in enumerate(entries, state.size):
        check_entry(entry, index)
    bundle, files = _fill_bundles(state, entries)
    edge, tiles = _fill_tiles(state, leaf_hashes(entries))
    return State(state.size + len(entries), edge, bundle), files + tiles


def partial(state: State) -> list[File]:
    """The partial bundle and tiles of the tree as it is: what a checkpoint of it needs besides."""
    files: list[File] = []
    if state.size % WIDTH:
        files.append((bundle_of(state.size, state.size // WIDTH).path, state.bundle))
    tiles = zip(edge_of(state.size), state.edge, strict=True)
    return files + [(tile.path, hashes) for tile, hashes in tiles if tile]


def seal(state: State, origin: str, keys: Sequence[SigningKey]) -> File:
    """The signed checkpoint of the tree as it is."""
    head = Checkpoint(origin, state.size, state.root())
    return CHECKPOINT, checkpoints.sign(head, keys)


def publish(
    state: State, entries: Sequence[bytes], origin: str, keys: Sequence[SigningKey]
) -> tuple[State, list[File]]:
    """Appends and seals: all files in the order in which they must be stored."""
    grown, files = append(state, entries)
    return grown, [*files, *partial(grown), seal(grown, origin, keys)]


def restore(source: Tiles, checkpoint: Checkpoint) -> State:
    """The state of a stored log, read from its right edge and held to the checkpoint."""
    log = Log(source, checkpoint)
    bundle = b""
    if checkpoint.size % WIDTH:
        bundle = encode_bundle(log.bundle(checkpoint.size // WIDTH))
    return State(checkpoint.size, log.edge, bundle)


def _fill_bundles(state: State, entries: Sequence[bytes]) -> tuple[bytes, list[File]]:
    """The new partial bundle, and those that became full."""
    held, index = state.size % WIDTH, state.size // WIDTH
    files: list[File] = []
    pending, at = state.bundle, 0
    while held + len(entries) - at >= WIDTH:
        upto = at + WIDTH - held
        files.append((Bundle(index).path, pending + encode_bundle(entries[at:upto])))
        pending, held, index, at = b"", 0, index + 1, upto
    return pending + encode_bundle(entries[at:]), files


def _fill_tiles(state: State, hashes: bytes) -> tuple[tuple[bytes, ...], list[File]]:
    """The new right edge, and the tiles that became full: each gives a hash to the level above."""
    files: list[File] = []
    edge: list[bytes] = []
    while hashes or len(edge) < len(state.edge):
        level = len(edge)
        if level < len(state.edge):
            hashes = state.edge[level] + hashes
        index = count(state.size, level) // WIDTH
        parents: list[bytes] = []
        full = len(hashes) // TILE_BYTES * TILE_BYTES
        for at in range(0, full, TILE_BYTES):
            tile = hashes[at : at + TILE_BYTES]
            files.append((Tile(level, index).path, tile))
            parents.append(root(tile))
            index += 1
        edge.append(hashes[full:])
        hashes = b"".join(parents)
    return tuple(edge), files
