"""The set-up of a vote and its confirmations: all of it follows from the question and the keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dauys import group as groups
from dauys.errors import Refused, Unreadable
from dauys.parties.trustee import confirm_setup
from dauys.question import check
from dauys.question.check import SealedBox
from dauys.question.election import Election, write_election
from dauys.question.roll import Roll, weights_of, write_roll
from dauys.question.setup import RegionRoll, seal
from dauys.question.trustees import election_key
from dauys.question.wire import QuestionCalled, SetupConfirmed, VotingSetup
from dauys.wire import shape
from tests.ballots.world import GROUPS, make_world, seeded
from tests.question.world import CALLED, LANGUAGES, UUIDS, listed, setup, words

either = pytest.mark.parametrize("name", GROUPS)


def setup_refusal(
    name: str = "Ed25519",
    change: Callable[[VotingSetup], VotingSetup] = lambda setup: setup,
    boxes: dict[str, SealedBox] | None = None,
    called: QuestionCalled = CALLED,
) -> Refused:
    made, trustees, own, _, _ = setup(name)
    with pytest.raises(Refused) as caught:
        check.check_setup(called, change(made), trustees, own if boxes is None else boxes)
    return caught.value


@either
def test_a_setup_in_order_passes_and_travels(name: str) -> None:
    made, trustees, boxes, _, _ = setup(name)
    check.check_setup(CALLED, made, trustees, boxes)
    assert shape.read(VotingSetup, shape.write(made)) == made


def test_the_election_shows_all_languages_and_the_hash_of_the_question() -> None:
    election = next(iter(setup()[2].values())).sealed.election
    question = election.questions[0]
    assert question.question == " / ".join(f"Do you adopt the charter? ({x})" for x in LANGUAGES)
    assert question.answers[0] == "Yes (en) / Yes (kk) / Yes (ru)"
    assert (question.min, question.max) == (1, 1)
    assert election.description.endswith(f"dauys:{check.question_hash(CALLED)}")


def test_boxes_other_than_one_for_each_region_are_refused() -> None:
    boxes = setup()[0].boxes
    for wrong in ((), boxes[:1], (*boxes, boxes[0]), (boxes[0], replace(boxes[1], region="west"))):
        error = setup_refusal(change=lambda s, w=wrong: replace(s, boxes=w))  # type: ignore[misc]
        assert error.code == "setup.regions"


def test_the_setup_of_another_question_is_refused() -> None:
    error = setup_refusal(change=lambda s: replace(s, question="anthem"))
    assert error.code == "setup.question"


@pytest.mark.parametrize("count", [0, 1, 3, -1])
def test_another_number_of_trustees_is_refused(count: int) -> None:
    """With fewer, the result would be opened without someone who was to watch over it."""
    error = setup_refusal(change=lambda s: replace(s, trustee_count=count))
    assert (error.code, error.facts) == ("setup.trustees", {"count": 2})


@either
def test_a_registrar_with_no_key_of_its_own_is_refused(name: str) -> None:
    group = groups.named(name)
    trustees = setup(name)[1]
    for key in (group.identity, group.generator, trustees.keys[1]):
        error = setup_refusal(name, change=lambda s, k=key: replace(s, registrar=k))  # type: ignore[misc]
        assert (error.code, error.accused) == ("setup.registrar", "registrar")


def test_a_registrars_key_outside_the_group_is_refused() -> None:
    error = setup_refusal(change=lambda s: replace(s, registrar="00" * 32))
    assert (error.code, error.accused) == ("group.member", "registrar")


def test_a_group_that_is_not_on_the_list_is_refused() -> None:
    made, trustees, boxes, _, _ = setup()
    with pytest.raises(Unreadable) as caught:
        check.check_setup(CALLED, replace(made, group="X"), trustees, boxes)
    assert caught.value.code == "group.unknown"


def test_two_regions_with_one_box_are_refused() -> None:
    """The same ballots would be counted twice, even where both regions bear the same title."""
    boxes = setup()[2]
    north, south = UUIDS["north"], UUIDS["south"]
    for wrong in ({north: boxes[north], south: boxes[north]}, {north: boxes[north]}):
        assert setup_refusal(boxes=wrong).code == "setup.uuid"
    twins = tuple(replace(each, title=words("Town")) for each in CALLED.regions)
    called = replace(CALLED, regions=twins)
    first = setup()[0].boxes[0]
    error = setup_refusal(
        change=lambda s: replace(s, boxes=(first, replace(first, region="south"))),
        boxes={north: boxes[north]},
        called=called,
    )
    assert error.code == "setup.uuid"


def reseal(sealed: SealedBox, change: Callable[[Election], Election]) -> SealedBox:
    election = write_election(change(sealed.sealed.election))
    roll = write_roll(listed(sealed.sealed.group.name, sealed.region))
    return check.read_box(sealed.region, election, roll)


@pytest.mark.parametrize(
    "field", ["description", "name", "uuid", "public_key", "question", "bounds", "administrator"]
)
def test_an_election_with_one_thing_changed_is_refused(field: str) -> None:
    """The election that voters' devices show follows from the question to the last letter."""
    boxes = setup()[2]
    north = UUIDS["north"]
    question = boxes[north].sealed.election.questions[0]
    group = groups.named("Ed25519")
    changes: dict[str, dict[str, Any]] = {
        "description": {"description": "Another"},
        "name": {"name": "Another"},
        "uuid": {"uuid": "AnotherBox1111"},
        "public_key": {"public_key": group.power_secret(group.generator, 5)},
        "question": {"questions": (replace(question, question="Do you not?"),)},
        "bounds": {"questions": (replace(question, min=0),)},
        "administrator": {"administrator": "Somebody"},
    }
    change = changes[field]
    altered = boxes | {north: reseal(boxes[north], lambda e: replace(e, **change))}
    error = setup_refusal(boxes=altered)
    assert (error.code, error.accused) == ("setup.election", "box:north")


