"""A challenged ballot opens to what its voter chose, or shows that the machine did not do so.

What a machine can do that encrypts another answer than the voter's: open the ballot as it is, open
it as something else, or open another ballot. Each is found.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from dauys.ballots.challenge import Challenge, check_challenge
from dauys.errors import Refused
from dauys.parties import pending
from dauys.parties.pending import Pending
from dauys.question.election import Question
from dauys.wire import canonical, hashes
from tests.ballots.world import GROUPS, TWO, World, make_world, valid

either = pytest.mark.parametrize("name", GROUPS)
BLANK = (Question(("Yes", "No"), 1, 1, "Do you adopt the charter?", blank=True),)
Change = Callable[[dict[str, Any]], object]


def prepared(world: World, choices: list[list[int]] | None = None, who: int = 0) -> Pending:
    """A ballot that waits for its voter's choice."""
    secret = world.credentials[who]
    return pending.prepare(world.sealed, secret, choices or valid(world), world.draw)


def checked(world: World, data: bytes) -> Challenge:
    """What anyone finds in a challenged ballot."""
    return check_challenge(world.sealed, world.roll, data, "ballot:1")


def refusal(world: World, data: bytes) -> str:
    """The code with which a challenged ballot is refused."""
    with pytest.raises(Refused) as caught:
        checked(world, data)
    assert caught.value.accused == "ballot:1"
    return caught.value.code


def altered(world: World, change: Change, made: Pending | None = None) -> str:
    """The code for a challenged ballot in which something was changed."""
    document = json.loads((made or prepared(world)).opened())
    change(document)
    return refusal(world, canonical.write(document))


@either
@pytest.mark.parametrize(
    ("questions", "choices"),
    [
        (TWO, [[1, 0], [0, 0, 0]]),
        (TWO, [[0, 1], [1, 0, 1]]),
        (BLANK, [[1, 0, 0]]),
        (BLANK, [[0, 0, 1]]),
    ],
)
def test_a_challenged_ballot_shows_what_its_voter_chose(
    name: str, questions: tuple[Question, ...], choices: list[list[int]]
) -> None:
    world = make_world(name, questions)
    made = prepared(world, choices)
    found = checked(world, made.opened())
    assert [list(answer.choices) for answer in found.answers] == choices
    assert found.code == made.code


@either
def test_the_code_shown_first_is_the_hash_that_is_signed(name: str) -> None:
    """So that the ballot that is cast is the one whose code was written down."""
    world = make_world(name)
    made = prepared(world)
    data = pending.cast(made, world.credentials[0], world.draw)
    assert world.check(data).signature.hash == made.code
    unsigned = {k: v for k, v in json.loads(data).items() if k != "signature"}
    assert hashes.sha256_base64(canonical.write(unsigned)) == made.code


@either
def test_a_machine_that_encrypted_another_answer_shows_it_when_challenged(name: str) -> None:
    """The voter asked for the first answer; the code matches, and the words say the second."""
    world = make_world(name)
    made = prepared(world, [[0, 1]])
    found = checked(world, made.opened())
    assert (found.code, found.answers[0].choices) == (made.code, (0, 1))


@either
def test_a_machine_cannot_open_a_ballot_as_another_answer(name: str) -> None:
    """It would need randomness that turns one ciphertext into that of another number."""
    world = make_world(name)
    made = prepared(world, [[0, 1]])

    def as_yes(document: dict[str, Any]) -> None:
        document["answers"][0]["choices"] = [1, 0]

    def swapped(document: dict[str, Any]) -> None:
        as_yes(document)
        document["answers"][0]["randomness"].reverse()

    assert altered(world, as_yes, made) == "challenge.opening"
    assert altered(world, swapped, made) == "challenge.opening"


def test_a_machine_cannot_show_another_ballot_in_its_place() -> None:
    """An honest ballot made afterwards has another code than the one written down."""
    world = make_world()
    assert checked(world, prepared(world).opened()).code != prepared(world).code


@either
@pytest.mark.parametrize("cell", [0, 1])
def test_other_randomness_does_not_open_it(name: str, cell: int) -> None:
    """Both parts of each ciphertext are computed again."""
    world = make_world(name)

    def change(document: dict[str, Any]) -> None:
        numbers = document["answers"][0]["randomness"]
        numbers[cell] = str((int(numbers[cell]) + 1) % world.group.order)

    assert altered(world, change) == "challenge.opening"


@either
def test_randomness_has_one_spelling(name: str) -> None:
    """A number plus q opens the same ballot: a second document for one challenge."""
    world = make_world(name)

    def change(document: dict[str, Any]) -> None:
        numbers = document["answers"][0]["randomness"]
        numbers[0] = str(int(numbers[0]) + world.group.order)

    assert altered(world, change) == "challenge.randomness"


