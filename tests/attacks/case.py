"""A small election of our own, with the keys of everyone, in the two forms in which it is verified.

A `Case` is the box of the region ``north`` as a ``.bel`` archive, and the whole Dauys record that
this box stands in. A forgery changes both alike: the record is cut behind the document that is
forged, hashed, chained and signed again, so that nothing but the forgery itself is wrong.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from functools import cache, reduce
from typing import Any

from dauys import group as groups
from dauys.errors import DauysError
from dauys.group import Element, Group
from dauys.log import writer
from dauys.parties import trustee
from dauys.proofs.prove import Draw
from dauys.proofs.statements import TallyContext
from dauys.question.check import setup_hash
from dauys.question.election import Question
from dauys.question.roll import read_roll
from dauys.question.trustees import Entry, PublicKey, write_trustees
from dauys.question.wire import SetupConfirmed, VotingSetup
from dauys.record.belenios import write_archive
from dauys.record.box import BoxDocuments
from dauys.tally import encrypted
from dauys.tally.wire import EncryptedTally, PartialDecryption, Proofs, SizedEncryptedTally
from dauys.verification.export import boxes_of
from dauys.verification.report import Report
from dauys.wire import canonical, hashes, payload, shape
from dauys.wire.ids import ObjectRef
from tests.ballots import world as ballots
from tests.verification import both
from tests.verification.world import Builder, MemorySource, World, played_until_the_count

OPEN = "2027-05-01T12:00:00Z"  # the ballots of the record are cast at this moment
CONFIRMED = "2027-04-11T08:00:00Z"
Json = Any

# The entry that ends each stage of the record: of any box, or of the own.
STAGES = {
    "setup": "voting.setup",
    "confirmed": "setup.confirmed",
    "ballots": "ballot.cast",
    "closed": "voting.closed",
    "encrypted": "tally.encrypted",
    "decrypted": "tally.decrypted",
    "result": "tally.result",
}
OWN = ("encrypted", "decrypted", "result")


@dataclass(slots=True)
class Case:
    """One election, to be forged; ``record`` is None where only an archive can hold it."""

    world: ballots.World
    box: BoxDocuments
    record: World | None
    office: Any = None  # the registrar's private key

    # Where a forgery begins

    def until(self, stage: str) -> Case:
        """Both forms, cut behind a stage: what comes later would only hide what is wrong here."""
        names = list(STAGES)
        reached = names.index(stage)
        box = self.box
        box.ballots = box.ballots if reached >= names.index("ballots") else []
        box.closed = reached >= names.index("closed")
        if reached < names.index("encrypted"):
            box.encrypted_tally = box.sized = None
        box.partials = box.partials if reached >= names.index("decrypted") else []
        box.result = box.result if stage == "result" else None
        if self.record is not None:
            self._cut(STAGES[stage], self.uuid if stage in OWN else "")
        return self

    def _cut(self, kind: str, box: str) -> None:
        """Ends the record with the last entry of a kind; it may be cut before that already."""
        assert self.record is not None
        entries = self.record.entries
        found = [
            i
            for i, e in enumerate(entries)
            if e["kind"] == kind and box in e["body"].get("box", box)
        ]
        if found:
            del entries[found[-1] + 1 :]

    # Forged documents, each put where the honest one would stand

    def set_up(
        self,
        *,
        election: Callable[[Json], object] = lambda election: None,
        trustees: bytes | None = None,
        roll: bytes | None = None,
    ) -> Case:
        """The set-up with other documents; ``election`` alters the parameters of every box."""
        self.put("trustees", trustees or self.box.trustees).put("roll", roll or self.box.roll)
        self.put("election", altered(self.box.election, election))
        if self.record is not None:
            south = self.record.entries[-1]["body"]["boxes"][1]
            document = self.record.objects[south["election"]["sha256"]]
            south["election"] = self.store(altered(document, election))
        return self

    def keys(self, entries: Sequence[Entry], key: Element | None = None) -> Case:
        """The set-up under other trustees, whose product is the election's key (or ``key``)."""
        group = self.world.group
        singles = (Element(e.public_key) for e in entries if isinstance(e, PublicKey))
        product = key or reduce(group.times, singles, group.identity)
        return self.set_up(
            trustees=write_trustees(entries),
            election=lambda election: election.update(public_key=product),
        )

    def confirmed(self) -> Case:
        """The registrar and the trustees confirm the set-up as it now is."""
        self.until("setup")
        if self.record is not None:
            setup = shape.value_of(VotingSetup, self.record.entries[-1]["body"])
            group, hashed = self.world.group, setup_hash(setup)
            for index, key in enumerate((self.office, *self.world.keys)):
                role: Any = "trustee" if index else "registrar"
                proof = trustee.confirm_setup(group, role, index, key, hashed, self.world.draw)
                body = SetupConfirmed(role, index, hashed, proof)
                self.add("setup.confirmed", CONFIRMED, shape.plain(body))
        return self

    def cast(self, *ballots: bytes) -> Case:
        """These ballots are cast after all others."""
        self.until("ballots")
        self.box.ballots += ballots
        if self.record is not None:
            for data in ballots:
                self.add("ballot.cast", OPEN, {"box": self.uuid, "ballot": self.carried(data)})
        return self

    def encrypted(self, tally: bytes | None = None, **numbers: int) -> Case:
        """Another encrypted tally, with its own hash, and other numbers beside it."""
        self.until("encrypted")
        assert self.box.encrypted_tally is not None
        assert self.box.sized is not None
        self.box.encrypted_tally = tally or self.box.encrypted_tally
        sized = shape.read(SizedEncryptedTally, self.box.sized)
        hashed = hashes.sha256_hex(self.box.encrypted_tally)
        self.box.sized = shape.write(replace(sized, encrypted_tally=hashed, **numbers))
        body = {"sized": self.box.sized.decode(), "encrypted_tally": self.carried(tally)}
        return self.alter("tally.encrypted", body)

    def decrypted(self, owner: int, document: bytes, bound: Proofs | None = None) -> Case:
        """Another partial decryption of the last trustee, or in the name of another owner."""
        self.until("decrypted")
        self.box.partials[-1] = (owner, document)
        body = {"owner": owner, "partial_decryption": self.carried(document)}
        proofs = shape.plain(bound, Proofs) if bound else None
        return self.alter("tally.decrypted", body | {"bound": proofs})

    def counted(self, document: bytes) -> Case:
        """Another result."""
        self.until("result")
        self.box.result = document
        return self.alter("tally.result", {"result": self.carried(document)})

    # Any document, by its name

    def document(self, name: str) -> bytes:
        """The honest bytes of a document; a ``ballot`` is one that is still to be signed."""
        box, world = self.box, self.world
        if name == "ballot":
            ballot = ballots.parsed(world.ballot(0, ballots.valid(world)))
            return canonical.write({k: v for k, v in ballot.items() if k != "signature"})
        honest = {
            "cast": world.ballot(0, ballots.valid(world)) if name == "cast" else b"",
            "election": box.election,
            "trustees": box.trustees,
            "roll": box.roll,
            "tally": box.encrypted_tally,
            "sized": box.sized,
            "decryption": box.partials[-1][1] if box.partials else b"",
            "result": box.result,
        }[name]
        assert honest
        return honest

    def put(self, name: str, data: bytes) -> Case:
        """These bytes where the document stands, and nothing after them."""
        match name:
            case "ballot":
                return self.until("confirmed").cast(ballots.sign_bytes(self.world, 0, data))
            case "cast":
                return self.until("confirmed").cast(data)
            case "tally":
                return self.encrypted(data)
            case "sized":
                self.until("encrypted").box.sized = data
                return self.alter("tally.encrypted", {"sized": data.decode()})
            case "decryption":
                return self.decrypted(len(self.box.partials), data)
            case "result":
                return self.counted(data)
        self.until("setup")
        setattr(self.box, name, data)
        if self.record is not None:
            body = self.record.entries[-1]["body"]
            (body if name == "trustees" else body["boxes"][0])[name] = self.store(data)
            if name == "roll":
                body["boxes"][0] |= electors(self.world.group, data)
        return self

    def spoilt(self, name: str, path: str, change: Callable[[Json], Json]) -> Case:
        """One place of a document is another: ``0.1.pok.challenge`` of the ``trustees``."""
        return self.put(name, altered(self.document(name), lambda v: edit(v, path, change)))

    # What the last trustee decrypts

    @property
    def tally(self) -> EncryptedTally:
        """The encrypted sum."""
        assert self.box.encrypted_tally
        return encrypted.read_encrypted_tally(self.world.sealed, self.box.encrypted_tally)

    def decryption(self, draw: Draw) -> PartialDecryption:
        """A partial decryption of the last trustee, with these nonces."""
        return trustee.decrypt(self.world.sealed, self.tally, self.world.keys[-1], draw)

    def bound(self, partial: PartialDecryption, draw: Draw, **other: Any) -> Proofs:
        """Its bound proofs; ``other`` parts of their context than the right ones."""
        world, record = self.world, self.record
        assert record
        assert self.box.encrypted_tally
        closed, _ = writer.append(writer.EMPTY, record.lines()[: record.find("voting.closed") + 1])
        tally, owner = hashes.sha256_hex(self.box.encrypted_tally), len(world.keys)
        context = TallyContext(world.sealed.fingerprint, closed.root().hex(), tally, owner)
        context = replace(context, **other)
        return trustee.bind(world.sealed, self.tally, partial, world.keys[-1], context, draw)

    # The record

    @property
    def uuid(self) -> str:
        """The UUID of the box."""
        return self.world.sealed.election.uuid

    def store(self, data: bytes) -> Json:
        """The reference to an object, which from now on is there."""
        if self.record is not None:
            self.record.objects[hashes.sha256_hex(data)] = data
        return shape.plain(payload.object_ref(data))

    def carried(self, data: bytes | None) -> Json:
        """How an entry carries a document: as a string, or as an object when too long."""
        kept = None if data is None else payload.carried(data)
        return self.store(data) if isinstance(kept, ObjectRef) and data else kept

    def add(self, kind: str, at: str, body: Json) -> Case:
        """One more entry of the record."""
        if self.record is not None:
            self.record.entries.append({"kind": kind, "at": at, "body": body})
        return self

    def alter(self, kind: str, body: Json) -> Case:
        """Other fields in the last entry, which is of this kind."""
        if self.record is not None:
            last = self.record.entries[-1]
            assert last["kind"] == kind
            last["body"] |= {key: value for key, value in body.items() if value is not None}
        return self

    # What is verified

    def archive(self) -> bytes:
        """The box as a ``.bel`` archive, hashed and chained anew."""
        return write_archive(self.box)

    def altered_ballot(self, change: Callable[[Json], object], who: int = 0) -> Case:
        """The first ballot, of a voter who alters it, signs it again and casts it."""
        ballot = ballots.parsed(self.world.ballot(who, ballots.valid(self.world)))
        change(ballot)
        return self.until("confirmed").cast(ballots.resigned(self.world, who, ballot))


