"""Questions that allow blank: honest ballots are taken, and none that is two things at once.

Where a hostile voter can sign, the altered ballot is signed again: only what the altered part
itself breaks may refuse it. The numbers are those of the catalogue in
../shared/reference/voting.md.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest

from dauys.errors import Refused
from dauys.parties import voter
from dauys.question.election import Question
from dauys.wire import canonical, shape
from tests.ballots.forged import forged_blank
from tests.ballots.world import (
    GROUPS,
    ONE,
    altered,
    count,
    make_world,
    parsed,
    refusal,
    resigned,
    sign_bytes,
)

either = pytest.mark.parametrize("name", GROUPS)
BLANK = (Question(("Yes", "No"), 1, 1, "Do you adopt the charter?", blank=True),)
SOME = (Question(("North", "South", "East"), 1, 2, "Where?", blank=True),)
MIXED = (*BLANK, Question(("North", "South"), 1, 1, "Where?"))
BOTH = (*BLANK, Question(("North", "South"), 1, 1, "Where?", blank=True))
Change = Callable[[dict[str, Any]], object]


# What is honest


@either
@pytest.mark.parametrize("choices", [[1, 0, 0], [0, 1, 0], [0, 0, 1]])
def test_a_blank_vote_and_each_answer_are_taken(name: str, choices: list[int]) -> None:
    world = make_world(name, BLANK)
    data = world.ballot(0, [choices])
    ballot = world.check(data)
    assert shape.write(ballot) == data
    assert [len(part) for part in (ballot.answers[0].choices, parsed(data)["answers"][0])] == [3, 4]


def test_the_blank_proof_stands_last() -> None:
    answer = parsed(make_world("Ed25519", BLANK).ballot(0, [[1, 0, 0]]))["answers"][0]
    assert list(answer) == ["choices", "individual_proofs", "overall_proof", "blank_proof"]
    assert (len(answer["overall_proof"]), len(answer["blank_proof"])) == (2, 2)


@pytest.mark.parametrize("choices", [[1, 0, 0], [0, 0, 1]])
def test_a_ballot_of_the_slow_group_is_taken(choices: list[int]) -> None:
    world = make_world("RFC-3526-2048", BLANK)
    world.check(world.ballot(0, [choices]))


def test_every_choice_that_is_allowed_is_taken_and_no_other_can_be_made() -> None:
    """One or two of three, or blank; and with a minimum of 0, nothing at all beside blank."""
    for least in (0, 1):
        question = Question(("North", "South", "East"), least, 2, "Where?", blank=True)
        world = make_world("Ed25519", (question,))
        for numbers in product((0, 1), repeat=4):
            if question.allows(numbers):
                world.check(world.ballot(0, [numbers]))
                continue
            with pytest.raises(Refused) as caught:
                world.ballot(0, [numbers])
            assert caught.value.code == "ballot.choice"


@either
def test_questions_with_and_without_blank_stand_in_one_ballot(name: str) -> None:
    world = make_world(name, MIXED)
    for choices in ([[1, 0, 0], [0, 1]], [[0, 1, 0], [1, 0]]):
        ballot = world.check(world.ballot(0, choices))
        assert [answer.blank_proof is None for answer in ballot.answers] == [False, True]


def test_nothing_of_a_blank_vote_shows_in_the_form() -> None:
    """As long as another, but for the digits of its numbers."""
    world = make_world("Ed25519", BLANK)
    averages = [
        sum(len(world.ballot(0, [choice])) for _ in range(40)) / 40
        for choice in ([1, 0, 0], [0, 1, 0])
    ]
    assert abs(averages[0] - averages[1]) < 6


@either
@pytest.mark.parametrize("choices", [[1, 0, 0], [0, 1, 0]])
def test_the_steps_of_a_ballot_are_the_same_for_blank(
    name: str, choices: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What a voter chose must not show in time: the same operations, in the same order."""
    world = make_world(name, BLANK)
    told: list[str] = []
    kind = type(world.group)
    for method in ("power_secret", "product_vartime", "times", "over"):
        honest = getattr(kind, method)

        def noted(*arguments: Any, method: str = method, honest: Any = honest) -> Any:
            told.append(method)
            return honest(*arguments)

        monkeypatch.setattr(kind, method, noted)
    voter.encrypt(world.sealed, world.public(0), [choices], world.draw)
    first, told[:] = tuple(told), []
    voter.encrypt(world.sealed, world.public(0), [[0, 0, 1]], world.draw)
    assert first == tuple(told)


# 5: what no ballot may hold


def test_the_forgers_tool_makes_honest_ballots_too() -> None:
    """So that the tests below can fail."""
    world = make_world("Ed25519", SOME)
    for numbers in ([1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 1]):
        world.check(forged_blank(world, numbers))


