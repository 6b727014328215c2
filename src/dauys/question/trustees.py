"""The trustees' public keys, and the key of the election (5-voting, section 4.2).

Only single trustees, all of them needed, are known here; threshold keys are refused with a code of
their own. The order of the list numbers the trustees, from 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dauys.errors import Refused, Unreadable
from dauys.group import Element, Group
from dauys.proofs.statements import TrusteeKey
from dauys.proofs.verify import check_knowledge
from dauys.proofs.wire import Proof
from dauys.wire import canonical, shape

MAX_TRUSTEES = 100
LIMIT = 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A trustee's public key with the proof that its private key is known."""

    pok: Proof
    public_key: str
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Trustees:
    """The checked keys in order, and the commitments of their proofs (see tally.decryption)."""

    keys: tuple[Element, ...]
    commitments: tuple[Element, ...]

    def key(self, owner: int, accused: str = "") -> Element:
        """The key of a trustee, numbered from 1."""
        if not 1 <= owner <= len(self.keys):
            raise Refused("trustees.owner", accused, owner=owner)
        return self.keys[owner - 1]


def read_trustees(group: Group, data: bytes, *, accused: str = "") -> Trustees:
    """Reads the list and checks every key and its proof; raises ``trustees.*``, ``group.*``."""
    value = canonical.parse(data, accused=accused, limit=LIMIT, nfc=False)
    if type(value) is not list:
        raise Refused("json.shape", accused, where="/", expected="array")
    entries = [_entry(each, number, accused) for number, each in enumerate(value, 1)]
    if write_trustees(entries) != data:
        raise Refused("json.canonical", accused)
    return check_trustees(group, entries, accused=accused)


def check_trustees(group: Group, entries: list[PublicKey], *, accused: str = "") -> Trustees:
    """Checks keys: members, none neutral, none twice, each known to its holder."""
    if not 1 <= len(entries) <= MAX_TRUSTEES:
        raise Refused("trustees.number", accused, limit=MAX_TRUSTEES)
    keys: list[Element] = []
    commitments: list[Element] = []
    for number, entry in enumerate(entries, 1):
        who = f"trustee:{number}"
        key = check_key(group, entry, who, commitments)
        if key in keys:
            raise Refused("trustees.duplicate", who)
        keys.append(key)
    return Trustees(tuple(keys), tuple(commitments))


def check_key(group: Group, entry: PublicKey, who: str, commitments: list[Element]) -> Element:
    """The key of one entry, its proof checked; the proof's commitments are added to the list."""
    key = group.element(entry.public_key, who)
    # With the neutral element or the generator as a key everybody knows the private key.
    if key in (group.identity, group.generator):
        raise Refused("trustees.key", who)
    otherwise = Refused("trustees.proof", who)
    commitments += check_knowledge(TrusteeKey(group, key), entry.pok, otherwise)
    return key


def write_trustees(entries: list[PublicKey]) -> bytes:
    """The bytes of a list of single trustees."""
    return canonical.write([["Single", shape.plain(entry)] for entry in entries])


def election_key(group: Group, trustees: Trustees) -> Element:
    """The product of the keys; whoever decrypts needs every trustee."""
    product = group.identity
    for key in trustees.keys:
        product = group.times(product, key)
    return product


def _entry(value: Any, number: int, accused: str) -> PublicKey:
    who = f"trustee:{number}"
    if type(value) is not list or len(value) != 2 or type(value[0]) is not str:
        raise Refused("json.shape", accused, where=f"/{number - 1}", expected="[kind, key]")
    if value[0] != "Single":
        raise Unreadable("trustees.unsupported", who, kind=value[0][:40])
    return shape.value_of(PublicKey, value[1], accused=who)
