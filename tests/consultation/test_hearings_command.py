"""``dauys consult hearings`` on files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dauys.cli.main import main
from tests.consultation.made import HEADER, ROW

HEARINGS = """id,opens,closes,region,attended,groups,speakers,place_ru,place_kk,agenda_ru,minutes_ru
h-1,2027-03-13T05:00:00Z,2027-03-13T09:00:00Z,north,12,citizen youth,\
youth: М. Орлов; citizen: Д. Мұратова; youth: Е. Сағынов,Оранжерея,Жылыжай,Часы,Говорили о часах.
h-2,2027-03-14T05:00:00Z,2027-03-14T09:00:00Z,north,3,youth,,Ворота,,Вход,Говорили о входе.
"""
MADE = ROW.replace(",site,,", ",hearing,h-1,") + ROW.replace("p-1", "p-2")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "hearings.csv").write_text(HEARINGS, encoding="utf-8")
    (tmp_path / "proposals.csv").write_text(HEADER + MADE, encoding="utf-8")
    return tmp_path


def hearings(folder: Path, *options: str) -> int:
    files = [str(folder / "hearings.csv"), "--proposals", str(folder / "proposals.csv")]
    return main(["consult", "hearings", *files, *options])


def test_who_spoke_for_which_group_and_what_was_proposed_there(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert hearings(folder, "--lang", "en") == 0
    assert capsys.readouterr().out == (
        "h-1  2027-03-13T05:00:00Z – 2027-03-13T09:00:00Z, north: Жылыжай\n"
        "  agenda: Часы\n"
        "  came: 12; spoke: 3\n"
        "    citizen: Д. Мұратова\n"
        "    youth: М. Орлов, Е. Сағынов\n"
        "  proposals made there: p-1\n"
        "  minutes: Говорили о часах.\n"
        "h-2  2027-03-14T05:00:00Z – 2027-03-14T09:00:00Z, north: Ворота\n"
        "  agenda: Вход\n"
        "  came: 3; spoke: –\n"
        "    youth\n"
        "  minutes: Говорили о входе.\n"
    )


def test_json_and_another_language(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert hearings(folder, "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["ok"], [each["proposals"] for each in told["hearings"]]) == (True, [["p-1"], []])
    assert told["hearings"][0]["speakers"][1] == {"group": "citizen", "name": "Д. Мұратова"}
    assert hearings(folder, "--lang", "ru") == 0
    out = capsys.readouterr().out
    assert "north: Оранжерея" in out
    assert "    молодёжь: М. Орлов, Е. Сағынов\n" in out


def test_a_group_of_the_commissions_own_list_is_said_as_it_stands_there(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    named = HEARINGS.replace("youth", "gardeners")
    (folder / "hearings.csv").write_text(named, encoding="utf-8")
    assert hearings(folder, "--group", "gardeners", "--group", "citizen", "--lang", "ru") == 0
    told = capsys.readouterr().out
    assert "    gardeners: М. Орлов, Е. Сағынов\n" in told
    assert "    гражданин: Д. Мұратова\n" in told


def test_a_proposal_of_a_hearing_that_is_not_on_the_list(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "proposals.csv").write_text(HEADER + MADE.replace("h-1", "h-3"), encoding="utf-8")
    assert hearings(folder, "--lang", "en") == 1
    assert "hearing.unknown: Proposal p-1: the hearing h-3 is not" in capsys.readouterr().out
