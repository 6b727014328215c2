"""What of an archive stays where it is: ballots and partial decryptions, read when asked for.

Of each document its hash, its place and its size are kept, and whatever is read is held to the
hash: an archive can be altered under the hand of who verifies it. What it says is not looked at.
"""

from __future__ import annotations

import hashlib
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import overload

from dauys.errors import DauysError, Refused
from dauys.group.kernel import Kernel
from dauys.record import tar
from dauys.wire.digests import Digests
from dauys.wire.hashes import sha256_of_each
from dauys.wire.laid import Laid, laid

CHUNK = 4096  # ballots whose places are looked up at a time
# Bytes between two ballots that stand side by side, at most: headers, and an event.
BETWEEN = 4 * tar.BLOCK


@dataclass(slots=True)
class Documents:
    """Where each document of an archive stands, by its hash: some sixty bytes for each."""

    archive: tar.Reader
    kernel: Kernel | None = None
    names: Digests = field(init=False)
    positions: array[int] = field(default_factory=lambda: array("Q"))
    sizes: array[int] = field(default_factory=lambda: array("I"))

    def __post_init__(self) -> None:
        self.names = Digests() if self.kernel is None else self.kernel.digests()

    def add(self, name: bytes, position: int, size: int) -> int:
        """A document stands here; where it stands twice, the first place will do. Its number."""
        place = self.names.add(name)
        if place == len(self.sizes):
            self.positions.append(position)
            self.sizes.append(size)
        return place

    def add_all(self, names: bytes, positions: array[int], sizes: array[int]) -> array[int]:
        """The same for many: the number of each."""
        known = len(self.names)
        places = self.names.add_all(names)
        if len(self.names) == known + len(places):
            self.positions += positions
            self.sizes.extend(array("I", sizes))
        else:
            for place, position, size in zip(places, positions, sizes, strict=True):
                if place == len(self.sizes):
                    self.positions.append(position)
                    self.sizes.append(size)
        return places

    def place(self, name: str | None) -> int | None:
        """The number of a document."""
        return self.names.place(bytes.fromhex(name)) if name is not None else None

    def at(self, place: int) -> bytes:
        """A document by its number: the very one that was there before."""
        data = self.archive.at(self.positions[place], self.sizes[place])
        if hashlib.sha256(data).digest() != self.names.at(place):
            raise Refused("archive.hash", "archive", name=self.names.at(place).hex())
        return data

    def together(self, places: Sequence[int]) -> Block | None:
        """Documents that stand side by side, read at once; None where they do not or are others."""
        starts, sizes = chosen(self.positions, places), array("Q", chosen(self.sizes, places))
        first, end = starts[0], starts[-1] + sizes[-1]
        near = end - first <= sum(sizes) + BETWEEN * len(places)
        if not near or sorted(starts) != starts.tolist():
            return None
        data = self.archive.at(first, end - first)
        ballots = Laid(data, array("Q", [start - first for start in starts]), sizes)
        names = self._names(places)
        if len(data) != end - first or self._hashes(ballots) != names:
            return None
        return Block(ballots, names)

    def _names(self, places: Sequence[int]) -> bytes:
        if consecutive(places):
            return self.names.row(places[0], len(places))
        return b"".join(map(self.names.at, places))

    def _hashes(self, documents: Laid) -> bytes:
        return sha256_of_each(documents) if self.kernel is None else self.kernel.hashes(documents)


@dataclass(frozen=True, slots=True)
class Block:
    """Some ballots that were read, and the hash of each."""

    ballots: Laid
    hashes: bytes


@dataclass(frozen=True, slots=True)
class StoredBallots(Sequence[bytes]):
    """The ballots of an archive, read when they are asked for."""

    documents: Documents
    places: array[int]

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, at: int) -> bytes: ...

    @overload
    def __getitem__(self, at: slice) -> list[bytes]: ...

    def __getitem__(self, at: int | slice) -> bytes | list[bytes]:
        if isinstance(at, slice):
            return [self.documents.at(place) for place in self.places[at]]
        return self.documents.at(self.places[at])

    def blocks(self, numbers: Sequence[int], most: int) -> Iterator[Block]:
        """The ballots of these numbers in their order, so many bytes at a time, or a single one.

        Raises ``archive.hash`` at the first that is not what it was; those before it come first.
        """
        for first in range(0, len(numbers), CHUNK):
            yield from self._blocks(chosen(self.places, numbers[first : first + CHUNK]), most)

    def _blocks(self, places: Sequence[int], most: int) -> Iterator[Block]:
        first = 0
        ends = list(accumulate(size + BETWEEN for size in chosen(self.documents.sizes, places)))
        while first < len(places):
            before = ends[first - 1] if first else 0
            stop = max(first + 1, bisect_right(ends, before + most))
            block = self.documents.together(places[first:stop])
            if block is None:
                yield from self._one_by_one(places[first:stop])
            else:
                yield block
            first = stop

    def _one_by_one(self, places: Sequence[int]) -> Iterator[Block]:
        found: list[bytes] = []
        try:
            for place in places:
                found.append(self.documents.at(place))
        except DauysError:
            if found:
                yield block_of(found)
            raise
        yield block_of(found)


@dataclass(frozen=True, slots=True)
class StoredPartials(Sequence[tuple[int, bytes]]):
    """The partial decryptions of an archive, each with its owner, read when they are asked for."""

    documents: Documents
    owners: list[int]
    places: array[int]

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, at: int) -> tuple[int, bytes]: ...

    @overload
    def __getitem__(self, at: slice) -> list[tuple[int, bytes]]: ...

    def __getitem__(self, at: int | slice) -> tuple[int, bytes] | list[tuple[int, bytes]]:
        if isinstance(at, slice):
            return [self[each] for each in range(len(self))[at]]
        return self.owners[at], self.documents.at(self.places[at])


def chosen(row: array[int], places: Sequence[int]) -> array[int]:
    """What stands in a row at some places."""
    if consecutive(places):
        return row[places[0] : places[-1] + 1]
    return array(row.typecode, [row[place] for place in places])


def consecutive(places: Sequence[int]) -> bool:
    """Whether places follow one another, as those of ballots nearly always do."""
    if not places or places[-1] - places[0] != len(places) - 1:
        return False
    return list(places) == list(range(places[0], places[-1] + 1))


def blocks(ballots: Sequence[bytes], numbers: Sequence[int], most: int) -> Iterator[Block]:
    """`StoredBallots.blocks`, and the same of ballots that are in memory."""
    if isinstance(ballots, StoredBallots):
        return ballots.blocks(numbers, most)
    return iter([block_of([ballots[number] for number in numbers])])


def block_of(found: Sequence[bytes]) -> Block:
    """Ballots that have been read one by one."""
    return Block(laid(found), sha256_of_each(found))
