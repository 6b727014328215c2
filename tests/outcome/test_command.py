"""``dauys outcome`` on the published table of results: the official decisions come out."""

from __future__ import annotations

import csv
import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from dauys.cli.main import main
from tests.shared import shared

COLUMNS = {
    "eligible": "registered",
    "participants": "participated",
    "yes": "yes",
    "no": "no",
    "both_marked": "both_options_valid_not_counted",
    "invalid": "invalid",
    "regions_total": "regions_total",
    "regions_yes_majority": "regions_yes_majority",
}


def national(tmp_path: Path, date: str, status: str) -> Path:
    """A row of results_national.csv under the column names of the command."""
    with shared("referendums/kz/results_national.csv").open(encoding="utf-8", newline="") as stream:
        row = next(
            row for row in csv.DictReader(stream) if (row["date"], row["status"]) == (date, status)
        )
    path = tmp_path / "figures.csv"
    cells = [f"KZ-{date}", *(row[theirs] for theirs in COLUMNS.values())]
    path.write_text(f"region,{','.join(COLUMNS)}\n{','.join(cells)}\n", encoding="utf-8")
    return path


def told(capsys: pytest.CaptureFixture[str], path: Path, *options: str) -> dict[str, Any]:
    assert main(["outcome", str(path), "--rule", "kz-1995-art31", *options, "--json"]) == 0
    loaded: dict[str, Any] = json.loads(capsys.readouterr().out)
    return loaded


@pytest.mark.parametrize(
    ("date", "status", "regions", "least"),
    [("2026-03-15", "final", "20/20", 14), ("2022-06-05", "official", "17/17", 12)],
)
def test_the_official_decision_on_the_published_figures(
    date: str,
    status: str,
    regions: str,
    least: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    result = told(capsys, national(tmp_path, date, status), "--question", "constitution")
    assert (result["valid"], result["adopted"]) == (True, True)
    legs = {leg["name"]: leg for leg in result["legs"]}
    assert legs["regional-yes"]["have"] == regions
    assert (legs["regional-yes"]["least"], legs["regional-yes"]["declared"]) == (least, True)
    assert (legs["regional-turnout"]["have"], legs["regional-turnout"]["passed"]) == (None, None)
    for leg in legs.values():
        assert set(leg) >= {"name", "needed", "have", "passed"}
        if leg["have"] is not None:
            assert Fraction(leg["have"]) == Fraction(leg["numerator"], leg["denominator"])
    assert [each["adopted"] for each in result["readings"]] == [True, True, True, None]
    assert all(each["citation"] for each in (*result["readings"], *legs.values()))
    assert result["certainty"]["status"] == "unstated"


def test_the_published_parts_of_2024_fall_short_of_the_whole_and_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Yes, no, both and invalid make 7 fewer than the participants: somebody must look."""
    path = national(tmp_path, "2024-10-06", "preliminary")
    assert main(["--lang", "en", "outcome", str(path), "--rule", "kz-1995-art31"]) == 1
    assert "make 7820197, but 7820204 took part" in capsys.readouterr().err


def test_2024_was_an_ordinary_question_and_its_sound_figures_decide(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = national(tmp_path, "2024-10-06", "preliminary")
    path.write_text(path.read_text(encoding="utf-8").replace(",82722,", ",,"), encoding="utf-8")
    result = told(capsys, path, "--question", "ordinary")
    assert (result["valid"], result["adopted"], result["question"]) == (True, True, "ordinary")


def test_the_page_shows_every_leg_and_reading_in_the_chosen_language(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = national(tmp_path, "2026-03-15", "final")
    for language, word in (("en", "short by"), ("ru", "прочтение both"), ("kk", "оқылымы")):
        assert main(["--lang", language, "outcome", str(path), "--rule", "kz-1995-art31"]) == 0
        page = capsys.readouterr().out
        share = "73.12" if language == "en" else "73,12"
        assert f"9127192/12482613 ({share} %)" in page
        assert page.count("Art. 31(3)") == 3
        assert (word in page) is (language != "en")


def test_an_interim_page_says_what_is_still_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "f.csv"
    path.write_text(
        "region,eligible,participants,yes,no,both_marked,invalid,stations_missing,eligible_missing\n"
        "north,1000,600,301,299,0,0,1,500\nsouth,1000,600,200,400,0,0,0,0\n"
    )
    assert main(["--lang", "en", "outcome", str(path), "--rule", "town-charter"]) == 0
    page = capsys.readouterr().out
    assert "Stations missing: 1; electors on their lists: 500." in page
    assert "Validity: can still change; adoption: can no longer change" in page
    assert "not met, short by 1" in page


def test_a_rule_of_ones_own_is_read_from_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from tests.outcome.world import BUILT_IN

    rule = tmp_path / "own.json"
    rule.write_bytes((BUILT_IN / "town-charter.json").read_bytes())
    path = national(tmp_path, "2026-03-15", "final")
    assert main(["outcome", str(path), "--rule", str(rule), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rule"] == "town-charter"


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (["--rule", "kz-1995-art32"], 2, "rule.unknown"),
        (["--rule", "./none.json"], 2, "file.missing"),
        (["--rule", "kz-1995-art31", "--question", "budget"], 2, "rule.question_unknown"),
        ([], 2, "cli.usage"),
    ],
)
def test_what_was_asked_wrongly_ends_with_2(
    options: list[str],
    code: int,
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = national(tmp_path, "2026-03-15", "final")
    assert main(["outcome", str(path), *options]) == code
    assert f"dauys: {message}: " in capsys.readouterr().err


def test_figures_that_cannot_be_end_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "f.csv"
    path.write_text("region,eligible,participants,yes,no,both_marked,invalid\nx,10,9,9,9,0,0\n")
    assert main(["outcome", str(path), "--rule", "town-charter"]) == 1
    assert "dauys: outcome.sum: " in capsys.readouterr().err
