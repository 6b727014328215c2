"""The kernel passes over the ballots of an archive exactly where the reference writes them so."""

from __future__ import annotations

import random
from hashlib import sha256

import pytest

from dauys.errors import DauysError
from dauys.group.kernel import Archived, Chain, Kernel
from dauys.record import tar
from dauys.record.belenios import PIECE, stored_archive, write_archive
from dauys.record.box import BoxDocuments, in_memory
from tests.agreement.native import need_native
from tests.ballots.world import TIMESTAMP, World, make_world

BALLOTS = 3


def archives() -> tuple[bytes, bytes, Chain]:
    """An archive up to its ballots, the part with them, and the chain between."""
    world: World = make_world()
    ballots = [world.ballot(who, [[1, 0]]) for who in range(BALLOTS)]
    documents = world.documents(ballots)
    before = write_archive(world.documents())
    whole = write_archive(documents)
    assert whole.startswith(before)
    last = before[before.rindex(b'{"height":0') :].rstrip(b"\0")
    return before, whole[len(before) :], Chain(TIMESTAMP, sha256(last).hexdigest(), 1)


def passed(data: bytes, chain: Chain, most: int = 10) -> Archived:
    return need_native("").kernel.archived(data, chain, most)


def test_ballots_are_passed_over_with_their_places_and_hashes() -> None:
    _, data, chain = archives()
    found = passed(data, chain)
    places = list(zip(found.places[::2], found.places[1::2], strict=True))
    contents = [data[position : position + size] for position, size in places]
    assert len(contents) == BALLOTS
    assert all(content.startswith(b'{"election_uuid":') for content in contents)
    assert found.hashes == b"".join(sha256(content).digest() for content in contents)
    assert found.end == len(data)
    assert found.chain.height == 1 + BALLOTS


def test_it_goes_on_where_it_stopped() -> None:
    _, data, chain = archives()
    first = passed(data, chain, most=2)
    rest = passed(data[first.end :], first.chain)
    assert (len(first.places), len(rest.places)) == (4, 2)
    assert rest.chain == passed(data, chain).chain


@pytest.mark.parametrize("which", range(BALLOTS))
def test_no_other_byte_passes(which: int) -> None:
    """Every byte of the headers and events, and some of the ballots, is another in turn."""
    _, data, chain = archives()
    start = passed(data, chain, most=which).end if which else 0
    end = passed(data, chain, most=which + 1).end
    size = passed(data[start:], passed(data, chain, which).chain if which else chain, 1).places[1]
    content = range(start + 512, start + 512 + size, 97)
    others = (at for at in range(start, end) if not start + 512 <= at < start + 512 + size)
    for at in (*content, *others):
        altered = data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]
        assert len(passed(altered, chain).places) == 2 * which, at
    assert len(passed(data[: end - 1], chain).places) == 2 * which


def test_another_time_parent_or_height_passes_nothing() -> None:
    _, data, chain = archives()
    for other in (
        Chain(TIMESTAMP + 1, chain.parent, 1),
        Chain(TIMESTAMP, "00" * 32, 1),
        Chain(TIMESTAMP, chain.parent, 2),
    ):
        found = passed(data, other)
        assert (len(found.places), found.end, found.chain) == (0, 0, other)


def test_nothing_of_nothing() -> None:
    _, _, chain = archives()
    assert passed(b"", chain).end == 0
    assert passed(b"\xff" * 2000, chain).end == 0


def outcome(data: bytes, kernel: Kernel | None) -> object:
    """The documents of an archive, or what it is refused for."""
    try:
        tar.check_outline(tar.Memory(data), kernel)
        return in_memory(stored_archive(tar.Memory(data), kernel))
    except DauysError as error:
        return error.code, error.accused, error.facts


@pytest.mark.parametrize("piece", [PIECE, 3584, 1000], ids=["all", "one", "none"])
def test_an_archive_reads_the_same_with_the_kernel_and_without(
    monkeypatch: pytest.MonkeyPatch, piece: int
) -> None:
    """Whole, cut off, doubled, with any byte another: the same documents or the same refusal.

    With as many ballots in a piece as the test's name says.
    """
    monkeypatch.setattr("dauys.record.belenios.PIECE", piece)
    before, data, _ = archives()
    whole, draw = before + data, random.Random(20261126)
    altered = [whole, whole + data, whole[:-512], whole[:-100], before + data[:1024]]
    for _ in range(400):
        at = draw.randrange(len(whole))
        altered.append(whole[:at] + bytes([whole[at] ^ 1 << draw.randrange(8)]) + whole[at + 1 :])
    kernel = need_native("").kernel
    outcomes = [outcome(each, None) for each in altered]
    assert [outcome(each, kernel) for each in altered] == outcomes
    assert len({str(each)[:40] for each in outcomes}) >= 6


def test_a_ballot_that_stands_twice_is_read_twice_with_the_kernel_too() -> None:
    world = make_world()
    ballot = world.ballot(0, [[1, 0]])
    data = write_archive(world.documents([ballot, ballot, world.ballot(1, [[0, 1]])]))
    read = outcome(data, need_native("").kernel)
    assert read == outcome(data, None)
    assert isinstance(read, BoxDocuments)
    assert read.ballots[:2] == [ballot, ballot]
