"""The group BELENIOS-2048: what its elements are, and every other string is refused."""

from __future__ import annotations

import pytest

from dauys.errors import Refused
from dauys.group.belenios2048 import BELENIOS_2048 as GROUP
from dauys.group.belenios2048 import G, P, Q


def refusal(text: str) -> str:
    with pytest.raises(Refused) as caught:
        GROUP.element(text, "ballot:1")
    assert caught.value.accused == "ballot:1"
    return caught.value.code


def probably_prime(number: int) -> bool:
    """Miller and Rabin's test to twelve bases."""
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd, twos = odd // 2, twos + 1
    for base in (2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37):
        power = pow(base, odd, number)
        if power not in (1, number - 1) and not any(
            pow(base, odd << step, number) == number - 1 for step in range(1, twos)
        ):
            return False
    return True


def test_the_numbers_are_what_the_specification_says_of_them() -> None:
    """Belenios, section 5.1.1: p of 2048 bits, q of 256, both prime, g of order q."""
    assert (P.bit_length(), Q.bit_length()) == (2048, 256)
    assert probably_prime(P)
    assert probably_prime(Q)
    assert (P - 1) % Q == 0
    assert G != 1
    assert pow(G, Q, P) == 1


@pytest.mark.parametrize("number", [1, 2, 3, 1000, Q - 1])
def test_powers_agree_with_plain_integers(number: int) -> None:
    power = GROUP.power_secret(GROUP.generator, number)
    assert power == str(pow(G, number, P))
    assert GROUP.element(power) == power


def test_the_neutral_element_is_an_element() -> None:
    assert GROUP.element("1") == GROUP.identity


def of_order(order: int) -> int:
    """An element of a small order that divides p - 1."""
    return next(found for base in range(2, 99) if (found := pow(base, (P - 1) // order, P)) != 1)


@pytest.mark.parametrize("order", [2, 3, 6])
def test_an_element_of_small_order_is_refused(order: int) -> None:
    """The cofactor is 2 * 3 * ...: a power of such a number tells the secret modulo 2, 3 or 6."""
    assert refusal(str(of_order(order))) == "group.member"


@pytest.mark.parametrize("order", [2, 3])
def test_an_element_times_one_of_small_order_is_refused(order: int) -> None:
    assert refusal(str(G * of_order(order) % P)) == "group.member"


def test_minus_one_and_two_are_not_in_the_group() -> None:
    assert refusal(str(P - 1)) == "group.member"
    assert refusal("2") == "group.member"


@pytest.mark.parametrize(
    "text",
    [
        "", "0", str(P), str(P + 1), str(P + G), "-1", "+5", "0" + str(G), "1_0", hex(G), "1.0",
        "1e3", " 1", "1 ", "1\n", "١", "9" * 617, "1" * 10**6,
    ],
    ids=[
        "empty", "zero", "p", "p + 1", "p + g", "negative", "plus", "leading zero", "underscore",
        "hexadecimal", "point", "exponent", "space before", "space after", "newline",
        "a digit of another script", "617 nines", "a million digits",
    ],
)  # fmt: skip
def test_only_canonical_decimal_digits_below_p_spell_an_element(text: str) -> None:
    """Any other spelling would give one ballot two trackers."""
    assert refusal(text) == "group.encoding"
