"""The one source of secret randomness: the operating system's, through `secrets`."""

from __future__ import annotations

import secrets

from dauys.group import Group
from dauys.proofs.prove import Draw

# So many bits more than the order has: taken modulo it, the bias is below 2^-256.
SPARE_BITS = 256


def scalar_bytes(group: Group) -> int:
    """How many bytes a scalar is made from: 64 for a q of at most 256 bits, 288 for 2047."""
    return (group.order.bit_length() + SPARE_BITS + 7) // 8


def scalars(group: Group) -> Draw:
    """A function that draws a fresh scalar at each call, uniform in 1..q-1 but for 2^-256."""
    length = scalar_bytes(group)

    def draw() -> int:
        wide = int.from_bytes(secrets.token_bytes(length), "big")
        return 1 + wide % (group.order - 1)

    return draw


def drawing(group: Group, draw: Draw | None) -> Draw:
    """The source that was given (a test's), else fresh randomness."""
    return scalars(group) if draw is None else draw


def salt() -> bytes:
    """32 bytes that make the hash of a text impossible to guess."""
    return secrets.token_bytes(32)


def characters(alphabet: str, length: int) -> str:
    """A string of independent characters of an alphabet."""
    return "".join(secrets.choice(alphabet) for _ in range(length))
