"""The kernel and the reference say the same of BELENIOS-2048 too (see `test_native`)."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import replace

import pytest

from dauys.ballots.arithmetic import REFERENCE, neutral, plus
from dauys.group import Element
from dauys.group.belenios2048 import BELENIOS_2048, G, P, Q
from dauys.group.kernel import Failed
from tests.agreement.native import agree, every_path, need_native, told
from tests.agreement.outside_modp import of_order, outside, outside_ballot
from tests.agreement.test_native import honest, mutant, places, shapes
from tests.ballots.world import World, make_world

GROUP = BELENIOS_2048.name
EDGES = (0, 1, 2, 3, 2**52 - 1, 2**52, 2**255, Q - 2, Q - 1)
NUMBERS = (1, 2, 3, 2**52 - 1, 2**52, 2**64, 2**1024, 2**2047, P - 2**64, P - 2, P - 1)


def drawn(seed: int, count: int, below: int) -> list[int]:
    """Numbers above 0, the same at every run."""
    draw = random.Random(seed)
    return [draw.randrange(1, below) for _ in range(count)]


@every_path
def test_products_are_those_of_python(path: str) -> None:
    kernel = need_native(path).kernel
    numbers = [*NUMBERS, *drawn(1, 40, P), *(P - each for each in drawn(2, 10, 2**100))]
    pairs = [(a, b) for a in numbers for b in (*NUMBERS, *numbers[-5:])]
    assert kernel.modp_products(pairs) == [a * b % P for a, b in pairs]
    assert kernel.modp_products(pairs, 0, 1) == [a * a % P for a, _ in pairs]
    mixed = [pow(a * pow(b, 3, P), 2**5, P) for a, b in pairs]
    assert kernel.modp_products(pairs, 3, 5) == mixed


@every_path
def test_powers_of_a_long_chain_are_those_of_python(path: str) -> None:
    kernel = need_native(path).kernel
    pairs = list(zip(drawn(3, 9, P), drawn(4, 9, P), strict=True))
    expected = [pow(a * pow(b, 500, P), 2**500, P) for a, b in pairs]
    assert kernel.modp_products(pairs, 500, 500) == expected


@every_path
@pytest.mark.parametrize("wrong", [(0, 1), (1, 0), (P, 1), (1, P), (-1, 1)])
def test_products_of_what_is_no_number_modulo_p_are_not_asked_for(
    path: str, wrong: tuple[int, int]
) -> None:
    with pytest.raises(Failed):
        need_native(path).kernel.modp_products([wrong])


@every_path
def test_powers_are_those_of_gmp(path: str) -> None:
    """Every edge of both exponents, and drawn ones, of elements and of other numbers."""
    kernel = need_native(path).kernel
    pairs = [(one, other) for one in EDGES for other in EDGES]
    pairs += zip(drawn(5, 30, Q), drawn(6, 30, Q), strict=True)
    bases = [*NUMBERS, *(pow(G, each, P) for each in drawn(7, 10, Q)), *drawn(8, 10, P)]
    asked = [(bases[number % len(bases)], *pair) for number, pair in enumerate(pairs)]
    expected = [str(pow(base, c, P) * pow(G, z, P) % P) for base, c, z in asked]
    assert kernel.modp_commitments([str(base) for base, *_ in asked], pairs) == expected


@every_path
def test_powers_of_what_is_no_number_are_none(path: str) -> None:
    kernel = need_native(path).kernel
    wrong = ["0", str(P), str(P + 1), "01", "", "1" * 618, "9" * 617, "1 ", "x"]
    assert kernel.modp_commitments(wrong, [(1, 1)] * len(wrong)) == [None] * len(wrong)
    for bases, pairs in ((["1"], []), (["1"], [(Q, 1)]), (["1"], [(1, Q)])):
        with pytest.raises(Failed):
            kernel.modp_commitments(bases, pairs)


def candidates() -> Sequence[str]:
    """Texts that spell elements, other numbers, or nothing."""
    elements = [pow(G, each, P) for each in drawn(9, 9, Q)]
    small = [of_order(2), of_order(3), of_order(2) * of_order(3) % P]
    mixed = [int(outside(BELENIOS_2048.generator, factor)) for factor in small]
    large = [pow(each, Q, P) for each in drawn(10, 3, P)]  # of some order that divides the cofactor
    numbers = [*elements, *small, *mixed, *large, *NUMBERS, 0, P, P + 1, 2 * P, P + elements[0]]
    texts = [str(number) for number in (*numbers, *drawn(11, 9, P), -elements[0])]
    text = texts[0]
    spelt = ["0" + text, "+" + text, " " + text, text + " ", text + "\n", text + "\0", f"{G:x}"]
    digits = text.translate({48 + digit: 0x0660 + digit for digit in range(10)})
    huge = ["9" * 617, "1" + "0" * 617, "1" * 100_000, str(P)[:-1], str(P) + "0"]
    return [*texts, *spelt, *huge, digits, text[:9] + "_" + text[9:], "", "ә", "00", "1.0", "1e3"]


@every_path
@pytest.mark.parametrize("threads", [1, 3])
def test_members_are_those_of_gmp(path: str, threads: int) -> None:
    texts = list(candidates())
    found = need_native(path, threads).members(BELENIOS_2048, texts)
    assert found == REFERENCE.members(BELENIOS_2048, texts)
    assert sum(found) == 10  # nine that were drawn, and 1


@every_path
@pytest.mark.parametrize("at", [0, 130, 259])
def test_one_among_many_is_found_and_no_other(path: str, at: int) -> None:
    """Asked together first, then one by one."""
    few = [str(pow(G, each, P)) for each in drawn(12, 10, Q)]
    many, native = few * 26, need_native(path)
    if at == 0:
        assert native.members(BELENIOS_2048, many) == [True] * 260
    many[at] = outside(Element(many[at]), of_order(3 if at else 2))
    found = native.members(BELENIOS_2048, many)
    assert [number for number, member in enumerate(found) if not member] == [at]


@every_path
@shapes
def test_honest_ballots_of_every_shape_are_accepted_and_summed(path: str, shape: str) -> None:
    world, ballots = honest(shape, 9, GROUP)
    assert not any(agree(need_native(path), world.sealed, world.roll, ballots).faults)


@every_path
@shapes
def test_any_digit_of_a_ballot_that_is_another_is_refused(path: str, shape: str) -> None:
    """Numbers of the ballot in turn: elements, challenges, responses, hash, credential."""
    world, (ballot, *_) = honest(shape, 1, GROUP)
    forged, numbers = [], places(ballot)
    for start, end in numbers[:: len(numbers) // 40 + 1]:
        at = (start + end) // 2
        other = b"1" if ballot[at : at + 1] != b"1" else b"2"
        forged.append(ballot[:at] + other + ballot[at + 1 :])
    native = need_native(path)
    assert all(agree(native, world.sealed, world.roll, forged[:8]).faults)
    sound, _ = native.kernel.check(native._election(world.sealed), forged, [1] * len(forged))
    assert sound == bytes(len(forged))


@every_path
def test_any_bytes_are_judged_alike(path: str) -> None:
    world, ballots = honest("one", 3, GROUP)
    draw = random.Random(20261126)
    altered = [mutant(draw, draw.choice(ballots)) for _ in range(100)]
    agree(need_native(path), world.sealed, world.roll, [*altered, b"", b"{}", b"\xff" * 9000])


def with_choice(ballot: bytes, side: str, element: str) -> bytes:
    """A ballot with another text for its first alpha or beta."""
    changed = json.loads(ballot)
    changed["answers"][0]["choices"][0][side] = element
    return json.dumps(changed, separators=(",", ":"), ensure_ascii=False).encode()


@every_path
@pytest.mark.parametrize("side", ["alpha", "beta"])
def test_whatever_stands_in_the_place_of_an_element_is_judged_alike(path: str, side: str) -> None:
    world, (ballot, *_) = honest("one", 1, GROUP)
    value = json.loads(ballot)["answers"][0]["choices"][0][side]
    texts = [*candidates(), "0" + value, str(int(value) + P), str(P - int(value)), value + "\\n"]
    false = [with_choice(ballot, side, text) for text in texts]
    assert all(agree(need_native(path), world.sealed, world.roll, false).faults)


@every_path
@pytest.mark.parametrize("change", ["0{}", "+{}", "{}0", "-{}"])
def test_exponents_have_one_spelling(path: str, change: str) -> None:
    """A challenge or response with a zero before it, a sign, another digit; and of q and more."""
    world, (ballot, *_) = honest("one", 1, GROUP)
    proof = json.loads(ballot)["answers"][0]["overall_proof"][0]
    false = []
    for text in (proof["challenge"], proof["response"]):
        for other in (change.format(text), str(int(text) + Q)):
            false.append(ballot.replace(f'"{text}"'.encode(), f'"{other}"'.encode()))
    assert all(agree(need_native(path), world.sealed, world.roll, false).faults)


@pytest.fixture(scope="module", params=[2, 3])
def outside_of(request: pytest.FixtureRequest) -> tuple[World, bytes]:
    """A ballot with an alpha that has a factor of this order."""
    world = make_world(GROUP)
    return world, outside_ballot(world, 0, request.param)


@every_path
@pytest.mark.parametrize("count", [1, 8, 180])
def test_a_number_outside_the_group_is_found_alone_and_among_many(
    path: str, count: int, outside_of: tuple[World, bytes]
) -> None:
    """All its proofs hold: nothing but the question for the group refuses it."""
    (world, false), native = outside_of, need_native(path)
    honest_ballot = world.ballot(0, [[1, 0]])
    ballots = [honest_ballot] * count
    ballots[count // 2] = false
    checked = native.check(world.sealed, world.roll, ballots, ["it"] * count, [1] * count)
    found = {at: fault.code for at, fault in enumerate(checked.faults) if fault}
    assert found == {count // 2: "group.member"}
    sound = world.check(honest_ballot).answers[0].choices
    assert checked.sums == plus(world.sealed, neutral(world.sealed), (sound,), count - 1)


@every_path
def test_threads_change_nothing(path: str) -> None:
    world, ballots = honest("one", 3, GROUP)
    many = (ballots * 34)[:100]
    many[70] = many[70].replace(b'"response":"', b'"response":"1', 1)
    one, other = (
        need_native(path, threads).check(world.sealed, world.roll, many, [""] * 100, [1] * 100)
        for threads in (1, 3)
    )
    assert other.sums == one.sums
    assert [told(each) for each in other.faults] == [told(each) for each in one.faults]
    assert [at for at, fault in enumerate(one.faults) if fault] == [70]


def test_a_key_that_is_no_element_makes_no_election() -> None:
    world, native = make_world(GROUP), need_native("")
    honest_form = native._election(world.sealed).form
    for key in ("0", str(P - 1), str(P), "", "0" + world.sealed.public_key):
        with pytest.raises(Failed):
            native.kernel.election(replace(honest_form, key=key))
