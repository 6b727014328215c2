"""Whether arithmetic gives the known answers on this machine: a few milliseconds of asking.

For a library that was built wrongly, a processor that says more of itself than is so, and a machine
that miscalculates. It is no proof that the arithmetic is right: tests/agreement is for that.
"""

from __future__ import annotations

import re
from hashlib import sha256

from dauys.errors import DauysError, Refused
from dauys.group import known
from dauys.group.belenios2048 import BELENIOS_2048, P
from dauys.group.ed25519 import ED25519
from dauys.group.kernel import Failed, Form, Kernel
from dauys.group.protocol import Element

SQUARINGS = 9  # a fault in one product shows in all that follow it


def kernel_is_right(kernel: Kernel) -> bool:
    """Whether it accepts what is sound and nothing else, on ballots that fill eight lanes."""
    sound, spoilt = known.sound(), known.spoilt()
    ballots = [sound, *spoilt, sound, sound]
    weights = [0, *(1 for _ in spoilt), 0, 1]  # what is spoilt would alter the sum
    expected = bytes(each == sound for each in ballots)
    try:
        election = kernel.election(known_form())
        scanned = kernel.scan(election, [sound])[0][:32]
        return (
            kernel.check(election, ballots, weights) == (expected, _cells(sound))
            and scanned == sha256(sound).digest()
            and kernel.members([*known.INSIDE, *known.OUTSIDE]) == _inside()
            and _is_right_modulo_p(kernel)
        )
    except (Failed, ValueError):  # the latter where what comes back is no text
        return False


def _is_right_modulo_p(kernel: Kernel) -> bool:
    """Whether numbers are multiplied as Python does, in eight lanes, and g and -1 told apart.

    No ballot of that group is tried: its tables would take longer than all the rest.
    """
    numbers = [1, 2, P - 1, P - 2, P >> 1, 2**2047, *(pow(3, 2000 + n, P) for n in range(2))]
    pairs = list(zip(numbers, reversed(numbers), strict=True))
    powers = [pow(a * b, 2**SQUARINGS, P) for a, b in pairs]
    generator = str(BELENIOS_2048.generator)
    return kernel.modp_products(pairs, 1, SQUARINGS) == powers and kernel.modp_members(
        [generator, str(P - 1), str(P)]
    ) == [True, False, False]


def known_form() -> Form:
    """The form of the ballots whose answers are known."""
    return Form(
        group=ED25519.name,
        opening=known.opening(),
        fingerprint=known.FINGERPRINT,
        key=known.KEY,
        questions=known.QUESTIONS,
        limit=known.LIMIT,
    )


def libsodium_is_right() -> bool:
    """Whether it multiplies as RFC 8032 does, and takes no element for one that is none."""
    scalars, keys = known.SCALARS, known.KEYS
    try:
        powers = [ED25519.power_secret(ED25519.generator, scalar) for scalar in scalars]
        shared = [ED25519.power_secret(Element(keys[1 - n]), scalars[n]) for n in (0, 1)]
        inside = [_is_element(text) for text in (*known.INSIDE, *known.OUTSIDE)]
    except (DauysError, RuntimeError):  # libsodium's own word for what it cannot do
        return False
    return powers == [*keys] and shared == [known.SHARED] * 2 and inside == _inside()


def _inside() -> list[bool]:
    return [True] * len(known.INSIDE) + [False] * len(known.OUTSIDE)


def _is_element(text: str) -> bool:
    try:
        ED25519.element(text)
    except Refused:
        return False
    return True


def _cells(ballot: bytes) -> list[str]:
    """The elements of its ciphertexts, in their order: the sum of this ballot alone."""
    return re.findall(r'"(?:alpha|beta)":"(\w+)"', ballot.decode())
