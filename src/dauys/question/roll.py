"""The roll of a ballot box: the public credentials and their weights (5-voting, section 4.3).

The format is Belenios's ``public_credentials``: a JSON array of "element" or "element,weight". No
order is asked for. A weight is at least 1: a credential of weight 0 could vote and not count.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Protocol

from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.group.ed25519 import ED25519
from dauys.group.kernel import Kernel
from dauys.wire import canonical
from dauys.wire.digests import Digests

MAX_TOTAL_WEIGHT = 10**11  # the bound of protocol version 1
LIMIT = 256 * 1024**2  # bytes: three million electors of one region in Ed25519
BATCH = 4096  # credentials whose membership is asked at once
_WEIGHT = re.compile("[1-9][0-9]{0,11}")
_PLAIN = re.compile(rb'[\[,]"([0-9a-f]+(?:,[0-9]+)?)"')

Members = Callable[[Group, Sequence[str]], Sequence[bool]]


class Weights:
    """The weight of each credential, in the order of the roll: some fifty bytes a credential."""

    def __init__(self, digests: Digests | None = None, weights: array[int] | None = None) -> None:
        """None yet; or of the credentials with these hashes, which none has twice."""
        self._digests = Digests() if digests is None else digests
        self._weights = array("Q") if weights is None else weights

    def __len__(self) -> int:
        return len(self._digests)

    def __contains__(self, credential: str) -> bool:
        return digest_of(credential) in self._digests

    def __getitem__(self, credential: str) -> int:
        found = self.place(credential)
        return self._weights[len(self) if found is None else found]

    def place(self, credential: str) -> int | None:
        """Its place on the roll, from 0; None where it is not there."""
        return self._digests.place(digest_of(credential))

    def at(self, place: int) -> int:
        """The weight at a place."""
        return self._weights[place]

    def add(self, credential: Element, weight: int) -> bool:
        """Puts a credential at the end; False where it is there already."""
        if self._digests.add(digest_of(credential)) < len(self._weights):
            return False
        self._weights.append(weight)
        return True

    def digests(self) -> Iterator[bytes]:
        """A hash of each credential."""
        return iter(self._digests)

    @property
    def known(self) -> Digests:
        """The same, with the place of each."""
        return self._digests

    def total(self) -> int:
        """The sum of all weights."""
        return sum(self._weights)


def digest_of(credential: str) -> bytes:
    """The hash under which a credential is found again."""
    return hashlib.sha256(credential.encode("utf-8", "surrogatepass")).digest()


def weights_of(weights: Mapping[Element, int]) -> Weights:
    """Weights from a mapping."""
    made = Weights()
    for credential, weight in weights.items():
        made.add(credential, weight)
    return made


@dataclass(frozen=True, slots=True)
class Roll:
    """Weights by credential, in the order of the roll."""

    weights: Weights

    @property
    def total(self) -> int:
        """The sum of all weights: no count may exceed it."""
        return self.weights.total()


class Quick(Protocol):
    """What is faster than asking each credential: `dauys.ballots.arithmetic.Arithmetic`."""

    @property
    def kernel(self) -> Kernel | None:
        """What reads a whole roll."""

    def members(self, group: Group, texts: Sequence[str]) -> Sequence[bool]:
        """Whether each text is the spelling of an element."""


def read_roll(
    group: Group, data: bytes, *, accused: str = "roll", quick: Quick | None = None
) -> Roll:
    """Reads a roll; every credential an element, neither neutral nor g; raises ``roll.*``."""
    weights = None if quick is None else _at_once(group, data, quick.kernel)
    if weights is None:
        weights = _one_by_one(group, data, accused, None if quick is None else quick.members)
    roll = Roll(weights)
    if roll.total > MAX_TOTAL_WEIGHT:
        raise Refused("roll.total", accused, limit=MAX_TOTAL_WEIGHT)
    return roll


def _at_once(group: Group, data: bytes, kernel: Kernel | None) -> Weights | None:
    """A roll of which every entry is plainly right; None for any other, and without a kernel."""
    if kernel is None or group is not ED25519 or len(data) > LIMIT:
        return None
    read = kernel.roll(data)
    return None if read is None else Weights(*read)


def _one_by_one(group: Group, data: bytes, accused: str, members: Members | None) -> Weights:
    """The roll entry by entry, each with what is wrong with it."""
    weights, line = Weights(), 0
    entries = _entries(data, accused)
    while batch := list(islice(entries, BATCH)):
        texts = [entry.partition(",")[0] for entry in batch]
        sound = members(group, texts) if members else [False] * len(texts)
        for entry, member in zip(batch, sound, strict=True):
            line += 1
            _take(weights, group, entry, f"credential:{line}", member)
    return weights


def _take(weights: Weights, group: Group, entry: str, who: str, member: bool) -> None:
    """One line of a roll; what is no ``member`` yet is asked here."""
    text, comma, weight = entry.partition(",")
    credential = Element(text) if member else group.element(text, who)
    # Their secrets are 0 and 1: anyone could sign with them.
    if credential in (group.identity, group.generator):
        raise Refused("roll.key", who)
    fresh = weights.add(credential, int(weight) if _WEIGHT.fullmatch(weight) else 1)
    if not fresh:
        raise Refused("roll.duplicate", who)
    if comma and not _WEIGHT.fullmatch(weight):
        raise Refused("roll.weight", who)


def _entries(data: bytes, accused: str) -> Iterator[str]:
    """The strings of a roll; in the plain spelling of every sound one without a second copy."""
    if len(data) <= LIMIT and _is_plain(data):
        return (found[1].decode("ascii") for found in _PLAIN.finditer(data))
    value = canonical.parse(data, accused=accused, limit=LIMIT, nfc=False)
    if type(value) is not list or any(type(each) is not str for each in value):
        raise Refused("json.shape", accused, where="/", expected="array of strings")
    return iter(value)


def _is_plain(data: bytes) -> bool:
    """Whether it is an array of strings of digits and at most one comma, end to end."""
    end = 0
    for found in _PLAIN.finditer(data):
        if found.start() != end or data[end] != b"[,"[end > 0]:
            return False
        end = found.end()
    return end > 0 and data[end:] == b"]"


def write_roll(weights: dict[Element, int]) -> bytes:
    """The bytes of a roll; weights are written only where one of them is not 1."""
    if all(weight == 1 for weight in weights.values()):
        return canonical.write(list(weights))
    return canonical.write([f"{credential},{weight}" for credential, weight in weights.items()])
