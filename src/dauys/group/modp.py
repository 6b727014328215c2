"""Groups of integers modulo a prime, by GMP (docs/specification/5-voting.md, section 1.2).

The subgroup of prime order q of the integers modulo a prime p. An element is spelt in decimal
digits. Which p, q and g there are is said in `belenios2048` and `rfc3526`: here they are only used,
and no message can bring its own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import gmpy2
from gmpy2 import mpz

from dauys.errors import Refused
from dauys.group.protocol import Element


class Modp:
    """See `dauys.group.protocol.Group`."""

    def __init__(self, name: str, p: int, q: int, g: int) -> None:
        self.name = name
        self.order = q
        self.element_length = len(str(p))
        self.generator = Element(str(g))
        self.identity = Element("1")
        self._p = mpz(p)
        self._q = mpz(q)
        self._safe = p == 2 * q + 1
        # Bounded by the digits of p, so that a megabyte of digits is never turned into a number.
        self._decimal = re.compile(f"[1-9][0-9]{{0,{self.element_length - 1}}}")

    def element(self, text: str, accused: str = "") -> Element:
        if not self._decimal.fullmatch(text):
            raise Refused("group.encoding", accused)
        value = mpz(text)
        if value >= self._p:
            raise Refused("group.encoding", accused)
        if not self._is_member_vartime(value):
            raise Refused("group.member", accused)
        return Element(text)

    def _is_member_vartime(self, value: mpz) -> bool:
        """Whether value^q = 1 modulo p, for 0 < value < p.

        With p = 2q + 1 the group is that of the squares, and by Euler's criterion value^q is the
        Legendre symbol of value: reciprocity finds it some hundred times faster than the power.
        With a larger cofactor (p - 1) / q being a square says too little, and only the power tells.
        """
        if self._safe:
            return bool(gmpy2.legendre(value, self._p) == 1)
        return bool(gmpy2.powmod(value, self._q, self._p) == 1)

    def times(self, left: Element, right: Element) -> Element:
        return Element(str(mpz(left) * mpz(right) % self._p))

    def over(self, left: Element, right: Element) -> Element:
        return Element(str(gmpy2.divm(mpz(left), mpz(right), self._p)))

    def product_vartime(self, terms: Iterable[tuple[Element, int]]) -> Element:
        product = mpz(1)
        for base, exponent in terms:
            power = gmpy2.powmod(mpz(base), exponent % self._q, self._p)
            product = product * power % self._p
        return Element(str(product))

    def powers_vartime(self, base: Element) -> Callable[[int], Element]:
        """Base to every byte at every place of an exponent: a power is one product for each."""
        table, step = [], mpz(base)
        for _ in range((self.order.bit_length() + 7) // 8):
            row = [mpz(1)]
            for _ in range(255):
                row.append(row[-1] * step % self._p)
            table.append(row)
            step = row[-1] * step % self._p

        def power(exponent: int) -> Element:
            product = mpz(1)
            digits = (exponent % self.order).to_bytes(len(table), "little")
            for row, digit in zip(table, digits, strict=True):
                if digit:
                    product = product * row[digit] % self._p
            return Element(str(product))

        return power

    def power_secret(self, base: Element, exponent: int) -> Element:
        scalar = exponent % self.order
        if scalar == 0:  # powmod_sec asks for an exponent above zero
            return self.identity
        return Element(str(gmpy2.powmod_sec(mpz(base), scalar, self._p)))

    def respond_secret(self, nonce: int, challenge: int, secret: int) -> int:
        return int((mpz(nonce) - mpz(challenge) * mpz(secret)) % self._q)

    def evaluate_secret(self, coefficients: Sequence[int], at: int) -> int:
        value = mpz(0)
        for coefficient in reversed(coefficients):  # Horner's rule
            value = (value * at + mpz(coefficient)) % self._q
        return int(value)
