"""The counts of a box that a threshold group and a single trustee open: any who suffice."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pytest

from dauys.errors import Refused
from dauys.tally.result import check_result, compute_result, lagrange
from dauys.tally.wire import PartialDecryption, Result
from tests.ballots.world import GROUPS, TWO, Count, count
from tests.parties.threshold import threshold_world

either = pytest.mark.parametrize("name", GROUPS)


@cache
def counted(name: str = "Ed25519", threshold: int = 2, size: int = 3) -> Count:
    """Three voters of weights 1, 1, 3; trustee 1 is single, the others are the group."""
    world = threshold_world(name, TWO, threshold, size)
    choices = [[[1, 0], [1, 1, 0]], [[0, 1], [0, 0, 0]], [[1, 0], [0, 1, 0]]]
    return count(world, [world.ballot(who, each) for who, each in enumerate(choices)])


def partials(made: Count, owners: tuple[int, ...]) -> dict[int, PartialDecryption]:
    return {owner: made.partials[owner] for owner in owners}


def opened(made: Count, owners: tuple[int, ...]) -> Result:
    world, given = made.world, partials(made, owners)
    return compute_result(world.group, world.trustees, made.tally, given, made.sized.total_weight)


@either
@pytest.mark.parametrize(("threshold", "size"), [(2, 3), (3, 3), (3, 5)])
def test_any_who_suffice_open_the_same_counts(name: str, threshold: int, size: int) -> None:
    made = counted(name, threshold, size)
    world, data = made.world, made.documents.result or b""
    members = range(2, size + 2)
    for few in combinations(members, threshold):
        for owners in ((1, *few), (*reversed(few), 1)):
            assert opened(made, owners).result == ((4, 1), (1, 4, 0))
        given = partials(made, (1, *few))
        found = check_result(world.sealed, world.trustees, made.tally, given, 5, data)
        assert found.result == ((4, 1), (1, 4, 0))
    assert opened(made, (1, *members)).result == ((4, 1), (1, 4, 0))


@either
def test_too_few_open_nothing(name: str) -> None:
    """One member short; all members without the single trustee; the single one alone; nobody."""
    made = counted(name)
    world, data = made.world, made.documents.result or b""
    for owners in ((1, 2), (1, 4), (2, 3, 4), (2, 3), (1,), ()):
        with pytest.raises(Refused) as caught:
            opened(made, owners)
        assert caught.value.code == "result.trustees"
        given = partials(made, owners)
        with pytest.raises(Refused) as caught:
            check_result(world.sealed, world.trustees, made.tally, given, 5, data, "box:north")
        assert (caught.value.code, caught.value.accused) == ("result.trustees", "box:north")


def test_a_factor_of_one_member_does_not_stand_for_anothers() -> None:
    """The exponents belong to the members' numbers: exchanged factors open nothing."""
    made = counted()
    given = {1: made.partials[1], 2: made.partials[3], 3: made.partials[2]}
    world = made.world
    with pytest.raises(Refused) as caught:
        compute_result(world.group, world.trustees, made.tally, given, 5)
    assert caught.value.code == "result.count"


@pytest.mark.parametrize("order", [101, 2**252 + 27742317777372353535851937790883648493])
def test_lagrange_finds_a_polynomial_at_zero(order: int) -> None:
    """Of degree one, two and three, from values at any places."""
    for coefficients in ((7, 5), (7, 5, 3), (7, 5, 3, 2)):
        for members in combinations(range(1, 7), len(coefficients)):
            values = [sum(c * m**k for k, c in enumerate(coefficients)) for m in members]
            powers = [lagrange(order, member, members) for member in members]
            found = sum(v * p for v, p in zip(values, powers, strict=True)) % order
            assert found == 7
    assert lagrange(order, 3, [3]) == 1
