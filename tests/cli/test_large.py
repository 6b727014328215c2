"""Large records by their commands: workers, a file of what was judged, shards and their merging."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NoReturn

import pytest

from dauys.cli.main import main
from dauys.errors import Unreadable
from dauys.verification.pieces import Answer, Piece, judge
from tests.journeys.world import run
from tests.verification.world import build

VOTERS, BALLOTS = 5, 9


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pieces of four entries: several of them, and second votes in other pieces than the first."""
    monkeypatch.setattr("dauys.verification.judging.SPAN", 4)


@pytest.fixture(scope="module", params=["record", "box.bel"])
def record(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path: Path = tmp_path_factory.mktemp("simulated") / request.param
    given = ("--voters", str(VOTERS), "--ballots", str(BALLOTS), "--workers", "1")
    assert main(["simulate", *given, "--out", str(path)]) == 0
    return path


def told(*words: str) -> dict[str, Any]:
    """The report of a command, without what no two runs share."""
    code, out, err = run(*words, "--json")
    assert (code, err) == (0, "")
    report: dict[str, Any] = json.loads(out)
    for timed in (report, *report["steps"]):
        del timed["seconds"]
    return report


def test_workers_give_the_same_report(record: Path) -> None:
    alone = told("verify", str(record), "--workers", "1")
    assert (alone["ballots"], alone["counted"]) == (BALLOTS, VOTERS)
    assert told("verify", str(record), "--workers", "2") == alone


def test_long_ballots_make_pieces_of_few(record: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in memory at once has a bound in bytes; the report is the same."""
    alone = told("verify", str(record), "--workers", "1")
    given: list[Piece] = []

    def seen(piece: Piece, *rest: Any, **more: Any) -> Answer:
        given.append(piece)
        return judge(piece, *rest, **more)

    monkeypatch.setattr("dauys.cli.judges.judge", seen)
    assert told("verify", str(record), "--workers", "1", "--reference")["counted"] == VOTERS
    whole, size = len(given), max(piece.held() for piece in given) // 2
    given.clear()
    for module in ("archive", "verify"):
        monkeypatch.setattr(f"dauys.verification.{module}.BYTES", size)
    assert told("verify", str(record), "--workers", "1") == alone
    assert max(piece.held() for piece in given) <= size
    assert len(given) > whole
    assert sum(len(part.ballots) for piece in given for part in piece.parts) == BALLOTS


def test_what_was_judged_is_kept_in_a_file_of_ones_own(record: Path, tmp_path: Path) -> None:
    kept = tmp_path / "judged"
    words = ("verify", str(record), "--workers", "1", "--resume", str(kept))
    first = told(*words)
    assert kept.stat().st_mode & 0o077 == 0
    size = kept.stat().st_size
    assert size > 1000
    assert told(*words) == first
    assert kept.stat().st_size == size
    kept.write_bytes(b"words\n")
    code, _, err = run(*words)
    assert (code, "resume.form" in err) == (2, True)


def new_key(folder: Path, name: str) -> str:
    """The verifier key of an auditor whose key stands in NAME.key."""
    path = folder / f"{name}.key"
    code, out, _ = run("record", "key", f"auditor/{name}", "-o", str(path), "--no-passphrase")
    assert code == 0
    return out.strip()


def judged(record: Path, folder: Path, shard: str, name: str) -> tuple[int, str, str]:
    """Has an auditor judge a shard; the receipt stands in NAME.receipt."""
    key, receipt = folder / f"{name}.key", folder / f"{name}.receipt"
    options = ("--shard", shard, "--key", str(key), "--receipt", str(receipt), "--workers", "1")
    return run("verify", str(record), *options)


def test_two_auditors_judge_a_shard_each_and_merge(record: Path, tmp_path: Path) -> None:
    one, two = (new_key(tmp_path, name) for name in ("one", "two"))
    for shard, name in (("1/2", "one"), ("2/2", "two")):
        code, out, _ = judged(record, tmp_path, shard, name)
        assert code == 0
        assert out.startswith(f"receipt for shard {shard}: ")
        assert " 0 ballots" not in out
    receipts = [str(tmp_path / f"{name}.receipt") for name in ("one", "two")]
    merged = told("merge", str(record), *receipts, "--signer", one, "--signer", two)
    alone = told("verify", str(record), "--workers", "1")
    assert merged.pop("arithmetic") == "receipts"
    assert alone.pop("arithmetic") in ("native", "reference")
    assert merged == alone
    for given, signers, expected in (
        (receipts, (one,), "receipt.signer"),
        (receipts[:1], (one,), "receipt.gap"),
        ((*receipts, receipts[0]), (one, two), "receipt.overlap"),
    ):
        keys = [word for signer in signers for word in ("--signer", signer)]
        code, _, err = run("merge", str(record), *given, *keys)
        assert (code, expected in err) == (2, True)


def test_receipts_of_another_record_are_refused(record: Path, tmp_path: Path) -> None:
    key = new_key(tmp_path, "one")
    other = tmp_path / f"other{record.suffix}"
    given = ("--voters", "5", "--ballots", "6", "--workers", "1", "--out", str(other))
    assert main(["simulate", *given]) == 0
    assert judged(other, tmp_path, "1/1", "one")[0] == 0
    code, _, err = run("merge", str(record), str(tmp_path / "one.receipt"), "--signer", key)
    assert (code, "receipt.checkpoint" in err) == (2, True)


@pytest.mark.parametrize("shard", ["0/2", "3/2", "1", "1/0", "a/b", "1/2/3"])
def test_what_is_no_shard_is_told(shard: str, record: Path, tmp_path: Path) -> None:
    new_key(tmp_path, "one")
    code, _, err = judged(record, tmp_path, shard, "one")
    assert (code, "receipt.shard:" in err) == (2, True)


@pytest.mark.parametrize("missing", ["--shard", "--key", "--receipt"])
def test_a_shard_is_signed_for_with_a_key_in_a_receipt(
    missing: str, record: Path, tmp_path: Path
) -> None:
    receipt = tmp_path / "one.receipt"
    given = {"--shard": "1/2", "--key": str(tmp_path / "one.key"), "--receipt": str(receipt)}
    del given[missing]
    code, out, err = run("verify", str(record), *(word for each in given.items() for word in each))
    assert (code, out, receipt.exists()) == (2, "", False)
    assert err.startswith("dauys: cli.usage: With ")
    assert f", {missing} must be given too." in err


def test_no_receipt_is_signed_where_the_record_is_wrong_before_its_ballots(tmp_path: Path) -> None:
    new_key(tmp_path, "one")
    code, _, err = judged(tmp_path / "nowhere", tmp_path, "1/2", "one")
    assert (code, "source.absent" in err) == (2, True)
    assert not (tmp_path / "one.receipt").exists()


def test_no_receipt_is_signed_where_the_judging_broke_off(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A server that is away while the ballots are read again."""

    def away(*given: Any) -> NoReturn:
        raise Unreadable("source.missing", "file:tile")

    new_key(tmp_path, "one")
    monkeypatch.setattr("dauys.verification.verify.ballots_again", away)
    monkeypatch.setattr("dauys.verification.archive._ballots", away)
    code, out, err = judged(record, tmp_path, "1/2", "one")
    assert (code, out, "source.missing" in err) == (2, "", True)
    assert not (tmp_path / "one.receipt").exists()


def test_who_judges_a_shard_is_told_of_false_challenges(tmp_path: Path) -> None:
    """They are in no receipt, for whoever merges judges them too."""
    path = "body.challenge.@.ballot.credential"
    spoilt = build().changed("ballot.challenged", path, lambda text: text[::-1])
    for name, data in spoilt.files().items():
        path = tmp_path / "record" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    new_key(tmp_path, "one")
    code, out, _ = judged(tmp_path / "record", tmp_path, "1/1", "one")
    assert (code, "error: ballot.credential" in out) == (1, True)
    assert (tmp_path / "one.receipt").exists()


def test_a_log_that_cannot_be_read_is_not_held_against_the_auditors(
    record: Path, tmp_path: Path
) -> None:
    key, receipt = new_key(tmp_path, "one"), str(tmp_path / "one.receipt")
    assert judged(record, tmp_path, "1/1", "one")[0] == 0
    code, out, err = run("merge", str(tmp_path / "nowhere"), receipt, "--signer", key)
    assert (code, err, "source.absent" in out) == (2, "", True)
