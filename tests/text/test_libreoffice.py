"""LibreOffice as the second program: it opens our documents, and what it makes of them is read.

Its PDFs are those of a program that knows nothing of ours: without tags, with hyphens at the ends
of lines, in its own fonts.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from dauys.errors import Unreadable
from dauys.text.formats import load
from dauys.text.formats.docx_read import read_docx
from dauys.text.formats.docx_write import write_docx
from dauys.text.formats.pdf_read import read_pdf
from dauys.text.provision import Text
from tests.shared import DATA
from tests.text.office import document, form, level, num, p

SAMPLE = Path(__file__).resolve().parents[2] / "src/dauys/sample"
LAWS = {
    "sample-old-ru": SAMPLE / "charter.old.ru.txt",
    "sample-new-kk": SAMPLE / "charter.new.kk.txt",
    "sample-new-en": SAMPLE / "charter.new.en.txt",
    "kz-1995-ru": DATA / "texts/kz/1995.rus.txt",
    "kz-2026-kk": DATA / "texts/kz/2026.kaz.txt",
    "cl-1980": DATA / "texts/cl/1980",
}
Rendered = dict[str, bytes]


def converted(soffice: str, folder: Path, files: dict[str, bytes], kind: str) -> Rendered:
    """The files as LibreOffice saves them in another format, in one run with an own profile."""
    (folder / "in").mkdir(parents=True)
    for name, data in files.items():
        (folder / "in" / name).write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    save = ["--headless", "--convert-to", kind, "--outdir", str(folder / "out")]
    names = [str(folder / "in" / name) for name in files]
    subprocess.run([soffice, profile, *save, *names], capture_output=True, check=True, timeout=110)
    return {path.name: path.read_bytes() for path in (folder / "out").iterdir()}


@pytest.fixture(scope="module")
def laws() -> dict[str, Text]:
    return {name: load(path) for name, path in LAWS.items() if path.exists()}


@pytest.fixture(scope="module")
def rendered(
    soffice: str, laws: dict[str, Text], tmp_path_factory: pytest.TempPathFactory
) -> Rendered:
    files = {f"{name}.docx": write_docx(law) for name, law in laws.items()}
    return converted(soffice, tmp_path_factory.mktemp("office"), files, "pdf")


def law_of(name: str, laws: dict[str, Text]) -> Text:
    if name not in laws:
        pytest.skip(f"needs ../shared/data for {name}, which is not on this machine")
    return laws[name]


@pytest.mark.parametrize("name", LAWS)
def test_every_article_of_our_document_is_on_paper(
    name: str, laws: dict[str, Text], rendered: Rendered
) -> None:
    law = law_of(name, laws)
    pages = pdfium.PdfDocument(rendered[f"{name}.pdf"])
    lines = {
        line.strip() for page in pages for line in page.get_textpage().get_text_range().splitlines()
    }
    heads = {"ru": "Статья {}", "kk": "{}-бап", "en": "Article {}", "es": "Artículo {}"}
    missing = [
        each.number
        for each in law.articles()
        if not any(line.startswith(heads[law.language].format(each.number)) for line in lines)
    ]
    assert missing == []


@pytest.mark.parametrize("name", LAWS)
def test_the_pdf_that_it_makes_of_our_document_is_read_to_the_same_tree(
    name: str, laws: dict[str, Text], rendered: Rendered
) -> None:
    """Word, another office program and a printer to PDF stand between: nothing of ours is left but
    the look."""

    def told(text: Text) -> list[tuple[str, str, str]]:
        inside = (each for each in text.walk() if each.kind != "note")
        return [(each.address, each.heading, each.text) for each in inside]

    law = law_of(name, laws)
    assert told(read_pdf(rendered[f"{name}.pdf"]).text) == told(law)


def test_a_document_that_it_saves_itself_is_read(soffice: str, tmp_path: Path) -> None:
    """Its own styles and numbering: what a person gives us who works with LibreOffice."""
    law = form(1, level(0, "Статья %1."), level(1, "%2."), level(2, "%3)", "russianLower"))
    data = document(
        p("ЗАКОН О РЕКЕ", "Title"),
        p("Река", "H2", numbered=(1, 0)),
        p("Река чиста.", numbered=(1, 1)),
        p("Нельзя:", numbered=(1, 1)),
        p("сорить;", numbered=(1, 2)),
        p("шуметь.", numbered=(1, 2)),
        p("Берег", "H2", numbered=(1, 0)),
        p("Берег открыт.", numbered=(1, 1)),
        numbering=law + num(1, 1),
    )
    saved = converted(soffice, tmp_path, {"law.docx": data}, "odt")
    (tmp_path / "again").mkdir()
    again = converted(soffice, tmp_path / "again", {"law.odt": saved["law.odt"]}, "docx")
    assert read_docx(again["law.docx"]).text == read_docx(data).text
    assert read_docx(data).text.find("art_1__para_2__point_b").text == "шуметь."


def test_an_old_doc_of_its_own_is_said_to_be_one(soffice: str, tmp_path: Path) -> None:
    saved = converted(soffice, tmp_path, {"law.docx": document(p("Статья 1"))}, "doc")
    with pytest.raises(Unreadable) as caught:
        read_docx(saved["law.doc"])
    assert caught.value.code == "text.doc"
