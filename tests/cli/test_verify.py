"""``dauys verify``: one object with --json whatever it is given, and never a traceback."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dauys.cli import verify
from dauys.cli.keys import read_signing
from dauys.errors import Refused
from dauys.log import writer
from tests.cli.town import STRANGER, Town, files_of, spoil, tell
from tests.journeys.world import run

KEYS = {
    "verdict": str,
    "boxes": list,
    "findings": list,
    "result": (list, type(None)),
    "ballots": int,
    "counted": int,
    "seconds": float,
    "arithmetic": str,
}
EXITS = {"accepted": 0, "refused": 1, "unread": 2}


def told(source: str | Path, *options: str) -> dict[str, Any]:
    """The report of ``--json``: one object, with the keys of the contract and the right exit."""
    code, out, err = run("verify", str(source), "--json", *options)
    assert err == ""
    report: dict[str, Any] = json.loads(out)
    assert {key for key, form in KEYS.items() if not isinstance(report[key], form)} == set()
    assert code == EXITS[report["verdict"]]
    assert report["arithmetic"] in ("native", "reference")
    for finding in report["findings"]:
        assert {"code", "severity", "step", "accused", "message"} <= set(finding)
        assert finding["severity"] in ("error", "warning", "information")
        assert type(finding["step"]) is int
        assert finding["message"]
    return report


def errors(report: dict[str, Any]) -> list[str]:
    """The codes of the errors."""
    return [f["code"] for f in report["findings"] if f["severity"] == "error"]


def test_a_whole_record_is_accepted_with_its_result(town: Town) -> None:
    report = told(town.root / "record", "--log-key", town.log_key)
    assert (report["verdict"], report["result"]) == ("accepted", [[2, 1]])
    assert (report["ballots"], report["counted"]) == (3, 3)
    (box,) = report["boxes"]
    assert set(box) >= {"region", "uuid", "result", "ballots", "counted"}
    assert (box["region"], box["result"], box["counted"]) == ("town", [[2, 1]], 3)
    assert [finding["code"] for finding in report["findings"]] == ["record.simulated"]


def test_strict_makes_a_warning_an_error(town: Town) -> None:
    report = told(town.root / "record", "--strict")
    assert (report["verdict"], errors(report)) == ("refused", ["record.simulated"])


@pytest.mark.parametrize("stage", ["opened", "text", "called", "sealed", "voted", "added-up"])
def test_a_record_on_its_way_is_accepted_as_far_as_it_is(town: Town, stage: str) -> None:
    report = told(town.root / "stages" / stage)
    assert report["verdict"] == "accepted"
    found = {finding["code"]: finding for finding in report["findings"]}
    assert found["verify.unfinished"]["severity"] == "information"
    assert report["result"] is None


def test_an_archive_is_verified_alone(town: Town, tmp_path: Path) -> None:
    tell("record", "export", town.root / "record", "--box", "town", "-o", tmp_path / "town.bel")
    report = told(tmp_path / "town.bel")
    assert (report["verdict"], report["result"]) == ("accepted", [[2, 1]])
    assert [finding["code"] for finding in report["findings"]] == ["decryption.unbound"]


def test_a_person_sees_the_steps_the_findings_and_the_verdict(town: Town) -> None:
    code, out, _ = run("verify", str(town.root / "record"))
    assert code == 0
    assert out.startswith(" 1  ok  ")
    assert "\nwarning: record.simulated: " in out
    assert "\nbox town: ballots 3, counted 3, result [[2, 1]]\n" in out
    assert out.endswith("verification: accepted\n")


def test_a_person_sees_which_step_is_wrong(town: Town, tmp_path: Path) -> None:
    record = town.at("whole", tmp_path)
    next(record.glob("object/*")).unlink()
    code, out, _ = run("verify", str(record))
    assert code == 1
    assert "\n 4  WRONG  " in out
    assert "\nerror: object.missing: " in out
    assert out.endswith("verification: refused\n")


def test_a_person_sees_fifty_findings_and_how_many_more_there_are(
    town: Town, tmp_path: Path
) -> None:
    record = tmp_path / "record"
    tell("record", "open", record, town.root / "opening.json", *town.keyed("2027-05-14T05:00:00Z"))
    opened = verify.run_with_progress(str(record), None)
    for number in range(60):
        opened.fault(Refused("ballot.proof", f"entry:{number}"), 10)
    shown = verify.as_object(opened, False, 0.0)
    assert len(shown["findings"]) >= 60
    lines: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verify, "echo", lines.append)
        verify.show(opened, False, 0.0, None)
    assert sum(line.startswith("error: ballot.proof") for line in lines) <= verify.SHOWN
    assert any(line.startswith("and ") for line in lines)


# What is no record at all.


def of_bytes(data: bytes) -> Callable[[Path], Path]:
    """A file with these bytes."""

    def make(folder: Path) -> Path:
        (folder / "given").write_bytes(data)
        return folder / "given"

    return make


def an_empty_folder(folder: Path) -> Path:
    """A folder without anything in it."""
    (folder / "given").mkdir()
    return folder / "given"


def a_checkpoint_that_is_a_folder(folder: Path) -> Path:
    """Opening it is an error of the system, not a missing file."""
    (folder / "given" / "checkpoint").mkdir(parents=True)
    return folder / "given"


def a_checkpoint_of_brackets(folder: Path) -> Path:
    """A note that long is refused before it is looked into."""
    (folder / "given").mkdir()
    (folder / "given" / "checkpoint").write_bytes(b"[" * 10_000_000)
    return folder / "given"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (of_bytes(b""), "archive.empty"),
        (of_bytes(os.urandom(3000)), "archive.form"),
        (of_bytes(b"[" * 10_000_000), "archive.form"),
        (of_bytes("Конституция\n".encode() * 100), "archive.form"),
        (of_bytes(b"\0" * 100_000), "archive.form"),
        (an_empty_folder, "source.record"),
        (a_checkpoint_that_is_a_folder, "source.unreadable"),
        (lambda folder: folder / "absent", "source.absent"),
        (lambda folder: Path("/dev/null/x"), "source.unreadable"),
    ],
)
def test_what_is_no_record_is_unread(
    make: Callable[[Path], Path], code: str, tmp_path: Path
) -> None:
    report = told(make(tmp_path))
    assert (report["verdict"], errors(report)) == ("unread", [code])
    assert (report["boxes"], report["result"], report["ballots"]) == ([], None, 0)


def test_a_name_with_a_zero_byte_is_unread() -> None:
    """The system takes no such name, and says so in its own way."""
    assert errors(told("a\0b")) == ["source.unreadable"]


def test_a_checkpoint_of_ten_million_brackets_is_refused(tmp_path: Path) -> None:
    assert errors(told(a_checkpoint_of_brackets(tmp_path))) == ["note.size"]


# What is a record and is broken.


def without_a_bundle(record: Path) -> None:
    """The entries are gone."""
    shutil.rmtree(record / "tile/entries")


def with_a_short_bundle(record: Path) -> None:
    """A file that broke off while it was copied."""
    path = next(record.glob("tile/entries/000.p/*"))
    for each in record.glob("tile/entries/000.p/*"):
        path = max(path, each, key=lambda p: int(p.name))
    path.write_bytes(path.read_bytes()[:-9])


def with_an_altered_bundle(record: Path) -> None:
    """Somebody's ballot was changed on the server."""
    for path in record.glob("tile/entries/000.p/*"):
        path.write_bytes(
            path.read_bytes().replace(b'"kind":"ballot.cast"', b'"kind":"ballot.caST"')
        )


