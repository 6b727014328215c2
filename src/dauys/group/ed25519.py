"""The group Ed25519, by libsodium (docs/specification/5-voting.md, section 1.1).

An element is spelt as Belenios spells it: 64 lower-case hexadecimal digits of the 256-bit number
whose top bit is the lowest bit of x and whose other bits are y; libsodium's 32 bytes are the same
number, lowest byte first. libsodium refuses what is not canonical, not on the curve, of small order
or outside the prime-order subgroup; the neutral element it refuses too, so that it is met here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial, reduce

from nacl import bindings

from dauys.errors import Refused
from dauys.group.protocol import Element

_HEX = re.compile("[0-9a-f]{64}")


def _raw(element: Element) -> bytes:
    return bytes.fromhex(element)[::-1]


def _spelt(raw: bytes) -> Element:
    return Element(raw[::-1].hex())


class Ed25519:
    """See `dauys.group.protocol.Group`."""

    name = "Ed25519"
    order = 2**252 + 27742317777372353535851937790883648493
    element_length = 64
    generator = Element("66" * 31 + "58")
    identity = Element("00" * 31 + "01")

    def element(self, text: str, accused: str = "") -> Element:
        if not _HEX.fullmatch(text):
            raise Refused("group.encoding", accused)
        element = Element(text)
        if element != self.identity and not bindings.crypto_core_ed25519_is_valid_point(
            _raw(element)
        ):
            raise Refused("group.member", accused)
        return element

    def times(self, left: Element, right: Element) -> Element:
        return _spelt(bindings.crypto_core_ed25519_add(_raw(left), _raw(right)))

    def over(self, left: Element, right: Element) -> Element:
        return _spelt(bindings.crypto_core_ed25519_sub(_raw(left), _raw(right)))

    def product_vartime(self, terms: Iterable[tuple[Element, int]]) -> Element:
        powers = (self.power_secret(base, exponent) for base, exponent in terms)
        return reduce(self.times, powers, self.identity)

    def powers_vartime(self, base: Element) -> Callable[[int], Element]:
        return partial(self.power_secret, base)  # libsodium has its own table, for the generator

    def power_secret(self, base: Element, exponent: int) -> Element:
        scalar = exponent % self.order
        # libsodium's multiplication raises on both of these, whose power needs no arithmetic.
        if scalar == 0 or base == self.identity:
            return self.identity
        raw = scalar.to_bytes(32, "little")
        if base == self.generator:
            return _spelt(bindings.crypto_scalarmult_ed25519_base_noclamp(raw))
        return _spelt(bindings.crypto_scalarmult_ed25519_noclamp(raw, _raw(base)))

    def respond_secret(self, nonce: int, challenge: int, secret: int) -> int:
        nonce_raw, challenge_raw, secret_raw = (
            (scalar % self.order).to_bytes(32, "little") for scalar in (nonce, challenge, secret)
        )
        product = bindings.crypto_core_ed25519_scalar_mul(challenge_raw, secret_raw)
        return int.from_bytes(bindings.crypto_core_ed25519_scalar_sub(nonce_raw, product), "little")

    def evaluate_secret(self, coefficients: Sequence[int], at: int) -> int:
        value, point = bytes(32), (at % self.order).to_bytes(32, "little")
        for coefficient in reversed(coefficients):  # Horner's rule
            raw = (coefficient % self.order).to_bytes(32, "little")
            product = bindings.crypto_core_ed25519_scalar_mul(value, point)
            value = bindings.crypto_core_ed25519_scalar_add(product, raw)
        return int.from_bytes(value, "little")


ED25519 = Ed25519()