def test_answers_in_another_order_are_refused() -> None:
    """The first count would be read as yes when it is no."""
    boxes = setup()[2]
    north = UUIDS["north"]
    question = boxes[north].sealed.election.questions[0]
    swapped = replace(question, answers=question.answers[::-1])
    altered = reseal(boxes[north], lambda e: replace(e, questions=(swapped,)))
    assert setup_refusal(boxes=boxes | {north: altered}).code == "setup.election"


@pytest.mark.parametrize("field", ["electors", "weight"])
@pytest.mark.parametrize("shift", [1, -1])
def test_a_stated_size_of_the_roll_that_is_wrong_is_refused(field: str, shift: int) -> None:
    north, south = setup()[0].boxes
    changes: dict[str, Any] = {field: 3 + shift}
    wrong = replace(south, **changes)
    error = setup_refusal(change=lambda s: replace(s, boxes=(north, wrong)))
    assert (error.code, error.accused) == ("setup.roll", "box:south")


def test_a_box_below_the_minimum_is_refused() -> None:
    """In a small box a unanimous result would tell how each one voted."""
    made, trustees, boxes, _, _ = setup()
    more = replace(CALLED, minimum_electors=4)
    key = election_key(groups.named("Ed25519"), trustees)
    resealed = {}
    for uuid, sealed in boxes.items():
        expected = check.expected_election(more, sealed.region, uuid, "Ed25519", key)
        resealed[uuid] = reseal(sealed, lambda _, e=expected: e)  # type: ignore[misc]
    with pytest.raises(Refused) as caught:
        check.check_setup(more, made, trustees, resealed)
    assert (caught.value.code, caught.value.facts) == ("setup.minimum", {"minimum": 4})


def test_an_elector_on_two_rolls_is_refused() -> None:
    """One credential could vote twice; weights and order do not hide it."""
    boxes = setup()[2]
    north, south = (list(listed("Ed25519", each)) for each in ("north", "south"))
    shared = Roll(weights_of(dict.fromkeys([*south[:2], north[0]], 1)))
    altered = replace(boxes[UUIDS["south"]], roll=shared)
    error = setup_refusal(boxes=boxes | {UUIDS["south"]: altered})
    assert (error.code, error.accused) == ("setup.elector", "box:south")


# Confirmations


def confirmed(name: str, role: str, index: int) -> SetupConfirmed:
    made, _, _, registrar, keys = setup(name)
    key = registrar if role == "registrar" else keys[index - 1]
    group = groups.named(name)
    hashed = check.setup_hash(made)
    proof = confirm_setup(group, role, index, key, hashed, seeded(group, 10 + index))
    return SetupConfirmed(role, index, hashed, proof)  # type: ignore[arg-type]


