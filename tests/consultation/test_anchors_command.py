"""``dauys consult anchors`` on files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dauys.cli.main import main
from tests.consultation.made import HEADER, LAW, ROW

DECISIONS = "proposal,decision,address,who,at,why\n"
NEW = LAW.replace("каждый день с восьми", "каждый будний день с восьми")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two versions of a law, and a proposal on the first."""
    (tmp_path / "old.txt").write_text(LAW, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    (tmp_path / "proposals.csv").write_text(HEADER + ROW, encoding="utf-8")
    return tmp_path


def run(folder: Path, *more: str) -> int:
    files = ["--text", str(folder / "old.txt"), "--new", str(folder / "new.txt")]
    return main(["consult", "anchors", str(folder / "proposals.csv"), *files, *more])


def test_what_was_carried_waits_for_a_person(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(folder, "--lang", "en") == 0
    assert capsys.readouterr().out == (
        "p-1  carried: art_1__para_1 → art_1__para_1\nkept: 0, carried: 1, orphaned: 0\n"
    )


def test_the_decision_of_a_person_is_shown_as_such(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = "p-1,confirmed,art_1__para_1,A. Omarova,2027-04-02T06:00:00Z,same\n"
    (folder / "d.csv").write_text(DECISIONS + row, encoding="utf-8")
    assert run(folder, "--decisions", str(folder / "d.csv"), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is True
    assert [(each["state"], each["decided"]) for each in told["anchors"]] == [("carried", True)]


def test_a_faulty_decision_ends_with_1_and_a_line(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "d.csv").write_text(
        DECISIONS + "p-7,orphaned,,A,2027-04-02T06:00:00Z,gone\n", encoding="utf-8"
    )
    assert run(folder, "--decisions", str(folder / "d.csv"), "--lang", "ru") == 1
    assert "anchor.undecided: Предложение p-7: решение в строке 2" in capsys.readouterr().out


def test_an_anchor_to_no_provision_is_a_line_and_the_rest_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = ROW.replace("p-1", "p-2").replace("art_1__para_1", "art_9")
    (folder / "proposals.csv").write_text(HEADER + ROW + bad, encoding="utf-8")
    assert run(folder, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert [each["code"] for each in told["findings"]] == ["anchor.address"]
    assert [each["proposal"] for each in told["anchors"]] == ["p-1"]


def test_a_language_without_a_new_text_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "new.txt").write_text("GARDEN RULES\nArticle 1.\n1. It is open.\n", encoding="utf-8")
    assert run(folder, "--lang", "en") == 1
    assert "anchor.language" in capsys.readouterr().out
