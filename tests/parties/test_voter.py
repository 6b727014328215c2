"""The voter: an allowed choice becomes a ballot, another is told before anything is encrypted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from dauys.errors import Refused
from dauys.parties import voter
from dauys.parties.randomness import scalars
from tests.ballots.world import CREDENTIALS, GROUPS, TWO, make_world, seeded

either = pytest.mark.parametrize("name", GROUPS)


@either
def test_a_ballot_made_with_the_systems_randomness_is_taken(name: str) -> None:
    world = make_world(name, TWO)
    draw = scalars(world.group)
    data = voter.make_ballot(world.sealed, CREDENTIALS[0], [[0, 1], [1, 0, 1]], draw)
    world.check(data)


@either
def test_randomness_is_all_that_makes_two_ballots_differ(name: str) -> None:
    world = make_world(name)
    made = [
        voter.make_ballot(world.sealed, CREDENTIALS[0], [[1, 0]], seeded(world.group, seed))
        for seed in (1, 1, 2)
    ]
    assert made[0] == made[1]
    assert made[0] != made[2]


@pytest.mark.parametrize(
    ("choices", "number"),
    [
        ([[1, 1], [0, 0, 0]], 1),
        ([[0, 0], [0, 0, 0]], 1),
        ([[1], [0, 0, 0]], 1),
        ([[1, 0, 0], [0, 0, 0]], 1),
        ([[], []], 1),
        ([[1, 0], [1, 1, 1]], 2),
        ([[1, 0], [2, 0, 0]], 2),
        ([[1, 0], [-1, 0, 1]], 2),
        ([[1, 0]], 1),
        ([], 0),
        ([[1, 0], [0, 0, 0], []], 3),
    ],
)
def test_a_choice_that_the_questions_do_not_allow_is_told(
    choices: Sequence[Sequence[int]], number: int
) -> None:
    world = make_world("Ed25519", TWO)

    def never() -> int:
        raise AssertionError("randomness was drawn")

    draw = world.draw if number == 2 else never  # the first question is encrypted by then
    with pytest.raises(Refused) as caught:
        voter.encrypt(world.sealed, world.public(0), choices, draw)
    assert (caught.value.code, caught.value.facts) == ("ballot.choice", {"number": number})


def test_a_credential_with_a_slip_of_the_pen_is_told() -> None:
    world = make_world()
    with pytest.raises(Refused) as caught:
        voter.make_ballot(world.sealed, CREDENTIALS[0][:-1], [[1, 0]], world.draw)
    assert caught.value.code == "credential.form"


@either
def test_the_same_products_are_computed_for_either_choice(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A product with the neutral element takes less time, and the time would tell the choice."""
    world = make_world(name)
    told: dict[int, list[tuple[Any, ...]]] = {0: [], 1: []}
    kind = type(world.group)
    for number in told:
        with monkeypatch.context() as patched:
            for method in ("power_secret", "product_vartime", "times", "over"):
                patched.setattr(kind, method, noted(getattr(kind, method), told[number]))
            voter.encrypt_number(world.sealed, number, 12345)
    assert told[0] == told[1]
    assert len(told[0]) == 3


def noted(honest: Callable[..., Any], told: list[tuple[Any, ...]]) -> Callable[..., Any]:
    """An operation of the group that writes down with what it was called."""

    def operation(group: Any, *arguments: Any) -> Any:
        told.append((honest.__name__, *arguments))
        return honest(group, *arguments)

    return operation


@either
def test_the_secret_is_not_in_the_ballot(name: str) -> None:
    world = make_world(name)
    data = world.ballot(0, [[1, 0]]).decode()
    for secret in (CREDENTIALS[0], str(world.secret(0)), hex(world.secret(0))[2:]):
        assert secret not in data


def test_nothing_of_the_choice_shows_in_the_form() -> None:
    """Yes and no are equally long but for the digits of their numbers."""
    world = make_world()
    lengths: dict[str, list[int]] = {"yes": [], "no": []}
    choices: dict[str, Any] = {"yes": [[1, 0]], "no": [[0, 1]]}
    for answer, choice in choices.items():
        lengths[answer] = [len(world.ballot(0, choice)) for _ in range(40)]
    averages = [sum(each) / len(each) for each in lengths.values()]
    assert abs(averages[0] - averages[1]) < 5
