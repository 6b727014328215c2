"""A challenged ballot opens to what its voter chose, or shows that the machine did not do so.

What a machine can do that encrypts another answer than the voter's: open the ballot as it is, open
it as something else, or open another ballot. Each is found.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dauys.ballots.box import BallotBox, masks_of
from dauys.ballots.challenge import Challenge, check_challenge
from dauys.ballots.wire import tracker
from dauys.errors import Refused
from dauys.parties import pending
from dauys.parties.pending import Pending
from dauys.question.election import Question
from dauys.wire import canonical, hashes, shape
from tests.ballots.forged import reproved
from tests.ballots.world import GROUPS, TWO, World, make_world, resigned, valid

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


# The box: a challenged ballot is never cast, and one that was cast never opened


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
