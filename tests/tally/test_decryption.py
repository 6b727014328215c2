"""Partial decryptions: each factor proved twice, each proof with randomness of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.parties import trustee
from dauys.proofs.prove import Draw
from dauys.proofs.wire import Proof
from dauys.tally.decryption import (
    Nonces,
    check_bound,
    check_partial_decryption,
    read_partial_decryption,
)
from dauys.tally.wire import PartialDecryption, Proofs, TallyDecrypted
from dauys.wire import canonical, shape
from tests.ballots.world import GROUPS, TWO, Count, count, make_world, seeded

either = pytest.mark.parametrize("name", GROUPS)


@cache
def counted(name: str = "Ed25519") -> Count:
    world = make_world(name, TWO)
    ballots = [world.ballot(who, [[1, 0], [0, 1, 1]]) for who in range(3)]
    return count(world, ballots)


def check_both(
    made: Count,
    owner: int,
    nonces: Nonces,
    partial: PartialDecryption | None = None,
    bound: Proofs | None = None,
    **context: Any,
) -> None:
    world, key = made.world, made.world.trustees.key(owner)
    partial = made.partials[owner] if partial is None else partial
    check_partial_decryption(world.sealed, made.tally, key, partial, nonces, f"trustee:{owner}")
    bound = made.bound(owner) if bound is None else bound
    known = replace(made.context(owner), **context)
    check_bound(world.sealed, made.tally, key, partial, bound, known, nonces)


def refusal(made: Count, owner: int = 1, nonces: Nonces | None = None, **changes: Any) -> str:
    with pytest.raises(Refused) as caught:
        check_both(made, owner, Nonces() if nonces is None else nonces, **changes)
    assert caught.value.accused == f"trustee:{owner}"
    return caught.value.code


@either
def test_honest_decryptions_of_all_trustees_hold(name: str) -> None:
    made = counted(name)
    nonces = Nonces()
    nonces.add(made.world.group, made.world.trustees.commitments, "trustees")
    for owner in made.partials:
        data = shape.write(made.partials[owner])
        assert read_partial_decryption(made.world.sealed, data) == made.partials[owner]
        check_both(made, owner, nonces)
    # two of each of five cells, of two proofs, of two trustees; and one of each trustee's key
    assert len(nonces.seen) == 2 * 5 * 2 * 2 + 2


@either
def test_an_empty_box_is_decrypted(name: str) -> None:
    """Every alpha is neutral, and every commitment to it: that is no nonce used twice."""
    made = count(make_world(name, TWO), [])
    nonces = Nonces()
    for owner in made.partials:
        check_both(made, owner, nonces)


# Factors and proofs


def with_cell(rows: tuple[tuple[Any, ...], ...], value: Any) -> tuple[tuple[Any, ...], ...]:
    """The rows with another value for the second answer of the first question."""
    first = (rows[0][0], value, *rows[0][2:])
    return (first, *rows[1:])


@either
def test_a_false_factor_is_refused(name: str) -> None:
    made = counted(name)
    group, partial = made.world.group, made.partials[1]
    wrong = group.times(Element(partial.decryption_factors[0][1]), group.generator)
    factors = with_cell(partial.decryption_factors, wrong)
    assert refusal(made, partial=replace(partial, decryption_factors=factors)) == "decryption.proof"


@either
@pytest.mark.parametrize("field", ["challenge", "response"])
def test_a_proof_with_another_scalar_is_refused(name: str, field: str) -> None:
    made = counted(name)
    order, partial = made.world.group.order, made.partials[1]
    for shift, code in ((1, "decryption.proof"), (order, "proof.scalar")):
        old = partial.decryption_proofs[0][1]
        wrong = replace(old, **{field: getattr(old, field) + shift})
        proofs = with_cell(partial.decryption_proofs, wrong)
        assert refusal(made, partial=replace(partial, decryption_proofs=proofs)) == code
        old = made.bound(1)[0][1]
        wrong = replace(old, **{field: getattr(old, field) + shift})
        expected = "decryption.bound" if shift == 1 else code
        assert refusal(made, bound=with_cell(made.bound(1), wrong)) == expected


@either
def test_a_decryption_by_another_owner_is_refused(name: str) -> None:
    """One trustee's work handed over as another's: someone's key would not be used at all."""
    made = counted(name)
    assert refusal(made, 2, partial=made.partials[1]) == "decryption.proof"
    assert refusal(made, 2, bound=made.bound(1)) == "decryption.bound"


