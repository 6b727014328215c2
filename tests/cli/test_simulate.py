"""``dauys simulate``: honest records of any size, the same for a seed, that say what they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dauys import group as groups
from dauys.cli.main import main
from dauys.record.belenios import read_archive

GROUPS = ("ed25519", "BELENIOS-2048")  # in short, and in full


def simulate(out: Path, *options: str, voters: int = 5, ballots: int = 8) -> Path:
    """Eight ballots of five voters: three of them vote again."""
    given = ("--voters", str(voters), "--ballots", str(ballots), "--workers", "1")
    assert main(["simulate", *given, *options, "--out", str(out)]) == 0
    return out


def verified(path: Path, capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    capsys.readouterr()
    main(["verify", str(path), "--json", *options])
    report: dict[str, Any] = json.loads(capsys.readouterr().out)
    return report


def codes(report: dict[str, Any]) -> list[str]:
    return [each["code"] for each in report["findings"]]


@pytest.mark.parametrize("blank", [(), ("--blank",)], ids=["no blank", "blank"])
@pytest.mark.parametrize("group", GROUPS)
def test_an_archive_is_accepted_with_a_warning_of_what_it_is(
    group: str, blank: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = simulate(tmp_path / "made.bel", "--group", group, *blank)
    report = verified(path, capsys)
    assert report["verdict"] == "accepted"
    assert codes(report) == ["record.simulated", "decryption.unbound"]
    assert (report["ballots"], report["counted"], sum(report["result"][0])) == (8, 5, 5)
    assert len(report["result"][0]) == 2 + len(blank)


@pytest.mark.parametrize("blank", [(), ("--blank",)], ids=["no blank", "blank"])
def test_a_record_passes_every_step_and_warns_of_what_it_is(
    blank: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = simulate(tmp_path / "made", *blank)
    report = verified(path, capsys)
    assert report["verdict"] == "accepted"
    assert codes(report) == ["record.simulated"]
    assert (report["ballots"], report["counted"], sum(report["result"][0])) == (8, 5, 5)
    assert [each["step"] for each in report["steps"]] == [
        1,
        2,
        3,
        4,
        5,
        7,
        8,
        9,
        *range(10, 14),
        15,
    ]


@pytest.mark.parametrize("name", ["made.bel", "made"])
def test_strictly_it_is_refused(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = verified(simulate(tmp_path / name), capsys, "--strict")
    assert report["verdict"] == "refused"
    assert "record.simulated" in codes(report)


def test_one_seed_gives_the_same_bytes_on_any_number_of_cores(tmp_path: Path) -> None:
    one = simulate(tmp_path / "one.bel", voters=300, ballots=300).read_bytes()
    options = ("--voters", "300", "--workers", "2", "--out", str(tmp_path / "two.bel"))
    assert main(["simulate", *options]) == 0
    assert (tmp_path / "two.bel").read_bytes() == one
    other = simulate(tmp_path / "other.bel", "--seed", "2", voters=300, ballots=300).read_bytes()
    assert other != one


def test_the_last_ballot_of_each_voter_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Were it another one, the sum would be another: the verifier adds up itself."""
    path = simulate(tmp_path / "again.bel", voters=2, ballots=7)
    credentials = [
        json.loads(each)["credential"] for each in read_archive(path.read_bytes()).ballots
    ]
    assert credentials == [credentials[number % 2] for number in range(7)]
    assert verified(path, capsys)["counted"] == 2


def test_a_vote_in_which_nobody_votes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = simulate(tmp_path / "nobody.bel", voters=3, ballots=0)
    assert verified(path, capsys)["result"] == [[0, 0]]


def test_nothing_is_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = simulate(tmp_path / "made.bel")
    assert main(["simulate", "--voters", "5", "--out", str(path)]) == 2
    assert "file.exists" in capsys.readouterr().err
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "kept").write_bytes(b"")
    assert main(["simulate", "--voters", "5", "--out", str(tmp_path / "full")]) == 2


def test_a_group_that_nobody_knows(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--voters", "5", "--group", "p256", "--out", str(tmp_path / "made.bel"))
    assert main(["simulate", *options]) == 2
    assert "group.unknown" in (err := capsys.readouterr().err)
    assert err.endswith(f": {', '.join(groups.GROUPS)}.\n")
