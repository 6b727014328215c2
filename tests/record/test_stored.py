"""What stays in its archive: ballots, read many at once, and partial decryptions, one by one.

Each is held to its hash, and never are there too many in memory.
"""

from __future__ import annotations

import hashlib
import tracemalloc

import pytest

from dauys.ballots.native import load
from dauys.errors import Refused
from dauys.group.kernel import Kernel
from dauys.record import tar
from dauys.record.belenios import PIECE, Take, read_archive, stored_archive, write_archive
from dauys.record.box import Box, BoxDocuments
from dauys.record.stored import BETWEEN, StoredBallots, StoredPartials, blocks
from dauys.wire.laid import Laid
from tests.ballots.world import make_world

WORLD = make_world()
ONE, TWO, THREE = (WORLD.ballot(who, [[1, 0]]) for who in range(3))
NATIVE = load()
KERNELS = [None] if NATIVE is None else [None, NATIVE.kernel]
either = pytest.mark.parametrize("kernel", KERNELS)
native = pytest.mark.skipif(NATIVE is None, reason="the native kernel is not installed")
MUCH = 1 << 30


class Altered:
    """An archive that another hand alters, and that counts how often it is read."""

    def __init__(self, data: bytes) -> None:
        self.data, self.length, self.reads = data, len(data), 0

    def at(self, position: int, size: int) -> bytes:
        self.reads += 1
        return self.data[position : position + size]


def stored(ballots: list[bytes], kernel: Kernel | None) -> tuple[Altered, StoredBallots]:
    archive = Altered(write_archive(WORLD.documents(ballots)))
    found = stored_archive(archive, kernel).ballots
    assert isinstance(found, StoredBallots)
    archive.reads = 0
    return archive, found


@either
def test_ballots_side_by_side_are_read_at_once(kernel: Kernel | None) -> None:
    archive, ballots = stored([ONE, TWO, THREE], kernel)
    (block,) = ballots.blocks(range(3), MUCH)
    assert list(block.ballots) == [ONE, TWO, THREE]
    assert block.hashes == b"".join(hashlib.sha256(each).digest() for each in (ONE, TWO, THREE))
    assert archive.reads == 1


@either
def test_any_of_them_are_read_in_their_order(kernel: Kernel | None) -> None:
    _, ballots = stored([ONE, TWO, THREE], kernel)
    for numbers in ([0, 2], [2, 0], [1], [1, 1], []):
        found = [each for block in ballots.blocks(numbers, MUCH) for each in block.ballots]
        assert found == [(ONE, TWO, THREE)[number] for number in numbers]


@either
def test_no_more_bytes_are_read_at_once_than_asked_for_or_a_single_ballot(
    kernel: Kernel | None,
) -> None:
    _, ballots = stored([ONE, TWO, THREE], kernel)
    two = len(ONE) + len(TWO) + 2 * BETWEEN
    for most, counts in ((0, [1, 1, 1]), (two - 1, [1, 1, 1]), (two, [2, 1]), (MUCH, [3])):
        assert [len(block.ballots) for block in ballots.blocks(range(3), most)] == counts


@either
def test_one_that_stands_twice_is_read_twice_though_its_place_is_far_away(
    kernel: Kernel | None,
) -> None:
    many = [ONE, TWO, THREE, ONE, ONE, TWO]
    _, ballots = stored(many, kernel)
    assert [each for block in ballots.blocks(range(6), MUCH) for each in block.ballots] == many


@either
@pytest.mark.parametrize("cut", [False, True])
def test_before_one_that_was_altered_come_those_that_were_not(
    kernel: Kernel | None, cut: bool
) -> None:
    """A file that another hand alters, or cuts off, while it is being verified."""
    archive, ballots = stored([ONE, TWO, THREE], kernel)
    at = archive.data.index(THREE)
    archive.data = archive.data[: at + 10] + (b"" if cut else b"?" + archive.data[at + 11 :])
    found: list[bytes] = []

    def read() -> None:
        for block in ballots.blocks(range(3), MUCH):
            found.extend(block.ballots)

    with pytest.raises(Refused) as caught:
        read()
    assert found == [ONE, TWO]
    assert caught.value.code == "archive.hash"
    assert caught.value.facts["name"] == hashlib.sha256(THREE).hexdigest()


def test_ballots_in_memory_are_one_block() -> None:
    (block,) = blocks([ONE, TWO, THREE], [2, 0], 0)
    assert list(block.ballots) == [THREE, ONE]
    assert block.hashes == hashlib.sha256(THREE).digest() + hashlib.sha256(ONE).digest()