@either
@pytest.mark.parametrize(
    "change",
    [
        {"fingerprint": "other"},
        {"closing_root": "ab" * 32},
        {"encrypted_tally": "ab" * 32},
        {"trustee": 2},
    ],
)
def test_a_bound_proof_holds_for_its_own_context_only(name: str, change: dict[str, Any]) -> None:
    """Another election, another log, another sum, another trustee."""
    made = counted(name)
    world, context = made.world, replace(made.context(1), **change)
    key = world.keys[0]
    wrong = trustee.bind(world.sealed, made.tally, made.partials[1], key, context, world.draw)
    assert refusal(made, bound=wrong) == "decryption.bound"


def test_bound_proofs_cannot_change_places() -> None:
    made = counted()
    first, second = made.bound(1)
    assert refusal(made, bound=(first[::-1], second)) == "decryption.bound"


def test_a_proof_of_version_1_is_no_bound_proof() -> None:
    """And it repeats a nonce, as a proof with the right hash would that was made with its nonce."""
    made = counted()
    assert refusal(made, bound=made.partials[1].decryption_proofs) == "decryption.nonce"


# Nonces


def cells(made: Count) -> int:
    return sum(len(row) for row in made.tally)


def constant_after(draw: Draw, number: int, value: int) -> Draw:
    """A draw that sticks after so many scalars, as a broken generator would."""
    left = [number]

    def sticking() -> int:
        left[0] -= 1
        return draw() if left[0] >= 0 else value

    return sticking


def careless(made: Count, draw: Draw) -> PartialDecryption:
    world = made.world
    return trustee.decrypt(world.sealed, made.tally, world.keys[0], draw)


def test_a_cell_is_empty_by_its_alpha_and_not_by_its_factor() -> None:
    """A neutral key, which no set-up takes, makes neutral factors; all nonces count."""
    made = counted()
    world, key = made.world, trustee.PrivateKey(0, made.world.group.identity)
    partial = trustee.decrypt(world.sealed, made.tally, key, world.draw)
    nonces = Nonces()
    check_partial_decryption(world.sealed, made.tally, key.public, partial, nonces)
    assert len(nonces.seen) == 2 * cells(made)


@either
def test_one_nonce_in_two_proofs_is_refused(name: str) -> None:
    """What it gives away is shown in tests/attacks."""
    made = counted(name)
    partial = careless(made, constant_after(made.world.draw, 3, 12345))
    assert refusal(made, partial=partial) == "decryption.nonce"


@either
def test_a_nonce_shared_between_the_two_kinds_of_proof_is_refused(name: str) -> None:
    """The two challenges differ, so that the key follows as well."""
    made = counted(name)
    world = made.world
    partial = careless(made, seeded(world.group, 7))
    key, context = world.keys[0], made.context(1)
    bound = trustee.bind(world.sealed, made.tally, partial, key, context, seeded(world.group, 7))
    assert refusal(made, partial=partial, bound=bound) == "decryption.nonce"


@either
def test_a_nonce_of_an_earlier_proof_of_the_trustee_is_refused(name: str) -> None:
    """The proof that a trustee knows the key, or that of another box."""
    made = counted(name)
    nonces = Nonces()
    world = made.world
    pok = seeded(world.group, 20260315)
    pok()
    reused = pok()  # the nonce of the first trustee's proof of its key
    nonces.add(world.group, world.trustees.commitments, "trustee:1")
    first = iter([reused])
    partial = careless(made, lambda: next(first, world.draw()))
    assert refusal(made, nonces=nonces, partial=partial) == "decryption.nonce"


@either
def test_the_same_decryption_twice_is_refused_by_its_nonces(name: str) -> None:
    made = counted(name)
    nonces = Nonces()
    check_both(made, 1, nonces)
    assert refusal(made, nonces=nonces) == "decryption.nonce"


