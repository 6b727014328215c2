"""The first pass over the ballots of a box, without arithmetic: which of them counts.

Of each ballot it keeps its place in the record, its tracker and its credential's place on the roll,
some sixty bytes; of the challenges, which are few, their masks. When all ballots have been judged
(`pieces`), it settles what follows from their order: what comes twice, what was opened and cast,
and which ballot counts where the last one is refused. The order is that of `dauys.ballots.box`.
"""

from __future__ import annotations

import hashlib
import struct
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from dauys.ballots.arithmetic import REFERENCE, Arithmetic
from dauys.ballots.box import masks_of, raw
from dauys.ballots.challenge import Challenge
from dauys.errors import Refused
from dauys.question.check import SealedBox
from dauys.verification.pieces import UNLISTED, Fault, Hit
from dauys.wire.digests import FREE, Digests
from dauys.wire.laid import Laid, laid

BATCH = 256  # ballots whose form is read at once,
BYTES = 4 * 1024**2  # or fewer, if they are that long
NOBODY = FREE
LITTLE = array("H", [1]).tobytes()[0] == 1  # numbers of this machine: lowest byte first
CHUNK = 4096  # numbers that are hashed at once

Late = tuple[int, Refused]  # a place in the record, and what is refused there


@dataclass(frozen=True, slots=True)
class Opened:
    """A sound challenge: its place in the record, its code and masks."""

    place: int
    accused: str
    code: bytes
    masks: frozenset[bytes]


@dataclass(slots=True)
class Survey:
    """The ballots of one box, numbered from 0 as they come, and its challenges."""

    box: SealedBox
    name: Callable[[int], str]  # of a ballot at a place of the record, as the accused
    arithmetic: Arithmetic = REFERENCE
    places: array[int] = field(default_factory=lambda: array("Q"))  # of each ballot in the record
    voters: array[int] = field(default_factory=lambda: array("I"))  # its place on the roll
    trackers: Digests = field(init=False)
    firsts: array[int] = field(default_factory=lambda: array("I"))  # who came first, by tracker
    repeats: dict[int, int] = field(default_factory=dict)  # a ballot, and the one that it repeats
    challenges: list[Opened] = field(default_factory=list)
    last: array[int] = field(default_factory=lambda: array("I"))  # ballot of each credential
    waiting: list[tuple[bytes, bytes]] = field(default_factory=list)  # tracker, and what is kept
    heavy: int = 0  # bytes of those that wait
    most: int = field(init=False)  # bytes of a ballot that are kept
    _masks: frozenset[bytes] | None = None  # of all challenges, when they were asked for

    def __post_init__(self) -> None:
        self.most = self.box.sealed.document_limit + 1
        self.trackers = self.arithmetic.digests()

    def __len__(self) -> int:
        return len(self.places)

    def cast(self, place: int, data: bytes) -> None:
        """A ballot stands here; of one that is too long, so much is kept as shows it."""
        self.places.append(place)
        self.waiting.append((hashlib.sha256(data).digest(), data[: self.most]))
        self.heavy += len(self.waiting[-1][1])
        if len(self.waiting) == BATCH or self.heavy >= BYTES:
            self._read()

    def cast_all(self, places: Sequence[int], ballots: Laid, trackers: bytes) -> None:
        """Ballots stand here, with these trackers of 32 bytes each."""
        self._read()
        self.places.extend(places)
        self._take(trackers, ballots.cut(self.most))

    def challenge(self, place: int, challenge: Challenge, accused: str) -> None:
        """A sound challenge stands here."""
        masks = frozenset(masks_of(challenge.ballot))
        self.challenges.append(Opened(place, accused, raw(challenge.code), masks))
        self._masks = None

    def close(self) -> None:
        """All ballots so far have come: of each credential the last one counts."""
        self._read()
        last = array("I", [NOBODY]) * len(self.box.roll.weights)
        repeats = self.repeats
        for number, voter in enumerate(self.voters):
            if voter != NOBODY and number not in repeats:
                last[voter] = number
        self.last = last

    def weights(self, first: int, stop: int) -> tuple[int, ...]:
        """How often each of these ballots counts: as its roll says, not at all, or `UNLISTED`."""
        last, at = self.last, self.box.roll.weights.at
        return tuple(
            UNLISTED if voter == NOBODY else at(voter) if last[voter] == number else 0
            for number, voter in enumerate(self.voters[first:stop], first)
        )

    def masks(self) -> frozenset[bytes]:
        """What was opened in this box; always the same object, until there is more of it."""
        if self._masks is None:
            self._masks = frozenset[bytes]().union(*(each.masks for each in self.challenges))
        return self._masks

    def digest(self) -> bytes:
        """The hash of all that this pass found out."""
        hashed = hashlib.sha256(self.box.sealed.fingerprint.encode("ascii"))
        for numbers in (self.places, self.voters, self.last):
            hashed.update(struct.pack(">Q", len(numbers)))
            for start in range(0, len(numbers), CHUNK):
                part = numbers[start : start + CHUNK]
                if LITTLE:  # hashed highest byte first
                    part.byteswap()
                hashed.update(part)
        for row in chain(self.trackers.rows(), self.box.roll.weights.known.rows()):
            hashed.update(row)
        for opened in self.challenges:
            hashed.update(struct.pack(">Q", opened.place) + opened.code)
        return hashed.digest()

    def _read(self) -> None:
        """The trackers and credentials of the ballots that wait."""
        if self.waiting:
            trackers = b"".join(tracker for tracker, _ in self.waiting)
            self._take(trackers, laid([data for _, data in self.waiting]))
            self.waiting.clear()
            self.heavy = 0

    def _take(self, trackers: bytes, ballots: Laid) -> None:
        """Whose these ballots are, and which of them came before."""
        sealed, weights = self.box.sealed, self.box.roll.weights
        first, known = len(self.voters), len(self.trackers)
        self.voters += self.arithmetic.voters(sealed, weights, ballots)
        places = self.trackers.add_all(trackers)
        if len(self.trackers) == known + len(places):
            self.firsts.extend(range(first, first + len(places)))
            return
        for number, place in enumerate(places, first):
            if place < len(self.firsts):
                self.repeats[number] = self.firsts[place]
            else:
                self.firsts.append(number)