def altered(document: bytes, change: Callable[[Json], object]) -> bytes:
    """A document in JSON with something changed inside."""
    value = json.loads(document)
    change(value)
    return canonical.write(value)


def electors(group: Group, roll: bytes) -> dict[str, int]:
    """What a set-up says of a roll; nothing where the roll cannot be read."""
    try:
        weights = read_roll(group, roll).weights
    except DauysError:
        return {}
    return {"electors": len(weights), "weight": weights.total()}


def edit(value: Json, path: str, change: Callable[[Json], Json]) -> None:
    """Changes one place inside a JSON value."""
    *way, last = (int(name) if name.isdecimal() else name for name in path.split("."))
    for name in way:
        value = value[name]
    value[last] = change(value[last])


def verified(forged: Case | World | bytes | dict[str, Any], form: str) -> Report:
    """What verification finds in the archive (``bel``) or in the ``record``.

    What is forged is a case, which has both; the bytes of an archive; a record; the files of one;
    or the two by their names.
    """
    if isinstance(forged, dict) and form in forged:
        forged = forged[form]
    if isinstance(forged, Case):
        forged = forged.archive() if form == "bel" else forged.record or b""
    if isinstance(forged, bytes):
        return both.verified_archive(forged)
    files = forged.files() if isinstance(forged, World) else forged
    return both.verified(MemorySource(files))


