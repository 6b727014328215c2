"""Ballots: what honest voters make is taken, and attacks on its meaning are refused.

The numbers are those of the catalogue in ../shared/reference/voting.md; 7 to 13 and 17 are in
`test_spelling`. Where a hostile voter can sign, the altered ballot is signed again: only what the
altered part itself breaks may refuse it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dauys.ballots.box import BallotBox
from dauys.ballots.wire import BallotCast, VotingClosed, tracker
from dauys.errors import Refused
from dauys.parties.voter import encrypt, sign
from dauys.question.election import Question
from dauys.wire import hashes, shape
from tests.ballots.forged import forged
from tests.ballots.world import (
    GROUPS,
    ONE,
    TWO,
    altered,
    make_world,
    parsed,
    refusal,
    resigned,
    valid,
)

either = pytest.mark.parametrize("name", GROUPS)
Change = Callable[[dict[str, Any]], object]


# What is honest


@either
@pytest.mark.parametrize(
    ("questions", "choices"),
    [
        (ONE, [[1, 0]]),
        (ONE, [[0, 1]]),
        (TWO, [[1, 0], [0, 0, 0]]),
        (TWO, [[0, 1], [1, 0, 1]]),
        ((Question(("Agree",), 0, 1, "?"),), [[0]]),
        ((Question(("A", "B", "C"), 3, 3, "?"),), [[1, 1, 1]]),
    ],
)
def test_an_honest_ballot_is_taken(
    name: str, questions: tuple[Question, ...], choices: list[list[int]]
) -> None:
    world = make_world(name, questions)
    data = world.ballot(0, choices)
    ballot = world.check(data)
    assert ballot.credential == world.public(0)
    assert shape.write(ballot) == data


@either
def test_the_same_choice_makes_another_ballot_each_time(name: str) -> None:
    world = make_world(name)
    assert world.ballot(0, [[1, 0]]) != world.ballot(0, [[1, 0]])


@settings(max_examples=30, deadline=None)
@given(
    choices=st.tuples(st.booleans(), st.lists(st.integers(0, 1), min_size=3, max_size=3)).filter(
        lambda both: sum(both[1]) <= 2
    )
)
def test_every_allowed_choice_makes_a_ballot_that_is_taken(
    choices: tuple[bool, list[int]],
) -> None:
    world = make_world("Ed25519", TWO)
    world.check(world.ballot(0, [[int(choices[0]), int(not choices[0])], choices[1]]))


def test_the_tracker_is_the_hash_of_the_very_bytes() -> None:
    data = make_world().ballot(0, [[1, 0]])
    assert tracker(data) == hashes.sha256_base64(data)
    assert len(tracker(data)) == 43


# 1, 2: copies


@either
def test_a_copy_under_ones_own_credential_is_refused(name: str) -> None:
    """1: another voter's ciphertexts and proofs, signed as one's own, would repeat a vote."""
    world = make_world(name)
    ballot = parsed(world.ballot(0, [[1, 0]]))
    ballot["credential"] = world.public(1)
    assert refusal(world, resigned(world, 1, ballot)) == "ballot.proof"


@either
def test_a_copy_of_one_answer_only_is_refused(name: str) -> None:
    world = make_world(name, TWO)
    other = parsed(world.ballot(0, valid(world)))["answers"]
    assert altered(world, lambda b: b["answers"].__setitem__(1, other[1]), who=1) == "ballot.proof"


def test_a_blinded_copy_with_the_old_proofs_is_refused() -> None:
    """2: the ciphertexts are made to look new, and the proofs are carried over."""
    world = make_world()
    group = world.group

    def blind(ballot: dict[str, Any]) -> None:
        choice = ballot["answers"][0]["choices"][0]
        choice["alpha"] = group.times(choice["alpha"], group.generator)
        choice["beta"] = group.times(choice["beta"], world.sealed.public_key)

    assert altered(world, blind) == "ballot.proof"


# 3: the box


def test_the_same_ballot_twice_is_refused() -> None:
    """3: b1, b2, b1 would undo the voter's second choice."""
    world = make_world()
    first, second = world.ballot(0, [[1, 0]]), world.ballot(0, [[0, 1]])
    box = BallotBox()
    for data in (first, second):
        assert box.cast(world.check(data), data) == tracker(data)
    with pytest.raises(Refused) as caught:
        box.cast(world.check(first), first, "ballot:3")
    assert (caught.value.code, caught.value.accused) == ("ballot.duplicate", "ballot:3")
    assert box.counting[world.public(0)] == tracker(second)