@either
@pytest.mark.parametrize("numbers", [[1, 1, 0], [1, 0, 1]])
@pytest.mark.parametrize("branch", [0, 1])
def test_blank_beside_an_answer_is_refused(name: str, numbers: list[int], branch: int) -> None:
    """It would be counted as blank and for the answer; whichever half is claimed to be 0."""
    world = make_world(name, BLANK)
    assert refusal(world, forged_blank(world, numbers, both=branch)) == "ballot.blank"


@either
@pytest.mark.parametrize("numbers", [[0, 0, 0], [0, 1, 1]])
@pytest.mark.parametrize("branch", [0, 1])
def test_neither_blank_nor_as_many_answers_as_asked_is_refused(
    name: str, numbers: list[int], branch: int
) -> None:
    """Nothing at all, and both answers, where blank or one answer is asked for."""
    world = make_world(name, BLANK)
    assert refusal(world, forged_blank(world, numbers, enough=branch)) == "ballot.sum"


@either
@pytest.mark.parametrize("numbers", [[2, 0, 0], [-1, 1, 0], [0, 2, -1], [1, 1, -1], [1000, 0, 0]])
def test_numbers_other_than_0_and_1_are_refused(name: str, numbers: list[int]) -> None:
    """Blank votes in plenty, blank votes taken away, and two answers whose sum is nothing."""
    world = make_world(name, BLANK)
    assert refusal(world, forged_blank(world, numbers, enough=1)) == "ballot.proof"


# 6, 11, 18: the blank proof


def swap_proofs(ballot: dict[str, Any]) -> None:
    """The two proofs of the whole answer change places: here they are equally long."""
    answer = ballot["answers"][0]
    answer["overall_proof"], answer["blank_proof"] = answer["blank_proof"], answer["overall_proof"]


@either
@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda b: b["answers"][0].pop("blank_proof"), "ballot.blank"),
        (lambda b: b["answers"][0].update(blank_proof=[]), "ballot.blank"),
        (lambda b: b["answers"][0]["blank_proof"].pop(), "ballot.blank"),
        (lambda b: b["answers"][0]["blank_proof"].append(proof()), "ballot.blank"),
        (lambda b: b["answers"][0]["blank_proof"].reverse(), "ballot.blank"),
        (lambda b: b["answers"][0].update(blank_proof=None), "json.shape"),
        (lambda b: b["answers"][0].update(blank_proof={}), "json.shape"),
        (lambda b: b["answers"][0].update(overall_proof=[]), "ballot.sum"),
        (lambda b: b["answers"][0]["overall_proof"].pop(), "ballot.sum"),
        (lambda b: b["answers"][0]["overall_proof"].reverse(), "ballot.sum"),
        (swap_proofs, "ballot.blank"),
        (lambda b: b["answers"][0]["choices"].pop(0), "ballot.answers"),
        (lambda b: b["answers"][0]["individual_proofs"].pop(0), "ballot.answers"),
    ],
)  # fmt: skip
def test_missing_surplus_and_swapped_parts_are_refused(
    name: str, change: Change, code: str
) -> None:
    """6, 18: none may be skipped over; ``null`` would be a second spelling of none."""
    assert altered_answer(name, change) == code


def altered_answer(name: str, change: Change) -> str:
    """The code for an honest ballot that its voter altered and signed again."""
    world = make_world(name, BLANK)
    ballot = parsed(world.ballot(0, [[0, 1, 0]]))
    change(ballot)
    return refusal(world, resigned(world, 0, ballot))


def proof() -> dict[str, str]:
    return {"challenge": "0", "response": "0"}


@either
@pytest.mark.parametrize("field", ["challenge", "response"])
@pytest.mark.parametrize("part", ["overall_proof", "blank_proof"])
@pytest.mark.parametrize("which", [0, 1])
def test_each_scalar_plus_q_and_plus_1_is_refused(
    name: str, field: str, part: str, which: int
) -> None:
    """7: the same number modulo q would be a second tracker for one ballot."""
    order = make_world(name, BLANK).group.order

    def add(amount: int) -> Change:
        def change(ballot: dict[str, Any]) -> None:
            scalars = ballot["answers"][0][part][which]
            scalars[field] = str(int(scalars[field]) + amount)

        return change

    assert altered_answer(name, add(order)) == "proof.scalar"
    broken = {"overall_proof": "ballot.sum", "blank_proof": "ballot.blank"}[part]
    assert altered_answer(name, add(-1)) == broken