def with_another_checkpoint(record: Path) -> None:
    """A checkpoint of which a letter of the signature was changed."""
    path = record / "checkpoint"
    path.write_bytes(path.read_bytes()[:-4] + b"AA=\n")


def with_a_checkpoint_of_noise(record: Path) -> None:
    """Bytes that are no text."""
    (record / "checkpoint").write_bytes(b"\xff\xfe" * 50)


def without_a_tile(record: Path) -> None:
    """The hashes are gone; the entries alone prove nothing."""
    shutil.rmtree(record / "tile/0")


@pytest.mark.parametrize(
    ("spoiling", "code", "verdict"),
    [
        (without_a_bundle, "source.missing", "unread"),
        (without_a_tile, "source.missing", "unread"),
        (with_a_short_bundle, "log.width", "refused"),
        (with_an_altered_bundle, "log.bundle", "refused"),
        (with_another_checkpoint, "note.signature", "refused"),
        (with_a_checkpoint_of_noise, "note.encoding", "refused"),
    ],
)
def test_a_broken_record_is_never_accepted(
    town: Town, tmp_path: Path, spoiling: Callable[[Path], None], code: str, verdict: str
) -> None:
    record = town.at("whole", tmp_path)
    spoiling(record)
    report = told(record)
    assert (report["verdict"], errors(report)[0]) == (verdict, code)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda path: path.unlink(), "object.missing"),
        (lambda path: path.write_bytes(path.read_bytes()[:-1]), "object.size"),
        (lambda path: path.write_bytes(path.read_bytes() + b" "), "object.size"),
        (lambda path: path.write_bytes(b"x" * path.stat().st_size), "object.hash"),
    ],
)
def test_an_object_that_is_not_what_its_entry_names(
    town: Town, tmp_path: Path, change: Callable[[Path], object], code: str
) -> None:
    record = town.at("whole", tmp_path)
    place = min(record.glob("object/*"))
    change(place)
    report = told(record)
    assert report["verdict"] == "refused"
    found = [finding for finding in report["findings"] if finding["code"] == code]
    assert [(f["step"], f["accused"]) for f in found] == [(4, f"object:{place.name}")]


