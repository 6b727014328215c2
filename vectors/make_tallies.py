"""Makes the vectors of tallies: the count of a box from its ballots on, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dauys.question.election import Question
from dauys.wire import canonical, shape
from tests.ballots.world import CLOSING_ROOT, Count, count, make_world

Json = dict[str, Any]
QUESTIONS = (
    Question(("Yes", "No"), 1, 1, "Do you adopt the charter?", blank=True),
    Question(("North", "South", "East"), 0, 2, "Where?"),
)
# The third voter has weight 3; the first votes twice.
CHOICES = (
    (0, [[0, 1, 0], [1, 0, 0]]),
    (1, [[1, 0, 0], [0, 0, 0]]),
    (2, [[0, 0, 1], [0, 1, 1]]),
    (0, [[0, 0, 1], [1, 1, 0]]),
)


def tallies(name: str) -> Json:
    """One box, its ballots, its sum, partial decryptions and result as exact strings."""
    world = make_world.__wrapped__(name, QUESTIONS)  # a fresh one: its randomness starts anew
    made = count(world, [world.ballot(who, choices) for who, choices in CHOICES])
    documents = made.documents
    assert documents.encrypted_tally is not None
    assert documents.sized is not None
    assert documents.result is not None
    return {
        "shows": "two questions, one with blank; weights 1, 1, 3; the first voter votes twice",
        "election": world.election.decode(),
        "trustees": world.trustees_bytes.decode(),
        "roll": world.roll_bytes.decode(),
        "ballots": [ballot.decode() for ballot in documents.ballots],
        "sized": documents.sized.decode(),
        "encrypted_tally": documents.encrypted_tally.decode(),
        "closing_root": CLOSING_ROOT,
        "partial_decryptions": [
            {
                "owner": owner,
                "partial_decryption": data.decode(),
                "bound": [[shape.plain(proof) for proof in row] for row in made.bound(owner)],
            }
            for owner, data in documents.partials
        ],
        "result": documents.result.decode(),
        "refused": _refused(made),
    }


def _refused(made: Count) -> list[Json]:
    """A document that stands in place of the one above; all others are as they were."""
    documents = made.documents
    group = made.world.group

    def doubled(spelt: str) -> str:
        element = group.element(spelt)
        return group.times(element, element)

    def within(data: bytes | None, change: Callable[[Any], None]) -> str:
        value = canonical.parse(data or b"", nfc=False)
        change(value)
        return canonical.write(value).decode()

    def sum_(value: Any) -> None:
        value[0][0]["beta"] = doubled(value[0][0]["beta"])

    def factor(value: Any) -> None:
        value["decryption_factors"][0][0] = doubled(value["decryption_factors"][0][0])

    def response(value: Any) -> None:
        value["decryption_proofs"][1][2]["response"] = "1"

    def swapped(value: Any) -> None:
        value["result"][1].reverse()

    def many(value: Any) -> None:
        value["result"][0][1] = 6

    def fewer(value: Any) -> None:
        value["num_tallied"] = 2

    first = documents.partials[0][1]
    return [
        {"shows": shows, "code": code, "replaces": replaces, "document": document}
        for shows, code, replaces, document in (
            ("another sum", "tally.product", "encrypted_tally",
             within(documents.encrypted_tally, sum_)),
            ("another number of ballots", "tally.numbers", "sized",
             within(documents.sized, fewer)),
            ("another factor", "decryption.proof", "partial_decryptions/0", within(first, factor)),
            ("a false proof", "decryption.proof", "partial_decryptions/0",
             within(first, response)),
            ("counts in another order", "result.count", "result",
             within(documents.result, swapped)),
            ("more than the weight", "result.weight", "result", within(documents.result, many)),
        )
    ]  # fmt: skip
