"""The kernel and the reference say the same of every ballot, with the same codes.

The kernel only ever says yes or no; what it refuses the reference judges. So these tests ask two
things: that nothing is accepted which the reference refuses, and that nothing is refused which it
accepts (``arithmetic.disagrees``).
"""

from __future__ import annotations

import json
import random

import pytest

from dauys.ballots.arithmetic import REFERENCE, neutral, plus
from dauys.errors import Unreadable
from dauys.group import Element
from dauys.proofs.statements import Interval
from dauys.proofs.verify import unmasked
from dauys.proofs.wire import Ciphertext
from dauys.question.election import Question, read_election
from dauys.question.roll import read_roll
from tests.agreement.native import agree, every_path, need_native, told
from tests.agreement.outside import outside_ballot
from tests.ballots.test_vectors import load as vectors
from tests.ballots.world import ONE, TWO, World, make_world

BLANK = (Question(("Yes", "No"), 1, 1, "Do you adopt the charter?", blank=True),)
MANY = (
    Question(tuple("abcde"), 1, 3, "First?"),
    Question(("only",), 0, 1, "Second?"),
    Question(tuple("wxyz"), 2, 4, "Third?", blank=True),
    Question(("Yes", "No"), 0, 2, "Fourth?", blank=True),
)
SHAPES = {
    "one": (ONE, [[[1, 0]], [[0, 1]]]),
    "two": (TWO, [[[1, 0], [1, 0, 1]], [[0, 1], [0, 0, 0]]]),
    "blank": (BLANK, [[[1, 0, 0]], [[0, 1, 0]], [[0, 0, 1]]]),
    "many": (MANY, [
        [[1, 1, 0, 0, 1], [1], [1, 0, 0, 0, 0], [0, 1, 1]],
        [[0, 0, 0, 1, 0], [0], [0, 1, 1, 0, 1], [1, 0, 0]],
    ]),
}  # fmt: skip
shapes = pytest.mark.parametrize("shape", SHAPES)


def honest(shape: str, count: int, group: str = "Ed25519") -> tuple[World, list[bytes]]:
    """A box of some shape and ballots of its voters."""
    questions, choices = SHAPES[shape]
    world = make_world(group, questions)
    return world, [world.ballot(n % 3, choices[n % len(choices)]) for n in range(count)]


@every_path
@pytest.mark.parametrize("file", ["ed25519", "ed25519-blank", "belenios2048", "belenios2048-blank"])
def test_every_vector(path: str, file: str) -> None:
    told_of = vectors(file)
    sealed = read_election(told_of["election"].encode())
    roll = read_roll(sealed.group, told_of["roll"].encode())
    listed = [*told_of["accepted"], *told_of["refused"]]
    ballots = [each["ballot"].encode() for each in listed]
    checked = agree(need_native(path), sealed, roll, ballots)
    codes = [fault and fault.code for fault in checked.faults]
    assert codes == [each.get("code") for each in listed]


@every_path
@shapes
def test_honest_ballots_of_every_shape_are_accepted_and_summed(path: str, shape: str) -> None:
    world, ballots = honest(shape, 11)
    assert not any(agree(need_native(path), world.sealed, world.roll, ballots).faults)


@every_path
@shapes
def test_any_digit_of_a_ballot_that_is_another_is_refused_by_both(path: str, shape: str) -> None:
    """Every number of the ballot in turn: elements, challenges, responses, hash, credential."""
    world, (ballot, *_) = honest(shape, 1)
    forged = []
    for start, end in places(ballot):
        at = (start + end) // 2
        other = b"1" if ballot[at : at + 1] != b"1" else b"2"
        forged.append(ballot[:at] + other + ballot[at + 1 :])
    native, who = need_native(path), [""] * len(forged)
    assert all(agree(native, world.sealed, world.roll, forged[:8]).faults)
    sound, _ = native.kernel.check(native._election(world.sealed), forged, [1] * len(forged))
    # A credential that is on no roll is not the kernel's to refuse; its signature is.
    assert sound == bytes(len(who))


def places(ballot: bytes) -> list[tuple[int, int]]:
    """Where the strings of digits of a ballot stand."""
    parts, found, at = ballot.split(b'"'), list[tuple[int, int]](), 0
    for part in parts:
        if len(part) > 40:
            found.append((at, at + len(part)))
        at += len(part) + 1
    return found


@every_path
def test_any_bytes_are_judged_alike(path: str) -> None:
    """Bytes changed, cut out, doubled, exchanged: nothing makes the two differ."""
    world, ballots = honest("one", 3)
    draw = random.Random(20261126)
    altered = [mutant(draw, draw.choice(ballots)) for _ in range(200)]
    agree(need_native(path), world.sealed, world.roll, [*altered, b"", b"{}", b"\xff" * 3000])


def mutant(draw: random.Random, ballot: bytes) -> bytes:
    """A ballot with one thing changed."""
    at, other = draw.randrange(len(ballot)), draw.randrange(len(ballot))
    start, end = sorted((at, min(len(ballot), at + draw.randrange(1, 9))))
    match draw.randrange(6):
        case 0:
            return ballot[:at] + bytes([draw.randrange(256)]) + ballot[at + 1 :]
        case 1:
            return ballot[:start] + ballot[end:]
        case 2:
            return ballot[:end] + ballot[start:]
        case 3:
            return ballot[:at]
        case 4:
            return ballot[:at] + ballot[other : other + 1] + ballot[at + 1 :]
        case _:
            changed = json.loads(ballot)
            proof = changed["answers"][0]["individual_proofs"][0][0]
            proof["challenge"] = draw.choice(["0", "00", "-1", str(world_order()), "9" * 77, "1e5"])
            return json.dumps(changed, separators=(",", ":")).encode()


