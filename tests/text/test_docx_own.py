"""Our own Word documents: real styles, the same bytes each time, and the same tree read back."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from dauys.text.formats import load
from dauys.text.formats.docx_read import read_docx
from dauys.text.formats.docx_write import write_docx
from dauys.text.provision import Text
from dauys.text.read import read
from tests.shared import shared
from tests.text.laws import ENGLISH, KAZAKH, RUSSIAN, SPANISH, random_law

SAMPLE = Path(__file__).resolve().parents[2] / "src/dauys/sample"
SAMPLES = sorted(path.name for path in SAMPLE.glob("charter.*.txt"))
REAL = [
    *("kz/1995.rus.txt", "kz/1995.eng.txt", "kz/2026.rus.txt", "kz/2026.kaz.txt"),
    *("ru/1993.rus.txt", "ru/2020.rus.txt", "cl/1980", "cl/2005"),
]
SMALL = {"ru": RUSSIAN, "kk": KAZAKH, "en": ENGLISH, "es": SPANISH}


def small(language: str) -> Text:
    return read(SMALL[language].encode(), markdown=language == "es").text


@pytest.mark.parametrize("name", SAMPLES)
def test_the_sample_is_read_back_to_the_same_tree(name: str) -> None:
    law = load(SAMPLE / name)
    assert read_docx(write_docx(law)).text == law


@pytest.mark.parametrize("path", REAL)
def test_a_real_text_is_read_back_to_the_same_tree(path: str) -> None:
    """Notes in their places included."""
    law = load(shared(f"texts/{path}"))
    assert read_docx(write_docx(law)).text == law


@pytest.mark.parametrize("language", SMALL)
def test_every_kind_of_provision_is_read_back(language: str) -> None:
    law = small(language)
    assert read_docx(write_docx(law)).text == law


@pytest.mark.parametrize("language", SMALL)
@pytest.mark.parametrize("seed", range(10))
def test_random_laws_are_read_back(language: str, seed: int) -> None:
    law = random_law(language, seed).text
    assert read_docx(write_docx(law)).text == law


def test_the_same_text_gives_the_same_bytes() -> None:
    """Without a moment: neither in the container nor in the properties."""
    data = write_docx(small("ru"))
    assert data == write_docx(small("ru"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        properties = archive.read("docProps/core.xml").decode()
    assert "created" not in properties
    assert "python-docx" not in properties


def test_styles_language_and_title_are_what_word_shows() -> None:
    """As another reader of DOCX, python-docx, sees them."""
    document = docx.Document(io.BytesIO(write_docx(small("kk"))))
    styles = [(p.style.name if p.style else "", p.text) for p in document.paragraphs]
    assert styles[:5] == [
        ("Title", "ҚАЙЫҢДЫ ҚАЛАСЫНЫҢ ЖАРҒЫСЫ"),
        ("Dauys paragraph 1", "Біз, қала тұрғындары, осы Жарғыны қабылдаймыз."),
        ("Heading 1", "I бөлім. Жалпы ережелер"),
        ("Heading 2", "1-бап. Қала"),
        ("Dauys paragraph 1", "1. Қала – барлық тұрғынның үйі."),
    ]
    assert ("Dauys point 2", "1) тұрғындар жиналысы;") in styles
    assert ("Heading 2", "1-тарау. Жиналыс") in styles
    properties = document.core_properties
    assert (properties.title, properties.language) == ("ҚАЙЫҢДЫ ҚАЛАСЫНЫҢ ЖАРҒЫСЫ", "kk")
    assert 'w:val="kk-KZ"' in document.styles.element.xml
    assert "w:vanish" not in document.element.xml


def edited(law: Text, change: str) -> Text:
    """The law after a person has typed in the document."""
    document = docx.Document(io.BytesIO(write_docx(law)))
    if change == "in our styles":
        document.add_paragraph("Статья 4. Мост", style="Heading 2")
        document.add_paragraph("1. Мост открыт для:", style="Dauys paragraph 1")
        document.add_paragraph("1) пеших;", style="Dauys point 2")
    elif change == "in plain paragraphs":
        document.add_paragraph("Статья 4. Мост")
        document.add_paragraph("1. Мост открыт для:")
        document.add_paragraph("1) пеших;")
    data = io.BytesIO()
    document.save(data)
    return read_docx(data.getvalue()).text


@pytest.mark.parametrize("change", ["in our styles", "in plain paragraphs"])
def test_what_a_person_adds_in_word_is_read(change: str) -> None:
    """With typed numbers, and whether or not the styles are used."""
    law = edited(small("ru"), change)
    assert law.find("art_4").heading == "Мост"
    assert law.find("art_4__para_1__point_1").text == "пеших;"
    old = {each.address: each.text for each in small("ru").walk() if each.kind != "note"}
    new = {each.address: each.text for each in law.walk() if each.kind != "note"}
    assert old.items() <= new.items()
