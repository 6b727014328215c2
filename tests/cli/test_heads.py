"""A party remembers the head it verified last; a log that does not go on from it is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from dauys.cli import heads
from dauys.cli.heads import Memory
from dauys.errors import Unreadable
from dauys.log import checkpoint as checkpoints
from dauys.log import cosignature
from dauys.log import note as notes
from dauys.log.keys import CosigningKey
from dauys.verification.sources import Folder
from tests.cli.town import BEFORE, VOTING, Town, code_of, tell
from tests.journeys.world import run

ORIGIN = "tal.example/log"


def check(town: Town, role: str, record: Path, output: Path) -> list[str]:
    """The words with which a party confirms the set-up of a record."""
    words = (role.partition("-")[0], "check", record, "--folder", town.own(role), "-o", output)
    return [str(word) for word in (*words, "--log-key", town.log_key)]


def kept(town: Town, role: str) -> int:
    """How many entries the head has that a party remembers; 0 where it remembers none."""
    signed = Memory(town.own(role)).last(ORIGIN)
    return checkpoints.peek(signed).size if signed else 0


def evidence(town: Town, role: str) -> list[Path]:
    """Where a party keeps what contradicts itself."""
    place = town.own(role) / "evidence"
    return sorted(place.iterdir()) if place.exists() else []


@pytest.fixture(autouse=True)
def nothing_proven(town: Town) -> None:
    """Each test begins without evidence."""
    for place in town.root.glob("*/evidence"):
        shutil.rmtree(place)


def refused(*words: str) -> tuple[str, str]:
    """Both lines of a refusal with evidence: where it stands, and the code."""
    code, out, err = run(*words)
    assert (code, out) == (1, "")
    place, last = err.splitlines()
    assert place.startswith("both checkpoints, the one kept and the one shown, stand in ")
    return place.split(" stand in ")[1].split(": keep them")[0], last.split(": ")[1]


@pytest.mark.parametrize("role", ["trustee-1", "registrar"])
def test_a_party_remembers_the_head_that_it_verified(town: Town, tmp_path: Path, role: str) -> None:
    for number, stage in enumerate(("sealed", "sealed", "confirmed")):
        record = town.root / "stages" / stage
        tell(*check(town, role, record, tmp_path / str(number)))
        assert Memory(town.own(role)).last(ORIGIN) == (record / "checkpoint").read_bytes()
    assert evidence(town, role) == []


@pytest.mark.parametrize("role", ["trustee-1", "registrar"])
def test_a_log_that_was_put_back_is_refused_with_both_heads(
    town: Town, tmp_path: Path, role: str
) -> None:
    """Whoever shows a party an older state wants something of it that it has done already."""
    newer, older = (town.root / "stages" / stage for stage in ("confirmed", "sealed"))
    tell(*check(town, role, newer, tmp_path / "a"))
    place, code = refused(*check(town, role, older, tmp_path / "b"))
    assert code == "log.rollback"
    assert [Path(place)] == evidence(town, role)
    assert (Path(place) / "kept").read_bytes() == (newer / "checkpoint").read_bytes()
    assert (Path(place) / "shown").read_bytes() == (older / "checkpoint").read_bytes()
    assert not (tmp_path / "b").exists()
    assert kept(town, role) == checkpoints.peek((newer / "checkpoint").read_bytes()).size


@pytest.mark.parametrize("role", ["trustee-1", "registrar"])
def test_a_log_that_forked_is_refused_with_both_heads(
    town: Town, tmp_path: Path, role: str
) -> None:
    """Two histories under one key, both without a fault of their own."""
    record = town.at("called", tmp_path)
    (tmp_path / "late.csv").write_text("station,district,region\nS-01,centre,town\n")
    tell("record", "stations", record, tmp_path / "late.csv", *town.keyed(BEFORE))
    tell("record", "append", record, "voting.setup", town.root / "sealed/voting.setup.json",
         "--object", town.root / "sealed", *town.keyed("2027-07-13T06:00:00Z"))  # fmt: skip
    tell(*check(town, role, town.root / "stages/sealed", tmp_path / "a"))
    place, code = refused(*check(town, role, record, tmp_path / "b"))
    assert code == "log.fork"
    shown = checkpoints.peek((Path(place) / "shown").read_bytes())
    first = checkpoints.peek((Path(place) / "kept").read_bytes())
    assert (shown.origin, shown.size) == (first.origin, first.size)
    assert shown.root != first.root
    assert not (tmp_path / "b").exists()


def test_a_log_under_another_key_is_not_the_one_that_was_seen(town: Town, tmp_path: Path) -> None:
    """The name alone does not make it the same; nobody asked for a key here."""
    record = town.root / "stages/sealed"
    tell(*check(town, "trustee-1", record, tmp_path / "a"))
    stranger = Memory(town.own("trustee-1"))
    other = (record / "checkpoint").read_bytes().replace(b"\n5\n", b"\n6\n", 1)
    stranger.keep(ORIGIN, other)
    _, code = refused(*check(town, "trustee-1", record, tmp_path / "b")[:-2])
    assert code == "log.key"


def test_what_was_refused_is_not_remembered(town: Town, tmp_path: Path) -> None:
    record = town.at("sealed", tmp_path)
    (next(iter(sorted((record / "object").iterdir())))).write_bytes(b"")
    assert code_of(*check(town, "trustee-1", record, tmp_path / "a"))[0] == 1
    assert kept(town, "trustee-1") == 0
    assert code_of(*check(town, "trustee-1", town.root / "stages/called", tmp_path / "b")) == (
        1, "setup.missing",
    )  # fmt: skip
    assert kept(town, "trustee-1") == 0


def test_evidence_that_cannot_be_kept_does_not_hide_the_refusal(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stages = town.root / "stages"
    tell(*check(town, "trustee-1", stages / "confirmed", tmp_path / "a"))

    def full(*_: object) -> None:
        raise Unreadable("file.unwritable", "file:evidence", reason="No space left on device")

    monkeypatch.setattr(heads, "store", full)
    code, _, err = run(*check(town, "trustee-1", stages / "sealed", tmp_path / "b"))
    assert code == 1
    assert [line.split(": ")[1] for line in err.splitlines()] == ["file.unwritable", "log.rollback"]


def test_a_folder_that_is_not_there_remembers_nothing(town: Town, tmp_path: Path) -> None:
    words = ("trustee", "check", town.root / "stages/sealed", "--folder", tmp_path / "no")
    assert code_of(*words, "-o", tmp_path / "a") == (2, "file.missing")
    assert not (tmp_path / "no").exists()


def test_the_checkpoint_is_read_once(town: Town) -> None:
    """A server could show another head to the verification than to the memory."""
    source = Folder(town.root / "stages/sealed")
    pinned = heads.Pinned(source, b"the one")
    assert pinned.read("checkpoint") == b"the one"
    assert pinned.read("tile/0/000.p/5") == source.read("tile/0/000.p/5")


# witnesses


WITNESS = CosigningKey("archive.example/witness", bytes([5] * 32))


@pytest.fixture(scope="session")
def watched(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the town up to its set-up, opened with a witness; nobody has cosigned."""
    root = tmp_path_factory.mktemp("watched")
    opening = json.loads((town.root / "opening.json").read_bytes())
    opening |= {"witnesses": [WITNESS.verifier.write()], "quorum": 1}
    (root / "opening.json").write_text(json.dumps(opening))
    record, start = root / "record", ("--key", town.key, "--at", "2027-05-14T05:00:00Z")
    town.at("opened", root / "aside")  # the keeper's machine knows of no log yet
    tell("record", "open", record, root / "opening.json", *start)
    texts = (town.root / "charter.kk.txt", town.root / "charter.ru.txt")
    again = ("--work", "tal-charter", "--version", "draft-1")
    tell("record", "text", record, *texts, *again, "--date", "2027-05-14",
         "--author", "tal-council", "--authoritative", "kk", *start)  # fmt: skip
    asked = (town.root / "question.json", "--rule", "town-charter")
    tell("record", "question", record, *asked, *again, *start)
    tell("record", "stations", record, town.root / "stations.csv", *start)
    keys = [town.own(f"trustee-{n}") / "trustee.public.json" for n in (1, 2)]
    tell("question", "setup", record, "--rolls", town.own("registrar") / "public",
         "--trustee", keys[0], "--trustee", keys[1], "-o", root / "sealed")  # fmt: skip
    sealed = (root / "sealed/voting.setup.json", "--object", root / "sealed")
    tell("record", "append", record, "voting.setup", *sealed, "--key", town.key, "--at", VOTING)
    return record


