"""Reading a log and trusting none of its files, 2-log.md section 2.

`Log` is the one thing trusted so far. It begins with the checkpoint: the partial tiles of the right
edge must give its root. From there trust goes down: a full tile must hash to its place in the tile
above, and the entries of a bundle to their places in the tile of level 0. So every tile and bundle
of the tree is checked before anything in it is handed on, and the file that is wrong is named.

One tile a level and one bundle are held at a time, however long the log is. Who signed the
checkpoint is not asked here: see `checkpoint.read`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from dauys.errors import DauysError, Refused, Unreadable
from dauys.log import proofs
from dauys.log.checkpoint import Checkpoint
from dauys.log.merkle import HASH_BYTES, edge_root, leaf_hashes, root
from dauys.log.proofs import Proof
from dauys.log.tiles import WIDTH, Bundle, Tile, bundle_count, bundle_of, edge_of, tile_of


class Tiles(Protocol):
    """Where the files of a log are read from."""

    def read(self, path: str) -> bytes:
        """The bytes of a file; raises `Unreadable` where there is none (``log.missing``)."""
        ...


@dataclass(frozen=True, slots=True)
class MemoryTiles:
    """The files of a log held in memory, by path."""

    files: Mapping[str, bytes]

    def read(self, path: str) -> bytes:
        try:
            return self.files[path]
        except KeyError:
            raise Unreadable("log.missing", f"file:{path}") from None


class Log:
    """A log of which nothing is believed that does not follow from its checkpoint."""

    def __init__(self, source: Tiles, checkpoint: Checkpoint):
        """Reads the right edge; raises `Refused` ``log.root`` or ``log.tile`` if it is wrong."""
        self.checkpoint = checkpoint
        self._source = source
        self._held: dict[int, tuple[int, bytes]] = {}
        self._tiles = edge_of(checkpoint.size)
        self.edge = tuple(self._read_tile(tile) if tile else b"" for tile in self._tiles)
        if edge_root(self.edge) != checkpoint.root:
            self._blame_edge()

    def tile(self, level: int, index: int) -> bytes:
        """The hashes of a tile that has been checked against the tile above it."""
        tile = tile_of(self.checkpoint.size, level, index)
        if tile.width < WIDTH:
            return self.edge[level]
        held = self._held.get(level)
        if held and held[0] == index:
            return held[1]
        hashes = self._read_tile(tile)
        at = index % WIDTH * HASH_BYTES
        if root(hashes) != self.tile(level + 1, index // WIDTH)[at : at + HASH_BYTES]:
            raise Refused("log.tile", f"tile:{tile.path}")
        self._held[level] = index, hashes
        return hashes

    def bundle(self, index: int) -> list[bytes]:
        """The entries of a bundle that have been checked against their tile."""
        bundle = bundle_of(self.checkpoint.size, index)
        hashes = self.tile(0, index)
        entries = self._read_bundle(bundle)
        if leaf_hashes(entries) != hashes:
            raise Refused("log.bundle", f"bundle:{bundle.path}")
        return entries

    def bundles(self, start: int = 0, stop: int | None = None) -> Iterator[tuple[int, list[bytes]]]:
        """The checked bundles from ``start`` up to, but not at, ``stop`` with their places."""
        last = bundle_count(self.checkpoint.size)
        for index in range(start, last if stop is None else min(stop, last)):
            yield index, self.bundle(index)

    def entries(self, start: int = 0) -> Iterator[tuple[int, bytes]]:
        """The checked entries from ``start`` with their indices; stops at the first wrong file.

        Read from 0 to the end, it has checked every tile and bundle of the tree.
        """
        for index, entries in self.bundles(start // WIDTH):
            first = index * WIDTH
            skipped = max(start - first, 0)
            yield from enumerate(entries[skipped:], first + skipped)

    def entry(self, index: int) -> bytes:
        """One checked entry."""
        if not 0 <= index < self.checkpoint.size:
            raise Refused("log.size", f"entry:{index}", size=self.checkpoint.size)
        return self.bundle(index // WIDTH)[index % WIDTH]

    def root_at(self, size: int) -> bytes:
        """The root of the log as it was at a smaller size."""
        if not 0 < size <= self.checkpoint.size:
            raise Refused("log.size", "checkpoint", size=self.checkpoint.size)
        return proofs.tree_root(self._node, size)

    def inclusion(self, index: int) -> Proof:
        """The proof that an entry stands in the log."""
        return proofs.inclusion(self._node, index, self.checkpoint.size)

    def consistency(self, size: int) -> Proof:
        """The proof that the log began with a tree of this size."""
        return proofs.consistency(self._node, size, self.checkpoint.size, accused="checkpoint")

    def check_extends(self, older: Checkpoint) -> None:
        """Refuses, unless the log began with the tree of an older checkpoint: nothing rewritten."""
        new = self.checkpoint
        if older.size == 0 and older.root == edge_root(()):
            return
        proof = self.consistency(older.size)
        proofs.check_consistency(
            older.size, new.size, older.root, new.root, proof, accused="checkpoint"
        )

    def _node(self, height: int, index: int) -> bytes:
        """The hash of a perfect subtree of 2^height leaves, out of the tile that holds its base."""
        level, inner = divmod(height, 8)
        first = index << inner
        hashes = self.tile(level, first // WIDTH)
        at = first % WIDTH * HASH_BYTES
        return root(hashes[at : at + (HASH_BYTES << inner)])

    def _read_tile(self, tile: Tile) -> bytes:
        data, whole = self._read(tile)
        if whole and tile.width < WIDTH:
            return Tile(tile.level, tile.index).parse(data)[: tile.width * HASH_BYTES]
        return tile.parse(data)

    def _read_bundle(self, bundle: Bundle) -> list[bytes]:
        data, whole = self._read(bundle)
        if whole and bundle.width < WIDTH:
            return Bundle(bundle.index).parse(data)[: bundle.width]
        return bundle.parse(data)

    def _read(self, wanted: Tile | Bundle) -> tuple[bytes, bool]:
        """A file, and whether it is the full one.

        A log that has grown on may have dropped a partial file for the full one, which begins with
        the same hashes or entries (tlog-tiles, "Partial Tiles").
        """
        try:
            return self._source.read(wanted.path), wanted.width == WIDTH
        except Unreadable as missing:
            if wanted.width == WIDTH:
                raise
            try:
                return self._source.read(wanted.path.partition(".p/")[0]), True
            except Unreadable:
                raise missing from None

    def _blame_edge(self) -> None:
        """Names the file of the right edge that disagrees with what stands below it.

        The root alone cannot tell; one altered file can be told from the others, a log rewritten
        as a whole cannot: then it is the checkpoint that does not belong to these files.
        """
        for tile, hashes in zip(self._tiles, self.edge, strict=True):
            if tile and not self._agrees(tile, hashes):
                raise Refused("log.tile", f"tile:{tile.path}", certain=False)
        raise Refused("log.root", "checkpoint")

    def _agrees(self, tile: Tile, hashes: bytes) -> bool:
        """Whether a partial tile agrees with the bundle, or the full tiles, below it."""
        try:
            if tile.level == 0:
                return leaf_hashes(self._read_bundle(Bundle(tile.index, tile.width))) == hashes
            below = range(tile.index * WIDTH, tile.index * WIDTH + tile.width)
            return hashes == b"".join(
                [root(self._read_tile(Tile(tile.level - 1, index))) for index in below]
            )
        except DauysError:  # what stands below is itself unusable: no witness against this tile
            return True


def entries(source: Tiles, checkpoint: Checkpoint) -> Iterator[tuple[int, bytes]]:
    """Every entry of a log with its index, each checked before it is handed on."""
    return Log(source, checkpoint).entries()


def entry(source: Tiles, checkpoint: Checkpoint, index: int) -> tuple[bytes, Proof]:
    """One entry of a log, and the proof that it stands there."""
    log = Log(source, checkpoint)
    return log.entry(index), log.inclusion(index)
