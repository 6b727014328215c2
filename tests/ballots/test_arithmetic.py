"""Ballots many at a time, by the reference: what `check_ballot` says, and the sum of the rest."""

from __future__ import annotations

from dauys.ballots.arithmetic import REFERENCE, neutral, plus
from dauys.ballots.box import masks_of, raw
from dauys.ballots.wire import tracker
from dauys.tally.encrypted import encrypted_tally
from dauys.tally.wire import EncryptedTally
from dauys.wire import shape
from tests.ballots.world import TWO, make_world


def test_each_ballot_has_its_own_fault_and_the_sound_ones_are_summed_by_weight() -> None:
    world = make_world(questions=TWO)
    sound = [world.ballot(who, [[1, 0], [1, 0, 1]]) for who in range(3)]
    false = sound[0].replace(b'"response":"', b'"response":"9', 1)
    ballots, weights = [sound[0], false, sound[1], sound[2]], [1, 1, 1, 3]
    who = [f"ballot:{number}" for number in range(1, 5)]

    checked = REFERENCE.check(world.sealed, world.roll, ballots, who, weights)

    faults = [fault and (fault.code, fault.accused) for fault in checked.faults]
    assert faults == [None, ("proof.scalar", "ballot:2"), None, None]
    counted = [world.check(each) for each in sound]
    expected, _ = encrypted_tally(world.sealed, world.roll, counted)
    assert shape.write(checked.sums, EncryptedTally) == expected


def test_a_weight_of_nothing_leaves_a_ballot_out_of_the_sum_and_sums_can_be_added() -> None:
    world = make_world()
    ballots = [world.ballot(0, [[1, 0]]), world.ballot(1, [[0, 1]])]

    def check(weights: list[int]) -> object:
        return REFERENCE.check(world.sealed, world.roll, ballots, ["", ""], weights).sums

    assert check([0, 0]) == neutral(world.sealed)
    one, other = check([1, 0]), check([0, 1])
    assert plus(world.sealed, one, other) == check([1, 1])  # type: ignore[arg-type]


def test_a_ballot_tells_what_it_says_of_itself_before_it_is_checked() -> None:
    world = make_world()
    data = world.ballot(1, [[0, 1]])
    false = data.replace(b'"response":"', b'"response":"9', 1)
    foreign = data.replace(b'"alpha":"', '"alpha":"ә'.encode(), 1)
    first, second, third, fourth = REFERENCE.scan(world.sealed, [data, false, foreign, data + b" "])

    assert first is not None
    assert first.credential == world.public(1)
    assert first.tracker == raw(tracker(data))
    assert first.masks == masks_of(world.check(data))
    assert second is not None
    assert second.masks == first.masks
    assert third is not None
    assert third.masks == frozenset()
    assert fourth is None


def test_members_are_told_from_what_is_none() -> None:
    group = make_world().group
    texts = [group.generator, group.identity, "00" * 32, group.generator.upper() + "0", "ф" * 64]
    assert REFERENCE.members(group, texts) == [True, True, False, False, False]
