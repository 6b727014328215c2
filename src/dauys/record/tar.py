"""The tar layer of a ``.bel`` archive (5-voting, section 12.1): one header form, no freedom.

Old-style tar in blocks of 512 bytes, without the zero blocks that usually end a tar file. Every
header field but name, size and time is fixed, so that an archive has one spelling. Nothing is ever
written to a disk by the names inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from dauys.errors import Refused, Unreadable

if TYPE_CHECKING:
    from dauys.group.kernel import Kernel

BLOCK = 512
PIECE = 1024**2  # bytes in which headers are looked for at once
MAX_MEMBER = 256 * 1024**2  # bytes: the longest document, the roll of a box
_OCTAL = re.compile(rb"[0-7]{11}")


def member(name: str, data: bytes, timestamp: int) -> bytes:
    """One member: its header, its bytes, and zeros up to a whole block."""
    return header(name, len(data), timestamp) + data + b"\0" * (-len(data) % BLOCK)


def header(name: str, size: int, timestamp: int) -> bytes:
    """The header block of a member; timestamp in seconds since 1970."""
    fields = b"%b0000644\x000000000\x000000000\x00%011o\x00%011o\x00" % (
        name.encode("ascii").ljust(100, b"\0"),
        size,
        timestamp,
    )
    tail = b"0".ljust(BLOCK - len(fields) - 8, b"\0")
    checksum = sum(fields) + 8 * ord(" ") + sum(tail)
    return fields + b"%06o\x00 " % checksum + tail


class Reader(Protocol):
    """The bytes of an archive, wherever they are."""

    @property
    def length(self) -> int:
        """How many there are."""

    def at(self, position: int, size: int) -> bytes:
        """So many bytes from a position on, or fewer at the end."""


@dataclass(frozen=True, slots=True)
class Memory:
    """An archive in memory."""

    data: bytes

    @property
    def length(self) -> int:
        return len(self.data)

    def at(self, position: int, size: int) -> bytes:
        return self.data[position : position + size]


@dataclass(frozen=True, slots=True)
class Member:
    """A member, where its content stands, and all of its bytes."""

    name: str
    content: bytes
    position: int
    whole: bytes

    @property
    def end(self) -> int:
        """Where the next one begins."""
        return self.position - BLOCK + len(self.whole)


def members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Name and content of each member of an archive, in order; raises what `placed` does."""
    return ((each.name, each.content) for each in placed(Memory(data)))


def placed(archive: Reader, position: int = 0) -> Iterator[Member]:
    """The members of an archive in order; every block must be what `member` writes.

    From a ``position`` on, at which one ends.

    One is in memory at a time. Raises ``archive.empty``, ``archive.size`` (a member runs over the
    end), ``archive.header``.
    """
    if archive.length == 0:
        raise Unreadable("archive.empty", "archive")
    while position < archive.length:
        block = archive.at(position, BLOCK)
        name, size, timestamp = _fields(block, position)
        end = _end(position, size, archive.length)
        rest = archive.at(position + BLOCK, end - position - BLOCK)
        if header(name, size, timestamp) != block or any(rest[size:]):
            raise Refused("archive.header", "archive", position=position)
        yield Member(name, rest[:size], position + BLOCK, block + rest)
        position = end


def check_outline(archive: Reader, kernel: Kernel | None = None) -> None:
    """Looks at the headers of an archive that is not in memory yet, and at nothing between them.

    What is no archive, and what states sizes that nobody can have, is so refused before it is read;
    raises what `members` does, but for what only whole members can tell. The kernel follows headers
    as long as they are well formed.
    """
    if archive.length == 0:
        raise Unreadable("archive.empty", "archive")
    position = 0
    while position < archive.length:
        if kernel is not None:
            piece = archive.at(position, PIECE)
            position += kernel.outline(piece, archive.length - position)
        if position < archive.length:
            _, size, _ = _fields(archive.at(position, BLOCK), position)
            position = _end(position, size, archive.length)


def _end(position: int, size: int, length: int) -> int:
    """Where a member ends, in an archive of this length."""
    end = position + BLOCK + size + (-size % BLOCK)
    if size > MAX_MEMBER or end > length:
        raise Refused("archive.size", "archive", position=position)
    return end


def _fields(block: bytes, position: int) -> tuple[str, int, int]:
    """Name, size and time of a header block; what else it holds is compared as a whole."""
    name = block[:100].rstrip(b"\0")
    size, time = block[124:135], block[136:147]
    well_formed = len(block) == BLOCK and name.isascii() and name
    if not (well_formed and _OCTAL.fullmatch(size) and _OCTAL.fullmatch(time)):
        if position == 0:  # not such a file at all
            raise Unreadable("archive.form", "archive")
        raise Refused("archive.header", "archive", position=position)
    return name.decode("ascii"), int(size, 8), int(time, 8)
