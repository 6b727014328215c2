"""``dauys groups`` on files."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dauys.cli.main import main
from dauys.consultation.opinion.groups import Groups
from dauys.wire import shape
from tests.consultation.opinion.made import csv_of, rows_of

TABLE = ["+++++++0", "++++++++", "-------0", "--------", "+......."]
COMMENTS = "comment-id,moderated,comment-body\n" + "".join(f"{n},1,Пікір {n}\n" for n in range(8))


@pytest.fixture
def votes(tmp_path: Path) -> Path:
    (tmp_path / "comments.csv").write_text(COMMENTS + "8,-1,Реклама\n9,0,Жаңа\n", encoding="utf-8")
    file = tmp_path / "votes.csv"
    file.write_bytes(csv_of([*rows_of(TABLE), (900, 0, 0, -1), (5000, 8, 9, 1)]))
    return file


def test_the_table(votes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    comments = str(votes.with_name("comments.csv"))
    assert main(["groups", str(votes), "--comments", comments, "--lang", "en"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[:6] == [
        "people: 5, statements: 8, votes: 33",
        "without a group, having cast fewer than 7 votes: 1",
        "votes in the place of which a later one counts: 1",
        "statements set aside by moderators and left out: 1",
        "statements without a vote, left out: 1",
        "people without a vote, left out: 1",
    ]
    assert "Group A: 2 people, 50 %" in told
    assert any(line.endswith("statement 0: Пікір 0") for line in told)


def test_a_statement_cannot_steer_the_terminal(
    votes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    comments = votes.with_name("comments.csv")
    comments.write_text(comments.read_text(encoding="utf-8").replace("Пікір", "\x1b[2J"), "utf-8")
    assert main(["groups", str(votes), "--comments", str(comments)]) == 0
    assert "\x1b" not in capsys.readouterr().out


@pytest.mark.parametrize(
    ("language", "expected"), [("kk", "A тобы: 2 қатысушы"), ("ru", "Группа A: участников 2")]
)
def test_other_languages(
    votes: Path, capsys: pytest.CaptureFixture[str], language: str, expected: str
) -> None:
    assert main(["groups", str(votes), "--lang", language]) == 0
    told = capsys.readouterr().out
    assert expected in told
    assert re.search(r"силуэт \d,\d{3}$", told, re.MULTILINE)


def test_json_is_one_object_that_holds_the_result(
    votes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    comments = str(votes.with_name("comments.csv"))
    command = ["groups", str(votes), "--json", "--seed", "9", "--groups", "2"]
    assert main([*command, "--comments", comments]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told.pop("texts")["7"] == "Пікір 7"
    assert told.pop("left_out") == {
        "replaced_votes": 1,
        "set_aside": [8],
        "unvoted": [9],
        "silent": [9],
    }
    groups = shape.value_of(Groups, told)
    assert (groups.seed, groups.asked, groups.cast) == (9, 2, 33)


def test_the_picture_is_written_beside_the_table(
    votes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = votes.with_name("groups.svg")
    assert main(["groups", str(votes), "-o", str(picture), "--lang", "kk"]) == 0
    assert "Пікір топтары" in picture.read_text(encoding="utf-8")
    before = picture.read_bytes()
    assert main(["groups", str(votes), "-o", str(picture)]) == 2
    assert "file.exists" in capsys.readouterr().err
    assert picture.read_bytes() == before


@pytest.mark.parametrize(
    ("more", "end", "code"),
    [
        (["--seed", "-1"], 2, "groups.seed"),
        (["--groups", "9"], 2, "groups.asked"),
        (["-o", "groups.png"], 2, "groups.picture"),
        (["--comments", "missing.csv"], 2, "file.missing"),
        (["--seed", "x"], 2, "cli.usage"),
    ],
)
def test_wrong_usage(
    votes: Path, capsys: pytest.CaptureFixture[str], more: list[str], end: int, code: str
) -> None:
    assert main(["groups", str(votes), *more]) == end
    assert f"dauys: {code}:" in capsys.readouterr().err


def test_a_vote_of_seven(votes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The line says what is wrong and where, and nothing is given of the rest."""
    votes.write_bytes(csv_of(rows_of(TABLE)) + b"1,x,0,0,7\n")
    assert main(["groups", str(votes), "--lang", "en"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "dauys: table.cell: File votes.csv: line 35, column vote: expected -1 | 0 | 1.\n"
    )


def test_a_file_of_500_mb_is_refused_before_it_is_read(
    votes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with votes.open("r+b") as stream:
        stream.truncate(500 * 1024 * 1024)
    assert main(["groups", str(votes)]) == 2
    assert "file.size" in capsys.readouterr().err


def test_who_verifies_a_record_does_not_load_numpy() -> None:
    """It costs memory and a tenth of a second, and only groups need it."""
    code = "import sys, dauys.cli.verify, dauys.consultation.wire; print('numpy' in sys.modules)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout == "False\n"
