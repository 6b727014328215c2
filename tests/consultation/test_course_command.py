"""``dauys consult`` with decisions, steps and a list of groups."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dauys.cli.main import main
from tests.consultation.made import ANSWERS, HEADER, LAW, ROW

GOOD = "p-1,2027-02-10T05:00:00Z,accepted,art_1__para_1,Часы изменены.\n"
LINEAGE = "act,at,of,into,who,why\nmerge,2027-02-05T05:00:00Z,p-1 p-2,p-1,Секретарь,Об одном\n"
STEPS = """proposal,state,at,who,reason
p-1,received,2027-02-03T05:00:00Z,Канцелярия,
p-1,screened,2027-02-03T06:00:00Z,Секретарь,
p-1,under_review,2027-02-04T05:00:00Z,Группа 1,
p-1,answered,2027-02-10T05:00:00Z,Секретарь,
p-2,received,2027-02-03T05:00:00Z,Канцелярия,
p-2,withdrawn,2027-02-04T05:00:00Z,Канцелярия,Письмо автора
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A law, two proposals of which the second was merged into the first, and their answer."""
    (tmp_path / "law.txt").write_text(LAW, encoding="utf-8")
    second = ROW.replace("p-1", "p-2").replace("north", "south")
    (tmp_path / "proposals.csv").write_text(HEADER + ROW + second, encoding="utf-8")
    (tmp_path / "answers.csv").write_text(ANSWERS + GOOD, encoding="utf-8")
    (tmp_path / "lineage.csv").write_text(LINEAGE, encoding="utf-8")
    (tmp_path / "steps.csv").write_text(STEPS, encoding="utf-8")
    return tmp_path


def consult(folder: Path, word: str, *options: str) -> int:
    """Runs a word on the proposals; a value that names a file of the folder becomes its path."""
    given = [str(folder / each) if (folder / each).is_file() else each for each in options]
    return main(["consult", word, str(folder / "proposals.csv"), *given])


def test_one_answer_answers_both(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = ["--text", "law.txt", "--answers", "answers.csv", "--lineage", "lineage.csv", "--json"]
    assert consult(folder, "check", *files) == 0
    assert json.loads(capsys.readouterr().out)["findings"] == []
    assert consult(folder, "figures", *files[2:]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["total"]["received"], told["total"]["accepted"]) == (2, 2)
    assert told["regions"]["south"]["accepted"] == 1
    assert told["words_changed"] is None
    assert "each" in told["definitions"]["merged"]


def test_without_the_decision_the_second_waits(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = ["--text", "law.txt", "--answers", "answers.csv", "--json"]
    assert consult(folder, "check", *files) == 0
    found = json.loads(capsys.readouterr().out)["findings"]
    assert [(each["code"], each["accused"]) for each in found] == [
        ("proposal.unanswered", "proposal:p-2")
    ]


def test_an_answer_to_a_merged_proposal_itself_is_a_fault(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two answers to one person, and nobody could say which counts."""
    (folder / "answers.csv").write_text(ANSWERS + GOOD + GOOD.replace("p-1", "p-2"), "utf-8")
    files = ["--answers", "answers.csv", "--lineage", "lineage.csv"]
    assert consult(folder, "check", "--text", "law.txt", *files) == 1
    assert "lineage.gone" in capsys.readouterr().out
    assert consult(folder, "figures", *files) == 1
    assert "lineage.gone" in capsys.readouterr().err


def test_a_decision_that_cannot_be_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "lineage.csv").write_text(LINEAGE.replace("p-2", "p-9"), encoding="utf-8")
    assert consult(folder, "check", "--text", "law.txt", "--lineage", "lineage.csv") == 1
    assert "lineage.unknown" in capsys.readouterr().out


def test_the_figures_say_what_they_count(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert consult(folder, "figures", "--answers", "answers.csv", "--lang", "ru") == 0
    out = capsys.readouterr().out
    assert "«поступило» – все полученные предложения." in out
    assert "среди всех изменённых: неизвестно" in out


def test_where_each_proposal_stands(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert consult(folder, "steps", "--steps", "steps.csv", "--answers", "answers.csv") == 0
    assert "withdrawn by the author: 1" in capsys.readouterr().out
    (folder / "steps.csv").write_text(STEPS.replace("under_review", "moderated"), "utf-8")
    assert consult(folder, "steps", "--steps", "steps.csv", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["proposals"] == {"p-1": "screened", "p-2": "withdrawn"}
    assert [each["code"] for each in told["findings"]] == ["step.reason", "step.order"]


def test_a_list_of_groups(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--text", "law.txt", "--group-list", "groups.csv"]
    (folder / "groups.csv").write_text("group,ru\ncitizen,Гражданин\n", encoding="utf-8")
    assert consult(folder, "check", *options) == 0
    (folder / "groups.csv").write_text("group\ngardener\n", encoding="utf-8")
    assert consult(folder, "check", *options) == 1
    assert "proposal.group" in capsys.readouterr().out
    for text, code in (("group\n", "table.empty"), ("group\nСадовник\n", "table.cell")):
        (folder / "groups.csv").write_text(text, encoding="utf-8")
        assert consult(folder, "check", *options) in {1, 2}
        assert code in capsys.readouterr().err
