"""Makes the vectors of whole records: records/*.json and records/refused/*.json.

    PYTHONPATH=src:. python vectors/make_records.py

A record is a small referendum of two ballot boxes, with every file that a server would hold. A
refused one is such a record in which one thing is another and everything above it was hashed,
chained and signed again (tests/verification/world.py), or some files of one. Randomness comes from
a hash of a counter: the same bytes at every run, and secrets that guard nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

from dauys import group as groups
from dauys.cli.simulated import Casting, write_box
from dauys.cli.simulated_record import write_record
from dauys.group import Element
from dauys.parties import randomness
from dauys.parties.simulated import Simulation
from dauys.record.belenios import write_archive
from dauys.verification.export import boxes_of
from tests.verification.test_threshold import Threshold
from tests.verification.world import Builder, MemorySource, World, played_until_the_count
from vectors.make_proofs import vector_draw

FOLDER = Path(__file__).resolve().parent / "records"
Json = dict[str, Any]
Change = Callable[[Any], Any]
Row = tuple[str, str, int, Change, int, str, str]


def characters() -> Callable[[str, int], str]:
    """In place of `randomness.characters`: credentials and UUIDs from a hash of a counter."""
    turn = [0]

    def draw(alphabet: str, length: int) -> str:
        turn[0] += 1
        wide = int.from_bytes(hashlib.sha512(f"records|{turn[0]}".encode()).digest(), "big")
        return "".join(alphabet[wide // len(alphabet) ** n % len(alphabet)] for n in range(length))

    return draw


def record(builder: type[Builder], name: str, *, blank: bool) -> World:
    """The small referendum under one kind of trustees."""
    group = groups.named(name)
    with mock.patch.object(randomness, "characters", characters()):
        draw = vector_draw(group, "records")
        made = played_until_the_count(name, draw, blank=blank, players=builder)
    made.count()
    made.conclude()
    return World(made.entries, made.objects)


def packed(data: bytes) -> str:
    """Bytes as the vectors hold them."""
    return base64.b64encode(zlib.compress(data, 9)).decode("ascii")


def pack(files: Mapping[str, bytes]) -> dict[str, str]:
    """Files by path, in the order of the paths."""
    return {path: packed(files[path]) for path in sorted(files)}


def accepted(shows: str, files: Mapping[str, bytes]) -> Json:
    """A record that every step accepts, with its boxes as archives."""
    report = World([], {}).report(files)
    assert report.verdict() == "accepted", report.findings.found
    boxes = boxes_of(MemorySource(files))
    return {
        "shows": shows,
        "verdict": "accepted",
        "boxes": [
            {"region": each.region, "uuid": each.uuid, "result": each.result}
            for each in report.boxes
        ],
        "total": report.total(),
        "files": pack(files),
        "archives": {uuid: packed(write_archive(box)) for uuid, (_, box) in boxes.items()},
    }


def refused(base: str, whole: Mapping[str, bytes], row: Row, world: World) -> Json:
    """A record of one fault, as the files that differ from those of its base."""
    _, _, _, _, step, code, shows = row
    files = world.files()
    report = world.report(files)
    errors = [(each.step, each.code) for each in report.findings.errors()]
    assert errors[:1] == [(step, code)], (shows, errors)
    changed = {path: data for path, data in files.items() if whole.get(path) != data}
    gone = sorted(set(whole) - set(files))
    return {
        "shows": shows,
        "base": base,
        "verdict": report.verdict(),
        "step": step,
        "code": code,
        "files": pack(changed) | dict.fromkeys(gone),
    }


def times_generator(spelt: str) -> str:
    """Another element of the group Ed25519 in its place."""
    group = groups.named("Ed25519")
    element, comma, weight = spelt.partition(",")
    return group.times(Element(element), group.generator) + comma + weight


def one_more(number: Any) -> Any:
    """A number, or one in digits, and one."""
    return str(int(number) + 1) if isinstance(number, str) else number + 1


def to(value: Any) -> Change:
    """That value in place of any other."""
    return lambda _: value


BALLOT = "body.ballot.@."
PARTIAL = "body.partial_decryption.@."
ROWS: tuple[Row, ...] = (
    ("referendum.opened", "body.format", 0, to(2), 3, "record.version", "a format of the record that is not known"),
    ("question.called", "body.log", 0, to("0" * 64), 7, "question.log", "a question for another log"),
    ("question.called", "body.blank", 0, to(False), 8, "setup.election", "a question without blank, its boxes with it"),
    ("voting.setup", "body.group", 0, to("RFC-3526-4096"), 8, "group.unknown", "a group that is not known"),
    ("voting.setup", "body.trustees.@.0.1.public_key", 0, times_generator, 8, "trustees.proof", "a key with another's proof"),
    ("voting.setup", "body.trustees.@.0.1.pok.challenge", 0, one_more, 8, "trustees.proof", "a false proof of a trustee's key"),
    ("voting.setup", "body.trustees.@.1", 0, to(["Other", {}]), 8, "trustees.unsupported", "a kind of trustee that is not known"),
    ("voting.setup", "body.trustee_count", 0, one_more, 8, "setup.trustees", "a false number of trustees"),
    ("voting.setup", "body.registrar", 0, to("00" * 31 + "01"), 8, "setup.registrar", "a neutral key of the registrar"),
    ("voting.setup", "body.boxes.0.weight", 0, one_more, 8, "setup.roll", "a false weight of a roll"),
    ("voting.setup", "body.boxes.0.roll.@.0", 0, lambda s: s.partition(",")[0] + ",0", 8, "roll.weight", "a credential of weight 0"),
    ("voting.setup", "body.boxes.0.roll.@.0", 0, to("00" * 31 + "01"), 8, "roll.key", "a neutral credential"),
    ("voting.setup", "body.boxes.0.election.@.questions.0.min", 0, to(-1), 8, "election.bounds", "a minimum below 0"),
    ("voting.setup", "body.boxes.0.election.@.name", 0, to("Another"), 8, "setup.election", "an election of another name"),
    ("setup.confirmed", "body.setup", 0, to("0" * 64), 9, "setup.hash", "a confirmation of another set-up"),
    ("setup.confirmed", "body.proof.response", 1, one_more, 9, "setup.signature", "a false confirmation"),
    ("ballot.cast", BALLOT + "answers.0.choices.0.alpha", 0, times_generator, 10, "ballot.proof", "another ciphertext under a ballot's proofs"),
    ("ballot.cast", BALLOT + "answers.0.overall_proof.0.response", 0, one_more, 10, "ballot.sum", "a false overall proof"),
    ("ballot.cast", BALLOT + "answers.0.blank_proof.0.response", 0, one_more, 10, "ballot.blank", "a false proof of blank"),
    ("ballot.cast", BALLOT + "signature.proof.response", 0, one_more, 10, "ballot.signature", "a false signature"),
    ("ballot.cast", BALLOT + "signature.hash", 0, to("A" * 43), 10, "ballot.hash", "a signature over another hash"),
    ("ballot.cast", BALLOT + "credential", 0, times_generator, 10, "ballot.credential", "a credential that is on no roll"),
    ("ballot.cast", BALLOT + "election_uuid", 0, to("AnotherBox1111"), 10, "ballot.election", "a ballot of another box"),
    ("ballot.cast", BALLOT + "answers.0.choices.0.beta", 0, to("00" * 32), 10, "group.member", "what is no element, in a ballot"),
    ("voting.closed", "body.ballots", 0, one_more, 3, "record.ballots", "a false number of ballots at the close"),
    ("tally.encrypted", "body.encrypted_tally.@.0.1.beta", 0, times_generator, 11, "tally.product", "a sum that is not that of the ballots"),
    ("tally.encrypted", "body.sized.@.num_tallied", 0, one_more, 11, "tally.numbers", "a false number of ballots in the sum"),
    ("tally.encrypted", "body.sized.@.total_weight", 0, one_more, 11, "tally.numbers", "a false weight of the sum"),
    ("tally.decrypted", "body.owner", 1, to(1), 3, "record.repeated", "a second partial decryption of one trustee"),
    ("tally.decrypted", PARTIAL + "decryption_factors.0.0", 0, times_generator, 12, "decryption.proof", "another factor under its proofs"),
    ("tally.decrypted", PARTIAL + "decryption_proofs.0.0.response", 0, one_more, 12, "decryption.proof", "a false proof of version 1"),
    ("tally.decrypted", "body.bound.0.0.response", 0, one_more, 12, "decryption.bound", "a false bound proof"),
    ("tally.result", "body.result.@.result.0", 0, lambda row: row[1:] + row[:1], 13, "result.count", "counts in another order"),
    ("tally.result", "body.result.@.result.0.2", 0, one_more, 13, "result.weight", "more votes than weight"),
)  # fmt: skip


def forged(base: str, world: World) -> list[Json]:
    """One record for each row, and some in which entries or files are missing or stand elsewhere."""
    whole = world.files()
    made = [
        refused(base, whole, row, world.changed(row[0], row[1], row[3], row[2])) for row in ROWS
    ]
    for kind, number, step, code, shows in (
        ("setup.confirmed", 0, 3, "record.order", "a ballot before every confirmation"),
        ("voting.closed", 0, 3, "record.order", "a sum of a box that is not closed"),
        ("tally.decrypted", 0, 3, "record.order", "a result without all partial decryptions"),
    ):
        row = (kind, "", number, to(None), step, code, shows)
        made.append(refused(base, whole, row, world.without(kind, number)))
    twice = world.copy()
    place = twice.find("ballot.cast")
    twice.entries.insert(place + 1, twice.entries[place])
    row = ("ballot.cast", "", 0, to(None), 10, "ballot.duplicate", "a ballot that is cast twice")
    made.append(refused(base, whole, row, twice))
    return made + damaged(base, whole)


def damaged(base: str, whole: Mapping[str, bytes]) -> list[Json]:
    """Files of a record that were changed after it was signed."""
    bundle = next(path for path in whole if path.startswith("tile/entries/"))
    tile = next(path for path in whole if path.startswith("tile/0/"))
    thing = next(path for path in sorted(whole) if path.startswith("object/"))

    def flipped(path: str) -> bytes:
        data = bytearray(whole[path])
        data[len(data) // 2] ^= 1
        return bytes(data)

    cases: tuple[tuple[str, bytes | None, int, str, str], ...] = (
        (bundle, flipped(bundle), 1, "log.bundle", "a bundle in which one bit is another"),
        (tile, flipped(tile), 1, "log.tile", "a tile in which one bit is another"),
        (thing, flipped(thing), 4, "object.hash", "an object in which one bit is another"),
        (thing, None, 4, "object.missing", "an object that is not there"),
        ("checkpoint", whole["checkpoint"][:-9] + b"AAAAAAA=\n", 1, "", "a false signature of the log"),
    )  # fmt: skip
    made = []
    for path, data, step, code, shows in cases:
        files = (
            {**whole, path: data}
            if data is not None
            else {k: v for k, v in whole.items() if k != path}
        )
        report = World([], {}).report({k: v for k, v in files.items() if v is not None})
        first = report.findings.errors()[0]
        assert first.step == step, (shows, first)
        assert not code or first.code == code, (shows, first)
        made.append(
            {
                "shows": shows,
                "base": base,
                "verdict": report.verdict(),
                "step": first.step,
                "code": first.code,
                "files": {path: None if data is None else packed(data)},
            }
        )
    return made


def simulated() -> Json:
    """A vote made by `dauys simulate`, as a record and as an archive: both say what they are."""
    casting = Casting(Simulation("Ed25519", 1, voters=3, ballots=4, blank=True), 1, lambda _: None)
    with TemporaryDirectory() as folder:
        place = Path(folder) / "record"
        write_record(casting, place)
        write_box(casting, Path(folder) / "box.bel")
        archive = (Path(folder) / "box.bel").read_bytes()
        files = {
            path.relative_to(place).as_posix(): path.read_bytes()
            for path in place.rglob("*")
            if path.is_file()
        }
    made = accepted("a simulated vote of three voters, of whom one votes twice", files)
    made["archives"] = {casting.simulation.uuid(): packed(archive)}
    return made | {"warns": ["record.simulated"]}


def everything() -> dict[str, Any]:
    """Every file by its path below vectors/records."""
    single = record(Builder, "Ed25519", blank=True)
    return {
        "ed25519.json": accepted("two single trustees, blank, a challenged ballot", single.files()),
        "ed25519-threshold.json": accepted(
            "a single trustee and a group of whom two of three suffice",
            record(Threshold, "Ed25519", blank=False).files(),
        ),
        "belenios2048.json": accepted(
            "two single trustees, without blank",
            record(Builder, "BELENIOS-2048", blank=False).files(),
        ),
        "simulated.json": simulated(),
        "refused.json": forged("ed25519.json", single),
    }


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for path, vectors in everything().items():
        spelt = json.dumps(vectors, ensure_ascii=False, indent=1)
        (FOLDER / path).write_text(spelt + "\n", encoding="utf-8")
