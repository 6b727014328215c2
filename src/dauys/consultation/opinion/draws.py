"""Random draws that anyone can repeat: SHA-256 of a label, the seed, the matrix and a counter.

Specification: docs/specification/4-consultation.md, section 5. The seed is public; nothing here
is secret, and nothing may use it for a secret.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

_BITS = 256


@dataclass(slots=True)
class Draws:
    """A stream of integers that follows from its label alone."""

    label: str
    drawn: int = 0

    def below(self, limit: int) -> int:
        """An integer of 0 to ``limit - 1``, each as likely as the others.

        Draw number n is sha256("label/n") as a big-endian integer; one that lies at or above the
        largest multiple of ``limit`` is passed over, so that none is favoured.
        """
        while True:
            text = f"{self.label}/{self.drawn}".encode("ascii")
            self.drawn += 1
            number = int.from_bytes(hashlib.sha256(text).digest(), "big")
            if number < 2**_BITS - 2**_BITS % limit:
                return number % limit