def cosign(record: Path) -> None:
    """The witness cosigns the head as it stands."""
    note = notes.parse((record / "checkpoint").read_bytes())
    line = cosignature.cosign(note.text, WITNESS, 1_900_000_000)
    (record / "checkpoint").write_bytes(cosignature.added(note, [line]).write())


@pytest.mark.parametrize("role", ["trustee-1", "registrar"])
def test_a_party_waits_for_the_witnesses(
    town: Town, watched: Path, tmp_path: Path, role: str
) -> None:
    """It could be a log that is shown to this party alone."""
    record = Path(shutil.copytree(watched, tmp_path / "record"))
    assert code_of(*check(town, role, record, tmp_path / "a")) == (1, "log.unwitnessed")
    assert kept(town, role) == 0
    cosign(record)
    tell(*check(town, role, record, tmp_path / "a"))
    assert kept(town, role) > 0


def test_a_voter_waits_for_the_witnesses_and_may_look_without(
    town: Town, watched: Path, tmp_path: Path
) -> None:
    """A ballot made for keys of somebody else's cannot be taken back; a look costs nothing."""
    record = Path(shutil.copytree(watched, tmp_path / "record"))
    secret = tmp_path / "credential"
    secret.write_text(town.credentials()[0])
    vote = ("voter", "ballot", record, "--box", "town", "--answer", "yes", "--credential", secret)
    assert code_of(*vote, "-o", tmp_path / "ballot") == (1, "log.unwitnessed")
    look = ["voter", "find", str(record), "x" * 43]
    codes = [line.split(": ")[1] for line in run(*look)[2].splitlines()]
    assert codes == ["log.unwitnessed", "ballot.absent"]
    cosign(record)
    tell(*vote, "-o", tmp_path / "ballot")
    assert code_of(*look) == (1, "ballot.absent")


def test_an_auditor_holds_a_log_to_a_checkpoint_of_the_own(town: Town, tmp_path: Path) -> None:
    newer, older = (town.root / "stages" / stage for stage in ("whole", "voted"))
    tell("verify", newer, "--since", older / "checkpoint")
    code, out, _ = run("verify", str(older), "--since", str(newer / "checkpoint"), "--json")
    told = json.loads(out)
    assert (code, next(each["code"] for each in told["findings"])) == (1, "log.rollback")
    assert told["log"]["checkpoint"] == (older / "checkpoint").read_text()
    assert (told["log"]["witnesses"], told["log"]["quorum"]) == ([], 0)
    absent = ("verify", str(newer), "--since", str(tmp_path / "absent"))
    assert code_of(*absent) == (2, "file.missing")
