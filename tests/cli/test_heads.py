"""A party remembers the head it verified last; a log that does not go on from it is refused."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from dauys.cli import heads, keys
from dauys.cli.heads import Memory
from dauys.errors import Unreadable
from dauys.log import checkpoint as checkpoints
from dauys.log import cosignature, writer
from dauys.log import note as notes
from dauys.log.continuity import Contradicted
from dauys.log.keys import CosigningKey, VerifierKey, parse_verifier_key
from dauys.parties import duty
from dauys.storage.folder import put
from dauys.verification.head import read_head
from dauys.verification.sources import Folder
from dauys.verification.trusted import Trusted
from dauys.wire import canonical
from tests.cli.town import BEFORE, VOTING, Town, code_of, secret_file, tell
from tests.journeys.world import run

ORIGIN = "tal.example/log"


def check(town: Town, role: str, record: Path, output: Path) -> list[str]:
    """The words with which a party confirms the set-up of a record."""
    words = (role.partition("-")[0], "check", record, "--folder", town.own(role), "-o", output)
    return [str(word) for word in (*words, "--log-key", town.log_key)]


def kept(town: Town, role: str) -> int:
    """How many entries the head has that a party remembers; 0 where it remembers none."""
    signed = Memory(town.own(role)).last(key_of(town))
    return checkpoints.peek(signed).size if signed else 0


def key_of(town: Town) -> VerifierKey:
    """The key of the town's log."""
    return parse_verifier_key(town.log_key)


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
        assert Memory(town.own(role)).last(key_of(town)) == (record / "checkpoint").read_bytes()
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


def foreign(town: Town, place: Path) -> tuple[Path, str]:
    """A log of the same name with the same set-up, which somebody else's key signs; and that key.

    Nothing is wrong in it but that it is another log: what a trustee publishes, all can copy.
    """
    place.mkdir()
    key = tell("record", "key", ORIGIN, "-o", place / "log.key").splitlines()[-1]
    return set_up(town, place, place / "log.key", log=key), key


def read_entries(record: Path) -> list[bytes]:
    """The entries of a record in a folder."""
    log = read_head(Folder(record), None).log
    return [log.entry(index) for index in range(log.checkpoint.size)]


def unasked(words: list[str]) -> list[str]:
    """The same command without the log's key."""
    return words[: words.index("--log-key")]


@pytest.fixture
def fresh(town: Town) -> None:
    """The party has seen nothing yet."""
    shutil.rmtree(town.own("trustee-1") / "seen", ignore_errors=True)


@pytest.mark.usefixtures("fresh")
def test_a_look_at_somebody_elses_log_leaves_no_trace(town: Town, tmp_path: Path) -> None:
    """A whole and sound log of the same name in which the party has no part."""
    record, own = town.root / "stages/sealed", tmp_path / "own"
    strange, _ = foreign(town, tmp_path / "foreign")
    stranger = ("--folder", own, "-o", tmp_path / "a")
    tell("trustee", "key", "-o", own)
    for place in (strange, record):
        assert refused_quietly("trustee", "check", str(place), *map(str, stranger)) == "setup.own"
    assert not list(own.glob("seen/*"))
    assert not (own / "evidence").exists()


@pytest.mark.usefixtures("fresh")
def test_a_log_under_another_key_is_another_log(town: Town, tmp_path: Path) -> None:
    """It has a memory of its own, proves nothing, and is taken only by one who asks for its key."""
    record = town.root / "stages/sealed"
    strange, key = foreign(town, tmp_path / "foreign")
    tell(*unasked(check(town, "trustee-1", record, tmp_path / "a")))
    words = check(town, "trustee-1", strange, tmp_path / "b")
    assert refused_quietly(*unasked(words)) == "log.other"
    assert refused_quietly(*words) == "log.key", "the town's key was asked for"
    assert kept(town, "trustee-1") > 0
    tell(*unasked(words), "--log-key", key)
    tell(*unasked(check(town, "trustee-1", record, tmp_path / "c")))
    assert len(list((town.own("trustee-1") / "seen").iterdir())) == 2
    assert evidence(town, "trustee-1") == []


def refused_quietly(*words: str) -> str:
    """The code of a refusal that keeps no evidence."""
    code, out, err = run(*words)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    return err.split(": ")[1]


@pytest.mark.usefixtures("fresh")
def test_a_smaller_head_never_takes_the_place_of_a_larger(town: Town, tmp_path: Path) -> None:
    """The machine was slow over the older one, and another command verified the newer meanwhile."""
    memory, key = Memory(tmp_path), key_of(town)
    older, newer = (
        (town.root / "stages" / stage / "checkpoint").read_bytes()
        for stage in ("sealed", "confirmed")
    )
    memory.keep(key, newer)
    with pytest.raises(Unreadable) as caught:
        memory.keep(key, older)
    assert caught.value.code == "log.behind"
    assert memory.last(key) == newer


