"""``dauys consult import`` and ``export`` on files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dauys.cli.main import main
from tests.consultation.books import book
from tests.consultation.made import ANSWERS, HEADER, LAW, ROW

BAD = ROW.replace("p-1", "p-2").replace("citizen", "stranger")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A law, and a file of two proposals of which the second has a fault."""
    (tmp_path / "law.txt").write_text(LAW, encoding="utf-8")
    (tmp_path / "in.csv").write_text(HEADER + ROW + BAD, encoding="utf-8")
    return tmp_path


def take(folder: Path, name: str, *options: str) -> int:
    out = str(folder / "out.csv")
    given = ["--text", str(folder / "law.txt"), "-o", out, "--at", "2027-03-01T00:00:00Z"]
    return main(["consult", "import", str(folder / name), *given, *options])


def test_all_or_nothing(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert take(folder, "in.csv") == 1
    assert not (folder / "out.csv").exists()
    assert capsys.readouterr().out == (
        "line 3: proposal.group: Proposal p-2: the group stranger is not on the list.\n"
        "rows: 2, accepted: 1, faults: 1\nnothing is written\n"
    )


def test_the_good_rows_alone_on_demand(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert take(folder, "in.csv", "--partial", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["written"], told["accepted"]) == (True, 1)
    assert [(each["line"], each["code"]) for each in told["faults"]] == [(3, "proposal.group")]
    law = str(folder / "law.txt")
    assert main(["consult", "check", str(folder / "out.csv"), "--text", law]) == 0


def test_a_workbook_out_and_in(folder: Path) -> None:
    (folder / "in.xlsx").write_bytes(book())
    assert take(folder, "in.xlsx") == 0
    out, law = str(folder / "out.csv"), str(folder / "law.txt")
    (folder / "answers.csv").write_text(
        ANSWERS + "p-1,2027-02-10T05:00:00Z,rejected,,Нет\n", encoding="utf-8"
    )
    answers = ["--answers", str(folder / "answers.csv")]
    for suffix in ("xlsx", "csv", "json"):
        file = str(folder / f"open.{suffix}")
        assert main(["consult", "export", out, "--text", law, *answers, "-o", file]) == 0
    first = (folder / "out.csv").read_bytes()
    (folder / "out.csv").unlink()
    assert take(folder, "open.xlsx") == 0
    assert (folder / "out.csv").read_bytes() == first
    told = json.loads((folder / "open.json").read_text(encoding="utf-8"))
    assert told["proposals"][0]["answer"]["outcome"] == "rejected"


def test_what_was_taken_back_leaves_without_its_words(folder: Path) -> None:
    (folder / "steps.csv").write_text(
        "proposal,state,at,who,reason\np-1,received,2027-02-03T05:00:00Z,A,\n"
        "p-1,withdrawn,2027-02-04T05:00:00Z,A,Asked\n",
        encoding="utf-8",
    )
    (folder / "in.csv").write_text(HEADER + ROW, encoding="utf-8")
    out = folder / "open.csv"
    law, steps = str(folder / "law.txt"), str(folder / "steps.csv")
    given = ["--text", law, "--steps", steps, "-o", str(out)]
    assert main(["consult", "export", str(folder / "in.csv"), *given]) == 0
    assert "светает" not in out.read_text(encoding="utf-8")
    assert main(["consult", "export", str(folder / "in.csv"), *given[:-1], "out.ods"]) == 2


def test_a_mapping_and_a_sheet(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "in.xlsx").write_bytes(book({"A": [["x"]], "Б": [[HEADER]]}))
    assert take(folder, "in.xlsx") == 2
    assert "sheet.several" in capsys.readouterr().err
    assert take(folder, "in.xlsx", "--sheet", "В", "--lang", "ru") == 2
    assert "листа В нет; есть: A, Б" in capsys.readouterr().err
    (folder / "map.csv").write_text("part,ours,theirs\ngroup,citizen,Stranger\n", encoding="utf-8")
    assert take(folder, "in.csv", "--mapping", str(folder / "map.csv")) == 0


def test_a_file_of_500_mb_is_refused_at_once(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (folder / "in.csv").open("wb") as stream:
        stream.truncate(500 * 1024 * 1024)
    assert take(folder, "in.csv") == 2
    assert "file.size" in capsys.readouterr().err


def test_a_proposal_of_the_future(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "in.csv").write_text(HEADER + ROW.replace("2027", "9000"), encoding="utf-8")
    assert take(folder, "in.csv") == 1
    assert "proposal.future" in capsys.readouterr().out
