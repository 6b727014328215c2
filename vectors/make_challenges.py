"""Makes the vectors of challenged ballots: for each group what opens, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from dauys.parties import pending
from dauys.parties.pending import Pending
from dauys.question.election import Question
from dauys.wire import canonical
from tests.ballots.forged import reproved
from tests.ballots.world import World, make_world

Json = dict[str, Any]
QUESTIONS = (
    Question(("Yes", "No"), 1, 1, "Do you adopt the charter?", blank=True),
    Question(("North", "South", "East"), 0, 2, "Where?"),
)
CHOICES = [[0, 1, 0], [1, 0, 1]]


def challenges(name: str) -> Json:
    """An election, its roll, and challenged ballots for it as exact strings."""
    world = make_world.__wrapped__(name, QUESTIONS)  # a fresh one: its randomness starts anew
    made = [_prepared(world, choices) for choices in (CHOICES, [[1, 0, 0], [0, 0, 0]])]
    return {
        "election": world.election.decode(),
        "roll": world.roll_bytes.decode(),
        "accepted": [
            {
                "shows": shows,
                "code": each.code,
                "choices": [list(answer.choices) for answer in each.challenge.answers],
                "challenge": each.opened().decode(),
            }
            for shows, each in zip(
                ("yes; the first and the third answer", "a blank vote; no answer"),
                made,
                strict=True,
            )
        ],
        "cast": _cast(world),
        "refused": [
            {"shows": shows, "code": code, "challenge": _changed(made[0], change)}
            for shows, code, change in _changes(world)
        ],
        "reproved": _reproved(world),
    }


def _prepared(world: World, choices: list[list[int]]) -> Pending:
    return pending.prepare(world.sealed, world.credentials[0], choices, world.draw)


def _cast(world: World) -> Json:
    """A ballot signed and opened: a record may hold one of the two, in either order."""
    made = _prepared(world, CHOICES)
    first, second = (pending.cast(made, world.credentials[0], world.draw) for _ in range(2))
    return {
        "shows": "one ballot, opened, and signed twice: each of the three bears the same code",
        "code": made.code,
        "challenge": made.opened().decode(),
        "ballots": [first.decode(), second.decode()],
    }


def _reproved(world: World) -> list[Json]:
    """Ciphertexts that were opened, in another ballot: each is in order, and never both."""
    made = _prepared(world, CHOICES)
    own = [(question, cell) for question in (0, 1) for cell in range(3)]
    again = (
        ("all ciphertexts, with other proofs", reproved(world, made), 0),
        ("one ciphertext of six", reproved(world, made, others=own[:-1]), 0),
        ("all ciphertexts, under another credential", reproved(world, made, who=1), 1),
    )
    return [
        {
            "shows": shows,
            "challenge": made.opened().decode(),
            "ballot": pending.cast(each, world.credentials[who], world.draw).decode(),
        }
        for shows, each, who in again
    ]


def _changed(made: Pending, change: Callable[[Json], object]) -> str:
    document = json.loads(made.opened())
    change(document)
    return canonical.write(document).decode()


def _changes(world: World) -> list[tuple[str, str, Callable[[Json], object]]]:
    """What a machine that cheats could write, and other spellings."""

    def number(add: int) -> Callable[[Json], object]:
        def change(document: Json) -> None:
            numbers = document["answers"][0]["randomness"]
            numbers[1] = str(int(numbers[1]) + add)

        return change

    def chosen(question: int, choices: list[Any]) -> Callable[[Json], object]:
        return lambda document: document["answers"][question].update(choices=choices)

    def ballot(**fields: Any) -> Callable[[Json], object]:
        return lambda document: document["ballot"].update(fields)

    return [
        ("another answer than the ballot holds", "challenge.opening", chosen(0, [0, 0, 1])),
        ("blank instead of an answer", "challenge.opening", chosen(0, [1, 0, 0])),
        ("an answer less than the ballot holds", "challenge.opening", chosen(1, [1, 0, 0])),
        ("randomness plus 1", "challenge.opening", number(1)),
        ("randomness plus q", "challenge.randomness", number(world.group.order)),
        ("blank beside an answer", "challenge.choice", chosen(0, [1, 1, 0])),
        ("neither blank nor an answer", "challenge.choice", chosen(0, [0, 0, 0])),
        ("a 2", "challenge.choice", chosen(1, [2, 0, 0])),
        ("three of at most two", "challenge.choice", chosen(1, [1, 1, 1])),
        ("a choice that is not opened", "challenge.answers", chosen(1, [1, 0])),
        ("a question that is not opened", "challenge.answers", lambda d: d["answers"].pop()),
        ("made for another election", "ballot.election", ballot(election_hash="A" * 43)),
        ("a stranger's", "ballot.credential", ballot(credential=world.public(3))),
        ("a copy under another credential", "ballot.proof", ballot(credential=world.public(1))),
        ("a proof less", "ballot.sum", lambda d: d["ballot"]["answers"][1]["overall_proof"].pop()),
        ("a signature in it", "json.shape", ballot(signature="none")),
        ("a choice as a string", "json.shape", chosen(1, ["1", 0, 1])),
    ]
