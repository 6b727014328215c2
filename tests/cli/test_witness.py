"""``dauys witness`` over files: it remembers before it signs, and keeps what contradicts itself."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from dauys.cli import heads, watch
from dauys.cli.heads import Memory
from dauys.cli.watch import Watch, alone
from dauys.errors import DauysError, Refused, Unreadable
from dauys.log import cosignature
from dauys.log import note as notes
from dauys.log.keys import SigningKey, parse_cosigner_key
from dauys.log.witness import Request, parse_request
from tests.cli.watched import (
    KEY,
    LOG_KEY,
    ORIGIN,
    WITNESSES,
    Place,
    done,
    place,
    refused,
    secret,
    seen,
)
from tests.journeys.world import run


@pytest.fixture
def log(tmp_path: Path) -> Place:
    """A log with three witnesses, two of whom must cosign."""
    return place(tmp_path / "log")


def cosign(log: Place, source: str | Path, name: str = "answer", number: int = 0) -> list[str]:
    """The words of a witness's command."""
    own, output = log.own(number), log.root / name
    words = ("witness", "cosign", source, "--folder", own, "--log-key", LOG_KEY, "-o", output)
    return [str(word) for word in words]


def request(log: Place, old: int) -> Path:
    """A request in a file, as the log keeper carries it to a witness."""
    folder = log.root / f"requests-{old}-{log.head().size}"
    words = ("record", "cosign", log.record, "--key", log.key, "--requests", folder)
    done(*words, "--old", str(old))
    return folder / "1.request"


def test_a_witness_makes_a_key_that_cosigns(tmp_path: Path) -> None:
    words = ("witness", "key", "w1.example/witness", "-o", tmp_path / "own", "--no-passphrase")
    key = parse_cosigner_key(done(*words).splitlines()[-1])
    assert key.name == "w1.example/witness"
    assert (tmp_path / "own/witness.key").stat().st_mode & 0o077 == 0
    assert refused(*words) == (2, "file.exists")
    odd = ("witness", "key", "two words", "-o", tmp_path / "odd", "--no-passphrase")
    assert refused(*odd) == (2, "note.key")


def test_a_witnesss_key_can_be_locked(tmp_path: Path, log: Place) -> None:
    """With a passphrase, as the keys of the others."""
    phrase = tmp_path / "phrase"
    secret(phrase, "a lantern over the river")
    own = tmp_path / "own"
    done("witness", "key", "w1.example/witness", "-o", own, "--passphrase-file", phrase)
    assert b"PRIVATE+KEY" not in (own / "witness.key").read_bytes()
    words = ("witness", "cosign", log.record, "--folder", own, "--log-key", LOG_KEY)
    done(*words, "-o", tmp_path / "answer", "--passphrase-file", phrase)
    assert (tmp_path / "answer").read_text().startswith("— w1.example/witness ")


@pytest.mark.parametrize("by_file", [True, False])
def test_a_head_is_cosigned_from_a_request_or_from_the_record(log: Place, by_file: bool) -> None:
    source = request(log, 0) if by_file else log.record
    told = done(*cosign(log, source))
    assert told == f"{ORIGIN}: cosigned the head, entries: 1\n"
    body = (log.root / "answer").read_bytes()
    note = notes.parse(notes.parse(log.note()).text.encode() + b"\n" + body)
    made = cosignature.time_of(note, WITNESSES[0].verifier)
    assert made is not None
    assert abs(made - time.time()) < 60
    assert seen(log) == 1


def test_a_witness_goes_on_with_the_log(log: Place) -> None:
    done(*cosign(log, log.record, "first"))
    log.grow("v1")
    log.grow("v2")
    done(*cosign(log, request(log, 1), "second"))
    assert seen(log) == 3
    done(*cosign(log, log.record, "third"))
    assert seen(log) == 3


def test_an_answer_that_is_there_is_not_overwritten(log: Place) -> None:
    done(*cosign(log, log.record))
    assert refused(*cosign(log, log.record)) == (2, "file.exists")


