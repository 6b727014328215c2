"""Bad input through every command of the text: a code and an exit of 1 or 2, and never slow.

What it takes is bounded by the time of this process: a text that is slow for its length would let
a stranger stop whoever opens it.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import pytest

from dauys.cli import main
from dauys.errors import DauysError, Unreadable
from dauys.text.formats import read_bytes
from dauys.text.formats.hostile import MAX_TAGS
from dauys.text.inspection import inspect
from dauys.text.lines import MAX_BYTES, MAX_LINES
from dauys.text.read import read
from tests.text.laws import KAZAKH, RUSSIAN

MIXED = "".join(f"Статья {n}\nГород.\n{n}-бап\nҚала.\n" for n in range(1, 9))
TWICE = RUSSIAN + RUSSIAN.partition("\n")[2]

BAD = {
    # what the file holds: its bytes, the exit code, the code of the error
    "nothing": (b"", 2, "text.empty"),
    "blank lines": (b"\n" * 1_000_000, 2, "text.empty"),
    "a byte-order mark": (b"\xef\xbb\xbf", 2, "text.empty"),
    "marks without words": ("*** — …\n«»\n".encode(), 2, "text.empty"),
    "no articles": ("Просто письмо.\nБез статей.\n".encode(), 2, "text.articles"),
    "windows-1251": (RUSSIAN.encode("cp1251", "replace"), 2, "text.encoding"),
    "KOI8-R": (RUSSIAN.encode("koi8-r", "replace"), 2, "text.encoding"),
    "UTF-16": (RUSSIAN.encode("utf-16"), 2, "text.encoding"),
    "UTF-16 without its mark": (KAZAKH.encode("utf-16-be"), 2, "text.encoding"),
    "zero bytes": (b"\x00" * 5000, 2, "text.encoding"),
    "a zero byte in a text": (RUSSIAN.replace("река", "ре\x00ка").encode() + b"\x00", 2,
                              "text.encoding"),
    "an image": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, 2, "text.encoding"),
    "a text that was cut": (RUSSIAN.encode()[:-3], 2, "text.encoding"),
    "two languages": (MIXED.encode(), 1, "text.mixed"),
    "a numbering that restarts": (TWICE.encode(), 1, "text.duplicate"),
    "an article twice": ("Статья 1\nРека.\nСтатья 1\nЛес.\n".encode(), 1, "text.duplicate"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["show", "check", "compare"])
def test_bad_input_ends_with_its_code(
    name: str, command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, code, error = BAD[name]
    path = tmp_path / "law.txt"
    path.write_bytes(data)
    paths = [str(path)] * (2 if command == "compare" else 1)
    assert main.main(["text", command, *paths, "--lang", "en"]) == code
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"dauys: {error}: ")
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    "ending", ["txt", "md", "html", "akn.xml", "docx", "pdf", "json", "xlsx", "doc", ""]
)
@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"<!DOCTYPE html><p>Please log in</p>"])
def test_what_is_no_law_under_any_name_ends_with_2_and_one_sentence(
    ending: str, data: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / f"law.{ending}".rstrip(".")
    path.write_bytes(data)
    assert main.main(["text", "check", str(path), "--lang", "en"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert told.err.startswith("dauys: text.")


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_encoding_is_said(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "law.txt"
    path.write_bytes(RUSSIAN.encode("cp1251"))
    assert main.main(["text", "check", str(path), "--lang", language]) == 2
    told = capsys.readouterr().err
    assert "windows-1251" in told
    assert "law.txt" in told


@pytest.mark.parametrize("command", ["show", "check", "compare"])
def test_fifty_megabytes_are_refused_without_being_read(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file has holes, so that it takes no room here; the reader stops behind its limit."""
    path = tmp_path / "law.txt"
    with path.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    before = time.process_time()
    paths = [str(path)] * (2 if command == "compare" else 1)
    assert main.main(["text", command, *paths]) == 2
    assert time.process_time() - before < 2
    assert capsys.readouterr().err.startswith("dauys: text.size: ")


