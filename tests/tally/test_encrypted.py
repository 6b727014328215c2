"""The encrypted sum: the product of the ballots that count, and its numbers are theirs."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from dauys.ballots.box import BallotBox
from dauys.errors import Refused
from dauys.group import Element
from dauys.proofs.wire import Ciphertext
from dauys.question.election import Question
from dauys.tally.encrypted import (
    check_encrypted_tally,
    encrypted_tally,
    read_encrypted_tally,
)
from dauys.tally.wire import EncryptedTally, SizedEncryptedTally
from dauys.wire import canonical, hashes, shape
from tests.ballots.world import GROUPS, TWO, World, make_world

either = pytest.mark.parametrize("name", GROUPS)


def box_of(world: World, ballots: list[bytes]) -> BallotBox:
    box = BallotBox()
    for ballot in ballots:
        box.cast(world.check(ballot), ballot)
    return box


def tally_of(world: World, ballots: list[bytes]) -> tuple[bytes, SizedEncryptedTally]:
    return encrypted_tally(world.sealed, world.roll, box_of(world, ballots).counted.values())


def opened(world: World, data: bytes, answer: int) -> Element:
    """g to the count, by the private keys that a test has."""
    cell = read_encrypted_tally(world.sealed, data)[0][answer]
    alpha, beta = cell.elements()
    secret = sum(key.x for key in world.keys)
    return world.group.over(beta, world.group.power_secret(alpha, secret))


@either
def test_the_sum_counts_the_last_ballots_by_weight(name: str) -> None:
    world = make_world(name, weights=(1, 2, 1000))
    ballots = [
        world.ballot(0, [[1, 0]]),
        world.ballot(1, [[1, 0]]),
        world.ballot(2, [[1, 0]]),
        world.ballot(2, [[0, 1]]),
    ]
    data, sized = tally_of(world, ballots)
    assert (sized.num_tallied, sized.total_weight) == (3, 1003)
    assert sized.encrypted_tally == hashes.sha256_hex(data)
    for answer, count in ((0, 3), (1, 1000)):
        expected = world.group.power_secret(world.group.generator, count)
        assert opened(world, data, answer) == expected


@either
def test_the_sum_of_no_ballots_is_neutral(name: str) -> None:
    world = make_world(name, TWO)
    data, sized = tally_of(world, [])
    neutral = Ciphertext(world.group.identity, world.group.identity)
    assert read_encrypted_tally(world.sealed, data) == ((neutral,) * 2, (neutral,) * 3)
    assert (sized.num_tallied, sized.total_weight) == (0, 0)


@either
def test_the_sum_of_one_ballot_of_weight_one_is_the_ballot(name: str) -> None:
    world = make_world(name)
    ballot = world.ballot(0, [[1, 0]])
    data, _ = tally_of(world, [ballot])
    assert read_encrypted_tally(world.sealed, data)[0] == world.check(ballot).answers[0].choices


def test_the_order_of_ballots_does_not_change_the_sum() -> None:
    world = make_world()
    ballots = [world.ballot(who, [[1, 0]]) for who in range(3)]
    assert tally_of(world, ballots) == tally_of(world, ballots[::-1])


def refusal(stated: Any, computed: Any) -> str:
    with pytest.raises(Refused) as caught:
        check_encrypted_tally(stated, computed, "box:north")
    assert caught.value.accused == "box:north"
    return caught.value.code


def test_a_sum_that_leaves_a_ballot_out_or_doubles_one_is_refused() -> None:
    world = make_world()
    ballots = [world.ballot(who, [[1, 0]]) for who in range(3)]
    true = tally_of(world, ballots)
    check_encrypted_tally(true, true)
    for wrong in (
        tally_of(world, ballots[:2]),
        tally_of(world, []),
        tally_of(world, [*ballots, world.ballot(0, [[1, 0]])]),
    ):
        assert refusal(wrong, true) == "tally.product"


def test_a_sum_without_weights_is_refused() -> None:
    world, light = make_world(weights=(1, 1, 3)), make_world(weights=(1, 1, 1))
    ballots = [world.ballot(2, [[1, 0]])]
    assert refusal(tally_of(light, ballots), tally_of(world, ballots)) == "tally.product"


@pytest.mark.parametrize(
    "change", [{"num_tallied": 2}, {"total_weight": 0}, {"encrypted_tally": "ab" * 32}]
)
def test_a_stated_number_that_is_wrong_is_refused(change: dict[str, Any]) -> None:
    world = make_world()
    data, sized = tally_of(world, [world.ballot(0, [[1, 0]])])
    assert refusal((data, replace(sized, **change)), (data, sized)) == "tally.numbers"


def read_refusal(world: World, data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        read_encrypted_tally(world.sealed, data, accused="box:north")
    assert caught.value.accused == "box:north"
    return caught.value.code


def rows(world: World, lengths: list[int]) -> bytes:
    cell = Ciphertext(world.group.generator, world.group.generator)
    return shape.write(tuple((cell,) * length for length in lengths), EncryptedTally)


@pytest.mark.parametrize("lengths", [[], [2], [3, 2], [2, 3, 1], [2, 4], [2, 2], [0, 0]])
def test_a_sum_of_another_shape_is_refused(lengths: list[int]) -> None:
    world = make_world("Ed25519", TWO)
    read_encrypted_tally(world.sealed, rows(world, [2, 3]))
    assert read_refusal(world, rows(world, lengths)) == "tally.shape"


@either
@pytest.mark.parametrize(("text", "code"), [("00" * 32, "group.member"), ("2", "group.member")])
def test_a_sum_with_a_foreign_element_is_refused(name: str, text: str, code: str) -> None:
    world = make_world(name)
    foreign = text if (name == "Ed25519") == (len(text) == 64) else "x"
    for alpha, beta in ((foreign, world.group.generator), (world.group.generator, foreign)):
        cells = ((Ciphertext(alpha, beta),) * 2,)
        expected = "group.encoding" if foreign == "x" else code
        assert read_refusal(world, shape.write(cells, EncryptedTally)) == expected


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "json.syntax"),
        (b"{}", "json.shape"),
        (b"[[[]]]", "json.shape"),
        (b"[[null,null]]", "json.shape"),
        (b" " * 10**5, "json.size"),
    ],
    ids=["empty", "object", "array for a cell", "null for a cell", "huge"],
)
def test_what_is_no_sum_is_refused(data: bytes, code: str) -> None:
    assert read_refusal(make_world(), data) == code


@pytest.mark.parametrize("spelling", ["1", -1, 2**30, True, None])
def test_a_number_of_ballots_in_another_spelling_is_refused(spelling: Any) -> None:
    value = {"num_tallied": spelling, "total_weight": 1, "encrypted_tally": "ab" * 32}
    with pytest.raises(Refused) as caught:
        shape.read(SizedEncryptedTally, canonical.write(value))
    assert caught.value.code == "json.shape"


@either
def test_the_sum_has_a_cell_for_blank_where_the_question_allows_it(name: str) -> None:
    questions = (Question(("Yes", "No"), 1, 1, "?", blank=True), TWO[1])
    world = make_world(name, questions)
    data, _ = tally_of(world, [world.ballot(2, [[1, 0, 0], [0, 0, 1]])])
    assert [len(row) for row in read_encrypted_tally(world.sealed, data)] == [3, 3]
    three = world.group.power_secret(world.group.generator, 3)
    assert [opened(world, data, cell) for cell in range(3)] == [three, *[world.group.identity] * 2]
    with pytest.raises(Refused) as caught:
        read_encrypted_tally(world.sealed, canonical.write([row[1:] for row in json.loads(data)]))
    assert caught.value.code == "tally.shape"
