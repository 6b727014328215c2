"""What is uploaded is read in a process of its own: nothing that is sent stops the site."""

from __future__ import annotations

import io
import sys
import time
import zipfile

import pytest

from dauys.errors import Unreadable
from dauys.site.text import reading
from dauys.site.text.reading import Read, Told
from dauys.text.formats import dump
from dauys.text.read import read as law
from dauys.text.wire import read_text
from tests.site.text.manuscripts import charter

LAW = "Статья 1. Город\n\nГород управляется советом.\n".encode()


def told(name: str, data: bytes, language: str = "ru") -> str:
    """The code for which a file is refused."""
    found = reading.read(name, data, language)
    assert isinstance(found, Told)
    assert found.sentence("ru") != found.sentence("kk")
    return found.code


def test_a_law_is_read_with_its_findings() -> None:
    found = reading.read("charter.ru.txt", charter("ru"), "ru")
    assert isinstance(found, Read)
    text = read_text(found.text)
    assert (text.language, found.articles) == ("ru", len(text.articles()))
    assert found.source == "charter.ru.txt"


def test_what_is_pasted_is_read_as_plain_text() -> None:
    found = reading.read("", LAW, "ru")
    assert isinstance(found, Read)
    assert (found.articles, found.source) == (1, "")


def bomb() -> bytes:
    """A Word document of 200 kilobytes whose words would be 200 MB."""
    whole = zipfile.ZipFile(io.BytesIO(dump(law(LAW).text, ".docx")))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in whole.namelist():
            data = b" " * 200_000_000 if name == "word/document.xml" else whole.read(name)
            archive.writestr(name, data)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("law.exe", LAW, "text.format"),
        ("law.json", b"{}", "text.format"),
        ("law", LAW, "text.format"),
        ("law.txt", b"", "text.empty"),
        ("law.txt", LAW.decode().encode("cp1251"), "text.encoding"),
        ("law.pdf", LAW, "text.damaged"),
        ("law.docx", LAW, "text.damaged"),
        ("law.txt", b"Nothing is headed here.", "text.articles"),
        ("law.akn.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "text.doctype"),
    ],
)
def test_what_is_no_law_is_refused_in_words(name: str, data: bytes, code: str) -> None:
    assert told(name, data) == code


def test_a_text_in_another_language_is_refused() -> None:
    assert told("law.txt", charter("kk"), "ru") == "text.language"


def test_a_zip_bomb_is_refused_and_quickly() -> None:
    began = time.monotonic()
    assert told("law.docx", bomb()) == "text.unpacked"
    assert time.monotonic() - began < 20


def test_a_huge_file_is_refused_before_it_is_taken_in() -> None:
    with pytest.raises(Unreadable) as refused:
        reading.check_size("law.txt", 10**9)
    assert refused.value.code == "text.size"


def test_a_reader_that_hangs_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PDF that sends its parser in circles must not hold a worker of the site."""
    monkeypatch.setattr(reading, "COMMAND", (sys.executable, "-c", "import time; time.sleep(50)"))
    began = time.monotonic()
    found = reading.read("law.pdf", b"%PDF-1.7", "ru", seconds=1)
    assert isinstance(found, Told)
    assert (found.code, found.facts) == ("upload.time", {"limit": 1})
    assert time.monotonic() - began < 5


def test_a_reader_without_memory_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What bursts the limit of memory ends the reader, not the site."""
    eater = "from dauys.site.text import reader\nreader.MEMORY = 2**26\nreader.run()"
    monkeypatch.setattr(reading, "COMMAND", (sys.executable, "-c", eater))
    assert told("law.txt", LAW * 1_000_000) == "upload.stopped"


def test_the_reader_has_nothing_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting, no secret: only where Python finds its modules."""
    prober = "import os; print('{\"error\": {\"code\": \"' + ' '.join(os.environ) + '\",'"
    prober += ' \'"accused": "", "facts": {}, "certain": true}}\')'
    monkeypatch.setenv("DAUYS_SECRET_FILE", "x")
    monkeypatch.setattr(reading, "COMMAND", (sys.executable, "-c", prober))
    found = reading.read("law.txt", LAW, "ru")
    assert isinstance(found, Told)
    assert set(found.code.split()) <= {"PYTHONPATH", "LC_CTYPE"}


def test_languages_are_compared() -> None:
    texts = []
    for language in ("kk", "ru"):
        found = reading.read("law.txt", charter(language), language)
        assert isinstance(found, Read)
        texts.append(found.text)
    divergences = reading.parity(texts, ["kk"])
    assert isinstance(divergences, list)
    alone = reading.parity(texts[:1], ["kk"])
    assert isinstance(alone, Told)
    assert alone.code == "parity.languages"
