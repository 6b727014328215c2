"""The laws that every group must keep, and the allow-list of groups."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dauys import group as groups
from dauys.errors import Unreadable
from dauys.group import Element, Group

either = pytest.mark.parametrize("name", sorted(groups.GROUPS))
scalar = st.one_of(st.integers(0, 3), st.integers(0, 2**2048))


def power(group: Group, exponent: int) -> Element:
    return group.power_secret(group.generator, exponent)


@either
@settings(max_examples=25, deadline=None)
@given(a=scalar, b=scalar)
def test_products_of_powers_are_powers_of_sums(name: str, a: int, b: int) -> None:
    group = groups.named(name)
    left, right = power(group, a), power(group, b)
    assert group.times(left, right) == power(group, a + b)
    assert group.times(left, right) == group.times(right, left)
    assert group.over(left, right) == power(group, a - b)
    assert group.power_secret(left, b) == power(group, a * b)
    assert group.product_vartime(((left, b), (right, a))) == power(group, 2 * a * b)


@either
@settings(max_examples=25, deadline=None)
@given(a=scalar)
def test_what_arithmetic_gives_is_spelt_canonically(name: str, a: int) -> None:
    group = groups.named(name)
    assert group.element(power(group, a)) == power(group, a)


@either
@settings(max_examples=25, deadline=None)
@given(a=scalar)
def test_the_neutral_element_is_neutral(name: str, a: int) -> None:
    group = groups.named(name)
    assert group.times(power(group, a), group.identity) == power(group, a)
    assert group.times(group.identity, power(group, a)) == power(group, a)
    assert group.over(power(group, a), group.identity) == power(group, a)
    assert group.over(power(group, a), power(group, a)) == group.identity
    assert group.power_secret(group.identity, a) == group.identity
    assert group.product_vartime(((group.identity, a), (power(group, a), 0))) == group.identity


@either
@settings(max_examples=25, deadline=None)
@given(nonce=scalar, challenge=scalar, secret=scalar)
def test_the_response_of_a_proof(name: str, nonce: int, challenge: int, secret: int) -> None:
    group = groups.named(name)
    response = group.respond_secret(nonce, challenge, secret)
    assert response == (nonce - challenge * secret) % group.order


@either
@settings(max_examples=25, deadline=None)
@given(coefficients=st.lists(scalar, max_size=5), at=st.integers(0, 100))
def test_the_value_of_a_secret_polynomial(name: str, coefficients: list[int], at: int) -> None:
    group = groups.named(name)
    expected = sum(each * at**degree for degree, each in enumerate(coefficients)) % group.order
    assert group.evaluate_secret(coefficients, at) == expected
    assert group.evaluate_secret(coefficients, 1) == sum(coefficients) % group.order


@either
def test_the_power_by_the_order_is_neutral_and_no_smaller_one_hides(name: str) -> None:
    group = groups.named(name)
    assert power(group, group.order) == group.identity
    assert power(group, group.order - 1) == group.over(group.identity, group.generator)
    assert group.product_vartime(()) == group.identity


@pytest.mark.parametrize(
    "name", ["", "ed25519", "RFC-3526-3072", "rfc-3526-2048", "BELENIOS-2048 ", "x" * 10**6]
)
def test_a_group_that_is_not_on_the_list_cannot_be_read(name: str) -> None:
    """Parameters of an adversary's choice can have a trapdoor (Cortier, Gaudry, Yang 2020)."""
    with pytest.raises(Unreadable) as caught:
        groups.named(name)
    assert caught.value.code == "group.unknown"
    assert len(str(caught.value.facts["group"])) <= 40
