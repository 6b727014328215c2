"""The group RFC-3526-2048: its numbers, and what is no element of it."""

from __future__ import annotations

import random

import gmpy2
import pytest

from dauys.errors import Refused
from dauys.group.rfc3526 import RFC_3526_2048 as GROUP
from dauys.group.rfc3526 import P, Q


def refusal(text: str) -> str:
    with pytest.raises(Refused) as caught:
        GROUP.element(text, "ballot:1")
    assert caught.value.accused == "ballot:1"
    return caught.value.code


def test_the_numbers_are_those_of_the_rfc() -> None:
    """RFC 3526, section 3: 2^2048 - 2^1984 - 1 + 2^64 ([2^1918 pi] + 124476), a safe prime."""
    with gmpy2.context(gmpy2.get_context(), precision=2200):
        digits_of_pi = int(gmpy2.floor(gmpy2.const_pi() * gmpy2.mpz(2) ** 1918))
    assert 2**2048 - 2**1984 - 1 + 2**64 * (digits_of_pi + 124476) == P
    assert P == 2 * Q + 1
    assert gmpy2.is_prime(P, 40)
    assert gmpy2.is_prime(Q, 40)
    assert (Q.bit_length(), GROUP.generator) == (2047, "2")
    assert pow(2, Q, P) == 1


@pytest.mark.parametrize("number", [1, 2, 3, 1000, Q - 1])
def test_powers_agree_with_plain_integers(number: int) -> None:
    power = GROUP.power_secret(GROUP.generator, number)
    assert power == str(pow(2, number, P))
    assert GROUP.element(power) == power


def test_membership_is_what_the_power_says() -> None:
    """The Legendre symbol is used in its place: they agree on members and on the others."""
    source = random.Random(3526)
    found = set()
    for _ in range(40):
        number = source.randrange(1, P)
        member = pow(number, Q, P) == 1
        found.add(member)
        if member:
            assert GROUP.element(str(number)) == str(number)
        else:
            assert refusal(str(number)) == "group.member"
    assert found == {True, False}


def test_the_one_element_of_small_order_and_its_products_are_refused() -> None:
    """-1: a power of it tells whether the secret is even."""
    assert refusal(str(P - 1)) == "group.member"
    assert refusal(str(P - 2)) == "group.member"
    assert GROUP.element("1") == GROUP.identity


@pytest.mark.parametrize(
    "text",
    [
        "", "0", str(P), str(P + 1), str(P + 2), "-1", "+4", "04", "1_0", "0x4", "4.0", " 4", "4\n",
        "٤", "9" * 617, "1" * 10**6,
    ],
    ids=[
        "empty", "zero", "p", "p + 1", "p + g", "negative", "plus", "leading zero", "underscore",
        "hexadecimal", "point", "space before", "newline", "a digit of another script",
        "617 nines", "a million digits",
    ],
)  # fmt: skip
def test_only_canonical_decimal_digits_below_p_spell_an_element(text: str) -> None:
    """Any other spelling would give one ballot two trackers."""
    assert refusal(text) == "group.encoding"
