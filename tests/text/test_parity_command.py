"""``dauys text parity`` and ``dauys text across``: exit codes, JSON, and what is printed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dauys.cli import main
from tests.text.parity.test_compare import ENGLISH, KAZAKH, RUSSIAN


@pytest.fixture
def texts(tmp_path: Path) -> dict[str, str]:
    sources = {
        "kk": KAZAKH,
        "ru": RUSSIAN,
        "en": ENGLISH,
        "wrong": RUSSIAN.replace("семнадцати", "восемнадцати"),
        "edited": KAZAKH.replace("сауал жолдауға", "сауал беруге"),
    }
    for name, source in sources.items():
        (tmp_path / f"{name}.txt").write_text(source, encoding="utf-8")
    return {name: str(tmp_path / f"{name}.txt") for name in sources}


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    code = main.main(["--lang", "en", "text", *args])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_nothing_found_ends_with_0_and_says_that_all_languages_are_equal(
    texts: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "parity", texts["en"], texts["ru"], texts["kk"])
    assert code == 0
    assert "Languages: kk, ru, en" in out
    assert "Authoritative: all languages equally" in out


def test_a_finding_ends_with_1_and_shows_both_sides(
    texts: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "parity", texts["wrong"], texts["kk"], "--authoritative", "kk")
    assert code == 1
    assert "parity.number: " in out
    assert "  * kk  Кеңес он жеті депутаттан" in out
    assert "    ru  Совет состоит из восемнадцати" in out


def test_json_holds_the_words_and_addresses_of_both_sides(
    texts: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "parity", texts["wrong"], texts["kk"], "--json")
    told = json.loads(out)
    assert code == 1
    assert told["languages"] == told["authoritative"] == ["kk", "ru"]
    (one,) = told["findings"]
    assert one["code"] == "parity.number"
    assert one["addresses"] == {"kk": ["art_1__para_1"], "ru": ["art_1__para_1"]}
    assert one["words"]["ru"].startswith("Совет состоит из восемнадцати")
    assert one["facts"]["authority"] == "kk, ru"


@pytest.mark.parametrize("last", [True, False])
def test_the_version_before_is_given_as_files_after_its_option(
    texts: dict[str, str], capsys: pytest.CaptureFixture[str], last: bool
) -> None:
    old, new = ["--before", texts["ru"], texts["kk"]], [texts["edited"], texts["ru"]]
    args = [*new, *old, "--json"] if last else [*old, "--json", *new]
    code, out, _ = run(capsys, "parity", *args)
    assert code == 1
    assert [each["code"] for each in json.loads(out)["findings"]] == ["parity.edit"]


@pytest.mark.parametrize("args", [["--before"], ["--before", "--json"]])
def test_a_version_before_without_a_file_is_wrong_use(
    texts: dict[str, str], capsys: pytest.CaptureFixture[str], args: list[str]
) -> None:
    """It would look as if nothing had been edited."""
    code, out, err = run(capsys, "parity", texts["kk"], texts["ru"], *args)
    assert (code, out, err.split(": ")[1]) == (2, "", "cli.usage")


def test_wrong_use_ends_with_2_and_another_law_with_1(
    tmp_path: Path, texts: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, err = run(capsys, "parity", texts["ru"], texts["wrong"])
    assert (code, err.split(": ")[1]) == (2, "parity.languages")
    code, _, err = run(capsys, "across", texts["ru"], texts["wrong"])
    assert (code, err.split(": ")[1]) == (2, "parity.languages")
    other = tmp_path / "other.txt"
    other.write_text("".join(f"Статья {n}.\nРеки чисты.\n" for n in range(9)), encoding="utf-8")
    code, _, err = run(capsys, "parity", texts["kk"], str(other))
    assert (code, err.split(": ")[1]) == (1, "parity.law")


def test_another_term_base_is_taken_and_a_wrong_one_refused(
    tmp_path: Path, texts: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    terms = tmp_path / "terms.csv"
    terms.write_text("concept;kk;ru\nstreet;көше*;площад*\n", encoding="utf-8")
    code, out, _ = run(capsys, "parity", texts["kk"], texts["ru"], "--terms", str(terms), "--json")
    assert code == 1
    assert [each["facts"]["concept"] for each in json.loads(out)["findings"]] == ["street"]
    terms.write_text("concept;kk;ru\n", encoding="utf-8")
    code, _, err = run(capsys, "parity", texts["kk"], texts["ru"], "--terms", str(terms))
    assert (code, err.split(": ")[1]) == (2, "terms.empty")


def test_a_text_without_articles_is_refused(
    tmp_path: Path, texts: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    bare = tmp_path / "bare.txt"
    bare.write_text("Просто слова.\n", encoding="utf-8")
    code, _, err = run(capsys, "parity", texts["kk"], str(bare))
    assert (code, err.split(": ")[1]) == (2, "text.articles")


def test_across_prints_a_table_of_80_columns_and_json(
    texts: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "across", texts["kk"], texts["ru"])
    assert code == 0
    assert max(map(len, out.splitlines())) <= 80
    assert "Rows: 3 (in one language only: 0)" in out
    code, out, _ = run(capsys, "across", texts["kk"], texts["ru"], "--json")
    told = json.loads(out)
    assert told["languages"] == ["kk", "ru"]
    assert [(row["first"], row["second"]) for row in told["rows"]] == [
        (["1"], ["1"]),
        (["2"], ["2"]),
        (["3"], ["3"]),
    ]
    assert told["rows"][0]["paragraphs"][1] == {
        "first": ["art_1__para_2"],
        "second": ["art_1__para_2"],
    }
