"""Millions of hashes with a place each, in some forty bytes apiece.

A set of Python takes three times as much. The hashes stand in their order in one row of bytes; an
open-addressed index of places finds them. Nothing is ever taken out. Where the index names a hash
depends on the salt of this process, so that nobody can make hashes that crowd one spot; nothing
else depends on it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator

BYTES = 32  # of a hash
CHUNK = 4096  # hashes that are copied out at once
FIRST = 1 << 8  # places of a fresh index
FREE = 0xFFFFFFFF  # what stands for no place


class Digests:
    """Hashes of 32 bytes, each with its place from 0."""

    def __init__(self) -> None:
        self._row = bytearray()
        self._index = array("I", [FREE]) * FIRST

    def __len__(self) -> int:
        return len(self._row) // BYTES

    def __iter__(self) -> Iterator[bytes]:
        for place in range(len(self)):
            yield self.at(place)

    def __contains__(self, digest: bytes) -> bool:
        return self.place(digest) is not None

    def place(self, digest: bytes) -> int | None:
        """The place of a hash, or None."""
        found = self._index[self._slot(digest)]
        return None if found == FREE else found

    def at(self, place: int) -> bytes:
        """The hash at a place."""
        return bytes(self._row[place * BYTES : (place + 1) * BYTES])

    def add(self, digest: bytes) -> int:
        """The place of a hash, which is put at the end where it is not there yet."""
        slot = self._slot(digest)
        found = self._index[slot]
        if found != FREE:
            return found
        place = len(self)
        self._row += digest
        self._index[slot] = place
        if 3 * place > 2 * len(self._index):
            self._grow()
        return place

    def row(self, first: int, count: int) -> bytes:
        """So many hashes from a place on."""
        return bytes(self._row[first * BYTES : (first + count) * BYTES])

    def rows(self) -> Iterator[bytes]:
        """All hashes in their order, many at a time."""
        for first in range(0, len(self), CHUNK):
            yield self.row(first, min(CHUNK, len(self) - first))

    def add_all(self, hashes: bytes) -> array[int]:
        """The place of each of some hashes, as `add` gives it."""
        return array("I", [self.add(each) for each in cut(hashes)])

    def find_all(self, hashes: bytes) -> array[int]:
        """The place of each of some hashes, or `FREE`."""
        return array("I", [self._index[self._slot(each)] for each in cut(hashes)])

    def _slot(self, digest: bytes) -> int:
        """Where the index names this hash, or where it would."""
        index, row, mask = self._index, self._row, len(self._index) - 1
        slot = hash(digest) & mask
        while (place := index[slot]) != FREE:
            if row[place * BYTES : (place + 1) * BYTES] == digest:
                break
            slot = (slot + 1) & mask
        return slot

    def _grow(self) -> None:
        """An index twice as long."""
        index = self._index = array("I", [FREE]) * (2 * len(self._index))
        row, mask = self._row, len(index) - 1
        for place in range(len(self)):
            slot = hash(bytes(row[place * BYTES : (place + 1) * BYTES])) & mask
            while index[slot] != FREE:
                slot = (slot + 1) & mask
            index[slot] = place


def cut(hashes: bytes) -> Iterator[bytes]:
    """Hashes that stand one after the other."""
    return (hashes[at : at + BYTES] for at in range(0, len(hashes), BYTES))