def test_two_commands_at_once_take_turns(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """While one verifies an older head, the other verifies a newer one and ends before it."""
    older, newer = (town.root / "stages" / stage for stage in ("sealed", "confirmed"))
    real = duty.verified

    def slow(*given: Any) -> Trusted:
        found = real(*given)
        monkeypatch.setattr(duty, "verified", real)
        with heads.verified(str(newer), tmp_path, None):
            pass
        return found

    monkeypatch.setattr(duty, "verified", slow)
    with pytest.raises(Unreadable) as caught, heads.verified(str(older), tmp_path, None):
        pass
    assert caught.value.code == "log.behind"
    signed = Memory(tmp_path).last(key_of(town))
    assert signed == (newer / "checkpoint").read_bytes()


def test_a_fork_that_is_shown_to_a_second_command_meanwhile_is_found(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both began with nothing remembered: the one that ends last sees what the first has kept."""
    one, two = town.at("confirmed", tmp_path / "1"), town.root / "stages/sealed"
    entries = read_entries(two)
    changed = json.loads(entries[-1])
    changed["at"] = "2027-07-13T06:00:00Z"
    entries[-1] = canonical.write(changed)
    signer = keys.read_signing(town.key, town.phrase)
    forked = tmp_path / "forked"
    shutil.copytree(two / "object", forked / "object")
    for path, made in writer.publish(writer.EMPTY, entries, ORIGIN, [signer])[1]:
        put(forked / path, made)
    real = duty.verified

    def slow(*given: Any) -> Trusted:
        found = real(*given)
        monkeypatch.setattr(duty, "verified", real)
        with heads.verified(str(forked), tmp_path / "own", None):
            pass
        return found

    (tmp_path / "own").mkdir()
    monkeypatch.setattr(duty, "verified", slow)
    with pytest.raises(Contradicted) as caught, heads.verified(str(one), tmp_path / "own", None):
        pass
    assert caught.value.code == "log.fork"
    assert len(list((tmp_path / "own/evidence").iterdir())) == 1


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

    monkeypatch.setattr(heads, "put", full)
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


def set_up(town: Town, root: Path, key: Path, **opening: Any) -> Path:
    """The record of the town up to its set-up, opened otherwise, and signed with another key."""
    opening = json.loads((town.root / "opening.json").read_bytes()) | opening
    (root / "opening.json").write_text(json.dumps(opening))
    record, start = root / "record", ("--key", key, "--at", "2027-05-14T05:00:00Z")
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
    tell("record", "append", record, "voting.setup", *sealed, "--key", key, "--at", VOTING)
    return record


@pytest.fixture(scope="session")
def watched(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The record of the town up to its set-up, opened with a witness; nobody has cosigned."""
    root = tmp_path_factory.mktemp("watched")
    return set_up(town, root, town.key, witnesses=[WITNESS.verifier.write()], quorum=1)


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
    secret_file(secret, town.credentials()[0])
    key = ("--log-key", town.log_key)
    own = ("--box", "town", "--answer", "yes", "--credential", secret, *key)
    vote = ("voter", "ballot", record, *own)
    assert code_of(*vote, "-o", tmp_path / "ballot") == (1, "log.unwitnessed")
    look = ["voter", "find", str(record), "x" * 43, *key]
    codes = [line.split(": ")[1] for line in run(*look)[2].splitlines()]
    assert codes == ["log.unwitnessed", "ballot.absent"]
    cosign(record)
    tell(*vote, "-o", tmp_path / "ballot")
    assert code_of(*look) == (1, "ballot.absent")


def test_a_registrar_waits_for_the_witnesses_before_a_credential_is_replaced(
    town: Town, watched: Path, tmp_path: Path
) -> None:
    """A record that is shown to the registrar alone would say that no vote is set up yet."""
    record, own = (
        tmp_path / "record",
        Path(shutil.copytree(town.own("registrar"), tmp_path / "own")),
    )
    (own / "confirmed").unlink(missing_ok=True)
    shutil.rmtree(own / "seen", ignore_errors=True)
    shutil.copytree(watched, record)
    data = read_entries(record)[:-1]
    signer = keys.read_signing(town.key, town.phrase)
    for path, made in writer.publish(writer.EMPTY, data, ORIGIN, [signer])[1]:
        put(record / path, made)
    words = ("registrar", "replace", "V-002", "--folder", own, "--reason", "burnt")
    asked = (*words, "--record", record, "--log-key", town.log_key)
    assert code_of(*asked) == (1, "log.unwitnessed")
    assert not list(own.glob("seen/*"))
    cosign(record)
    tell(*asked)
    assert Memory(own).last(key_of(town)) == (record / "checkpoint").read_bytes()
    older = writer.publish(writer.EMPTY, data[:-1], ORIGIN, [signer])[1]
    for path, made in older:
        put(record / path, made)
    cosign(record)
    assert refused(*map(str, asked))[1] == "log.rollback"


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