def test_foreign_files_in_a_record_are_no_part_of_it(town: Town, tmp_path: Path) -> None:
    """A server's own files, and what a crash left behind, say nothing about the record."""
    record = town.at("whole", tmp_path)
    for name in ("index.html", "object/readme", "tile/entries/000.p/1.new", "tile/9/000"):
        (record / name).parent.mkdir(parents=True, exist_ok=True)
        (record / name).write_bytes(b"foreign")
    assert told(record)["verdict"] == "accepted"


def test_a_log_of_another_key_is_refused(town: Town) -> None:
    """A commission that shows two logs cannot sign both with the one key that was published."""
    report = told(town.root / "record", "--log-key", STRANGER)
    assert (report["verdict"], errors(report)) == ("refused", ["log.key"])


def test_an_empty_log_is_no_referendum(town: Town, tmp_path: Path) -> None:
    key = read_signing(town.key, town.phrase)
    _, signed = writer.seal(writer.EMPTY, key.name, [key])
    (tmp_path / "checkpoint").write_bytes(signed)
    report = told(tmp_path)
    assert (report["verdict"], errors(report)) == ("refused", ["log.empty"])


def test_what_nobody_foresaw_is_a_finding_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that made the verifier fail would else silence its own report."""

    def fail(*args: Any, **named: Any) -> Any:
        raise RecursionError

    monkeypatch.setattr(verify, "run", fail)
    monkeypatch.delenv("DAUYS_DEBUG", raising=False)
    report = told("anything")
    assert (report["verdict"], errors(report)) == ("unread", ["verify.failed"])
    assert "RecursionError" in report["findings"][0]["message"]


def test_nothing_is_written_by_a_verification(town: Town, tmp_path: Path) -> None:
    record = town.at("whole", tmp_path)
    spoil(record)
    before = files_of(tmp_path)
    told(record)
    assert files_of(tmp_path) == before


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_messages_speak_the_chosen_language_and_the_codes_do_not(
    town: Town, language: str
) -> None:
    code, out, _ = run("verify", str(town.root / "record"), "--json", "--lang", language)
    (finding,) = json.loads(out)["findings"]
    assert (code, finding["code"]) == (0, "record.simulated")
    if language != "en":
        assert not finding["message"].isascii()
