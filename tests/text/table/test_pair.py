"""Every command of two texts takes a lawyer's decisions, and says what tracked changes become."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dauys.cli import main
from tests.text.office import document
from tests.text.table.laws import NEW, OLD
from tests.text.test_docx_changes import CASES, HEAD

# The engine lays article 3 beside the new article 2, and finds no counterpart of 2 and the new 3.
DECISIONS = """old,new,decision,who,why
2,3,pair,A. Omarova,a park is where a school will be
3,2,not,A. Omarova,another council
"""
OUTPUT = {"table": "t.csv", "picture": "p.svg", "align": "a.csv"}


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    code = main.main(["text", *args, "--lang", "en"])
    told = capsys.readouterr()
    return code, told.out, told.err


@pytest.fixture
def laws(tmp_path: Path) -> list[str]:
    for name, told in (("old.txt", OLD), ("new.txt", NEW), ("decided.csv", DECISIONS)):
        (tmp_path / name).write_text(told, encoding="utf-8")
    pair = [str(tmp_path / "old.txt"), str(tmp_path / "new.txt")]
    return [*pair, "--alignment", str(tmp_path / "decided.csv")]


def test_the_table_stands_as_a_lawyer_decided(
    laws: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "table", *laws, "-o", str(tmp_path / "t.csv"))[0] == 0
    told = (tmp_path / "t.csv").read_text(encoding="utf-8-sig")
    assert "Article 2 → Article 3" in told
    assert "Article 3 → Article 2" not in told


def test_the_figures_count_as_a_lawyer_decided(
    laws: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "figures", *laws, "--json")
    told = json.loads(out)["articles"]
    assert code == 0
    assert told == {
        "old": {"dropped": 1, "reworded": 2},
        "new": {"new": 1, "reworded": 2},
    }


def test_the_picture_is_drawn_as_a_lawyer_decided(
    laws: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(capsys, "picture", *laws, "-o", str(tmp_path / "p.svg"))[0] == 0
    drawn = (tmp_path / "p.svg").read_text(encoding="utf-8")
    assert "Article 2 → Article 3" in drawn
    assert "Article 3 → Article 2" not in drawn


@pytest.mark.parametrize("command", ["table", "figures", "picture", "align"])
def test_a_decision_that_names_nothing_is_refused(
    command: str, laws: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path(laws[-1]).write_text(DECISIONS.replace("2,3,", "99,3,"), encoding="utf-8")
    code, _, err = run(capsys, command, *laws, *output(command, tmp_path))
    assert code == 1
    assert err.startswith("dauys: alignment.unknown: ")


@pytest.mark.parametrize("command", ["table", "figures", "picture", "align"])
def test_tracked_changes_are_refused_or_taken(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paragraphs, _, _ = CASES["a word put for another"]
    law = tmp_path / "law.docx"
    law.write_bytes(document(HEAD, *paragraphs))
    given = [command, str(law), str(law), *output(command, tmp_path)]
    code, _, err = run(capsys, *given)
    assert code == 1
    assert err.startswith("dauys: text.tracked: ")
    assert run(capsys, *given, "--reject-changes")[0] == 0


def output(command: str, folder: Path) -> list[str]:
    return ["-o", str(folder / OUTPUT[command])] if command in OUTPUT else []
