"""The roll of a ballot box: the public credentials and their weights (5-voting, section 4.3).

The format is Belenios's ``public_credentials``: a JSON array of "element" or "element,weight". No
order is asked for. A weight is at least 1: a credential of weight 0 could vote and not count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.wire import canonical

MAX_TOTAL_WEIGHT = 10**11  # the bound of protocol version 1
LIMIT = 256 * 1024**2  # bytes: three million electors of one region in Ed25519
_WEIGHT = re.compile("[1-9][0-9]{0,11}")


@dataclass(frozen=True, slots=True)
class Roll:
    """Weights by credential, in the order of the roll."""

    weights: dict[Element, int]

    @property
    def total(self) -> int:
        """The sum of all weights: no count may exceed it."""
        return sum(self.weights.values())


def read_roll(group: Group, data: bytes, *, accused: str = "roll") -> Roll:
    """Reads a roll; every credential an element, neither neutral nor g; raises ``roll.*``."""
    value = canonical.parse(data, accused=accused, limit=LIMIT, nfc=False)
    if type(value) is not list or any(type(each) is not str for each in value):
        raise Refused("json.shape", accused, where="/", expected="array of strings")
    weights: dict[Element, int] = {}
    for line, entry in enumerate(value, 1):
        text, comma, weight = entry.partition(",")
        credential = group.element(text, f"credential:{line}")
        # Their secrets are 0 and 1: anyone could sign with them.
        if credential in (group.identity, group.generator):
            raise Refused("roll.key", f"credential:{line}")
        if credential in weights:
            raise Refused("roll.duplicate", f"credential:{line}")
        if comma and not _WEIGHT.fullmatch(weight):
            raise Refused("roll.weight", f"credential:{line}")
        weights[credential] = int(weight) if comma else 1
    roll = Roll(weights)
    if roll.total > MAX_TOTAL_WEIGHT:
        raise Refused("roll.total", accused, limit=MAX_TOTAL_WEIGHT)
    return roll


def write_roll(weights: dict[Element, int]) -> bytes:
    """The bytes of a roll; weights are written only where one of them is not 1."""
    if all(weight == 1 for weight in weights.values()):
        return canonical.write(list(weights))
    return canonical.write([f"{credential},{weight}" for credential, weight in weights.items()])
