"""Step 10 piece by piece: what is asked of many ballots at once, wherever it is worked out.

A piece holds ballots that stand side by side in a record, and all that their checks need: it can be
judged by another process or machine, which sees neither the record nor the roll. What depends on
other ballots is not asked here: the survey knows it before (`survey`), and settles it after.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, pairwise
from typing import overload

from dauys.ballots.arithmetic import REFERENCE, Arithmetic, Sums, plus
from dauys.ballots.wire import Ballot, tracker
from dauys.errors import CODES, DauysError, Refused
from dauys.group import Element
from dauys.proofs.wire import check_elements
from dauys.question.election import SealedElection, read_election
from dauys.question.roll import Roll, Weights
from dauys.wire import canonical, hashes, shape
from dauys.wire.laid import laid

UNLISTED = -1  # the weight of a credential that stands on no roll
_CREDENTIAL = b',"credential":"'  # an unescaped quotation mark, so it stands in no string
_MASK = re.compile("[0-9a-f]{64}")
SPAN = 2048  # entries of a log, or ballots of an archive, that one piece covers,
BYTES = 16 * 1024**2  # or fewer, if they are that long: what many hold at once must have a bound


@dataclass(frozen=True, slots=True)
class Names(Sequence[str]):
    """The names of ballots by their places, which few ask for."""

    name: Callable[[int], str]
    places: Sequence[int]

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> Names: ...

    def __getitem__(self, at: int | slice) -> str | Names:
        if isinstance(at, slice):
            return Names(self.name, self.places[at])
        return self.name(self.places[at])


@dataclass(frozen=True, slots=True)
class Part:
    """The ballots of one box in a piece, in their order.

    A weight says how often a ballot counts, as the survey has it. ``opened`` are the masks of the
    challenges of the box: which of them a ballot has, is asked too.
    """

    box: str
    election: bytes
    ballots: Sequence[bytes]
    accused: Sequence[str]
    weights: tuple[int, ...]
    opened: frozenset[bytes]

    def name(self) -> str:
        """The hash of all that the faults of these ballots depend on."""
        listed = bytes(weight != UNLISTED for weight in self.weights)
        named = "\n".join(f"{who} {tracker(data)}" for who, data in self.named())
        return hashes.labelled("judged", self.election, listed, named.encode())

    def named(self) -> Iterator[tuple[str, bytes]]:
        """Each ballot with its name."""
        return zip(self.accused, self.ballots, strict=True)


@dataclass(frozen=True, slots=True)
class Piece:
    """The parts of one piece, which goes by its number; the first is 0.

    Where ballots are long, several pieces have one number.
    """

    number: int
    parts: tuple[Part, ...]

    def held(self) -> int:
        """How many bytes of ballots it keeps in memory; several parts may lie in one buffer."""
        every = [laid(part.ballots).data for part in self.parts]
        return sum({id(data): len(data) for data in every}.values())


@dataclass(frozen=True, slots=True)
class Fault:
    """A ballot that is refused, by its place in its part, and what it is refused for."""

    at: int
    code: str
    accused: str
    certain: bool
    facts: str  # as a JSON object

    def error(self) -> Refused:
        """The refusal itself."""
        facts = json.loads(self.facts)
        return Refused(self.code, self.accused, certain=self.certain, **facts)


@dataclass(frozen=True, slots=True)
class Hit:
    """A ballot that has ciphertexts of challenges: their masks in hex."""

    at: int
    masks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a part: the product is that of its sound ballots, by these weights.

    ``opened`` is a hash of the masks that were looked for.
    """

    part: str  # its name
    weights: tuple[int, ...]
    opened: str
    faults: tuple[Fault, ...]
    hits: tuple[Hit, ...]
    sums: Sums


Answer = tuple[int, tuple[Judged, ...]]  # of a piece: its number, and its parts in their order


def judge(piece: Piece, arithmetic: Arithmetic = REFERENCE, *, named: bool = True) -> Answer:
    """Every check on every ballot of a piece; ``named`` where what is found is kept or sent."""
    return piece.number, tuple(judge_part(part, arithmetic, named=named) for part in piece.parts)


def judge_part(part: Part, arithmetic: Arithmetic, *, named: bool = True) -> Judged:
    """The same for one part."""
    sealed = sealed_of(part.election)
    counts = [max(weight, 0) for weight in part.weights]
    known = [weight != UNLISTED for weight in part.weights]
    roll = Roll(_Listed(part))
    checked = arithmetic.check(sealed, roll, part.ballots, part.accused, counts, known)
    found = enumerate(checked.faults)
    faults = tuple(_fault(at, error) for at, error in found if error is not None)
    hits = hits_of(part, arithmetic)
    name = part.name() if named else ""
    return Judged(name, part.weights, masks_hash(part.opened), faults, hits, checked.sums)


def _fault(at: int, error: Refused) -> Fault:
    facts = canonical.write(error.facts).decode()
    return Fault(at, error.code, error.accused, error.certain, facts)


@lru_cache(maxsize=64)
def sealed_of(election: bytes) -> SealedElection:
    """The parameters of a box, which have been checked before."""
    return read_election(election)


class _Listed(Weights):
    """Which of a few credentials stand on the roll: all that is asked where ballots are judged.

    The survey has looked them up; they are put together again when the first of them is asked for.
    """

    def __init__(self, part: Part) -> None:
        super().__init__()
        self._part = part
        self._credentials: frozenset[str] | None = None

    def __contains__(self, credential: str) -> bool:
        if self._credentials is None:
            found = zip(self._part.ballots, self._part.weights, strict=True)
            listed = (credential_of(data) for data, weight in found if weight != UNLISTED)
            self._credentials = frozenset(listed)
        return credential in self._credentials