def test_two_heads_of_one_size_are_kept_as_evidence(log: Place) -> None:
    """A fork: the log signed both, and the witness shows both to whoever asks."""
    log.grow("v1")
    other = place(log.root / "twin")
    other.grow("v2")
    done(*cosign(log, log.record))
    before = Memory(log.own(0)).last(KEY.verifier)
    forged = log.root / "forged"
    forged.write_bytes(Request(2, (), other.note()).write())
    code, _, err = run(*cosign(log, forged, "none"))
    assert code == 1
    lines = err.splitlines()
    assert "both checkpoints" in lines[-2]
    assert lines[-1].startswith("dauys: log.fork: ")
    (evidence,) = (log.own(0) / "evidence").iterdir()
    assert (evidence / "kept").read_bytes() == before
    assert (evidence / "shown").read_bytes() == other.note()
    assert not (log.root / "none").exists()
    assert Memory(log.own(0)).last(KEY.verifier) == before


def test_a_record_with_another_past_is_kept_as_evidence_too(log: Place) -> None:
    """Longer than what was seen, and its own tiles show that it began otherwise."""
    other = log.fork("v2")
    other.grow("v3")
    log.grow("v1")
    done(*cosign(log, log.record))
    assert refused(*cosign(log, other.record, "none")) == (1, "log.fork")
    (evidence,) = (log.own(0) / "evidence").iterdir()
    assert (evidence / "shown").read_bytes() == other.note()
    assert seen(log) == 2


def test_a_record_that_was_put_back_is_kept_as_evidence(log: Place) -> None:
    older = log.note()
    log.grow("v1")
    done(*cosign(log, log.record))
    (log.record / "checkpoint").write_bytes(older)
    assert refused(*cosign(log, log.record, "none")) == (1, "log.rollback")
    (evidence,) = (log.own(0) / "evidence").iterdir()
    assert (evidence / "shown").read_bytes() == older