def test_the_last_ballot_of_each_credential_counts() -> None:
    world = make_world()
    box = BallotBox()
    cast = [world.ballot(who, [[1, 0]]) for who in (0, 1, 0, 2, 0)]
    for data in cast:
        box.cast(world.check(data), data)
    assert len(box.trackers) == 5
    assert box.counting == {
        world.public(0): tracker(cast[4]),
        world.public(1): tracker(cast[1]),
        world.public(2): tracker(cast[3]),
    }
    assert shape.write(box.counted[world.public(0)]) == cast[4]


# 4: another election


@either
def test_a_ballot_of_another_election_is_refused(name: str) -> None:
    """4: the same key and the same credential, but other words on the ballot."""
    world = make_world(name)
    question = Question(("Yes", "No"), 1, 1, "Do you keep the old charter?")
    other = make_world(name, (question,))
    assert other.sealed.public_key == world.sealed.public_key
    assert refusal(world, other.ballot(0, [[1, 0]])) == "ballot.election"
    ballot = parsed(other.ballot(0, [[1, 0]]))
    ballot["election_hash"] = world.sealed.fingerprint
    assert refusal(world, resigned(world, 0, ballot)) == "ballot.proof"


@pytest.mark.parametrize("field", ["election_uuid", "election_hash"])
def test_each_name_of_the_election_is_held_against_it(field: str) -> None:
    world = make_world()
    assert altered(world, lambda b: b.update({field: "AnotherBox1111"})) == "ballot.election"


# 5: numbers outside


@either
@pytest.mark.parametrize("numbers", [[2, -1], [1000, -999], [-1, 2], [5, -4]])
@pytest.mark.parametrize("honest", [True, False])
def test_numbers_other_than_0_and_1_are_refused(
    name: str, numbers: list[int], honest: bool
) -> None:
    """5: their sum is 1, as it must be; two votes for one answer, one taken from the other."""
    claimed = numbers if honest else [1, 0]
    assert refusal(make_world(name), forged(make_world(name), numbers, claimed)) == "ballot.proof"


@either
@pytest.mark.parametrize("numbers", [[1, 1], [0, 0]])
def test_a_sum_outside_min_to_max_is_refused(name: str, numbers: list[int]) -> None:
    """5: both answers, or none, where exactly one is asked for."""
    assert refusal(make_world(name), forged(make_world(name), numbers, numbers)) == "ballot.sum"


def test_the_forgers_tool_makes_honest_ballots_too() -> None:
    """So that the two tests above can fail."""
    world = make_world()
    world.check(forged(world, [1, 0], [1, 0]))


# 6: missing parts


@either
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda b: b["answers"][0].update(overall_proof=[]), "ballot.sum"),
        (lambda b: b["answers"][0]["overall_proof"].append(proof()), "ballot.sum"),
        (lambda b: b["answers"][0]["individual_proofs"][0].pop(), "ballot.proof"),
        (lambda b: b["answers"][0]["individual_proofs"][0].clear(), "ballot.proof"),
        (lambda b: b["answers"][0]["individual_proofs"][1].append(proof()), "ballot.proof"),
        (lambda b: b["answers"][0]["individual_proofs"].pop(), "ballot.answers"),
        (lambda b: b["answers"][0]["individual_proofs"].clear(), "ballot.answers"),
        (lambda b: b["answers"][0]["choices"].pop(), "ballot.answers"),
        (lambda b: b["answers"][0]["choices"].clear(), "ballot.answers"),
        (lambda b: b["answers"][0]["choices"].append(alphabeta(b)), "ballot.answers"),
        (lambda b: b["answers"].clear(), "ballot.answers"),
        (lambda b: b["answers"].append(b["answers"][0]), "ballot.answers"),
    ],
)  # fmt: skip
def test_missing_and_surplus_parts_are_refused(name: str, change: Change, code: str) -> None:
    """6: none of them may be skipped over, and none may make the check stumble."""
    assert altered(make_world(name), change) == code


