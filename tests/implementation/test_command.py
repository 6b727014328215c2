"""``dauys implementation`` on files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dauys.cli.main import main
from tests.consultation.made import LAW, places
from tests.implementation.made import HEADER, ROW


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a law and a matrix of one task."""
    (tmp_path / "law.txt").write_text(LAW, encoding="utf-8")
    (tmp_path / "matrix.csv").write_text(HEADER + ROW, encoding="utf-8")
    return tmp_path


def report(folder: Path, *more: str) -> int:
    files = [str(folder / "matrix.csv"), "--text", str(folder / "law.txt")]
    return main(["implementation", "report", *files, *more])


def test_the_report_as_json(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(folder, "--at", "2028-01-01", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], told["overdue"], told["without"]) == (True, ["t-1"], ["art_2", "art_3"])
    assert told["bound"] == {"t-1": places().hash_at("art_1__para_1")}


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_report_in_words(
    folder: Path, capsys: pytest.CaptureFixture[str], language: str
) -> None:
    assert report(folder, "--at", "2028-01-01", "--lang", language) == 0
    assert "(t-1)" in capsys.readouterr().out


def test_changed_words_end_with_1(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = ROW.replace(",art_1__para_1,,", f",art_1__para_1,{'0' * 64},")
    (folder / "matrix.csv").write_text(HEADER + row, encoding="utf-8")
    assert report(folder, "--at", "2027-09-01") == 1
    assert "implementation.hash" in capsys.readouterr().out


def test_without_a_day_it_is_today(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert report(folder, "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["at"]) == len("2026-03-15")


def test_a_day_that_is_no_day_ends_with_2(folder: Path) -> None:
    assert report(folder, "--at", "soon") == 2
