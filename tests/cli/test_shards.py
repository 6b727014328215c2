"""Auditors who share no network: their receipts add up to one report, or are refused by code.

The records have a voter whose second ballot is false and lies in another shard than the first.
"""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

import pytest

from dauys.cli import shards
from dauys.log.keys import SigningKey
from dauys.verification import receipt
from dauys.verification.receipt import Receipt
from tests.cli.judged_records import SPAN, need, told, write_bel, write_folder
from tests.cli.watched import secret
from tests.journeys.world import run

AUDITORS = [SigningKey(f"auditor/{n}", bytes([n]) * 32) for n in (1, 2, 3)]
SIGNERS = [word for each in AUDITORS for word in ("--signer", each.verifier.write())]
FAST: tuple[str, ...] = ()
SLOW = ("--reference",)


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dauys.verification.judging.SPAN", SPAN)


@pytest.fixture(params=["record", "box.bel"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path: Path = tmp_path / request.param
    return write_bel(path) if path.suffix else write_folder(path)


def judged(record: Path, number: int, words: tuple[str, ...]) -> Path:
    """The receipt of an auditor, each of whom judges the shard of the own number."""
    key, path = record.parent / f"{number}.key", record.parent / f"{number}.receipt"
    secret(key, AUDITORS[number - 1].write())
    shard = ("--shard", f"{number}/{len(AUDITORS)}", "--key", str(key), "--receipt", str(path))
    code, out, _ = run("verify", str(record), *shard, "--workers", "1", *words)
    assert code == int("ballot.signature" in out)
    return path


def read(path: Path) -> Receipt:
    return receipt.read(path.read_bytes(), [each.verifier for each in AUDITORS]).receipt


@pytest.mark.parametrize(
    "words", [(FAST,) * 3, (SLOW,) * 3, (FAST, SLOW, FAST)], ids=["any", "slow", "one slow"]
)
def test_receipts_add_up_to_the_report_of_one(
    record: Path, words: tuple[tuple[str, ...], ...]
) -> None:
    for each in words:
        need(each)
    paths = [judged(record, n, each) for n, each in enumerate(words, 1)]
    receipts = [read(path) for path in paths]
    guilty = [n for n, each in enumerate(receipts) if any(one.faults for one in each.judged)]
    assert len(guilty) == 1, "one auditor has seen the false ballot"
    assert all(each.judged for each in receipts)
    assert len({each.surveys for each in receipts}) == 1
    merged = told("merge", str(record), *map(str, paths), *SIGNERS)
    alone = told("verify", str(record), "--workers", "1")
    assert merged.pop("arithmetic") == "receipts"
    assert alone.pop("arithmetic") in ("native", "reference")
    assert merged == alone


def test_a_ballot_counts_whose_second_is_false_and_lies_in_another_shard(tmp_path: Path) -> None:
    """Its own shard knows of none that counts: the survey, which comes first, has the last ones."""
    record = write_bel(tmp_path / "box.bel")
    paths = [judged(record, n, SLOW) for n in (1, 2, 3)]
    weights = [[n for one in read(path).judged for n in one.weights] for path in paths]
    faults = [sum(len(one.faults) for one in read(path).judged) for path in paths]
    assert weights == [[0, 0, 1, 1], [0, 0, 3], [0, 0]]
    assert faults == [0, 1, 0]
    merged = told("merge", str(record), *map(str, paths), *SIGNERS)
    assert (merged["ballots"], merged["counted"]) == (9, 3)


def begun(record: Path, path: Path) -> tuple[int, str]:
    """The exit code of a shard whose receipt goes there, and the code that it tells."""
    key = record.parent / "1.key"
    secret(key, AUDITORS[0].write())
    shard = ("--shard", "1/3", "--key", str(key), "--receipt", str(path), "--workers", "1")
    code, _, err = run("verify", str(record), *shard)
    return code, err.splitlines()[-1].split(": ")[1]


def test_a_receipt_that_could_not_be_written_is_told_before_the_judging(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def judge(*given: object, **more: object) -> NoReturn:
        raise AssertionError

    monkeypatch.setattr("dauys.cli.verify.run_with_progress", judge)
    (tmp_path / "file").write_text("words")
    (tmp_path / "link").symlink_to("nowhere")
    assert begun(record, tmp_path / "nowhere" / "receipt") == (2, "file.unwritable")
    assert begun(record, tmp_path / "file" / "receipt") == (2, "file.unwritable")
    for name in ("file", "link"):
        assert begun(record, tmp_path / name) == (2, "file.exists")
    assert not list(tmp_path.glob("*.new"))


def test_a_receipt_is_written_whole_or_not_at_all(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a disk that is full when the judging is over."""

    def full(handle: int) -> NoReturn:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def end(*given: Any) -> int:
        with monkeypatch.context() as patch:
            patch.setattr("dauys.storage.folder.os.fsync", full)
            return ended(*given)

    ended = shards.end
    monkeypatch.setattr("dauys.cli.shards.end", end)
    assert begun(record, tmp_path / "receipt") == (2, "file.unwritable")
    assert not list(tmp_path.glob("receipt*"))


@pytest.mark.parametrize("word", ["--json", "--strict"])
def test_the_form_of_a_report_is_not_asked_of_a_shard(
    record: Path, word: str, tmp_path: Path
) -> None:
    """It has none: its findings are for those who merge."""
    key, path = tmp_path / "1.key", tmp_path / "receipt"
    secret(key, AUDITORS[0].write())
    shard = ("--shard", "1/3", "--key", str(key), "--receipt", str(path))
    code, out, err = run("verify", str(record), *shard, word)
    assert (code, f"cli.usage: {word} and --shard do not" in err) == (2, True)
    assert bool(out) == (word == "--json")
    assert not path.exists()


Change = Callable[[list[Receipt]], list[Receipt]]
WRONG: dict[str, Change] = {
    "receipt.gap": lambda made: made[:2],
    "receipt.overlap": lambda made: [*made, made[0]],
    "receipt.checkpoint": lambda made: [*made[:2], replace(made[2], root="00" * 32)],
    "receipt.digest": lambda made: [*made[:2], replace(made[2], surveys=("00" * 32,))],
    "receipt.shards": lambda made: [*made[:2], replace(made[2], of=4)],
}


@pytest.mark.parametrize("words", [FAST, SLOW], ids=["any", "slow"])
def test_receipts_that_do_not_make_one_whole_are_refused(
    record: Path, words: tuple[str, ...], tmp_path: Path
) -> None:
    need(words)
    made = [read(judged(record, n, words)) for n in (1, 2, 3)]
    for code, change in WRONG.items():
        paths = []
        for number, each in enumerate(change(made)):
            paths.append(tmp_path / f"{code}-{number}")
            paths[-1].write_bytes(receipt.sign(each, AUDITORS[number % len(AUDITORS)]))
        assert refused(record, paths, SIGNERS) == (2, code)
        assert refused_in_json(record, paths, SIGNERS) == code
    paths = [tmp_path / f"{n}.receipt" for n in (1, 2, 3)]
    assert refused(record, paths, SIGNERS[:4]) == (2, "receipt.signer")
    more = ["--signer", SigningKey("auditor/4", bytes([4]) * 32).verifier.write()]
    assert refused(record, paths, SIGNERS + more) == (2, "receipt.idle")
    _, out, _ = run("merge", str(record), *map(str, paths), *SIGNERS)
    for number in (1, 2, 3):
        assert f"{number}/3: receipt of auditor/{number}" in out
    other = [tmp_path / "receipt.checkpoint-2", *paths[:2]]
    code, _, err = run("merge", str(record), *map(str, other), *SIGNERS)
    assert (code, err.count(other[0].name)) == (2, 1), (
        "both are named: neither is known to be wrong"
    )
    paths[1].write_bytes(paths[1].read_bytes().replace(b'"shard":2', b'"shard":3'))
    assert refused(record, paths, SIGNERS) == (2, "receipt.signature")


def refused_in_json(record: Path, paths: list[Path], signers: list[str]) -> str:
    """The code of the one finding in the object that says that there is no report."""
    code, out, _ = run("merge", str(record), *map(str, paths), *signers, "--json")
    report = json.loads(out)
    (finding,) = report["findings"]
    assert (code, report["verdict"]) == (2, "unread")
    return str(finding["code"])


def refused(record: Path, paths: list[Path], signers: list[str]) -> tuple[int, str]:
    """The exit code of a merging, and the code that it tells."""
    code, _, err = run("merge", str(record), *map(str, paths), *signers)
    return code, err.splitlines()[-1].split(": ")[1]