def test_evidence_cannot_fill_the_disk(log: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """One fork proves it; a log that goes on signing others adds nothing."""
    monkeypatch.setattr(heads, "MAX_EVIDENCE", 2)
    log.grow("v0")
    done(*cosign(log, log.record))
    for number in range(4):
        other = place(log.root / f"twin-{number}")
        other.grow(f"w{number}")
        assert refused(*cosign(log, other.record, "none")) == (1, "log.fork")
    assert len(list((log.own(0) / "evidence").iterdir())) == 2


def test_an_old_size_that_is_not_the_last_is_told(log: Place) -> None:
    done(*cosign(log, log.record))
    log.grow("v1")
    assert refused(*cosign(log, request(log, 0), "none")) == (1, "witness.size")
    done(*cosign(log, request(log, 1), "then"))


def test_a_log_that_is_not_watched_is_not_cosigned(log: Place) -> None:
    other = WITNESSES[1]  # any other key will do
    foreign = f"{ORIGIN}+{other.verifier.id.hex()}+x"
    assert refused(*[w if w != LOG_KEY else foreign for w in cosign(log, log.record)]) == (
        2, "note.key",
    )  # fmt: skip
    unknown = place(log.root / "unknown")
    watching = Watch(WITNESSES[0], Memory(log.own(0)), ())
    for source in (lambda: watching.request_for(heads.files.record(str(unknown.record))),):
        with pytest.raises(Refused) as caught:
            source()
        assert (caught.value.code, caught.value.facts) == ("witness.origin", {"origin": ORIGIN})


def test_two_logs_of_one_name_are_not_watched_side_by_side(log: Place) -> None:
    """A request names its log by the name alone: one of the two would go unwatched in silence."""
    other = SigningKey(ORIGIN, bytes([8] * 32)).verifier.write()
    for second in (other, LOG_KEY):
        assert refused(*cosign(log, log.record), "--log-key", second) == (2, "witness.twice")
    elsewhere = SigningKey("far.example/log", bytes([8] * 32)).verifier.write()
    done(*cosign(log, log.record), "--log-key", elsewhere)


def test_garbage_in_a_file_is_refused(log: Place) -> None:
    bad = log.root / "bad"
    for data, code in ((b"", "witness.request"), (b"old 0\n\n", "note.form")):
        bad.write_bytes(data)
        assert refused(*cosign(log, bad, "none")) == (1, code)
    bad.write_bytes(bytes(300 * 1024))
    assert refused(*cosign(log, bad, "none")) == (2, "file.size")
    assert refused(*cosign(log, log.root / "absent", "none")) == (2, "file.missing")
    assert seen(log) == 0


def test_a_memory_that_was_altered_stops_the_witness(log: Place) -> None:
    """It would otherwise go on from a head that it never cosigned."""
    done(*cosign(log, log.record))
    (kept,) = (log.own(0) / "seen").iterdir()
    kept.write_bytes(kept.read_bytes().replace(b"\n1\n", b"\n2\n", 1))
    log.grow("v1")
    assert refused(*cosign(log, request(log, 1), "none"))[0] == 1


class Crash(BaseException):
    """The machine goes dark."""


def test_the_head_is_on_the_disk_before_the_cosignature_exists(
    log: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Dark between the two: the log asks again and gets its cosignature; no other head does."""
    remembered: list[int] = []

    def dark(text: str, key: object, at: int) -> None:
        remembered.append(seen(log))
        raise Crash

    monkeypatch.setattr(watch.cosignature, "cosign", dark)
    asked = parse_request(request(log, 0).read_bytes())
    with pytest.raises(Crash):
        log.watch().add(asked)
    assert remembered == [1]
    monkeypatch.undo()
    twin = place(log.root / "twin", quorum=1)  # another log under the same key
    with pytest.raises(Refused) as caught:
        log.watch().add(Request(1, (), twin.note()))
    assert caught.value.code == "log.fork"
    head, _ = log.watch().add(Request(1, (), log.note()))
    assert head.size == 1


def test_dark_while_it_remembers_leaves_the_old_memory(
    log: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    done(*cosign(log, log.record))
    log.grow("v1")
    asked = parse_request(request(log, 1).read_bytes())

    def dark(handle: int) -> None:
        raise Crash

    monkeypatch.setattr("os.fsync", dark)
    with pytest.raises(Crash):
        log.watch().add(asked)
    monkeypatch.undo()
    assert seen(log) == 1
    log.watch().add(asked)
    assert seen(log) == 2


def test_requests_at_once_are_answered_one_after_another(log: Place) -> None:
    """Of many that go on from one head to different ones, one is cosigned (tlog-witness, races)."""
    done(*cosign(log, log.record))
    heads_of_forks = []
    for number in range(6):
        other = log.fork(f"x{number}")
        heads_of_forks.append(parse_request(request(other, 1).read_bytes()))
    watching, answers = log.watch(), []

    def ask(asked: Request) -> None:
        try:
            answers.append(watching.add(asked))
        except DauysError as error:
            answers.append(error.code)

    threads = [threading.Thread(target=ask, args=(asked,)) for asked in heads_of_forks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    refusals = [each for each in answers if isinstance(each, str)]
    assert (len(answers), len(refusals)) == (6, 5)
    assert set(refusals) == {"witness.size"}


def test_two_processes_of_one_witness_do_not_work_at_once(log: Place) -> None:
    """Two memories would be two witnesses under one key."""
    with alone(log.own(0)):
        assert refused(*cosign(log, log.record)) == (2, "witness.busy")
        serve = ("witness", "serve", "--folder", log.own(0), "--log-key", LOG_KEY, "--port", "0")
        assert refused(*serve) == (2, "witness.busy")
        with pytest.raises(Unreadable), alone(log.own(0)):
            pass
    done(*cosign(log, log.record))


def test_a_witness_without_a_folder_is_told(log: Place) -> None:
    words = [w if w != str(log.own(0)) else str(log.root / "no") for w in cosign(log, log.record)]
    assert refused(*words) == (2, "file.missing")


def test_a_server_serves_until_it_is_stopped(log: Place) -> None:
    """The command itself, in a process of its own, asked by the log keeper's command."""
    words = ["witness", "serve", "--folder", str(log.own(0)), "--log-key", LOG_KEY, "--port", "0"]
    server = subprocess.Popen(
        [sys.executable, "-m", "dauys", "--lang", "en", *words],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env={**os.environ},
    )  # fmt: skip
    try:
        assert server.stdout is not None
        first = server.stdout.readline()
        assert first.startswith("the witness of 1 logs answers at http://127.0.0.1:")
        ask = ("record", "cosign", log.record, "--key", log.key, "--witness", first.split()[-1])
        assert refused(*ask) == (1, "log.unwitnessed")  # one of the two that are needed
        assert server.stdout.readline() == f"{ORIGIN}: cosigned the head, entries: 1\n"
        assert log.signers() == [KEY.name, WITNESSES[0].name]
    finally:
        server.send_signal(signal.SIGINT)
        assert server.wait(timeout=10) == 130
