"""The trustees' public keys, and the key of the election (5-voting, section 4.2).

The list holds single trustees, each of whom is needed, and groups of whom a threshold suffices
(`pedersen`), in any mixture. Its order numbers the trustees, from 1: a single one takes one number,
a group of n takes n. Each entry is one `Quorum`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from dauys.errors import Refused, Unreadable
from dauys.group import Element, Group
from dauys.proofs.statements import TrusteeKey
from dauys.proofs.verify import check_knowledge
from dauys.proofs.wire import Proof
from dauys.question.names import shapes_of
from dauys.question.pedersen import Checked, Parameters, check_parameters, read_parameters
from dauys.wire import canonical, shape

MAX_TRUSTEES = 100
LIMIT = 16 * 1024 * 1024  # bytes; a group of 100 publishes up to 10,000 elements


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A trustee's public key with the proof that its private key is known."""

    pok: Proof
    public_key: str
    name: str | None = None


Entry = PublicKey | Parameters


@dataclass(frozen=True, slots=True)
class Quorum:
    """Those who hold one part of the election's key: one trustee, or a group with a threshold."""

    owners: tuple[int, ...]
    needed: int
    key: Element
    shared: bool  # by a group: the decryptions of any ``needed`` of its members are combined

    def present(self, owners: Collection[int]) -> tuple[int, ...]:
        """Its trustees among these, in order."""
        return tuple(owner for owner in self.owners if owner in owners)

    def enough(self, owners: Collection[int]) -> bool:
        """Whether these trustees can open its part."""
        return len(self.present(owners)) >= self.needed


@dataclass(frozen=True, slots=True)
class Trustees:
    """The checked keys by trustee, the commitments of all proofs, and who can open together."""

    keys: tuple[Element, ...]
    commitments: tuple[Element, ...]
    quorums: tuple[Quorum, ...]

    @property
    def count(self) -> int:
        """How many people hold a key or a share of one."""
        return len(self.keys)

    @property
    def needed(self) -> int:
        """The fewest partial decryptions that open a box."""
        return sum(quorum.needed for quorum in self.quorums)

    def enough(self, owners: Collection[int]) -> bool:
        """Whether these trustees can open a box: every single one, of each group its threshold."""
        return all(quorum.enough(owners) for quorum in self.quorums)

    def key(self, owner: int, accused: str = "") -> Element:
        """The key of a trustee, numbered from 1."""
        if not 1 <= owner <= len(self.keys):
            raise Refused("trustees.owner", accused, owner=owner)
        return self.keys[owner - 1]

    def quorum(self, owner: int, accused: str = "") -> Quorum:
        """The entry to which a trustee belongs."""
        for quorum in self.quorums:
            if owner in quorum.owners:
                return quorum
        raise Refused("trustees.owner", accused, owner=owner)


def read_trustees(group: Group, data: bytes, *, accused: str = "") -> Trustees:
    """Reads the list and checks every key and proof; raises ``trustees.*``, ``group.*``."""
    value = canonical.parse(data, accused=accused, limit=LIMIT, nfc=False)
    if type(value) is not list:
        raise Refused("json.shape", accused, where="/", expected="array")
    entries: list[Entry] = []
    first = 1
    for number, each in enumerate(value, 1):
        entries.append(_entry(each, number, first, accused))
        first += size_of(entries[-1])
    if write_trustees(entries) != data:
        raise Refused("json.canonical", accused)
    return check_trustees(group, entries, accused=accused)


def read_entry(data: bytes, *, accused: str = "") -> Entry:
    """One entry by itself, a trustee's public key or a group, as it is given to the commission."""
    value = canonical.parse(data, accused=accused, limit=LIMIT, nfc=False)
    if type(value) is dict and "certs" in value:
        entry: Entry = read_parameters(value, accused)
    else:
        entry = shape.value_of(PublicKey, value, accused=accused)
    if shape.write(entry) != data:
        raise Refused("json.canonical", accused)
    return entry