@native
def test_after_ballots_that_are_longer_than_a_piece_the_kernel_goes_on() -> None:
    assert NATIVE is not None
    ballots = [ONE, bytes(PIECE), TWO, THREE, bytes(PIECE + 1), bytes(2 * PIECE), ONE]
    seen: list[tuple[bytes, bytes]] = []

    def take(ballots: Laid, hashes: bytes) -> None:
        seen.extend((each, hashes[32 * n :][:32]) for n, each in enumerate(ballots))

    data = write_archive(WORLD.documents(ballots))
    box = stored_archive(tar.Memory(data), NATIVE.kernel, lambda box: take)
    assert list(box.ballots) == ballots
    assert seen == [(each, hashlib.sha256(each).digest()) for each in ballots]


@native
@pytest.mark.parametrize("spoilt", [1, 2, 3])
def test_what_the_kernel_passes_over_is_given_on_at_once(spoilt: int) -> None:
    """Up to the first ballot that does not stand as it must, and no further."""
    assert NATIVE is not None
    data = write_archive(WORLD.documents([ONE, TWO, THREE]))
    event = f'"height":{spoilt}'.encode()
    data = data.replace(event, b'"height":9', 1)
    seen: list[bytes] = []

    def opened(box: Box) -> Take:
        assert box.election
        return lambda ballots, hashes: seen.extend(ballots)

    with pytest.raises(Refused):
        stored_archive(tar.Memory(data), NATIVE.kernel, opened)
    assert seen == [ONE, TWO, THREE][: spoilt - 1]


PARTIALS = [(1, b'{"a":1}'), (2**40, b'{"b":2}'), (-3, b'{"c":3}'), (1, b'{"a":1}')]


def decrypted(partials: list[tuple[int, bytes]]) -> BoxDocuments:
    """A box with these partial decryptions, whatever they are."""
    box = WORLD.documents([ONE])
    box.closed, box.encrypted_tally = True, b"[]"
    box.sized = b'{"encrypted_tally":"%b"}' % hashlib.sha256(b"[]").hexdigest().encode()
    box.partials = partials
    return box


@either
def test_partial_decryptions_are_read_one_by_one_when_they_are_asked_for(
    kernel: Kernel | None,
) -> None:
    """With their owners as they stand there; one that stands twice is read twice."""
    archive = Altered(write_archive(decrypted(PARTIALS)))
    found = stored_archive(archive, kernel).partials
    assert isinstance(found, StoredPartials)
    archive.reads = 0
    assert len(found) == 4
    assert archive.reads == 0
    assert found[1] == PARTIALS[1]
    assert archive.reads == 1
    assert list(found) == PARTIALS
    assert archive.reads == 5
    assert (found[-1], found[1:3], found[9:]) == (PARTIALS[-1], PARTIALS[1:3], [])


@either
def test_however_many_partial_decryptions_there_are_few_bytes_of_them_are_in_memory(
    kernel: Kernel | None,
) -> None:
    """An archive of a hundred gigabytes of them would else exhaust the memory unjudged."""
    size = 200_000
    archive = Altered(write_archive(decrypted([(1, b"%d" % n * size) for n in range(50)])))
    tracemalloc.start()
    try:
        found = stored_archive(archive, kernel).partials
        total = sum(len(partial) for _, partial in found)
        assert total == (10 + 2 * 40) * size
        assert tracemalloc.get_traced_memory()[1] < total / 3
    finally:
        tracemalloc.stop()


@either
@pytest.mark.parametrize("cut", [False, True])
def test_before_a_partial_decryption_that_was_altered_come_those_that_were_not(
    kernel: Kernel | None, cut: bool
) -> None:
    archive = Altered(write_archive(decrypted(PARTIALS)))
    partials, found = stored_archive(archive, kernel).partials, []
    (_, third), at = PARTIALS[2], archive.data.index(PARTIALS[2][1])
    archive.data = archive.data[: at + 3] + (b"" if cut else b"?" + archive.data[at + 4 :])
    with pytest.raises(Refused) as caught:
        found.extend(partials)
    assert found == PARTIALS[:2]
    assert caught.value.code == "archive.hash"
    assert caught.value.facts["name"] == hashlib.sha256(third).hexdigest()


def test_an_archive_in_memory_has_its_documents_there() -> None:
    box = decrypted(PARTIALS)
    read = read_archive(write_archive(box))
    assert (type(read.ballots), type(read.partials)) == (list, list)
    assert read == box
