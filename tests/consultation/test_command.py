"""``dauys consult`` on files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import dauys.sample
from dauys.cli.main import main
from tests.consultation.made import ANSWERS, HEADER, LAW, ROW

SAMPLE = Path(next(iter(dauys.sample.__path__)))
LANGUAGES = ("kk", "ru", "en")
AGES = ("draft", "new")
GOOD = "p-1,2027-02-10T05:00:00Z,accepted,art_1__para_1,Часы изменены.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a law, a proposal and its answer."""
    (tmp_path / "law.txt").write_text(LAW, encoding="utf-8")
    (tmp_path / "proposals.csv").write_text(HEADER + ROW, encoding="utf-8")
    (tmp_path / "answers.csv").write_text(ANSWERS + GOOD, encoding="utf-8")
    return tmp_path


def check(folder: Path, *more: str) -> int:
    law, listed = str(folder / "law.txt"), str(folder / "proposals.csv")
    given = ["--answers", str(folder / "answers.csv")]
    return main(["consult", "check", listed, "--text", law, *given, *more])


def test_files_in_order_end_with_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = LAW.replace("с восьми часов", "с семи часов")
    (folder / "new.txt").write_text(new, encoding="utf-8")
    assert check(folder, "--new", str(folder / "new.txt"), "--lang", "en") == 0
    assert capsys.readouterr().out == "proposals: 1, answers: 1, faults: 0\n"


def test_accepted_words_that_are_not_there_and_words_that_nobody_proposed_are_warnings(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = LAW.replace("бесплатный.\nСтатья 2", "дешевый.\nСтатья 2")
    (folder / "new.txt").write_text(new, encoding="utf-8")
    assert check(folder, "--new", str(folder / "new.txt"), "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert [(each["code"], each["accused"]) for each in told["findings"]] == [
        ("trace.cause", "provision:art_1__para_2"),
        ("trace.cause", "provision:art_1__para_2"),
        ("trace.words", "proposal:p-1"),
    ]


def test_what_an_editor_changed_and_said_so_has_its_cause(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = LAW.replace("бесплатный.\nСтатья 2", "дешевый.\nСтатья 2")
    (folder / "new.txt").write_text(new.replace("с восьми", "с семи"), encoding="utf-8")
    row = "old,new,who,at,why\n,art_1__para_2,A. Omarova,2027-04-12T06:00:00Z,budget\n"
    (folder / "edits.csv").write_text(row, encoding="utf-8")
    files = ["--new", str(folder / "new.txt"), "--edits", str(folder / "edits.csv")]
    assert check(folder, *files, "--lang", "en") == 0
    assert capsys.readouterr().out == "proposals: 1, answers: 1, faults: 0\n"


def test_every_fault_is_one_line_and_the_end_is_1(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = ROW.replace("p-1", "p-2").replace("art_1__para_1", "art_9")
    (folder / "proposals.csv").write_text(HEADER + ROW + bad, encoding="utf-8")
    (folder / "answers.csv").write_text(ANSWERS + GOOD + GOOD, encoding="utf-8")
    assert check(folder, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert told["ok"] is False
    assert [each["code"] for each in told["findings"]] == [
        "anchor.address",
        "proposal.answered_twice",
    ]


def test_the_answer_to_a_faulty_row_is_not_blamed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = HEADER + ROW.replace("art_1__para_1", "art_9")
    (folder / "proposals.csv").write_text(bad, encoding="utf-8")
    assert check(folder, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert [each["code"] for each in told["findings"]] == ["anchor.address"]


def test_a_second_text_in_one_language_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody could say of which of the two a proposal speaks."""
    assert check(folder, "--text", str(folder / "law.txt")) == 1
    assert "anchor.twice" in capsys.readouterr().err


def test_a_missing_file_ends_with_2(folder: Path) -> None:
    (folder / "answers.csv").unlink()
    assert check(folder) == 2


def test_a_hearing_must_be_on_the_list(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = ROW.replace("site,,", "hearing,h-1,")
    (folder / "proposals.csv").write_text(HEADER + row, encoding="utf-8")
    header = "id,opens,closes,region,attended,groups,place_ru,agenda_ru,minutes_ru\n"
    (folder / "hearings.csv").write_text(header, encoding="utf-8")
    assert check(folder, "--hearings", str(folder / "hearings.csv")) == 1
    assert "hearing.unknown" in capsys.readouterr().out


def test_the_figures(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = [str(folder / "proposals.csv"), "--answers", str(folder / "answers.csv")]
    assert main(["consult", "figures", *files, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["total"]["accepted"] == 1
    assert told["groups"]["citizen"]["median_days"] == "7"
    assert main(["consult", "figures", *files, "--lang", "kk"]) == 0
    assert "топтар бойынша:" in capsys.readouterr().out


def test_no_figures_of_a_part(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Figures without the faulty rows would pass for figures of the whole."""
    bad = HEADER + ROW + ROW.replace("p-1", "p-2").replace("citizen", "stranger")
    (folder / "proposals.csv").write_text(bad, encoding="utf-8")
    files = [str(folder / "proposals.csv"), "--answers", str(folder / "answers.csv")]
    assert main(["consult", "figures", *files]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "proposal.group" in err


def test_the_share_of_changed_words_is_known_where_both_versions_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """All that changed in the sample goes back to proposals; one version alone is wrong usage."""
    files = [str(SAMPLE / "proposals.csv"), "--answers", str(SAMPLE / "answers.csv"), "--json"]
    old = [
        part for each in LANGUAGES for part in ("--text", str(SAMPLE / f"charter.draft.{each}.txt"))
    ]
    new = [
        part for each in LANGUAGES for part in ("--new", str(SAMPLE / f"charter.new.{each}.txt"))
    ]
    assert main(["consult", "figures", *files, *old, *new]) == 0
    assert json.loads(capsys.readouterr().out)["words_changed"] == "1"
    assert main(["consult", "figures", *files, *old]) == 2
    assert "cli.usage" in capsys.readouterr().err


@pytest.mark.parametrize("word", ["check", "duplicates", "figures", "anchors", "apply"])
def test_a_file_of_500_mb_is_refused_before_it_is_read(
    folder: Path, capsys: pytest.CaptureFixture[str], word: str
) -> None:
    file = folder / "proposals.csv"
    with file.open("wb") as stream:
        stream.truncate(500 * 1024 * 1024)
    law, answers = str(folder / "law.txt"), ["--answers", str(folder / "answers.csv")]
    options = {
        "check": ["--text", law],
        "duplicates": ["--text", law],
        "figures": answers,
        "anchors": ["--text", law, "--new", law],
        "apply": ["--text", law, *answers, "-o", str(folder / "made.txt")],
    }
    assert main(["consult", word, str(file), *options[word]]) == 2
    assert "file.size" in capsys.readouterr().err