@dataclass(slots=True)
class Settled:
    """What became of a box: whose refusals come late, and whose ballot counts in whose place.

    ``counted`` and ``weight`` are those of the sum; ``instead`` the ballots that must be added to
    it, with their weights, and ``without`` those that must be taken out again.
    """

    late: list[Late] = field(default_factory=list)
    counted: int = 0
    weight: int = 0
    instead: list[tuple[int, int]] = field(default_factory=list)
    without: list[tuple[int, int]] = field(default_factory=list)


def settle(survey: Survey, faults: dict[int, Fault], hits: dict[int, Hit]) -> Settled:
    """Settles a box whose ballots have all been judged; faults and hits by the ballots' numbers."""
    settled = Settled()
    refused = _refuse(survey, faults, hits, settled)
    wanted: dict[int, int] = {}
    for voter, number in enumerate(survey.last):
        if number == NOBODY:
            continue
        if number in refused:
            wanted[voter] = number
        else:
            settled.counted += 1
            settled.weight += survey.box.roll.weights.at(voter)
    if wanted:
        _replace(survey, refused, wanted, faults, settled)
    return settled


def _refuse(
    survey: Survey, faults: dict[int, Fault], hits: dict[int, Hit], settled: Settled
) -> set[int]:
    """Goes through all that is not plain in the order of the record; gives who is not cast."""
    refused: set[int] = set()
    cast: set[bytes] = set()  # masks of challenges that stand in ballots cast
    opened: set[bytes] = set()
    codes: set[bytes] = set()
    for place, what in _events(survey, faults, hits):
        try:
            if isinstance(what, Opened):
                _look(what, cast, codes)
                codes.add(what.code)
                opened |= what.masks
            else:
                masks = (
                    {bytes.fromhex(each) for each in hits[what].masks} if what in hits else set()
                )
                _judge(survey, what, faults, refused, not masks.isdisjoint(opened))
                cast |= masks
        except Refused as error:
            settled.late.append((place, error))
            if isinstance(what, int):
                refused.add(what)
    return refused


def _look(opened: Opened, cast: set[bytes], codes: set[bytes]) -> None:
    """Refuses a challenge for what came before it."""
    if not opened.masks.isdisjoint(cast):
        raise Refused("challenge.cast", opened.accused)
    if opened.code in codes:
        raise Refused("challenge.repeated", opened.accused)


def _judge(
    survey: Survey, number: int, faults: dict[int, Fault], refused: set[int], opened: bool
) -> None:
    """Refuses a ballot for its own faults, and for what came before it."""
    who = survey.name(survey.places[number])
    if number in faults:
        raise faults[number].error()
    if number in survey.repeats and survey.repeats[number] not in refused:
        raise Refused("ballot.duplicate", who)
    if opened:
        raise Refused("ballot.challenged", who)


def _events(
    survey: Survey, faults: dict[int, Fault], hits: dict[int, Hit]
) -> Iterator[tuple[int, Opened | int]]:
    """The challenges, and the numbers of the ballots that are not plain, as the record has them."""
    numbers = faults.keys() | hits.keys() | survey.repeats.keys()
    events: list[tuple[int, Opened | int]] = [(survey.places[each], each) for each in numbers]
    events += [(each.place, each) for each in survey.challenges]
    return iter(sorted(events, key=lambda event: event[0]))


def _replace(
    survey: Survey,
    refused: set[int],
    wanted: dict[int, int],
    faults: dict[int, Fault],
    settled: Settled,
) -> None:
    """An earlier ballot counts where the last one of a credential is refused."""
    earlier: dict[int, int] = {}
    for number, voter in enumerate(survey.voters):
        if voter in wanted and number not in refused:
            earlier[voter] = number
    for voter, last in wanted.items():
        weight = survey.box.roll.weights.at(voter)
        if last not in faults:  # a sound one, which is in the sum
            settled.without.append((last, weight))
        if voter in earlier:
            settled.counted += 1
            settled.weight += weight
            settled.instead.append((earlier[voter], weight))