def credential_of(data: bytes) -> Element:
    """The credential of a ballot whose form has been read before."""
    start = data.index(_CREDENTIAL) + len(_CREDENTIAL)
    return Element(data[start : data.index(b'"', start)].decode("ascii"))


def hits_of(part: Part, arithmetic: Arithmetic) -> tuple[Hit, ...]:
    """The ballots that have a mask of a challenge."""
    if not part.opened:
        return ()
    seen = arithmetic.scan(sealed_of(part.election), part.ballots)
    found = ((at, part.opened & each.masks) for at, each in enumerate(seen) if each is not None)
    return tuple(
        Hit(at, tuple(sorted(mask.hex() for mask in masks))) for at, masks in found if masks
    )


@lru_cache(maxsize=64)
def masks_hash(opened: frozenset[bytes]) -> str:
    """A hash of masks, whatever their order."""
    return hashlib.sha256(b"".join(sorted(opened))).hexdigest()


def renewed(judged: Judged, part: Part, arithmetic: Arithmetic = REFERENCE) -> Judged:
    """What was judged before, for what counts now: the proofs hold whatever came after them."""
    hits = judged.hits
    if judged.opened != masks_hash(part.opened):
        hits = hits_of(part, arithmetic)
    sealed, sums = sealed_of(part.election), judged.sums
    false = {fault.at for fault in judged.faults}
    for at, (before, now) in enumerate(zip(judged.weights, part.weights, strict=True)):
        if before != now and at not in false:
            change = (now - before) % sealed.group.order
            sums = plus(sealed, sums, choices_of(sealed, part.ballots[at]), change)
    opened = masks_hash(part.opened)
    return Judged(judged.part, part.weights, opened, judged.faults, hits, sums)


def choices_of(sealed: SealedElection, data: bytes) -> Sums:
    """The ciphertexts of a sound ballot."""
    ballot = shape.read(Ballot, data, limit=sealed.document_limit)
    return tuple(each.choices for each in ballot.answers)


def fits(judged: Judged, part: Part) -> bool:
    """Whether an answer that came from elsewhere can be one to this part, as it counts now."""
    return (
        could_be(judged, part)
        and judged.weights == part.weights
        and judged.opened == masks_hash(part.opened)
        and all(bytes.fromhex(mask) in part.opened for hit in judged.hits for mask in hit.masks)
    )


def could_be(judged: Judged, part: Part) -> bool:
    """Whether it can be one to this part, whatever counts now: of its ballots, with a sum.

    Who does not stand on the roll is refused, whatever else is.
    """
    ats = [fault.at for fault in judged.faults]
    unlisted = [at for at, weight in enumerate(part.weights) if weight == UNLISTED]
    return (
        unlisted == [at for at, weight in enumerate(judged.weights) if weight == UNLISTED]
        and len(judged.weights) == len(part.weights)
        and _rise(ats, len(part.weights))
        and _rise([hit.at for hit in judged.hits], len(part.weights))
        and set(unlisted) <= set(ats)
        and all(_is_fault(fault, part) for fault in judged.faults)
        and all(map(_MASK.fullmatch, chain(*(hit.masks for hit in judged.hits))))
        and _is_sum(judged.sums, sealed_of(part.election))
    )


def seconded(judged: Judged, part: Part, arithmetic: Arithmetic) -> bool:
    """Whether all that an answer says is so, but for the proofs that it says are sound.

    What has not the form of a ballot is refused; what is refused is so here too, and for the same;
    and those that have masks of challenges are these.
    """
    ats, sealed = [fault.at for fault in judged.faults], sealed_of(part.election)
    formed = arithmetic.formed(sealed, part.ballots)
    if not {at for at, has_form in enumerate(formed) if not has_form} <= set(ats):
        return False
    accused = [part.accused[at] for at in ats]
    again = REFERENCE.check(
        sealed, Roll(_Listed(part)), [part.ballots[at] for at in ats], accused, [0] * len(ats)
    )
    found = zip(ats, again.faults, strict=True)
    faults = tuple(_fault(at, error) for at, error in found if error is not None)
    return judged.faults == faults and judged.hits == hits_of(part, arithmetic)


def _rise(ats: Sequence[int], count: int) -> bool:
    """Whether places among so many come once each, in their order."""
    return all(before < at for before, at in pairwise((-1, *ats, count)))


def _is_fault(fault: Fault, part: Part) -> bool:
    """Whether a fault can be one of a ballot, told as all of them are."""
    try:
        facts = canonical.parse(fault.facts.encode(), nfc=False)
    except DauysError:
        return False
    return (
        fault.accused == part.accused[fault.at]
        and type(facts) is dict
        and fault.code in CODES
        and facts.keys() == set(CODES[fault.code])
        and all(type(fact) in (str, int) for fact in facts.values())
    )


def _is_sum(sums: Sums, sealed: SealedElection) -> bool:
    """Whether these are elements, one of each kind for every cell."""
    if [len(row) for row in sums] != [question.cells for question in sealed.election.questions]:
        return False
    try:
        for cell in chain(*sums):
            check_elements(sealed.group, cell, "")
    except Refused:
        return False
    return True
