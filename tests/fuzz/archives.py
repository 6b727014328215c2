"""Mutants of the bytes of an archive, with no seal but those of the tar members' own headers."""

from __future__ import annotations

from random import Random

from dauys.record import tar
from dauys.record.belenios import write_archive
from dauys.wire import hashes
from tests.fuzz.kinds import altering
from tests.fuzz.world import Box

BLOCK = tar.BLOCK


def whole(box: Box) -> bytes:
    """The archive as it should be."""
    return write_archive(box.documents())


def members(data: bytes) -> list[bytes]:
    """The members, each with its header and its zeros."""
    found, at = [], 0
    for name, content in tar.members(data):
        end = at + len(tar.member(name, content, 0))
        found.append(data[at:end])
        at = end
    return found


@altering("bytes")
def bit(box: Box, rng: Random) -> bytes:
    """One bit is another."""
    data = bytearray(whole(box))
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    return bytes(data)


@altering("bytes")
def text(box: Box, rng: Random) -> bytes:
    """One bit of a document is another: where the zeros between members are left out."""
    data = bytearray(whole(box))
    data[rng.choice([at for at, byte in enumerate(data) if byte])] ^= 1 << rng.randrange(8)
    return bytes(data)


@altering("bytes")
def overwritten(box: Box, rng: Random) -> bytes:
    """Some bytes are random."""
    data = bytearray(whole(box))
    length = rng.choice((1, 2, 4, 16, 64, 512, 700))
    at = rng.randrange(len(data) - length)
    data[at : at + length] = rng.randbytes(length)
    return bytes(data)


@altering("bytes")
def cut(box: Box, rng: Random) -> bytes:
    """The archive ends within a member."""
    data = whole(box)
    ends = {0}
    for each in members(data):
        ends.add(max(ends) + len(each))
    return data[: rng.choice([n for n in range(1, len(data)) if n not in ends])]


@altering("bytes")
def cut_between(box: Box, rng: Random) -> bytes:
    """The archive ends between a document and the event that names it."""
    found = members(whole(box))
    ends = [n for n, each in enumerate(found) if n > 1 and b".event.json" not in found[n - 1][:100]]
    return b"".join(found[: rng.choice(ends)])


@altering("bytes")
def longer(box: Box, rng: Random) -> bytes:
    """Something stands behind the last member: the zeros of other tar files, or anything."""
    more = rng.choice(
        (bytes(BLOCK), bytes(2 * BLOCK), bytes(10240), b"\0", b"\n", rng.randbytes(BLOCK))
    )
    return whole(box) + more


@altering("bytes")
def block(box: Box, rng: Random) -> bytes:
    """A block of 512 bytes is gone, there twice, zero, or in another place."""
    data = whole(box)
    blocks = [data[at : at + BLOCK] for at in range(0, len(data), BLOCK)]
    at = rng.randrange(len(blocks))
    choice = rng.randrange(4)
    if choice == 0:
        del blocks[at]
    elif choice == 1:
        blocks.insert(at, blocks[at])
    elif choice == 2:
        blocks[at] = bytes(BLOCK)
    else:
        other = rng.choice([n for n, each in enumerate(blocks) if each != blocks[at]])
        blocks[at], blocks[other] = blocks[other], blocks[at]
    return b"".join(blocks)


@altering("bytes")
def member(box: Box, rng: Random) -> bytes:
    """A whole member is gone, there twice, or in another place."""
    found = members(whole(box))
    at = rng.randrange(len(found) - 1)  # without the last event it would only end early
    choice = rng.randrange(3)
    if choice == 0:
        del found[at]
    elif choice == 1:
        found.insert(rng.randint(0, len(found)), found[at])
    else:
        other = rng.choice([n for n in range(len(found)) if n != at])
        found[at], found[other] = found[other], found[at]
    return b"".join(found)


FIELDS: tuple[tuple[int, tuple[bytes, ...]], ...] = (
    (100, (b"0000755\0", b"0100644\0", b"000644 \0", bytes(8))),
    (108, (b"0001750\0", b"     0 \0")),
    (116, (b"0001750\0", b"root\0\0\0\0")),
    (
        124,
        (b"00000000000\0", b"77777777777\0", b"\x80\0\0\0\0\0\0\0\0\0\xff\xff", b"-0000000001\0"),
    ),
    (136, (b"00000000000\0", b"77777777777\0", b" 7777777777\0")),
    (156, (b"\0", b"1", b"2", b"5", b"L", b"x", b"g")),
    (157, (b"/etc/passwd", b"x")),
    (257, (b"ustar\x0000", b"ustar  \0")),
    (265, (b"root",)),
    (345, (b"../../x",)),
    (511, (b"x",)),
)


@altering("bytes")
def header(box: Box, rng: Random) -> bytes:
    """A field of a member's header is another, under a checksum that agrees with it."""
    found = members(whole(box))
    at = rng.randrange(len(found))
    position, others = rng.choice(FIELDS)
    block_ = bytearray(found[at][:BLOCK])
    new = rng.choice([each for each in others if each != block_[position : position + len(each)]])
    block_[position : position + len(new)] = new
    found[at] = _summed(block_) + found[at][BLOCK:]
    return b"".join(found)


@altering("bytes")
def checksum(box: Box, rng: Random) -> bytes:
    """The checksum is another, or its number in another spelling."""
    found = members(whole(box))
    at = rng.randrange(len(found))
    head = bytearray(found[at][:BLOCK])
    old = bytes(head[148:156])
    spellings = (old[:6] + b" \0", b" " + old[1:], b"000000\0 ", bytes(8), old[:7] + b"\0")
    head[148:156] = rng.choice([each for each in spellings if each != old])
    found[at] = bytes(head) + found[at][BLOCK:]
    return b"".join(found)


def _summed(head: bytearray) -> bytes:
    """The header with its checksum made to agree."""
    head[148:156] = b" " * 8
    head[148:156] = b"%06o\0 " % sum(head)
    return bytes(head)


@altering("bytes")
def renamed(box: Box, rng: Random) -> bytes:
    """A member's name is not the hash of what it holds, or leads elsewhere."""
    data = whole(box)
    found = members(data)
    at = rng.randrange(len(found))
    (name, content), time = list(tar.members(data))[at], box.timestamp
    others = (
        "../" + name, "/" + name, "./" + name, name.upper() + "x", name.replace("json", "JSON"),
        name[:-5], hashes.sha256_hex(content[::-1] + b"x") + ".data.json", "BELENIOS2", name + ".x",
        name.replace("data", "event") if "data" in name else name.replace("event", "data") + "~",
        "x" * 100,
    )  # fmt: skip
    found[at] = tar.member(rng.choice(others), content, time)
    return b"".join(found)


@altering("bytes")
def padding(box: Box, rng: Random) -> bytes:
    """Something stands in the zeros that fill a member's last block."""
    found = members(whole(box))
    at = rng.randrange(len(found))
    size = int(found[at][124:135], 8)
    room = len(found[at]) - BLOCK - size
    if not room:
        return b"".join(found) + bytes(BLOCK)
    place = BLOCK + size + rng.randrange(room)
    found[at] = found[at][:place] + rng.choice((b"\n", b" ", b"\xff")) + found[at][place + 1 :]
    return b"".join(found)