@either
def test_a_nonce_of_zero_is_refused(name: str) -> None:
    made = counted(name)
    partial = careless(made, constant_after(made.world.draw, 4, 0))
    assert refusal(made, partial=partial) == "decryption.nonce"


@either
def test_in_an_empty_box_too_a_nonce_is_used_once(name: str) -> None:
    """The neutral commitments are let pass, those to the generator are not."""
    made = count(make_world(name, TWO), [])
    for value in (12345, 0):
        partial = careless(made, constant_after(made.world.draw, 3, value))
        assert refusal(made, partial=partial) == "decryption.nonce"


# Shape and elements


def value(made: Count) -> dict[str, Any]:
    plain: dict[str, Any] = shape.plain(made.partials[1])
    return plain


def read_refusal(made: Count, data: bytes) -> str:
    with pytest.raises(Refused) as caught:
        read_partial_decryption(made.world.sealed, data, accused="trustee:1")
    assert caught.value.accused == "trustee:1"
    return caught.value.code


@pytest.mark.parametrize("field", ["decryption_factors", "decryption_proofs"])
@pytest.mark.parametrize(
    "change",
    [
        lambda rows: rows.pop(),
        lambda rows: rows.append(rows[0]),
        lambda rows: rows.reverse(),
        lambda rows: rows[0].pop(),
        lambda rows: rows[1].append(rows[1][0]),
        lambda rows: rows.clear(),
    ],
    ids=["a row less", "a row more", "reversed", "a cell less", "a cell more", "empty"],
)
def test_another_shape_is_refused(field: str, change: Callable[[Any], object]) -> None:
    made = counted()
    altered = value(made)
    change(altered[field])
    assert read_refusal(made, canonical.write(altered)) == "decryption.shape"


def test_bound_proofs_of_another_shape_are_refused() -> None:
    made = counted()
    bound = made.bound(1)
    for wrong in ((), bound[:1], bound[::-1], (bound[0], bound[1][:2])):
        assert refusal(made, bound=wrong) == "decryption.shape"


@either
@pytest.mark.parametrize("text", ["", "0", "zz", "00" * 32])
def test_a_factor_that_is_no_element_is_refused(name: str, text: str) -> None:
    made = counted(name)
    altered = value(made)
    altered["decryption_factors"][0][0] = text
    assert read_refusal(made, canonical.write(altered)) in ("group.encoding", "group.member")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "json.syntax"),
        (b"{}", "json.shape"),
        (b"[]", "json.shape"),
        (b'{"decryption_factors":[[1]],"decryption_proofs":[[]]}', "json.shape"),
        (b" " * 10**5, "json.size"),
    ],
    ids=["empty", "no fields", "array", "a number for an element", "huge"],
)
def test_what_is_no_decryption_is_refused(data: bytes, code: str) -> None:
    assert read_refusal(counted(), data) == code


def test_unknown_and_reordered_keys_are_refused() -> None:
    made = counted()
    assert read_refusal(made, canonical.write(value(made) | {"extra": 1})) == "json.shape"
    assert (
        read_refusal(made, canonical.write(dict(reversed(value(made).items())))) == "json.canonical"
    )


def test_the_event_of_a_decryption_travels() -> None:
    made = counted()
    event = TallyDecrypted("DauysTestBox11", 1, "{}", made.bound(1))
    assert shape.read(TallyDecrypted, shape.write(event)) == event


def test_a_group_is_asked_for_its_neutral_element() -> None:
    """A neutral commitment is refused where alpha is not neutral, on its first appearance."""
    group: Group = make_world().group
    with pytest.raises(Refused) as caught:
        Nonces().add(group, (group.generator, group.identity), "trustee:1")
    assert caught.value.code == "decryption.nonce"
    Nonces().add(group, (group.generator, group.identity), "trustee:1", first=True)


def test_proofs_are_pairs_of_numbers() -> None:
    assert shape.plain(Proof(1, 2)) == {"challenge": "1", "response": "2"}
