"""A box with challenges: what was opened is never cast, what was cast is never opened."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from dauys.ballots.box import BallotBox, masks_of
from dauys.ballots.wire import tracker
from dauys.errors import Refused
from dauys.parties import pending
from dauys.parties.pending import Pending
from dauys.wire import shape
from tests.ballots.forged import reproved
from tests.ballots.test_challenge import checked, either, prepared, refusal
from tests.ballots.world import TWO, World, make_world, resigned


def cast(world: World, box: BallotBox, data: bytes) -> str:
    """Casts a ballot; gives its tracker or the code of the refusal."""
    try:
        return box.cast(world.check(data), data, "ballot:1")
    except Refused as error:
        return error.code


def challenge(world: World, box: BallotBox, made: Pending) -> str:
    """Challenges a ballot; gives its code or that of the refusal."""
    try:
        return box.challenge(checked(world, made.opened()), "ballot:1")
    except Refused as error:
        return error.code


@either
def test_a_challenged_ballot_can_never_be_cast(name: str) -> None:
    """Its choice is public."""
    world, box = make_world(name), BallotBox()
    made = prepared(world)
    data = pending.cast(made, world.credentials[0], world.draw)
    assert challenge(world, box, made) == made.code
    assert cast(world, box, data) == "ballot.challenged"
    again = pending.cast(made, world.credentials[0], world.draw)  # another tracker, the same hash
    assert tracker(again) != tracker(data)
    assert cast(world, box, again) == "ballot.challenged"
    assert (box.counted, box.trackers, box.hidden) == ({}, set(), set())


@either
def test_a_ballot_that_was_cast_can_never_be_challenged(name: str) -> None:
    """A machine that kept the randomness would tell how its owner voted."""
    world, box = make_world(name), BallotBox()
    made = prepared(world)
    data = pending.cast(made, world.credentials[0], world.draw)
    assert cast(world, box, data) == tracker(data)
    assert challenge(world, box, made) == "challenge.cast"
    assert (box.challenged, box.opened) == (set(), set())
    assert len(box.counted) == 1


@either
@pytest.mark.parametrize("challenged_first", [True, False])
def test_the_same_ciphertexts_under_other_proofs_are_not_both_opened_and_cast(
    name: str, challenged_first: bool
) -> None:
    """The code is another, and the opening is the same: a counted ballot would stand open."""
    world, box = make_world(name, TWO), BallotBox()
    made = prepared(world)
    again = reproved(world, made)
    assert again.code != made.code
    data = pending.cast(again, world.credentials[0], world.draw)
    if challenged_first:
        assert challenge(world, box, made) == made.code
        assert cast(world, box, data) == "ballot.challenged"
    else:
        assert cast(world, box, data) == tracker(data)
        assert challenge(world, box, made) == "challenge.cast"


@pytest.mark.parametrize("kept", [(0, 0), (0, 1), (1, 0), (1, 2)], ids=str)
@pytest.mark.parametrize("challenged_first", [True, False])
def test_one_ciphertext_that_was_opened_is_enough(
    kept: tuple[int, int], challenged_first: bool
) -> None:
    """Of two answers one tells the other."""
    world, box = make_world("Ed25519", TWO), BallotBox()
    made = prepared(world)
    cells = [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2)]
    again = reproved(world, made, others=[cell for cell in cells if cell != kept])
    data = pending.cast(again, world.credentials[0], world.draw)
    if challenged_first:
        challenge(world, box, made)
        assert cast(world, box, data) == "ballot.challenged"
    else:
        cast(world, box, data)
        assert challenge(world, box, made) == "challenge.cast"


@pytest.mark.parametrize("challenged_first", [True, False])
def test_nor_under_another_credential(challenged_first: bool) -> None:
    """A challenge bears no signature: whoever has the opening can make it in anybody's name."""
    world, box = make_world(), BallotBox()
    made = prepared(world)
    other = reproved(world, made, who=1)
    data = pending.cast(made, world.credentials[0], world.draw)
    if challenged_first:
        challenge(world, box, other)
        assert cast(world, box, data) == "ballot.challenged"
    else:
        cast(world, box, data)
        assert challenge(world, box, other) == "challenge.cast"


def test_another_number_beside_the_same_mask_is_opened_as_well() -> None:
    """Who knows the randomness of alpha opens whatever beta stands beside it."""
    world, box = make_world(), BallotBox()
    made = prepared(world, [[1, 0]])
    old = made.challenge.answers[0]
    turned = replace(
        made, challenge=replace(made.challenge, answers=(replace(old, choices=(0, 1)),))
    )
    again = reproved(world, turned)
    assert checked(world, again.opened()).answers[0].choices == (0, 1)
    challenge(world, box, made)
    data = pending.cast(again, world.credentials[0], world.draw)
    assert cast(world, box, data) == "ballot.challenged"


def test_one_who_has_no_opening_blocks_nobody() -> None:
    """The ciphertexts of another's ballot alone make neither a challenge nor a ballot."""
    world = make_world()
    made, own = prepared(world), prepared(world, who=1)
    stolen = replace(
        own.challenge.ballot.answers[0], choices=made.challenge.ballot.answers[0].choices
    )
    ballot = replace(own.challenge.ballot, answers=(stolen,))
    document = shape.write(replace(own.challenge, ballot=ballot))
    assert refusal(world, document) == "ballot.proof"


def test_a_ballot_that_a_later_one_replaced_cannot_be_challenged_either() -> None:
    """It would tell how its voter meant to vote once, and perhaps still does."""
    world, box = make_world(), BallotBox()
    made = prepared(world)
    cast(world, box, pending.cast(made, world.credentials[0], world.draw))
    cast(world, box, world.ballot(0, [[0, 1]]))
    assert challenge(world, box, made) == "challenge.cast"


def test_a_ballot_is_challenged_once() -> None:
    world, box = make_world(), BallotBox()
    made = prepared(world)
    assert challenge(world, box, made) == made.code
    assert challenge(world, box, made) == "challenge.repeated"


def test_whoever_challenges_can_vote_all_the_same() -> None:
    """As often as wished, and each time with a new ballot; the last one cast counts."""
    world, box = make_world(), BallotBox()
    cast(world, box, world.ballot(0, [[0, 1]]))
    for _ in range(3):
        made = prepared(world)
        assert challenge(world, box, made) == made.code
        assert box.published(checked(world, made.opened()))
    data = world.ballot(0, [[1, 0]])
    assert cast(world, box, data) == tracker(data)
    assert list(box.counting.values()) == [tracker(data)]


@either
def test_the_box_keeps_32_bytes_of_each_ciphertext(name: str) -> None:
    """And no challenge: a box that is asked to keep them whole could be made to overflow."""
    world, box = make_world(name), BallotBox()
    cast(world, box, world.ballot(0, [[1, 0]]))
    challenge(world, box, prepared(world))
    assert [len(each) for each in (box.hidden, box.opened, box.challenged)] == [2, 2, 1]
    kept = (*box.hidden, *box.opened, *box.challenged)
    assert {len(each) for each in kept} == {32}


def test_a_ballot_signed_again_after_its_cast_is_bound_by_the_first() -> None:
    """The same hash under another signature: the challenge is refused for either."""
    world, box = make_world(), BallotBox()
    made = prepared(world)
    first = pending.cast(made, world.credentials[0], world.draw)
    cast(world, box, resigned(world, 0, json.loads(first)))
    assert box.hidden == masks_of(made.challenge.ballot)
    assert challenge(world, box, made) == "challenge.cast"
