"""``dauys text show`` and ``dauys text compare``: the JSON that others build on, and the table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dauys.cli import main
from tests.text.laws import KAZAKH, RUSSIAN

ROW = {"old", "new", "relation", "similarity", "moved", "reworded", "renumbered", "component"} | {
    *("old_addresses", "new_addresses", "decisions", "paragraphs")
}


@pytest.fixture
def charters(tmp_path: Path) -> list[str]:
    changed = RUSSIAN.replace("Статья 3. Исключена.", "Статья 3. Гимн\nГимн поют стоя.")
    (tmp_path / "old.txt").write_text(RUSSIAN, encoding="utf-8")
    (tmp_path / "new.txt").write_text(changed, encoding="utf-8")
    return [str(tmp_path / "old.txt"), str(tmp_path / "new.txt")]


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    code = main.main(list(args))
    told = capsys.readouterr()
    return code, told.out, told.err


def test_compare_prints_the_rows_of_the_contract(
    charters: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "text", "compare", *charters, "--json")
    told = json.loads(out)
    assert code == 0
    assert all(set(row) >= ROW for row in told["rows"])
    assert told["rows"][0]["old"] == ["1"]
    assert told["rows"][0]["similarity"] == 1.0
    assert [p["relation"] for p in told["rows"][0]["paragraphs"]] == ["same"] * 9
    assert told["rows"][0]["paragraphs"][1] == {
        "old": ["art_1__para_1"],
        "new": ["art_1__para_1"],
        "relation": "same",
        "similarity": 1.0,
        "moved": False,
        "reworded": False,
        "away": False,
        "decisions": [],
    }
    assert told["old"]["articles"] == told["new"]["articles"] == 4
    assert len(told["old"]["hash"]) == 64


def test_compare_prints_a_table_of_80_columns(
    charters: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "text", "compare", *charters, "--lang", "ru")
    assert code == 0
    assert max(map(len, out.splitlines())) <= 80
    assert "без изменений" in out


def test_show_prints_the_tree_and_what_should_be_looked_at(
    charters: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "text", "show", charters[0], "--lang", "en")
    assert code == 0
    assert "Articles: 4" in out
    assert "Article 1-1" in out
    assert max(map(len, out.splitlines())) <= 80


def test_show_as_json_holds_provisions_and_findings(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "law.txt"
    path.write_text("Статья 67\nОдин.\nСтатья 671\nДва.\n", encoding="utf-8")
    code, out, _ = run(capsys, "text", "show", str(path), "--json", "--lang", "en")
    told = json.loads(out)
    assert code == 0
    assert [each["address"] for each in told["provisions"]] == ["art_67", "art_67-1"]
    assert told["findings"][0]["code"] == "text.superscript"
    assert "671" in told["findings"][0]["message"]


def test_findings_go_to_standard_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "law.txt"
    path.write_text("Статья 1\nОдин.\nСтатья 5\nДва.\n", encoding="utf-8")
    code, _, err = run(capsys, "text", "show", str(path))
    assert code == 0
    assert err.startswith("text.gap: ")


def test_wrong_and_unreadable_input_end_with_their_codes(
    tmp_path: Path, charters: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """1 for a text that is wrong, 2 for one that cannot be read."""
    other = tmp_path / "kk.txt"
    other.write_text(KAZAKH, encoding="utf-8")
    code, out, err = run(capsys, "text", "compare", charters[0], str(other))
    assert (code, out) == (1, "")
    assert err.startswith("dauys: text.language: ")
    code, _, err = run(capsys, "text", "show", str(other), "--language", "ru")
    assert code == 2
    assert err.startswith("dauys: text.language: ")