@pytest.mark.parametrize("number", ["-1", "01", "+1", "0x1", "", "1 ", 1, None, True])
def test_randomness_in_another_spelling_is_refused(number: Any) -> None:
    def change(document: dict[str, Any]) -> None:
        document["answers"][0]["randomness"][0] = number

    assert altered(make_world(), change) == "json.shape"


@pytest.mark.parametrize("choices", [[2, 0], [1, 1], [0, 0], [-1, 2], [2**53 - 1, 0]], ids=str)
def test_numbers_that_the_question_does_not_allow(choices: list[int]) -> None:
    """1 + q encrypts as 1 does: the number itself must be 0 or 1, whatever it opens."""

    def change(document: dict[str, Any]) -> None:
        document["answers"][0]["choices"] = choices

    assert altered(make_world(), change) == "challenge.choice"


@pytest.mark.parametrize(
    "choices", [[1, 1, 0], [1, 0, 1], [0, 0, 0], [0, 1, 1], [2, 0, 0]], ids=str
)
def test_blank_beside_an_answer_or_no_blank_and_no_answer(choices: list[int]) -> None:
    def change(document: dict[str, Any]) -> None:
        document["answers"][0]["choices"] = choices

    world = make_world("Ed25519", BLANK)
    assert altered(world, change, prepared(world, [[1, 0, 0]])) == "challenge.choice"


@pytest.mark.parametrize("value", ["1", True, 1.0, None, [1]])
def test_a_choice_that_is_no_integer(value: Any) -> None:
    document = json.loads(prepared(make_world()).opened())
    document["answers"][0]["choices"][0] = value
    data = json.dumps(document, separators=(",", ":")).encode()
    assert refusal(make_world(), data) in ("json.shape", "json.number")


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["answers"].pop(),
        lambda d: d["answers"].append(d["answers"][0]),
        lambda d: d["answers"][0]["choices"].pop(),
        lambda d: d["answers"][0]["choices"].append(0),
        lambda d: d["answers"][0]["randomness"].pop(),
        lambda d: d["answers"][0]["randomness"].append("1"),
        lambda d: d["answers"][0].update(choices=[], randomness=[]),
        lambda d: d.update(answers=[]),
    ],
    ids=["a question less", "more", "a choice less", "more", "a number less", "more", "none", "no"],
)
def test_an_opening_of_another_size_than_its_ballot(change: Change) -> None:
    """A choice that is not opened could hold anything."""
    assert altered(make_world("Ed25519", TWO), change) == "challenge.answers"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda d: d["ballot"].update(election_uuid="AnotherBox1111"), "ballot.election"),
        (lambda d: d["ballot"].update(election_hash="A" * 43), "ballot.election"),
        (lambda d: d["ballot"].update(credential="66" * 32), "ballot.credential"),
        (lambda d: d["ballot"].update(answers=[]), "ballot.answers"),
        (lambda d: d["ballot"]["answers"][0]["choices"][0].update(alpha="ff" * 32), "group.member"),
        (lambda d: d["ballot"]["answers"][0].update(overall_proof=[]), "ballot.sum"),
        (lambda d: d["ballot"]["answers"][0]["individual_proofs"][0].reverse(), "ballot.proof"),
        (lambda d: d["ballot"].update(signature={}), "json.shape"),
        (lambda d: d.update(signature="x"), "json.shape"),
        (lambda d: d["answers"][0].update(more=1), "json.shape"),
        (lambda d: d.update(ballot=dict(reversed(d["ballot"].items()))), "json.canonical"),
        (lambda d: d["answers"][0].update(randomness=d["answers"][0].pop("randomness")), None),
    ],
    ids=[
        "another box", "another election", "a stranger", "no answers", "a foreign element",
        "no overall proof", "proofs in another order", "signed", "signed outside", "an unknown key",
        "reordered", "unchanged",
    ],
)  # fmt: skip
def test_the_ballot_in_it_must_be_one_that_a_box_would_take(
    change: Change, code: str | None
) -> None:
    """A ballot that no box takes says nothing of those that the machine makes to be cast."""
    world = make_world()
    if code is None:
        document = json.loads(prepared(world).opened())
        change(document)
        checked(world, canonical.write(document))
    else:
        assert altered(world, change) == code


def test_a_copy_under_another_credential_is_refused() -> None:
    """Nobody makes a challenge in another's name out of one that was published."""
    world = make_world()
    assert (
        altered(world, lambda d: d["ballot"].update(credential=world.public(1))) == "ballot.proof"
    )


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"null", b"[" * 10**6, b'{"ballot":1}'])
def test_what_is_no_challenge_is_refused(data: bytes) -> None:
    assert refusal(make_world(), data).startswith("json.")


def test_a_giant_is_refused_before_it_is_read() -> None:
    assert refusal(make_world(), b" " * 10**5) == "json.size"