def check_trustees(group: Group, entries: Sequence[Entry], *, accused: str = "") -> Trustees:
    """Checks keys: members, none neutral, none twice, each known to its holder."""
    # Before any arithmetic, which a long list could make long.
    if not 1 <= sum(size_of(entry) for entry in entries) <= MAX_TRUSTEES or 0 in map(
        size_of, entries
    ):
        raise Refused("trustees.number", accused, limit=MAX_TRUSTEES)
    seen: set[Element] = set()
    keys: list[Element] = []
    commitments: list[Element] = []
    quorums = []
    for entry in entries:
        first = len(keys) + 1
        checked = _check_entry(group, entry, commitments, first, accused)
        _check_apart(checked, seen, first)
        keys += checked.keys
        owners = tuple(range(first, len(keys) + 1))
        quorums.append(
            Quorum(owners, checked.threshold, checked.key, isinstance(entry, Parameters))
        )
    _check_names(entries)
    return Trustees(tuple(keys), tuple(commitments), tuple(quorums))


def _check_entry(
    group: Group, entry: Entry, commitments: list[Element], first: int, accused: str
) -> Checked:
    if isinstance(entry, Parameters):
        checked = check_parameters(group, entry, commitments, first, accused)
        _check_unknown(group, checked.key, accused)
        for number, each in enumerate(checked.keys, first):
            _check_unknown(group, each, f"trustee:{number}")
        return checked
    who = f"trustee:{first}"
    key = group.element(entry.public_key, who)
    _check_unknown(group, key, who)
    otherwise = Refused("trustees.proof", who)
    commitments += check_knowledge(TrusteeKey(group, key), entry.pok, otherwise)
    return Checked(key, (key,), ((),), 1)


def _check_names(entries: Sequence[Entry]) -> None:
    """Nobody can take one trustee for another; a name may be left out."""
    seen: set[tuple[int, str]] = set()
    names = (name for entry in entries for name in names_in(entry))
    for number, name in enumerate(names, 1):
        shapes = set(enumerate(shapes_of(name))) if name is not None else set()
        if not seen.isdisjoint(shapes):
            raise Refused("trustees.name", f"trustee:{number}")
        seen |= shapes


def _check_unknown(group: Group, key: Element, who: str) -> None:
    """With the neutral element or the generator as a key everybody knows the private key."""
    if key in (group.identity, group.generator):
        raise Refused("trustees.key", who)


def _check_apart(checked: Checked, seen: set[Element], first: int) -> None:
    """No secret stands for two trustees, in this entry or another: they would be one who counts
    twice, or one who deals what another has dealt.
    """
    for number, (key, others) in enumerate(zip(checked.keys, checked.others, strict=True), first):
        for element in (key, *others):
            if element in seen:
                # Which of the two has copied the other's cannot be told from their place.
                raise Refused("trustees.duplicate", f"trustee:{number}", certain=False)
            seen.add(element)


def size_of(entry: Entry) -> int:
    """How many trustees an entry holds."""
    return len(entry.certs) if isinstance(entry, Parameters) else 1


def names_in(entry: Entry) -> tuple[str | None, ...]:
    """What its trustees are called, in order; None for one without a name."""
    if isinstance(entry, Parameters):
        return tuple(key.name for key in entry.verification_keys)
    return (entry.name,)


def write_trustees(entries: Sequence[Entry]) -> bytes:
    """The bytes of a list of trustees."""
    kinds = {PublicKey: "Single", Parameters: "Pedersen"}
    return canonical.write([[kinds[type(entry)], shape.plain(entry)] for entry in entries])


def election_key(group: Group, trustees: Trustees) -> Element:
    """The product of the entries' keys: whoever decrypts needs every one of them."""
    product = group.identity
    for quorum in trustees.quorums:
        product = group.times(product, quorum.key)
    return product


def _entry(value: Any, number: int, first: int, accused: str) -> Entry:
    who = f"trustee:{first}"
    if type(value) is not list or len(value) != 2 or type(value[0]) is not str:
        raise Refused("json.shape", accused, where=f"/{number - 1}", expected="[kind, key]")
    if value[0] == "Pedersen":
        return read_parameters(value[1], who)
    if value[0] != "Single":
        raise Unreadable("trustees.unsupported", who, kind=value[0][:40])
    return shape.value_of(PublicKey, value[1], accused=who)
