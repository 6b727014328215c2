"""Points and exponents of the kernel beside libsodium's."""

from __future__ import annotations

import random

from nacl import bindings

from dauys.ballots.arithmetic import REFERENCE
from dauys.group.ed25519 import ED25519
from tests.agreement.native import every_path, need_native
from tests.group import curve

ORDER = ED25519.order
EDGES = (0, 1, 2, 3, 2**51 - 1, 2**51, 2**128, 2**252, ORDER - 2, ORDER - 1)


def elements(count: int) -> list[str]:
    """Elements of the group, the same at every run."""
    draw = random.Random(7)
    return [ED25519.power_secret(ED25519.generator, draw.randrange(1, ORDER)) for _ in range(count)]


@every_path
def test_powers_are_those_of_libsodium(path: str) -> None:
    draw = random.Random(8)
    bases = [*elements(30), ED25519.generator, ED25519.identity]
    for turn in range(3):
        exponents = [
            (draw.choice(EDGES), draw.choice(EDGES))
            if turn == 0
            else (draw.randrange(ORDER), draw.randrange(ORDER))
            for _ in bases
        ]
        expected = [
            ED25519.product_vartime(((ED25519.generator, response), (base, challenge)))
            for base, (challenge, response) in zip(bases, exponents, strict=True)
        ]
        assert need_native(path).kernel.commitments(bases, exponents) == expected


@every_path
def test_every_edge_of_both_exponents(path: str) -> None:
    base = elements(1)[0]
    pairs = [(one, other) for one in EDGES for other in EDGES]
    expected = [
        ED25519.product_vartime(((base, challenge), (ED25519.generator, response)))
        for challenge, response in pairs
    ]
    assert need_native(path).kernel.commitments([base] * len(pairs), pairs) == expected


@every_path
def test_members_are_those_of_libsodium(path: str) -> None:
    """Small order, mixed order, y of p and more, x = 0 with a sign, no point at all."""
    small = [curve.spelt(point) for point in curve.torsion()]
    mixed = [
        curve.spelt(curve.add(curve.point(element), point))
        for element in elements(3)
        for point in curve.torsion()
    ]
    beyond = [format(number, "064x") for number in (curve.P, curve.P + 1, curve.P + 2, 2**255 - 1)]
    draw = random.Random(9)
    drawn = [format(draw.getrandbits(256), "064x") for _ in range(60)]
    signs = ["80" + "00" * 30 + "01", "f" + "f" * 61 + "ec", "00" * 32, "80" + "00" * 31]
    wrong = ["", "ә" * 64, "0" * 63, "0" * 65, ED25519.generator.upper() + "A", "G" * 64]
    texts = [*elements(9), ED25519.identity, *small, *mixed, *beyond, *drawn, *signs, *wrong]
    found = need_native(path).members(ED25519, texts)
    assert found == REFERENCE.members(ED25519, texts)
    for text, member in zip(texts, found, strict=True):
        if len(text) == 64 and text.isascii() and text != ED25519.identity and text.islower():
            raw = bytes.fromhex(text)[::-1]
            assert member == bindings.crypto_core_ed25519_is_valid_point(raw)
    assert sum(found) >= 10


@every_path
def test_one_among_thousands_is_found_and_no_other(path: str) -> None:
    """Asked together first, then one by one."""
    few = elements(16)
    many = few * 100
    native = need_native(path)
    assert native.members(ED25519, many) == [True] * 1600
    for at, point in ((0, 1), (799, 2), (1599, 4)):
        false = list(many)
        false[at] = curve.spelt(curve.add(curve.point(few[0]), curve.torsion()[point]))
        assert [n for n, member in enumerate(native.members(ED25519, false)) if not member] == [at]
