"""``.bel`` archives of Belenios protocol version 1, read and written byte for byte.

Specification: docs/specification/5-voting.md, section 12. Reading follows the chain of events
through the only legal order, then writes the archive again and compares: a byte that stands
anywhere else than it must, or a document that no event names, is refused. What the documents mean
is not looked at here: see `dauys.verification.box`.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from dauys.errors import DauysError, Refused, Unreadable
from dauys.group.kernel import Chain, Kernel
from dauys.record import tar
from dauys.record.box import Box, BoxDocuments, in_memory
from dauys.record.stored import Documents, StoredBallots, StoredPartials
from dauys.wire import canonical, hashes, shape
from dauys.wire.ids import Sha256
from dauys.wire.laid import Laid, laid
from dauys.wire.shape import Decimal

MAX_TIMESTAMP = 8**11 - 1
PIECE = 2 * 1024**2  # bytes of an archive that are passed over at a time

Take = Callable[[Laid, bytes], None]
"""Looks at the next ballots and their hashes, 32 bytes each."""


@dataclass(frozen=True, slots=True)
class Header:
    """The first member, named BELENIOS."""

    version: int
    timestamp: Decimal


@dataclass(frozen=True, slots=True)
class Event:
    """A link of the chain; the first has no parent, and some types have no payload."""

    parent: Sha256 | None
    height: int
    type: str
    payload: Sha256 | None = None


@dataclass(frozen=True, slots=True)
class SetupData:
    """The payload of Setup."""

    election: Sha256
    trustees: Sha256
    credentials: Sha256


@dataclass(frozen=True, slots=True)
class Owned:
    """The payload of PartialDecryption."""

    owner: int
    payload: Sha256


@dataclass(frozen=True, slots=True)
class SizedReference:
    """The part of a sized encrypted tally that names the tally itself."""

    encrypted_tally: Sha256


# What may follow what. Shuffles belong to questions that this version does not carry.
UNSUPPORTED = ("Shuffle", "EndShuffles")
FOLLOWERS: dict[str, tuple[str, ...]] = {
    "": ("Setup",),
    "Setup": ("Ballot", "EndBallots"),
    "Ballot": ("Ballot", "EndBallots"),
    "EndBallots": ("EncryptedTally",),
    "EncryptedTally": ("PartialDecryption",),
    "PartialDecryption": ("PartialDecryption", "Result"),
    "Result": (),
}


@dataclass(slots=True)
class ArchiveWriter:
    """The bytes of an archive event by event: a box of millions need never be in memory."""

    timestamp: int
    parent: str | None = None
    height: int = 0

    def header(self) -> bytes:
        """The first member."""
        return tar.member("BELENIOS", shape.write(Header(1, self.timestamp)), self.timestamp)

    def event(self, kind: str, documents: Sequence[bytes] = ()) -> bytes:
        """The members of the next event, its documents first; the last of them is its payload."""
        payload = hashes.sha256_hex(documents[-1]) if documents else None
        event = shape.write(Event(self.parent, self.height, kind, payload))
        self.parent, self.height = hashes.sha256_hex(event), self.height + 1
        members = [self._named(document, "data") for document in documents]
        return b"".join((*members, self._named(event, "event")))

    def _named(self, document: bytes, kind: str) -> bytes:
        name = f"{hashes.sha256_hex(document)}.{kind}.json"
        return tar.member(name, document, self.timestamp)


def write_archive(box: Box) -> bytes:
    """The archive of a box as far as it has come."""
    writer = ArchiveWriter(box.timestamp)
    ballots = (("Ballot", (ballot,)) for ballot in box.ballots)
    events = (opening_event(box), *ballots, *closing_events(box))
    return b"".join([writer.header(), *(writer.event(*event) for event in events)])


def opening_event(box: Box) -> tuple[str, Sequence[bytes]]:
    """The event before the ballots: its type and its documents."""
    setup = (box.election, box.trustees, box.roll)
    return "Setup", (*setup, shape.write(SetupData(*map(hashes.sha256_hex, setup))))


def closing_events(box: Box) -> Iterator[tuple[str, Sequence[bytes]]]:
    """The events after the ballots in their order: type and documents of each."""
    if box.closed:
        yield "EndBallots", ()
    if box.encrypted_tally is not None and box.sized is not None:
        yield "EncryptedTally", (box.encrypted_tally, box.sized)
    for owner, partial in box.partials:
        owned = shape.write(Owned(owner, hashes.sha256_hex(partial)))
        yield "PartialDecryption", (partial, owned)
    if box.result is not None:
        yield "Result", (box.result,)


@dataclass(slots=True)
class _Reading:
    """The documents so far, the end of the chain, and whether all has been spelt as it must be."""

    documents: Documents
    writer: ArchiveWriter
    ballots: array[int] = field(default_factory=lambda: array("I"))
    partials: array[int] = field(default_factory=lambda: array("I"))
    owners: list[int] = field(default_factory=list)  # of the partial decryptions
    seen: Any = field(default_factory=hashlib.sha256)  # of the bytes since the last event
    spelt: bool = True
    rest: bool = False  # whether there are any
    last: str = ""
    parent: str | None = None
    height: int = 0

    def place(self, name: str | None) -> int:
        found = self.documents.place(name)
        if found is None:
            raise Refused("archive.missing", "archive", height=self.height)
        return found

    def take(self, name: str | None) -> bytes:
        return self.documents.at(self.place(name))

    def follow(self, data: bytes) -> Event:
        """The next event of the chain, in its legal place."""
        event = shape.read(Event, data, accused="archive", nfc=False)
        if event.type in UNSUPPORTED and self.last == "EncryptedTally":
            raise Unreadable("archive.unsupported", "archive", kind=event.type)
        if event.type not in FOLLOWERS[self.last]:
            raise Refused("archive.order", "archive", height=self.height, kind=event.type[:30])
        if event.height != self.height or event.parent != self.parent:
            raise Refused("archive.chain", "archive", height=self.height)
        self.last, self.parent = event.type, hashes.sha256_hex(data)
        return event

    def pass_over(self, kernel: Kernel, position: int, take: Take | None) -> int:
        """Takes the ballots that begin at a position and stand just as they must; gives its end."""
        if self.parent is None:
            return position
        archive = self.documents.archive
        chain = Chain(self.writer.timestamp, self.parent, self.height)
        while (found := kernel.archived(data := archive.at(position, PIECE), chain)).places:
            places, sizes = found.places[::2], found.places[1::2]
            starts = array("Q", [position + at for at in places])
            self.ballots += self.documents.add_all(found.hashes, starts, sizes)
            if take is not None:
                take(Laid(data, places, sizes), found.hashes)
            position, chain, self.last = position + found.end, found.chain, "Ballot"
        self.parent = self.writer.parent = chain.parent
        self.height = self.writer.height = chain.height
        return position

    def latest(self) -> tuple[Laid, bytes]:
        """The last ballot so far, and its hash."""
        place = self.ballots[-1]
        return laid([self.documents.at(place)]), self.documents.names.at(place)

    def look(self, member: tar.Member) -> None:
        """Another member has been read."""
        self.seen.update(member.whole)
        self.rest = True

    def compare(self, expected: bytes) -> None:
        """All bytes since the last event must be these."""
        self.spelt = self.spelt and self.seen.digest() == hashlib.sha256(expected).digest()
        self.seen, self.rest = hashlib.sha256(), False


def read_archive(data: bytes) -> BoxDocuments:
    """The documents of an archive in memory; raises ``archive.*``."""
    return in_memory(stored_archive(tar.Memory(data)))


def stored_archive(
    archive: tar.Reader,
    kernel: Kernel | None = None,
    opened: Callable[[Box], Take | None] = lambda box: None,
) -> Box:
    """The documents of an archive; raises ``archive.*``.

    Ballots and partial decryptions, whose number nothing bounds, stay where they are.
    The kernel finds the ballots that stand just as they must many at a time; one that is longer
    than a piece is read here, and the first that does not stand so with all that follows it. Those
    before it are given to what ``opened`` makes of the box before its ballots; the archive may
    still be refused for what comes after.
    """
    stream = tar.placed(archive)
    first = next(stream)
    box = Box(_read_header(first.name, first.content), b"", b"", b"")
    reading = _Reading(Documents(archive, kernel), ArchiveWriter(box.timestamp))
    reading.look(first)
    reading.compare(reading.writer.header())
    take: Take | None = None
    while (member := next(stream, None)) is not None:
        stem, _, kind = member.name.partition(".")
        if hashes.sha256_hex(member.content) != stem or kind not in ("data.json", "event.json"):
            raise Refused("archive.hash", "archive", name=member.name[:80])
        reading.look(member)
        if kind == "data.json":
            reading.documents.add(bytes.fromhex(stem), member.position, len(member.content))
        else:
            reading.compare(_apply(box, reading, reading.follow(member.content)))
            reading.height += 1
            if kernel is not None and reading.spelt and reading.last in ("Setup", "Ballot"):
                if reading.last == "Setup":
                    take = opened(box)
                elif take is not None:
                    take(*reading.latest())
                stream = tar.placed(archive, reading.pass_over(kernel, member.end, take))
    if reading.height == 0:
        raise Refused("archive.order", "archive", height=0, kind="")
    # A document in another place, twice, or named by no event.
    if reading.rest or not reading.spelt:
        raise Refused("archive.spelling", "archive")
    box.ballots = StoredBallots(reading.documents, reading.ballots)
    box.partials = StoredPartials(reading.documents, reading.owners, reading.partials)
    return box


def _read_header(name: str, content: bytes) -> int:
    """The time of an archive; another version is a matter for another reader."""
    try:
        value = canonical.parse(content, accused="archive", nfc=False)
    except DauysError:
        raise Unreadable("archive.form", "archive") from None
    if name != "BELENIOS" or type(value) is not dict:
        raise Unreadable("archive.form", "archive")
    if value.get("version") != 1:
        raise Unreadable("archive.version", "archive", version=str(value.get("version"))[:20])
    header = shape.value_of(Header, value, accused="archive")
    if header.timestamp > MAX_TIMESTAMP:
        raise Refused("archive.header", "archive", position=0)
    return header.timestamp


def _apply(box: Box, reading: _Reading, event: Event) -> bytes:
    """Moves the box on by one event; gives the bytes that it and its documents must be."""
    documents: tuple[bytes, ...] = ()
    if event.type == "EndBallots":
        box.closed = True
        if event.payload is not None:
            raise Refused("archive.chain", "archive", height=reading.height)
        return reading.writer.event(event.type)
    payload = reading.take(event.payload)
    if event.type == "Setup":
        setup = shape.read(SetupData, payload, accused="archive", nfc=False)
        box.election, box.trustees, box.roll = documents = tuple(
            reading.take(name) for name in (setup.election, setup.trustees, setup.credentials)
        )
    elif event.type == "Ballot":
        reading.ballots.append(reading.place(event.payload))
    elif event.type == "EncryptedTally":
        box.sized, box.encrypted_tally = payload, reading.take(_tally_named_in(payload))
        documents = (box.encrypted_tally,)
    elif event.type == "PartialDecryption":
        owned = shape.read(Owned, payload, accused="archive", nfc=False)
        reading.partials.append(reading.place(owned.payload))
        reading.owners.append(owned.owner)
        documents = (reading.documents.at(reading.partials[-1]),)
    elif event.type == "Result":
        box.result = payload
    return reading.writer.event(event.type, (*documents, payload))


def _tally_named_in(sized: bytes) -> str:
    """The hash of the encrypted tally; the rest of the document is read by the verification."""
    value = canonical.parse(sized, accused="archive", nfc=False)
    named = value.get("encrypted_tally") if type(value) is dict else None
    form = {"encrypted_tally": named}
    return shape.value_of(SizedReference, form, accused="archive").encrypted_tally
