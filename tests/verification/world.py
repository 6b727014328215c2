"""A whole small referendum in memory, which tests corrupt.

`build` plays all parties once. A `World` holds the entries as JSON values and the objects by hash;
`World.changed` alters one place, however deep (``@`` in a path steps into the document that stands
there as a string or an object), hashes, chains and signs everything above it again, and leaves all
else as it was.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

from dauys import group as groups
from dauys.ballots.wire import BallotCast, BallotChallenged, VotingClosed
from dauys.consultation import wire as consulted
from dauys.consultation.anchor import Places
from dauys.consultation.proposal import Answer as ProposalAnswer
from dauys.consultation.proposal import Hearing, Proposal
from dauys.errors import Unreadable
from dauys.implementation.matrix import Task
from dauys.implementation.wire import ImplementationPlanned
from dauys.log import writer
from dauys.log.keys import SigningKey
from dauys.outcome.rows import figures_of
from dauys.outcome.wire import declare
from dauys.parties import pending, registrar, trustee, voter
from dauys.parties.randomness import scalars
from dauys.parties.registrar import Voter
from dauys.proofs.prove import Draw
from dauys.question.check import setup_hash
from dauys.question.setup import seal
from dauys.question.trustees import Entry
from dauys.question.wire import Answer, CountingRegion, QuestionCalled, SetupConfirmed
from dauys.record.entry import write_entry
from dauys.record.opening import ReferendumOpened
from dauys.stages import Window
from dauys.stations.protocol import Figures, Protocol
from dauys.stations.station import Station
from dauys.stations.wire import ProtocolConfirmed, StationListed
from dauys.tally import encrypted, result
from dauys.tally.wire import TallyDecrypted, TallyEncrypted, TallyResult
from dauys.text.provision import Text
from dauys.text.read import Source as TextSource
from dauys.text.read import read as read_law
from dauys.text.version import publish
from dauys.verification.objects import Objects
from dauys.verification.public import online_counts
from dauys.verification.report import Report
from dauys.verification.trusted import Trusted
from dauys.verification.verify import follow
from dauys.wire import hashes, shape
from dauys.wire.payload import carried, object_of, object_ref
from tests.verification import course
from tests.verification.both import verified

CHARTER = {
    "en": "CHARTER OF THE TOWN\nSection I. General\nArticle 1\n1. The town has a library.\n"
    "2. The library is open on {days} days.\nArticle 2\n1. The Council decides within a month.\n",
    "ru": "УСТАВ ГОРОДА\nРаздел I. Общие положения\nСтатья 1\n1. В городе есть библиотека.\n"
    "2. Библиотека открыта {days} дней.\nСтатья 2\n1. Совет решает в течение месяца.\n",
}
LANGUAGES = ("en", "ru")
KEY = SigningKey("town.example/log", bytes(range(32)))
Change = Callable[[Any], Any]


@dataclass(slots=True)
class MemorySource:
    """The files of a record, by path."""

    files: Mapping[str, bytes]

    def read(self, path: str, limit: int = 1 << 26) -> bytes:
        if path not in self.files:
            raise Unreadable("source.missing", f"file:{path}")
        return self.files[path]


@dataclass(slots=True)
class World:
    """Entries as JSON values, and objects by their hash."""

    entries: list[dict[str, Any]]
    objects: dict[str, bytes]

    def copy(self) -> World:
        return World([json.loads(json.dumps(entry)) for entry in self.entries], dict(self.objects))

    def find(self, kind: str, number: int = 0) -> int:
        """The index of the entry of a kind; ``number`` counts from 0."""
        return [i for i, entry in enumerate(self.entries) if entry["kind"] == kind][number]

    def changed(self, kind: str, path: str, change: Change, number: int = 0) -> World:
        """A copy in which one place of one entry is another."""
        world = self.copy()
        index = world.find(kind, number)
        world.entries[index] = _set(world, world.entries[index], path.split("."), change)
        return world

    def without(self, kind: str, number: int = 0) -> World:
        """A copy without one entry."""
        world = self.copy()
        del world.entries[world.find(kind, number)]
        return world

    def lines(self) -> list[bytes]:
        """The entries as bytes."""
        return [_dumps(entry) for entry in self.entries]

    def files(self) -> dict[str, bytes]:
        """Every file of the record, sealed again."""
        _, files = writer.publish(writer.EMPTY, self.lines(), KEY.name, [KEY])
        named = {f"object/{name}": data for name, data in self.objects.items()}
        return {**named, **dict(files)}

    def report(self, files: Mapping[str, bytes] | None = None) -> Report:
        """What verification finds, each way in which it is done."""
        return verified(MemorySource(files or self.files()))


def found(report: Report) -> set[tuple[int, str]]:
    """(step, code) of every error."""
    return {(each.step, each.code) for each in report.findings.errors()}


def _dumps(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")


def _set(world: World, value: Any, path: list[str], change: Change) -> Any:
    if not path:
        return change(value)
    name, *rest = path
    if name == "@":
        return _into(world, value, rest, change)
    key: Any = int(name) if isinstance(value, list) else name
    value[key] = _set(world, value[key], rest, change)
    return value


def _into(world: World, value: Any, rest: list[str], change: Change) -> Any:
    """Changes a document inside a string, or an object, whose hash and size then follow."""
    inline = isinstance(value, str)
    data = value.encode() if inline else world.objects[value["sha256"]]
    made = _dumps(_set(world, json.loads(data), rest, change))
    if inline:
        return made.decode()
    ref = object_ref(made)
    world.objects[ref.sha256] = made
    return {"sha256": ref.sha256, "size": ref.size}


def law(language: str, days: str) -> Text:
    """The charter, with one word to change."""
    data = CHARTER[language].format(days=days).encode("utf-8")
    return read_law([TextSource("charter.txt", data)], language).text


class Builder:
    """Plays all parties, through the steps of the verifier as a log keeper would."""

    def __init__(self, group: str, draw: Draw | None = None, *, blank: bool = False) -> None:
        self.group = groups.named(group)
        self.blank = blank
        self.draw = draw or scalars(self.group)
        self.state = writer.EMPTY
        self.entries: list[dict[str, Any]] = []
        self.objects: dict[str, bytes] = {}
        report = Report(lambda: 0.0, fail_fast=True, writing=True)
        files: dict[str, bytes] = {}
        self.files = files
        self.trusted = Trusted(report, Objects(MemorySource(files)), lambda size: b"")
        self.places: dict[str, dict[str, Places]] = {}

    def add(self, at: str, body: Any, *objects: bytes) -> None:
        for data in objects:
            name = hashes.sha256_hex(data)
            self.objects[name] = self.files[f"object/{name}"] = data
        line = write_entry(at, body)
        self.state, _ = writer.append(self.state, [line])
        root = self.state.root()
        self.trusted.root_at = lambda size: root
        follow(self.trusted, self.state.size - 1, line)
        self.entries.append(json.loads(line))

    def text(self, at: str, version: str, role: Any, days: dict[str, str]) -> str:
        texts = {language: law(language, word) for language, word in days.items()}
        event, objects = publish("charter", version, role, at[:10], "office", ("en",), texts)
        self.places[version] = {
            language: Places("charter", version, text) for language, text in texts.items()
        }
        self.add(at, event, *objects)
        return event.hash

    def consultation(self) -> None:
        opens, closes = "2027-02-02T08:00:00Z", "2027-02-02T10:00:00Z"
        both = {"en": "words", "ru": "слова"}
        hearing = Hearing("h-1", opens, closes, "north", 40, ("citizen",), both, both, both)
        event, data = consulted.held(hearing, bytes(32))
        self.add(closes, event, data)
        anchor = self.places["draft-1"]["en"].anchor("art_1__para_2")
        for number, origin in ((1, "site"), (2, "hearing")):
            held = "h-1" if origin == "hearing" else None
            proposal = Proposal(
                f"p-{number}", closes, "amend", anchor, "en", "citizen", "north", origin, held,
                "five days", "six days", "People work on five days.",
            )  # fmt: skip
            body, data = consulted.received(proposal, bytes([number]) * 32)
            self.add(closes, body, data)
        self.drafted = self.text(
            "2027-03-01T08:00:00Z", "draft-2", "draft", {"en": "six", "ru": "шесть"}
        )
        carried_by = (self.places["draft-2"]["en"].anchor("art_1__para_2"),)
        reasons = {"en": "Accepted as proposed.", "ru": "Принято."}
        for number, outcome in ((1, "accepted"), (2, "already_provided")):
            carried_here = carried_by if outcome == "accepted" else ()
            addresses = tuple(each.address for each in carried_here)
            reply = ProposalAnswer(
                f"p-{number}", "2027-02-20T08:00:00Z", outcome, addresses, reasons
            )
            answered, data = consulted.answered(reply, carried_here, bytes([9]) * 32)
            self.add("2027-03-01T09:00:00Z", answered, data)
        course.play(self)

    def question(self) -> None:
        rule = resources.files("dauys.question.rules").joinpath("town-charter.json").read_bytes()
        window = Window("ballots", "2027-05-01T00:00:00Z", "2027-05-02T00:00:00Z")
        self.called = QuestionCalled(
            "charter-2027",
            self.trusted.log_hash,
            {"en": "The charter", "ru": "Устав"},
            {"en": "Do you adopt it?", "ru": "Принимаете?"},
            (Answer("yes", {"en": "Yes", "ru": "Да"}), Answer("no", {"en": "No", "ru": "Нет"})),
            self.blank,
            self.drafted,
            object_ref(rule),
            "charter",
            (window,),
            (
                CountingRegion("north", {"en": "North", "ru": "Север"}, ("n1", "n2")),
                CountingRegion("south", {"en": "South", "ru": "Юг"}, ("s1",)),
            ),
            2,
        )
        self.add("2027-04-01T08:00:00Z", self.called, rule)
        for name, district, region in (("S-1", "n1", "north"), ("S-2", "s1", "south")):
            station = Station(name, district, region, "school", 120)
            self.add("2027-04-02T08:00:00Z", StationListed(station))

    def trustees(self) -> list[Entry]:
        """Makes the trustees' private keys, by number, and their entries in the list."""
        made = [trustee.generate_key(self.group, self.draw, name) for name in ("One", "Two")]
        self.keys = [private for private, _ in made]
        return [public for _, public in made]

    def set_up(self) -> None:
        public = self.trustees()
        self.office, _ = trustee.generate_key(self.group, self.draw)
        voters = [Voter(f"v{n}", "north" if n < 3 else "south", 1 + n % 2) for n in range(5)]
        self.made = registrar.make_credentials(self.group, voters)
        rolls = {each.region: each.public for each in self.made}
        self.setup, objects = seal(self.called, self.group, self.office.public, public, rolls)
        self.add("2027-04-10T08:00:00Z", self.setup, *objects)
        hashed = setup_hash(self.setup)
        for index, key in enumerate((self.office, *self.keys)):
            role: Any = "trustee" if index else "registrar"
            proof = trustee.confirm_setup(self.group, role, index, key, hashed, self.draw)
            self.add("2027-04-11T08:00:00Z", SetupConfirmed(role, index, hashed, proof))

    def vote(self) -> None:
        for region in self.made:
            uuid = region.public.uuid
            sealed = self.trusted.boxes[uuid].sealed.sealed
            secrets = [secret for _, secret in region.secrets]
            for number, secret in enumerate((*secrets, secrets[0])):  # the first votes twice
                if number == 0:
                    self.challenge(uuid, secret)
                # The first credential votes yes, twice; the second no; the third, if any, blank.
                chosen = [[int(number != 1), int(number == 1)]]
                if self.blank:
                    chosen = [[1, 0, 0]] if number == 2 else [[0, *chosen[0]]]
                data = voter.make_ballot(sealed, secret, chosen, self.draw)
                body = BallotCast(uuid, carried(data))
                self.add("2027-05-01T12:00:00Z", body, *object_of(data))

    def challenge(self, uuid: str, secret: str) -> None:
        """Opens a ballot that says no, instead of casting it."""
        sealed = self.trusted.boxes[uuid].sealed.sealed
        chosen = [[0, 0, 1] if self.blank else [0, 1]]
        data = pending.prepare(sealed, secret, chosen, self.draw).opened()
        self.add("2027-05-01T12:00:00Z", BallotChallenged(uuid, carried(data)), *object_of(data))

    def count(self) -> None:
        boxes = self.trusted.boxes
        for uuid, box in boxes.items():
            self.add("2027-05-02T00:00:00Z", VotingClosed(uuid, box.ballots))
        for uuid, box in boxes.items():
            sealed = box.sealed
            data, sized = encrypted.encrypted_tally(
                sealed.sealed, sealed.roll, box.box.counted.values()
            )
            body = TallyEncrypted(uuid, shape.write(sized).decode(), carried(data))
            self.add("2027-05-02T01:00:00Z", body, *object_of(data))
        for uuid, box in boxes.items():
            for owner, key in enumerate(self.keys, 1):
                assert box.tally is not None
                sealed_election = box.sealed.sealed
                partial = trustee.decrypt(sealed_election, box.tally, key, self.draw)
                context = box.context(owner, self.trusted.closing_roots[uuid])
                bound = trustee.bind(sealed_election, box.tally, partial, key, context, self.draw)
                data = shape.write(partial)
                body_of_owner = TallyDecrypted(uuid, owner, carried(data), bound)
                self.add("2027-05-02T02:00:00Z", body_of_owner, *object_of(data))
        for uuid, box in boxes.items():
            assert box.tally is not None
            counts = result.compute_result(
                self.group, box.trustees, box.tally, box.partials, box.weight
            )
            data = shape.write(counts)
            self.add("2027-05-02T03:00:00Z", TallyResult(uuid, carried(data)))

    def conclude(self) -> None:
        figures = Figures(120, 121, 90, 30, 1, 90, 60, 25, 3, 2)
        for station in ("S-1", "S-2"):
            protocol = ProtocolConfirmed(Protocol(station, figures))
            self.add("2027-05-02T04:00:00Z", protocol)
        trusted = self.trusted
        assert trusted.rule is not None
        assert trusted.called is not None
        online = online_counts(trusted.called, trusted.boxes.values())
        rows = figures_of(trusted.stations, trusted.protocols, online)
        self.add("2027-05-03T08:00:00Z", declare(trusted.rule, "charter", rows))
        anchor = self.places["draft-2"]["en"].anchor("art_2__para_1")
        words = {"en": "Regulations", "ru": "Регламент"}
        task = Task(
            "t-1", anchor, "needs_law", "new", words, words, "in_force", "2027-06-01",
            "limited", "2027-12-01", "https://town.example/act", "2027-09-01", "art_2",
        )  # fmt: skip
        self.add("2027-06-01T08:00:00Z", ImplementationPlanned(task))


def opened() -> ReferendumOpened:
    """What entry 0 says."""
    title = {"en": "A referendum", "ru": "Референдум"}
    return ReferendumOpened(1, title, LANGUAGES, KEY.verifier.write(), (), 0, False)


def played_until_the_count(
    group: str = "Ed25519",
    draw: Draw | None = None,
    *,
    blank: bool = False,
    players: type[Builder] = Builder,
) -> Builder:
    """All parties have played their part up to the last ballot; ``players`` plays them."""
    made = players(group, draw, blank=blank)
    made.add("2027-01-01T08:00:00Z", opened())
    made.text("2027-01-02T08:00:00Z", "in-force", "in_force", {"en": "four", "ru": "четыре"})
    made.text("2027-01-03T08:00:00Z", "draft-1", "draft", {"en": "five", "ru": "пять"})
    made.consultation()
    made.question()
    made.set_up()
    made.vote()
    return made


def build(group: str = "Ed25519", *, blank: bool = False) -> World:
    """The record of the small referendum, with no fault in it."""
    made = played_until_the_count(group, blank=blank)
    made.count()
    made.conclude()
    return World(made.entries, made.objects)