def of(name: str, players: type[Builder] = Builder, *, blank: bool = False) -> Case:
    """A fresh copy of the election of two trustees and five voters, in this group."""
    kept = _played(name, players, blank)
    assert kept.record is not None
    return replace(kept, box=deepcopy(kept.box), record=kept.record.copy())


def blank(name: str) -> Case:
    """The same with a question that allows blank, which comes first among the choices."""
    return of(name, blank=True)


def wide(name: str, questions: tuple[Question, ...] = ballots.TWO) -> Case:
    """An election of several questions: a box for an archive alone."""
    world = ballots.make_world(name, questions)
    cast = [world.ballot(who, ballots.valid(world)) for who in (0, 1, 0)]
    return Case(world, deepcopy(ballots.count(world, cast).documents), None)


@cache
def _played(name: str, players: type[Builder], blank: bool) -> Case:
    draw = ballots.seeded(groups.named(name), 59)
    made = played_until_the_count(name, draw, blank=blank, players=players)
    made.count()
    made.conclude()
    record = World(made.entries, made.objects)
    region, box = next(iter(boxes_of(MemorySource(record.files())).values()))
    assert region == "north"
    return Case(_secrets(made, box), box, record, made.office)


def _entries(trustees: bytes) -> tuple[PublicKey, ...]:
    """The public keys of the single trustees."""
    listed = json.loads(trustees)
    return tuple(shape.value_of(PublicKey, key) for kind, key in listed if kind == "Single")


def _secrets(made: Builder, box: BoxDocuments) -> ballots.World:
    """The keys and credentials of all who had a part in the box of the north."""
    trusted, north = made.trusted, made.made[0]
    sealed = trusted.boxes[north.public.uuid].sealed
    assert trusted.trustees is not None
    return ballots.World(
        made.group,
        made.draw,
        tuple(made.keys),
        _entries(box.trustees),
        box.trustees,
        trusted.trustees,
        box.election,
        sealed.sealed,
        box.roll,
        sealed.roll,
        tuple(secret for _, secret in north.secrets),
    )
