"""Files and folders: in name order, the README left out, each fault with its code."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from dauys.errors import Unreadable
from dauys.text import formats
from dauys.text.formats import dump, load, load_reading, suffix_of
from dauys.text.read import read
from tests.text.laws import RUSSIAN, SPANISH


def code(path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        load(path)
    return caught.value.code


def test_a_file_is_read_by_its_ending(tmp_path: Path) -> None:
    (tmp_path / "law.txt").write_text(RUSSIAN, encoding="utf-8")
    (tmp_path / "law.md").write_text(SPANISH, encoding="utf-8")
    assert load(tmp_path / "law.txt").language == "ru"
    assert load(tmp_path / "law.md", "es").language == "es"


def test_a_folder_is_its_files_in_name_order(tmp_path: Path) -> None:
    """Written in another order; the README and other files are no law."""
    (tmp_path / "02-b.md").write_text("### Artículo 2\n\nDos.", encoding="utf-8")
    (tmp_path / "01-a.md").write_text("### Artículo 1\n\nUno.", encoding="utf-8")
    (tmp_path / "README.md").write_text("### Artículo 3\n\nTres.", encoding="utf-8")
    (tmp_path / "notes.pdf").write_bytes(b"\x00")
    reading = load_reading(tmp_path)
    assert [each.number for each in reading.text.articles()] == ["1", "2"]
    assert [(each.code, each.accused) for each in reading.findings.found] == [
        ("text.left_out", "file:notes.pdf")
    ]


def test_findings_of_a_folder_name_the_file(tmp_path: Path) -> None:
    (tmp_path / "1.md").write_text("### Artículo 1\n\nUno.", encoding="utf-8")
    (tmp_path / "2.md").write_text("### Artículo 9\n\nDos.", encoding="utf-8")
    found = load_reading(tmp_path).findings.found
    assert [(each.code, each.accused) for each in found] == [("text.gap", "line:2.md:1")]


def test_what_is_no_text_is_said(tmp_path: Path) -> None:
    (tmp_path / "law.odt").write_bytes(b"%PDF-1.7")
    empty = tmp_path / "empty"
    empty.mkdir()
    assert code(tmp_path / "law.odt") == "text.format"
    assert code(tmp_path / "nothing.txt") == "file.missing"
    assert code(empty) == "text.folder"
    (tmp_path / "folder.txt").mkdir()
    assert code(tmp_path / "folder.txt") == "text.folder"


def test_a_folder_too_long_in_all_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "12":
        (tmp_path / f"{name}.md").write_text(f"### Artículo {name}\n\nUno.", encoding="utf-8")
    monkeypatch.setattr(formats, "MAX_BYTES", 40)
    assert code(tmp_path) == "text.size"


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "law.txt").write_bytes(RUSSIAN.encode("cp1251", "replace"))
    with pytest.raises(Unreadable) as caught:
        load(tmp_path / "law.txt")
    assert (caught.value.code, caught.value.accused) == ("text.encoding", "file:law.txt")


def test_who_reads_plain_text_loads_no_library(tmp_path: Path) -> None:
    """`dauys verify` and `dauys text compare` stay light; the other formats' modules are lazy."""
    (tmp_path / "law.txt").write_text(RUSSIAN, encoding="utf-8")
    program = (
        "import sys; from dauys.text.formats import load; load(sys.argv[1]);"
        "print([m for m in ('lxml', 'docx', 'pypdfium2', 'typst') if m in sys.modules])"
    )
    asked = [sys.executable, "-c", program, str(tmp_path / "law.txt")]
    assert subprocess.run(asked, capture_output=True, text=True, check=True).stdout == "[]\n"


def test_the_longest_ending_counts() -> None:
    assert suffix_of("law.AKN.XML") == ".akn.xml"
    assert suffix_of("law.xml") == ".xml"
    assert suffix_of("law.docm") == ".docm"
    assert suffix_of("law") == ""


def test_a_tree_is_read_from_a_folder_only_where_it_is_alone(tmp_path: Path) -> None:
    law = read(RUSSIAN.encode("utf-8")).text
    (tmp_path / "law.json").write_bytes(dump(law, ".json"))
    assert load(tmp_path) == law
    (tmp_path / "law.akn.xml").write_bytes(dump(law, ".akn.xml"))
    assert code(tmp_path) == "text.folder"
    (tmp_path / "law.txt").write_text(RUSSIAN, encoding="utf-8")
    reading = load_reading(tmp_path)
    assert reading.text == law
    left = [(each.code, each.accused) for each in reading.findings.found]
    assert left == [("text.left_out", "file:law.akn.xml"), ("text.left_out", "file:law.json")]
