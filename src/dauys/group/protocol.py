"""What a group is: a cyclic group of prime order q with a generator g.

An element *is* its one canonical spelling (docs/specification/5-voting.md, section 1), so equal
elements are equal strings, and hashes and documents hold them as they are. Only `Group.element`
makes an element from foreign text, and it refuses whatever is not canonical or not in the group.
Exponents are integers and are taken modulo q.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NewType, Protocol

Element = NewType("Element", str)


class Group(Protocol):
    """A prime-order group. ``vartime``: the time depends on the data, which must be public."""

    @property
    def name(self) -> str:
        """The name by which documents call the group."""

    @property
    def order(self) -> int:
        """The prime q."""

    @property
    def element_length(self) -> int:
        """The most characters that an element is spelt with."""

    @property
    def generator(self) -> Element:
        """The generator g."""

    @property
    def identity(self) -> Element:
        """The neutral element."""

    def element(self, text: str, accused: str = "") -> Element:
        """The element spelt by foreign text.

        Raises `Refused`: ``group.encoding`` where this is no canonical spelling, ``group.member``
        where what it spells lies outside the group.
        """

    def times(self, left: Element, right: Element) -> Element:
        """The product of two elements."""

    def over(self, left: Element, right: Element) -> Element:
        """The quotient of two elements."""

    def product_vartime(self, terms: Iterable[tuple[Element, int]]) -> Element:
        """The product of powers; for public data."""

    def powers_vartime(self, base: Element) -> Callable[[int], Element]:
        """The powers of one base that comes again and again, with tables; for public data."""

    def power_secret(self, base: Element, exponent: int) -> Element:
        """A power whose exponent is secret."""

    def respond_secret(self, nonce: int, challenge: int, secret: int) -> int:
        """nonce - challenge * secret modulo q: the response of a proof."""

    def evaluate_secret(self, coefficients: Sequence[int], at: int) -> int:
        """The value modulo q, at a public number, of the polynomial with secret coefficients.

        The constant one comes first. At 1 it is the sum of secrets.
        """
