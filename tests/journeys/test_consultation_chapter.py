"""The chapter of the consultation as a script: each command prints what stands below it.

The files of the sample lie in the folder; what else a command names is made here, by its word.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from dauys.cli.main import main
from dauys.consultation import export
from tests.consultation.books import book
from tests.consultation.made import LAW
from tests.consultation.test_duplicates import OTHERS, russian
from tests.house.source import ROOT
from tests.journeys import pages
from tests.shared import shared

CHAPTER = (ROOT / "docs/2-consultation.md").read_text(encoding="utf-8")
# A command that enters into a record needs one, and a key: the rehearsal does that.
COMMANDS = [
    each for each in pages.commands_of(CHAPTER) if not each.words.startswith("dauys record ")
]
HEAD = ["№", "Дата", "Автор", "Статья", "Телефон", "Предложение"]
MAPPING = """part,ours,theirs
column,id,№
column,received,Дата
column,group,Автор
column,address,Статья
column,proposed,Предложение
constant,kind,amend
constant,language,ru
constant,quote,
constant,reasons,
constant,region,north
constant,origin,imported
group,citizen,Гражданин
date,,DD.MM.YYYY
offset,,+05:00
prefix,,eo-
"""


def alike(folder: Path) -> None:
    first = russian(1, "Установить питьевые фонтанчики возле ворот", "Летом посетителям жарко")
    again = russian(2, "Возле ворот нужна установка питьевого фонтанчика", "Летом жарко")
    (folder / "law.ru.txt").write_text(LAW, encoding="utf-8")
    (folder / "proposals.csv").write_bytes(export.table_of([first, again, *OTHERS]))


def requests(folder: Path) -> None:
    """Two good rows, and one each of an unknown group, an unknown address and a formula."""
    at, words = "art_1__para_1", "Сад открыт всегда."
    rows = [
        HEAD,
        ["10229", "03.02.2026", "Гражданин", at, "1", words],
        ["10230", "03.02.2026", "гражданин ", at, "2", words],
        ["10231", "03.02.2026", "Прохожий", at, "3", words],
        ["10232", "03.02.2026", "Гражданин", "art_412", "4", words],
        ["10233", "03.02.2026", "Гражданин", at, "5", "=1+1"],
    ]
    (folder / "law.ru.txt").write_text(LAW, encoding="utf-8")
    (folder / "requests.xlsx").write_bytes(book({"Лист1": rows}))
    (folder / "mapping.csv").write_text(MAPPING, encoding="utf-8")
    (folder / "proposals.csv").unlink()


def resolutions(folder: Path) -> None:
    """The rows that the chapter shows below the command and explains."""
    shown = re.findall(r"^```csv\n(proposals,wins.*?)^```$", CHAPTER, re.M | re.S)
    (folder / "resolutions.csv").write_text(shown[0], encoding="utf-8")


def conversation(folder: Path) -> None:
    for name in ("votes.csv", "comments.csv"):
        shutil.copy(shared("polis/brexit-consensus") / name, folder)


PREPARED: dict[str, Callable[[Path], None]] = {
    "consult duplicates": alike,
    "consult import": requests,
    "consult apply": resolutions,
    "groups votes.csv": conversation,
}


@pytest.mark.parametrize("number", range(len(COMMANDS)))
def test_each_command_prints_what_the_chapter_shows(
    number: int,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for each in (ROOT / "src/dauys/sample").glob("*.[ct][sx][vt]"):
        shutil.copy(each, tmp_path)
    monkeypatch.chdir(tmp_path)
    _, *words = shlex.split(COMMANDS[number].words)
    PREPARED.get(" ".join(words[:2]), lambda folder: None)(tmp_path)
    if words[-1] == "…":  # the files are those of the command before it
        before = shlex.split(COMMANDS[number - 1].words)
        words[-1:] = before[before.index("--text") :]
    main(["--lang", "en", *words])
    told = capsys.readouterr()
    assert COMMANDS[number].holds(told.out + told.err), told.out + told.err