MANY = {
    ".txt": "Статья 1\n" + "Да.\n" * MAX_LINES,
    ".md": "# Статья 1\n" + "Да.\n" * MAX_LINES,
    ".html": "<main><h1>Статья 1</h1>" + "<p>" * MAX_TAGS,
    ".htm": "<main><h1>Статья 1</h1>" + "<p>Да." * MAX_LINES,
    ".xml": "<akomaNtoso>" + "<p/>" * MAX_TAGS + "</akomaNtoso>",
}


@pytest.mark.parametrize("suffix", MANY)
def test_more_lines_or_elements_than_any_law_has_are_refused(suffix: str) -> None:
    """Each becomes an object of several hundred bytes; 16 MB of short lines took 20 s."""
    with pytest.raises(Unreadable) as caught:
        read_bytes(MANY[suffix].encode(), suffix)
    assert caught.value.code == "text.many"


def test_articles_out_of_order_are_told_and_kept() -> None:
    reading = read("Статья 3\nРека.\nСтатья 1\nЛес.\nСтатья 2\nСад.\n".encode())
    assert [each.number for each in reading.text.articles()] == ["3", "1", "2"]
    assert [(each.code, each.accused) for each in reading.findings.found] == [
        ("text.gap", "line:3")
    ]


def spent(data: bytes, *, markdown: bool = False) -> float:
    """The seconds of this process that a text takes to be read and checked."""
    before = time.process_time()
    with suppress(DauysError):
        inspect(read(data, markdown=markdown))
    return time.process_time() - before


UNITS = [
    *(" ", "\t", "(", ")", "1", "((1))", "«", "“", '"', "«“)", "I", "ІІІ ", "-", ". ", "1-", "º"),
    *("<a", "<!--", "<aaaaaaaaaaaa", "**a", "\\", "#", ">", "- - ", "\u00ad", "\u200b", "¹"),
    *("(В редакции ", "(В редакции (", "(Nota: ( ", "(Ескерту. (", "aaa: 1) ", "1) а) ", "(i) "),
    *("и\u0306", "a\u0301", "1 bis ", "Статья 1 ", " .- ", "Часть Ааа ", "Заңымен ", "исключен "),
]
HEADS = ["Статья 1\n", "Статья 1", "1-бап\n", "1", "Article 1 ", "Artículo 1\n", "Artículo "]


@pytest.mark.parametrize("unit", UNITS)
def test_a_run_of_one_sign_takes_no_more_than_its_length(unit: str) -> None:
    """Patterns that could be matched in many ways would take minutes for 40 kB."""
    run = unit * (40_000 // len(unit.encode()))
    for head in HEADS:
        assert spent(f"{head}{run}\nслово\n".encode()) < 4, head
    assert spent(f"# Статья 1\n\n{run}\nслово\n".encode(), markdown=True) < 4


@pytest.mark.parametrize(
    "lines",
    [
        "да.\n",
        "1) да;\n",
        "1. Да.\n",
        "а) да;\nДа.\n",
        "1. Да:\n1) да:\nа) да.\nДа.\n",
        "Сноска. Да.\n",
        "Да: 1) да.\n",
        "Раздел I. Да\n",
        "Глава Первая\n",
    ],
)
def test_twice_the_lines_take_about_twice_the_time(lines: str) -> None:
    """A reader that looks back over all lines for each would take four times as long.

    What else the machine does only ever adds to a time: the least of a few is the reader's own.
    """
    short, long = (("Статья 1\n" + lines * count).encode() for count in (2_000, 8_000))
    bound = 10 * min(spent(short) for _ in range(2)) + 1
    taken = [spent(long)]
    while min(taken) >= bound and len(taken) < 4:
        taken.append(spent(long))
    assert min(taken) < bound, taken


def test_a_long_line_is_read() -> None:
    assert spent("Статья 1\n".encode() + b"a " * (MAX_BYTES // 64)) < 10