@either
def test_a_blank_proof_for_a_question_without_blank_is_refused(name: str) -> None:
    """11: nothing would hold it, and one ballot would have many trackers."""
    world = make_world(name, ONE)
    for extra in ([], [proof(), proof()]):
        assert altered(world, lambda b, e=extra: b["answers"][0].update(blank_proof=e)) == (  # type: ignore[misc]
            "ballot.blank"
        )


def test_a_blank_proof_in_another_place_is_refused() -> None:
    """11: reordered keys."""
    world = make_world("Ed25519", BLANK)
    ballot = parsed(world.ballot(0, [[0, 1, 0]]))
    answer = ballot["answers"][0]
    ballot["answers"][0] = {"blank_proof": answer.pop("blank_proof")} | answer
    assert refusal(world, resigned(world, 0, ballot)) == "json.canonical"


def test_a_blank_proof_twice_is_refused() -> None:
    """12."""
    world = make_world("Ed25519", BLANK)
    ballot = parsed(world.ballot(0, [[0, 1, 0]]))
    del ballot["signature"]
    data = canonical.write(ballot).replace(b'"blank_proof":', b'"blank_proof":[],"blank_proof":')
    assert refusal(world, sign_bytes(world, 0, data)) == "json.duplicate"


@either
def test_choices_that_are_swapped_with_the_blank_one_are_refused(name: str) -> None:
    """18: yes becomes blank; the other two proofs bind the order."""

    def change(ballot: dict[str, Any]) -> None:
        for part in ("choices", "individual_proofs"):
            row = ballot["answers"][0][part]
            row[0], row[1] = row[1], row[0]

    assert altered_answer(name, change) == "ballot.blank"


@either
def test_answers_swapped_between_two_questions_of_one_form_make_another_vote_of_the_same_voter(
    name: str,
) -> None:
    """18: proofs bind the answer's own ciphertexts and credential, not the question's number.

    Only the voter can do it, for the ballot must be signed again; and it is what the voter could
    have chosen. Without the voter the signature refuses it.
    """
    world = make_world(name, BOTH)
    ballot = parsed(world.ballot(0, [[1, 0, 0], [0, 1, 0]]))
    ballot["answers"].reverse()
    world.check(resigned(world, 0, ballot))
    assert refusal(world, canonical.write(ballot)) == "ballot.hash"


def test_answers_swapped_between_a_question_with_blank_and_one_without_are_refused() -> None:
    """18: three choices each, but only one of the questions allows blank."""
    questions = (*BLANK, Question(("North", "South", "East"), 1, 1, "Where?"))
    world = make_world("Ed25519", questions)
    ballot = parsed(world.ballot(0, [[1, 0, 0], [0, 1, 0]]))
    ballot["answers"].reverse()
    assert refusal(world, resigned(world, 0, ballot)) == "ballot.blank"


def test_an_answer_without_blank_cannot_be_sent_to_a_question_with_blank() -> None:
    """Three choices of which one: proven as if the question had three answers and no blank."""
    plain = make_world("Ed25519", (Question(("", "Yes", "No"), 1, 1, "?"),))
    world = make_world("Ed25519", BLANK)
    ballot = parsed(plain.ballot(0, [[0, 1, 0]]))
    ballot["election_hash"] = world.sealed.fingerprint
    assert refusal(world, resigned(world, 0, ballot)) == "ballot.proof"


# 1, 4: copies


@either
def test_a_blank_vote_cannot_be_copied(name: str) -> None:
    """1, 4: under another credential, or into a box with the same questions."""
    world = make_world(name, BLANK)
    ballot = parsed(world.ballot(0, [[1, 0, 0]]))
    ballot["credential"] = world.public(1)
    assert refusal(world, resigned(world, 1, ballot)) == "ballot.proof"
    other = make_world(name, BLANK, uuid="AnotherBox1111")
    assert refusal(other, world.ballot(0, [[1, 0, 0]])) == "ballot.election"


# 48: small boxes


@either
@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ([], (0, 0, 0)),
        ([(0, [1, 0, 0])], (1, 0, 0)),
        ([(0, [1, 0, 0]), (1, [1, 0, 0]), (2, [1, 0, 0])], (5, 0, 0)),
        ([(0, [1, 0, 0]), (0, [0, 1, 0]), (2, [0, 0, 1]), (2, [1, 0, 0])], (3, 1, 0)),
    ],
    ids=["no ballots", "one, blank", "all blank", "revotes to blank and from it"],
)
def test_boxes_with_blank_are_counted(
    name: str, votes: list[tuple[int, list[int]]], expected: tuple[int, ...]
) -> None:
    """48: the third voter has weight 3."""
    world = make_world(name, BLANK)
    made = count(world, [world.ballot(who, [choices]) for who, choices in votes])
    assert made.result.result == (expected,)
