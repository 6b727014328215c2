"""The trustee: a key, a confirmation, a decryption; each passes the public checks."""

from __future__ import annotations

import pytest

from dauys import group as groups
from dauys.errors import Refused
from dauys.group import Element
from dauys.parties import trustee
from dauys.parties.randomness import scalars
from dauys.proofs.statements import SetupConfirmation
from dauys.proofs.verify import check_knowledge
from dauys.question.trustees import check_trustees
from dauys.tally.decryption import Nonces, check_bound, check_partial_decryption
from tests.ballots.world import GROUPS, count, make_world

either = pytest.mark.parametrize("name", GROUPS)
OTHERWISE = Refused("setup.signature", "trustee:1")


@either
def test_a_fresh_key_has_a_proof_that_holds(name: str) -> None:
    group = groups.named(name)
    names = ("Әлия", "Болат", None)
    made = [trustee.generate_key(group, scalars(group), name) for name in names]
    trustees = check_trustees(group, [public for _, public in made])
    assert trustees.keys == tuple(private.public for private, _ in made)
    for name, (private, public) in zip(names, made, strict=True):
        assert group.power_secret(group.generator, private.x) == public.public_key
        assert public.name == name


@either
def test_a_confirmation_names_role_index_and_setup(name: str) -> None:
    group = groups.named(name)
    private, _ = trustee.generate_key(group, scalars(group))
    proof = trustee.confirm_setup(group, "trustee", 1, private, "ab" * 32, scalars(group))
    statement = SetupConfirmation(group, "trustee", 1, private.public, "ab" * 32)
    check_knowledge(statement, proof, OTHERWISE)


@either
def test_a_decryption_with_the_systems_randomness_passes_both_checks(name: str) -> None:
    world = make_world(name)
    made = count(world, [world.ballot(0, [[1, 0]]), world.ballot(2, [[0, 1]])])
    nonces = Nonces()
    key, draw = world.keys[0], scalars(world.group)
    partial = trustee.decrypt(world.sealed, made.tally, key, draw)
    check_partial_decryption(world.sealed, made.tally, key.public, partial, nonces)
    bound = trustee.bind(world.sealed, made.tally, partial, key, made.context(1), draw)
    check_bound(world.sealed, made.tally, key.public, partial, bound, made.context(1), nonces)


@either
def test_a_factor_is_alpha_to_the_private_key(name: str) -> None:
    world = make_world(name)
    made = count(world, [world.ballot(0, [[1, 0]])])
    for row, factors in zip(made.tally, made.partials[1].decryption_factors, strict=True):
        for cell, factor in zip(row, factors, strict=True):
            expected = world.group.power_secret(cell.elements()[0], world.keys[0].x)
            assert Element(factor) == expected