def alphabeta(ballot: dict[str, Any]) -> dict[str, str]:
    choice: dict[str, str] = ballot["answers"][0]["choices"][0]
    return choice


def proof() -> dict[str, str]:
    return {"challenge": "0", "response": "0"}


# 14, 15: the signature and the credential


@either
def test_a_ballot_without_its_signature_is_refused(name: str) -> None:
    """14."""
    world = make_world(name)
    ballot = parsed(world.ballot(0, valid(world)))
    del ballot["signature"]
    assert refusal(world, json.dumps(ballot, separators=(",", ":")).encode()) == "json.shape"


@either
def test_a_signature_over_another_hash_is_refused(name: str) -> None:
    """14: a true signature of this credential, over another ballot."""
    world = make_world(name)
    ballot, other = (parsed(world.ballot(0, valid(world))) for _ in range(2))
    ballot["signature"] = other["signature"]
    assert refusal(world, json.dumps(ballot, separators=(",", ":")).encode()) == "ballot.hash"


@either
def test_a_signature_of_another_credential_is_refused(name: str) -> None:
    """14: whoever has no secret of the credential cannot vote with it."""
    world = make_world(name)
    unsigned = encrypt(world.sealed, world.public(0), valid(world), world.draw)
    data = sign(world.sealed, unsigned, world.secret(1), world.draw)
    assert refusal(world, data) == "ballot.signature"


@either
def test_a_true_signature_with_the_hash_changed_is_refused(name: str) -> None:
    world = make_world(name)
    ballot = parsed(world.ballot(0, valid(world)))
    ballot["signature"]["proof"]["challenge"] = "1"
    assert refusal(world, json.dumps(ballot, separators=(",", ":")).encode()) == "ballot.signature"


@either
def test_a_credential_that_is_not_on_the_roll_is_refused(name: str) -> None:
    """15: everything else about the ballot is in order."""
    world = make_world(name)
    assert refusal(world, world.ballot(3, valid(world))) == "ballot.credential"


@pytest.mark.parametrize("credential", ["", "00" * 32, "1", "x" * 10**3])
def test_a_credential_in_another_spelling_is_not_on_the_roll(credential: str) -> None:
    world = make_world()
    assert altered(world, lambda b: b.update(credential=credential)) == "ballot.credential"
    upper = world.public(0).upper()
    assert altered(world, lambda b: b.update(credential=upper)) == "ballot.credential"


def test_one_credential_opens_one_box_only() -> None:
    """15: the secret is derived with the UUID, so that two boxes have two public credentials."""
    world, other = make_world(), make_world(uuid="AnotherBox1111")
    assert world.public(0) != other.public(0)
    assert world.public(0) not in other.roll.weights


# 16: a ballot that could stall the count


@either
def test_a_ballot_under_another_key_is_refused(name: str) -> None:
    """16: counted, it would make a sum that nobody can open."""
    world = make_world(name)
    wrong = make_world(name, count=1)
    assert wrong.sealed.public_key != world.sealed.public_key
    ballot = parsed(wrong.ballot(0, valid(wrong)))
    ballot["election_hash"] = world.sealed.fingerprint
    assert refusal(world, resigned(world, 0, ballot)) == "ballot.proof"


# 18: swapped parts


@either
def test_choices_that_are_swapped_are_refused(name: str) -> None:
    """18: with their proofs; the overall proof binds the order."""

    def change(ballot: dict[str, Any]) -> None:
        for part in ("choices", "individual_proofs"):
            ballot["answers"][0][part].reverse()

    assert altered(make_world(name), change) == "ballot.sum"


@either
def test_proofs_that_are_swapped_are_refused(name: str) -> None:
    """18."""
    assert (
        altered(make_world(name), lambda b: b["answers"][0]["individual_proofs"].reverse())
        == "ballot.proof"
    )


def test_answers_to_questions_of_another_form_cannot_be_swapped() -> None:
    """18."""
    assert altered(make_world("Ed25519", TWO), lambda b: b["answers"].reverse()) == "ballot.answers"


def test_the_events_of_the_ballots_travel() -> None:
    cast = BallotCast(make_world().sealed.election.uuid, "{}")
    assert shape.read(BallotCast, shape.write(cast)) == cast
    closed = VotingClosed(cast.box, 3)
    assert shape.write(closed) == b'{"box":"DauysTestBox11","ballots":3}'