def world_order() -> int:
    return make_world().group.order


@every_path
def test_elements_that_are_none_are_refused_by_both(path: str) -> None:
    """In every place of a choice: small order, mixed order, no point, y of p and more, capitals."""
    world, (ballot, *_) = honest("one", 1)
    parsed = json.loads(ballot)
    false = []
    nought, beyond = "00" * 32, "7" + "f" * 61 + "ed"
    least = [nought, "80" + "00" * 31, "00" * 31 + "02", "ec".rjust(64, "f"), beyond]
    for element in [*least, world.group.generator.upper(), world.group.identity]:
        for side in ("alpha", "beta"):
            changed = json.loads(json.dumps(parsed))
            changed["answers"][0]["choices"][0][side] = element
            false.append(json.dumps(changed, separators=(",", ":")).encode())
    assert all(agree(need_native(path), world.sealed, world.roll, false).faults)


@every_path
@pytest.mark.parametrize("count", [1, 8, 400])
def test_a_point_outside_the_group_is_found_alone_and_among_many(path: str, count: int) -> None:
    """All proofs hold for the kernel: nothing but the question for the group refuses it."""
    world, (honest_ballot, *_) = honest("one", 1)
    false, native = outside_ballot(world, 0), need_native(path)
    ballots = [honest_ballot] * count
    ballots[count // 2] = false
    checked = native.check(world.sealed, world.roll, ballots, ["it"] * count, [1] * count)
    found = {at: fault.code for at, fault in enumerate(checked.faults) if fault}
    assert found == {count // 2: "group.member"}
    sound = world.check(honest_ballot).answers[0].choices
    assert checked.sums == plus(world.sealed, neutral(world.sealed), (sound,), count - 1)


@every_path
def test_the_ballot_with_the_point_outside_is_what_the_kernel_would_compute(path: str) -> None:
    world = make_world()
    answer = json.loads(outside_ballot(world, 0))["answers"][0]
    alpha, proofs = answer["choices"][0]["alpha"], answer["individual_proofs"][0]
    pairs = [(int(each["challenge"]), int(each["response"])) for each in proofs]
    found = need_native(path).kernel.commitments([alpha] * 2, pairs)
    beta = Element(answer["choices"][0]["beta"])
    commitments = list[Element]()
    for n, (pair, a) in enumerate(zip(pairs, found, strict=True)):
        masked = unmasked(world.group, beta, n)
        power = ((world.sealed.public_key, pair[1]), (masked, pair[0]))
        commitments += [Element(str(a)), world.group.product_vartime(power)]
    context = f"{world.sealed.fingerprint}|{world.public(0)}"
    key, ciphertext = world.sealed.public_key, Ciphertext(alpha, beta)
    statement = Interval(world.group, key, context, ciphertext, 0, 1)
    assert statement.challenge(tuple(commitments)) == sum(c for c, _ in pairs) % world_order()


@every_path
def test_a_credential_that_is_not_on_the_roll_is_refused_and_not_summed(path: str) -> None:
    world, ballots = honest("one", 3)
    roll = read_roll(world.group, json.dumps([world.public(0)]).encode())
    checked = agree(need_native(path), world.sealed, roll, ballots)
    assert [fault and fault.code for fault in checked.faults] == [None, *["ballot.credential"] * 2]


@every_path
@pytest.mark.parametrize("threads", [1, 3])
def test_threads_change_nothing(path: str, threads: int) -> None:
    world, ballots = honest("one", 3)
    many = (ballots * 170)[:500]
    many[130] = many[130].replace(b'"response":"', b'"response":"1', 1)
    one = need_native(path).check(world.sealed, world.roll, many, [""] * 500, [1] * 500)
    other = need_native(path, threads).check(world.sealed, world.roll, many, [""] * 500, [1] * 500)
    assert other.sums == one.sums
    assert [told(each) for each in other.faults] == [told(each) for each in one.faults]
    assert [at for at, fault in enumerate(one.faults) if fault] == [130]


def test_other_groups_are_left_to_the_reference() -> None:
    world = make_world("RFC-3526-2048")
    agree(need_native(""), world.sealed, world.roll, [world.ballot(0, [[1, 0]])])


def test_a_kernel_that_refuses_what_is_right_is_told_aloud(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is decided by whichever of the two is convenient."""
    world, ballots = honest("one", 1)
    native = need_native("")
    refusing = lambda *_: (b"\0", ["00" * 31 + "01"] * 4)  # noqa: E731
    monkeypatch.setattr(type(native.kernel), "check", refusing)
    with pytest.raises(Unreadable) as caught:
        native.check(world.sealed, world.roll, ballots, ["ballot:1"], [1])
    assert (caught.value.code, caught.value.accused) == ("arithmetic.disagrees", "ballot:1")


def test_nothing_of_nothing() -> None:
    world = make_world()
    assert need_native("").check(world.sealed, world.roll, [], [], []) == REFERENCE.check(
        world.sealed, world.roll, [], [], []
    )
