"""Proofs that an encrypted number lies in an interval: none can be made for a number outside."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dauys import group as groups
from dauys.errors import Refused
from dauys.group import Group
from dauys.proofs.prove import prove_interval
from dauys.proofs.statements import Interval
from dauys.proofs.verify import check_disjunction
from dauys.proofs.wire import Ciphertext, Proof
from tests.ballots.world import GROUPS, seeded

OTHERWISE = Refused("ballot.proof", "ballot:1")
NONCE = 31337
KEY = 271828
either = pytest.mark.parametrize("name", GROUPS)
inside = pytest.mark.parametrize(
    ("number", "minimum", "maximum"),
    [(0, 0, 1), (1, 0, 1), (1, 1, 1), (0, 0, 0), (2, 1, 3), (7, 0, 9)],
)


def encrypted(group: Group, number: int, minimum: int = 0, maximum: int = 1) -> Interval:
    key = group.power_secret(group.generator, KEY)
    mask = group.power_secret(key, NONCE)
    beta = group.times(mask, group.power_secret(group.generator, number))
    alpha = group.power_secret(group.generator, NONCE)
    return Interval(group, key, "phi|credential", Ciphertext(alpha, beta), minimum, maximum)


def prove(statement: Interval, number: int) -> tuple[Proof, ...]:
    return prove_interval(statement, number, NONCE, seeded(statement.group, 5))


def assert_refused(
    statement: Interval, proofs: tuple[Proof, ...], code: str = "ballot.proof"
) -> None:
    with pytest.raises(Refused) as caught:
        check_disjunction(statement, proofs, OTHERWISE)
    assert (caught.value.code, caught.value.accused) == (code, "ballot:1")


@either
@inside
def test_an_honest_proof_holds(name: str, number: int, minimum: int, maximum: int) -> None:
    statement = encrypted(groups.named(name), number, minimum, maximum)
    check_disjunction(statement, prove(statement, number), OTHERWISE)


@either
@pytest.mark.parametrize("number", [2, -1, 3, 1000, 2**252])
@pytest.mark.parametrize("claimed", [0, 1, None])
def test_no_number_outside_the_interval_has_a_proof(
    name: str, number: int, claimed: int | None
) -> None:
    """Whether the prover simulates every part, or says that the number is 0 or 1."""
    statement = encrypted(groups.named(name), number)
    assert_refused(statement, prove(statement, number if claimed is None else claimed))


@either
@pytest.mark.parametrize(("number", "minimum", "maximum"), [(0, 1, 1), (2, 1, 1), (4, 1, 3)])
def test_no_sum_outside_min_to_max_has_a_proof(
    name: str, number: int, minimum: int, maximum: int
) -> None:
    statement = encrypted(groups.named(name), number, minimum, maximum)
    for claimed in range(minimum, maximum + 1):
        assert_refused(statement, prove(statement, claimed))


@either
def test_the_wrong_number_of_parts_is_refused(name: str) -> None:
    """No parts at all have a sum of challenges too; the number of parts is what binds the form."""
    statement = encrypted(groups.named(name), 1)
    proofs = prove(statement, 1)
    for wrong in ((), proofs[:1], proofs[1:], (*proofs, proofs[0]), proofs * 1000):
        assert_refused(statement, wrong)


@either
@pytest.mark.parametrize(("number", "minimum", "maximum"), [(2, 0, 2), (0, 0, 0), (9, 0, 9)])
def test_a_true_proof_of_another_interval_is_refused(
    name: str, number: int, minimum: int, maximum: int
) -> None:
    """The hash does not name the interval: the number of parts is what holds a wider one off."""
    statement = encrypted(groups.named(name), number)
    other = replace(statement, minimum=minimum, maximum=maximum)
    check_disjunction(other, prove(other, number), OTHERWISE)
    assert_refused(statement, prove(other, number))


@either
def test_parts_in_another_order_are_refused(name: str) -> None:
    statement = encrypted(groups.named(name), 1)
    first, second = prove(statement, 1)
    assert_refused(statement, (second, first))


@either
@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("field", ["challenge", "response"])
@pytest.mark.parametrize("amount", ["1", "q", "-q"])
def test_each_scalar_of_each_part_is_bound(name: str, part: int, field: str, amount: str) -> None:
    statement = encrypted(groups.named(name), 1)
    order = statement.group.order
    proofs = list(prove(statement, 1))
    old = getattr(proofs[part], field)
    new = {"1": (old + 1) % order, "q": old + order, "-q": old - order}[amount]
    proofs[part] = replace(proofs[part], **{field: new})
    assert_refused(statement, tuple(proofs), "ballot.proof" if amount == "1" else "proof.scalar")


def test_challenges_moved_between_the_parts_are_refused() -> None:
    """Their sum stays the same, but the commitments change."""
    statement = encrypted(groups.named("Ed25519"), 1)
    order = statement.group.order
    first, second = prove(statement, 1)
    moved = (
        replace(first, challenge=(first.challenge + 1) % order),
        replace(second, challenge=(second.challenge - 1) % order),
    )
    assert_refused(statement, moved)


def changed(statement: Interval, part: str) -> Any:
    group = statement.group
    alpha, beta = statement.ciphertext.elements()
    return {
        "key": replace(statement, key=group.times(statement.key, group.generator)),
        "context": replace(statement, context="phi|another credential"),
        "alpha": replace(statement, ciphertext=Ciphertext(group.times(alpha, alpha), beta)),
        "beta": replace(statement, ciphertext=Ciphertext(alpha, group.times(beta, beta))),
        "interval": replace(statement, minimum=1, maximum=2),
    }[part]


@either
@pytest.mark.parametrize("part", ["key", "context", "alpha", "beta", "interval"])
def test_a_proof_is_refused_for_a_statement_with_one_part_changed(name: str, part: str) -> None:
    """So it cannot be copied to another voter's ballot, another choice or another election."""
    statement = encrypted(groups.named(name), 1)
    assert_refused(changed(statement, part), prove(statement, 1))


@pytest.mark.parametrize("part", ["context", "alpha", "beta"])
def test_the_hash_covers_the_context_and_the_ciphertext(part: str) -> None:
    """Key and interval are in the election, whose hash stands in the context of a real ballot."""
    statement = encrypted(groups.named("Ed25519"), 1)
    commitments = (statement.key,) * 4
    assert changed(statement, part).challenge(commitments) != statement.challenge(commitments)


def test_two_hundred_random_ciphertexts_have_proofs_that_hold() -> None:
    group = groups.named("Ed25519")
    draw = seeded(group, 9)
    key = group.power_secret(group.generator, KEY)
    for turn in range(200):
        number, nonce = turn % 2, draw()
        beta = group.times(
            group.power_secret(key, nonce), group.power_secret(group.generator, number)
        )
        alpha = group.power_secret(group.generator, nonce)
        statement = Interval(group, key, f"phi|{turn}", Ciphertext(alpha, beta), 0, 1)
        check_disjunction(statement, prove_interval(statement, number, nonce, draw), OTHERWISE)
