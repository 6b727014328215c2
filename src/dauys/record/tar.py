"""The tar layer of a ``.bel`` archive (5-voting, section 12.1): one header form, no freedom.

Old-style tar in blocks of 512 bytes, without the zero blocks that usually end a tar file. Every
header field but name, size and time is fixed, so that an archive has one spelling. Nothing is ever
written to a disk by the names inside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from dauys.errors import Refused, Unreadable

BLOCK = 512
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


def members(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The members of an archive in order; every block must be what `member` writes.

    Raises ``archive.empty``, ``archive.size`` (a member runs over the end), ``archive.header``.
    """
    if not data:
        raise Unreadable("archive.empty", "archive")
    position = 0
    while position < len(data):
        block = data[position : position + BLOCK]
        name, size, timestamp = _fields(block, position)
        end = _end(position, size, len(data))
        padding = position + BLOCK + size
        if header(name, size, timestamp) != block or any(data[padding:end]):
            raise Refused("archive.header", "archive", position=position)
        yield name, data[position + BLOCK : padding]
        position = end


def check_outline(block_at: Callable[[int], bytes], length: int) -> None:
    """Looks at the headers of an archive that is not in memory yet, and at nothing between them.

    What is no archive, and what states sizes that nobody can have, is so refused before it is read;
    raises what `members` does, but for what only whole members can tell.
    """
    if length == 0:
        raise Unreadable("archive.empty", "archive")
    position = 0
    while position < length:
        _, size, _ = _fields(block_at(position), position)
        position = _end(position, size, length)


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
