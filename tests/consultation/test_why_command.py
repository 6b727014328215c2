"""``dauys consult apply`` and ``dauys consult why`` on files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dauys.cli.main import main
from tests.consultation.made import ANSWERS, HEADER, LAW, ROW

GOOD = "p-1,2027-02-10T05:00:00Z,accepted,art_1__para_1,Часы изменены.\n"
TWO = ROW.replace("p-1", "p-2").replace("с семи часов", "с девяти часов")
RESOLUTIONS = "proposals,wins,words,who,at,why\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A law, two proposals that collide, and the answer to the first."""
    (tmp_path / "old.txt").write_text(LAW, encoding="utf-8")
    (tmp_path / "proposals.csv").write_text(HEADER + ROW + TWO, encoding="utf-8")
    (tmp_path / "answers.csv").write_text(ANSWERS + GOOD, encoding="utf-8")
    return tmp_path


def run(folder: Path, command: str, *more: str) -> int:
    files = ["--answers", str(folder / "answers.csv"), "--text", str(folder / "old.txt")]
    return main(["consult", command, str(folder / "proposals.csv"), *files, *more])


def apply(folder: Path, *more: str) -> int:
    return run(folder, "apply", "-o", str(folder / "new.txt"), *more)


def test_the_next_version_is_written_and_says_who_is_behind_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert apply(folder, "--lang", "en") == 0
    out = capsys.readouterr().out
    assert "art_1__para_1  −с восьми часов  +с семи часов  ← p-1\n" in out
    assert "с семи часов" in (folder / "new.txt").read_text(encoding="utf-8")
    assert run(folder, "why", "--new", str(folder / "new.txt"), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [(each["words"], each["causes"]) for each in told["changes"]] == [
        ("восьми", [{"level": "words", "proposal": "p-1", "editor": None}]),
        ("семи", [{"level": "words", "proposal": "p-1", "editor": None}]),
    ]
    assert told["proposals"]["p-1"]["outcome"] == "accepted"
    assert told["findings"] == []


def test_nothing_is_written_while_proposals_collide(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    both = ANSWERS + GOOD + GOOD.replace("p-1", "p-2")
    (folder / "answers.csv").write_text(both, encoding="utf-8")
    assert apply(folder, "--lang", "en") == 1
    assert "amendment.collision" in capsys.readouterr().out
    assert not (folder / "new.txt").exists()
    row = "p-1 p-2,p-2,,A. Omarova,2027-04-12T06:00:00Z,later\n"
    (folder / "r.csv").write_text(RESOLUTIONS + row, encoding="utf-8")
    assert apply(folder, "--resolutions", str(folder / "r.csv"), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [(each["inserted"], each["editor"]) for each in told["changes"]] == [
        ("с девяти часов", "A. Omarova")
    ]


def test_an_existing_file_is_not_overwritten(folder: Path) -> None:
    (folder / "new.txt").write_text("mine", encoding="utf-8")
    assert apply(folder) == 2
    assert (folder / "new.txt").read_text(encoding="utf-8") == "mine"


def test_a_language_without_a_text_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert apply(folder, "--language", "kk") == 1
    assert "anchor.language" in capsys.readouterr().err


def test_both_ways_on_paper(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert apply(folder) == 0
    new = ["--new", str(folder / "new.txt"), "--lang", "en"]
    capsys.readouterr()
    assert run(folder, "why", *new, "--address", "art_1__para_1") == 0
    told = (
        "art_1__para_1 (ru)\n"
        "  −восьми  ← p-1 (its words)\n"
        "  +семи  ← p-1 (its words)\n"
        "p-1  2027-02-03, citizen, north, site\n"
        "  amend: с восьми часов → с семи часов\n"
        "  answered 2027-02-10: accepted\n"
        "  Часы изменены.\n"
        "groups of changed words: 2 (as proposed: 2, by place: 0, by an editor: 0, "
        "without a cause: 0)\n"
    )
    assert capsys.readouterr().out == told
    assert run(folder, "why", *new, "--proposal", "p-1") == 0
    assert capsys.readouterr().out == told


@pytest.mark.parametrize(
    ("asked", "code"),
    [(("--address", "art_9"), "anchor.address"), (("--proposal", "p-9"), "proposal.unlisted")],
)
def test_what_there_is_not_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str], asked: tuple[str, str], code: str
) -> None:
    assert run(folder, "why", "--new", str(folder / "old.txt"), *asked) == 1
    assert code in capsys.readouterr().err


def test_an_answer_to_nobody_is_a_fault(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "answers.csv").write_text(ANSWERS + GOOD.replace("p-1", "p-9"), encoding="utf-8")
    assert run(folder, "why", "--new", str(folder / "old.txt"), "--lang", "en") == 1
    assert "proposal.unknown" in capsys.readouterr().out
