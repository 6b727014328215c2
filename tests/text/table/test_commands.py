"""``dauys text table``, ``figures`` and ``picture``: what they write, and what they refuse."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from dauys.cli import main
from tests.text.table.laws import NEW, OLD, SAMPLE


@pytest.fixture
def laws(tmp_path: Path) -> list[str]:
    (tmp_path / "old.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    return [str(tmp_path / "old.txt"), str(tmp_path / "new.txt")]


def charters(language: str) -> list[str]:
    return [str(SAMPLE / f"charter.{age}.{language}.txt") for age in ("old", "new")]


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    code = main.main(["text", *args])
    told = capsys.readouterr()
    return code, told.out, told.err


def cells(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


@pytest.mark.parametrize("suffix", ["csv", "docx", "html", "pdf"])
def test_table_writes_every_format(
    laws: list[str], suffix: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"table.{suffix}"
    code, out, err = run(capsys, "table", *laws, "-o", str(path), "--lang", "en")
    assert (code, out, err) == (0, f"table.{suffix}: rows: 13\n", "")
    assert path.stat().st_size > 1_000


def test_headings_are_in_the_language_of_the_texts_or_in_the_one_asked_for(
    laws: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "table", *laws, "-o", str(tmp_path / "a.csv"))
    run(capsys, "table", *laws, "-o", str(tmp_path / "b.csv"), "--lang", "kk")
    assert cells(tmp_path / "a.csv")[0][4] == "Обоснование"
    assert cells(tmp_path / "b.csv")[0][4] == "Негіздеме"


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_accepted_proposals_give_the_justification(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "table.csv"
    given = ["--proposals", str(SAMPLE / "proposals.csv"), "--answers", str(SAMPLE / "answers.csv")]
    code, _, err = run(capsys, "table", *charters(language), "-o", str(path), *given)
    assert (code, err) == (0, "")
    told = {row[7]: row[4] for row in cells(path)}
    assert {"art_8__para_2", "art_9__para_3", "art_9__para_5"} <= {k for k, v in told.items() if v}
    assert "p-01" in told["art_8__para_2"]
    reasons = {
        "kk": "Хабарлау мерзімі жиырма күнге дейін ұзартылды.",
        "ru": "Срок объявления увеличен до двадцати дней.",
        "en": "The notice is extended to twenty days.",
    }
    assert reasons[language] in told["art_8__para_2"]
    assert not told["art_1__para_1"]


def test_an_answer_that_names_a_place_the_text_lacks_is_refused(
    laws: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--proposals", str(SAMPLE / "proposals.csv"), "--answers", str(SAMPLE / "answers.csv")]
    code, _, err = run(capsys, "table", *laws, "-o", str(tmp_path / "t.csv"), *given)
    assert code == 1
    assert err.startswith("dauys: anchor.address: ")
    assert not (tmp_path / "t.csv").exists()


def test_answers_with_a_fault_give_no_table(
    laws: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A table with a part of the justifications would pass for the whole."""
    (tmp_path / "answers.csv").write_text(
        "proposal,answered,outcome,carried,reasons_ru\np-01,yesterday,accepted,art_1,Да\n"
    )
    given = ["--proposals", str(SAMPLE / "proposals.csv")]
    given += ["--answers", str(tmp_path / "answers.csv")]
    code, _, err = run(capsys, "table", *laws, "-o", str(tmp_path / "t.csv"), *given)
    assert code == 1
    assert err.startswith("dauys: table.cell: ")
    assert not (tmp_path / "t.csv").exists()


def test_proposals_without_answers_are_refused(
    laws: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--proposals", str(SAMPLE / "proposals.csv")]
    code, _, err = run(capsys, "table", *laws, "-o", str(tmp_path / "t.csv"), *given)
    assert code == 2
    assert err.startswith("dauys: cli.usage: ")


@pytest.mark.parametrize(
    ("command", "name", "code", "told"),
    [
        ("table", "t.xlsx", 2, "text.table_format:"),
        ("table", "t", 2, "text.table_format:"),
        ("picture", "t.png", 2, "text.table_format:"),
        ("table", "nowhere/t.csv", 2, "file.missing:"),
    ],
)
def test_an_output_that_cannot_be_is_refused(
    laws: list[str],
    command: str,
    name: str,
    code: int,
    told: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = run(capsys, command, *laws, "-o", str(tmp_path / name))
    assert found[0] == code
    assert found[2].startswith("dauys: ")
    assert told in found[2] or "file.unwritable:" in found[2]


@pytest.mark.parametrize(("command", "name"), [("table", "t.html"), ("picture", "t.svg")])
def test_nothing_is_overwritten(
    laws: list[str],
    command: str,
    name: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / name).write_text("mine")
    code, _, err = run(capsys, command, *laws, "-o", str(tmp_path / name))
    assert code == 2
    assert err.startswith("dauys: file.exists: ")
    assert (tmp_path / name).read_text() == "mine"


@pytest.mark.parametrize("command", ["table", "figures", "picture"])
def test_texts_in_two_languages_and_empty_ones_are_refused(
    laws: list[str], command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = [] if command == "figures" else ["-o", str(tmp_path / "t.svg")]
    if command == "table":
        output = ["-o", str(tmp_path / "t.pdf")]
    code, out, err = run(capsys, command, laws[0], charters("kk")[1], *output)
    assert (code, out) == (1, "")
    assert err.startswith("dauys: text.language: ")
    (tmp_path / "empty.txt").write_bytes(b"")
    code, _, err = run(capsys, command, laws[0], str(tmp_path / "empty.txt"), *output)
    assert code == 2
    assert err.startswith("dauys: text.empty: ")


def test_figures_as_json_are_whole_numbers(
    laws: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "figures", *laws, "--json")
    told = json.loads(out, parse_float=lambda text: pytest.fail(f"a float: {text}"))
    assert code == 0
    assert told["articles"]["old"] == {"reworded": 2, "dropped": 1}
    assert told["changed"] == {"numerator": 17, "denominator": 75}
    assert told["words"]["new"] == {"all": 38, "kept": 23, "moved": 6, "changed": 9}
    assert [each["address"] for each in told["divisions"]["new"]] == ["", "sec_1", "sec_2"]


def test_figures_define_themselves(laws: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "figures", *laws, "--lang", "en")
    assert code == 0
    assert "dropped" in out
    assert "no proposed article answers to it" in out
    assert "Words changed: 22.7 % (17 of 75)." in out


def test_picture_writes_svg(
    laws: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "picture", *laws, "-o", str(tmp_path / "p.svg"), "--lang", "en")
    assert (code, out) == (0, "p.svg: articles: 3 and 3\n")
    assert (tmp_path / "p.svg").read_text(encoding="utf-8").startswith("<svg ")