def confirmation_refusal(
    confirmation: SetupConfirmed, name: str = "Ed25519", **changes: Any
) -> Refused:
    made, trustees, _, _, _ = setup(name)
    with pytest.raises(Refused) as caught:
        check.check_confirmation(replace(made, **changes), trustees, confirmation)
    return caught.value


@either
def test_the_registrar_and_each_trustee_confirm(name: str) -> None:
    made, trustees, _, _, _ = setup(name)
    seen: set[str] = set()
    for role, index in (("registrar", 0), ("trustee", 1), ("trustee", 2)):
        confirmation = confirmed(name, role, index)
        assert shape.read(SetupConfirmed, shape.write(confirmation)) == confirmation
        seen.update(check.check_confirmation(made, trustees, confirmation))
    assert len(seen) == 3


@either
def test_a_confirmation_of_another_setup_is_refused(name: str) -> None:
    error = confirmation_refusal(confirmed(name, "trustee", 1), name, trustee_count=9)
    assert (error.code, error.accused) == ("setup.hash", "trustee:1")


@either
def test_a_confirmation_with_another_hash_signed_is_refused(name: str) -> None:
    made, _, _, _, keys = setup(name)
    group = groups.named(name)
    proof = confirm_setup(group, "trustee", 1, keys[0], "ab" * 32, seeded(group, 3))
    error = confirmation_refusal(SetupConfirmed("trustee", 1, check.setup_hash(made), proof), name)
    assert (error.code, error.accused) == ("setup.signature", "trustee:1")


@pytest.mark.parametrize(
    ("role", "index", "accused"),
    [("trustee", 2, "trustee:2"), ("registrar", 0, "registrar")],
)
def test_a_confirmation_carried_over_to_another_is_refused(
    role: Any, index: int, accused: str
) -> None:
    """One trustee's signature must not confirm for another, nor for the registrar."""
    moved = replace(confirmed("Ed25519", "trustee", 1), role=role, index=index)
    error = confirmation_refusal(moved)
    assert (error.code, error.accused) == ("setup.signature", accused)


@pytest.mark.parametrize(
    ("role", "index"), [("trustee", 0), ("trustee", 3), ("trustee", -1), ("registrar", 1)]
)
def test_an_index_that_nobody_has_is_refused(role: Any, index: int) -> None:
    moved = replace(confirmed("Ed25519", "trustee", 1), role=role, index=index)
    error = confirmation_refusal(moved)
    assert (error.code, error.facts) == ("trustees.owner", {"owner": index})


def test_a_scalar_of_q_or_more_is_refused() -> None:
    confirmation = confirmed("Ed25519", "trustee", 1)
    order = groups.named("Ed25519").order
    proof = replace(confirmation.proof, response=confirmation.proof.response + order)
    assert confirmation_refusal(replace(confirmation, proof=proof)).code == "proof.scalar"


# Making a set-up


@either
def test_a_setup_is_sealed_from_its_parts_and_passes_its_own_checks(name: str) -> None:
    made, trustees, boxes, registrar, _ = setup(name)
    group = groups.named(name)
    world = make_world(name)
    rolls = {
        sealed.region: RegionRoll(uuid, write_roll(listed(name, sealed.region)))
        for uuid, sealed in boxes.items()
    }
    sealed, objects = seal(CALLED, group, registrar.public, world.entries, rolls)
    assert sealed == made
    assert objects[0] == world.trustees_bytes
    assert len(objects) == 5
    check.check_setup(CALLED, sealed, trustees, boxes)


@pytest.mark.parametrize("regions", [(), ("north",), ("north", "south", "west")])
def test_a_setup_needs_one_roll_for_each_region(regions: tuple[str, ...]) -> None:
    world = make_world()
    rolls = {region: RegionRoll("AnotherBox1111", b"[]") for region in regions}
    with pytest.raises(Refused) as caught:
        seal(CALLED, world.group, world.public(0), world.entries, rolls)
    assert caught.value.code == "setup.regions"


def test_a_vote_needs_a_window_for_its_ballots() -> None:
    """Else it never has to close, and the keeper of the log could close it at will."""
    made, trustees, boxes, _, _ = setup()
    with pytest.raises(Refused) as caught:
        check.check_setup(replace(CALLED, calendar=()), made, trustees, boxes)
    assert caught.value.code == "setup.calendar"
