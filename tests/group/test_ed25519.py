"""The group Ed25519: what its elements are, and every other string is refused."""

from __future__ import annotations

import hashlib

import pytest

from dauys.errors import Refused
from dauys.group import Element
from dauys.group.ed25519 import ED25519 as GROUP
from tests.group import curve

SEVEN = GROUP.power_secret(GROUP.generator, 7)


def refusal(text: str) -> str:
    with pytest.raises(Refused) as caught:
        GROUP.element(text, "ballot:1")
    assert caught.value.accused == "ballot:1"
    return caught.value.code


def test_the_constants_are_those_of_rfc_7748() -> None:
    assert GROUP.order == curve.Q
    assert GROUP.generator == curve.spelt(curve.base())
    assert GROUP.identity == curve.spelt(curve.NEUTRAL)


def test_an_element_is_the_reverse_of_the_bytes_of_rfc_8032() -> None:
    assert GROUP.generator == bytes.fromhex("58" + "66" * 31)[::-1].hex()


@pytest.mark.parametrize(
    ("secret", "public"),
    [
        (
            "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
            "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        ),
        (
            "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
            "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        ),
        (
            "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
            "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        ),
    ],
)
def test_powers_are_the_public_keys_of_rfc_8032_section_7_1(secret: str, public: str) -> None:
    half = bytearray(hashlib.sha512(bytes.fromhex(secret)).digest()[:32])
    half[0] &= 248
    half[31] = half[31] & 127 | 64
    power = GROUP.power_secret(GROUP.generator, int.from_bytes(half, "little"))
    assert power == bytes.fromhex(public)[::-1].hex()


@pytest.mark.parametrize("number", [1, 2, 3, 8, 1000, curve.Q - 1])
def test_multiples_of_the_generator_agree_with_the_plain_curve(number: int) -> None:
    expected = curve.spelt(curve.times(number, curve.base()))
    assert GROUP.power_secret(GROUP.generator, number) == expected
    assert GROUP.element(expected) == expected


def test_the_neutral_element_is_an_element() -> None:
    assert GROUP.element(GROUP.identity) == GROUP.identity


@pytest.mark.parametrize("index", range(1, 8))
def test_a_point_of_small_order_is_refused(index: int) -> None:
    """Raised to any secret it tells the secret modulo 8."""
    assert refusal(curve.spelt(curve.torsion()[index])) == "group.member"


@pytest.mark.parametrize("index", range(1, 8))
def test_a_point_of_mixed_order_is_refused(index: int) -> None:
    """It lies on the curve but outside the prime-order group."""
    mixed = curve.add(curve.point(SEVEN), curve.torsion()[index])
    assert refusal(curve.spelt(mixed)) == "group.member"


def test_an_element_plus_the_point_of_order_two_is_refused() -> None:
    """P + (0, -1): libsodium before the one of PyNaCl 1.6.2 let it pass (CVE-2025-69277)."""
    for number in (1, 2, 7, 12345):
        power = curve.point(GROUP.power_secret(GROUP.generator, number))
        assert refusal(curve.spelt(curve.add(power, (0, curve.P - 1)))) == "group.member"


@pytest.mark.parametrize("y", range(19))
@pytest.mark.parametrize("sign", [0, 1])
def test_a_y_of_p_or_more_is_refused(y: int, sign: int) -> None:
    """It would be a second spelling of y - p; all nineteen that fit into 255 bits."""
    assert refusal(f"{(sign << 255) | (curve.P + y):064x}") == "group.member"


@pytest.mark.parametrize("y", [1, curve.P - 1])
def test_x_of_zero_with_the_sign_bit_is_refused(y: int) -> None:
    """Minus zero would be a second spelling of zero."""
    assert refusal(f"{(1 << 255) | y:064x}") == "group.member"


def test_a_y_that_is_on_no_point_is_refused() -> None:
    y = next(y for y in range(2, 99) if curve.recover(y, 0) is None)
    assert refusal(f"{y:064x}") == "group.member"


@pytest.mark.parametrize(
    "text",
    [
        "",
        SEVEN[1:],
        SEVEN + "0",
        "0" + SEVEN,
        SEVEN.upper(),
        "0x" + SEVEN[2:],
        " " + SEVEN[1:],
        SEVEN + "\n",
        SEVEN[:-1] + "g",
        SEVEN[:-1] + "٣",
        "1",
        "66" * 10**6,
    ],
    ids=[
        "empty", "63 digits", "65 digits", "leading zero", "upper case", "0x", "space", "newline",
        "not a digit", "a digit of another script", "one", "a million digits",
    ],
)  # fmt: skip
def test_only_64_lower_case_digits_spell_a_point(text: str) -> None:
    """Any other spelling would give one ballot two trackers."""
    assert refusal(text) == "group.encoding"


def test_a_power_of_the_neutral_element_and_a_power_of_zero_need_no_arithmetic() -> None:
    """libsodium refuses both; an empty ballot box asks for both."""
    assert GROUP.power_secret(GROUP.identity, 5) == GROUP.identity
    assert GROUP.power_secret(Element(SEVEN), 0) == GROUP.identity
    assert GROUP.power_secret(Element(SEVEN), GROUP.order) == GROUP.identity
