"""The table as CSV, HTML, DOCX and PDF: each holds every article of both texts, as it must be."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import pypdfium2
import pytest
from lxml import etree, html

from dauys.errors import Unreadable
from dauys.text.compare import comparison
from dauys.text.provision import Provision, Text
from dauys.text.read import read
from dauys.text.table.csv import marked, safe
from dauys.text.table.rows import table
from dauys.text.table.sheet import SIGNS, Form, sheet
from dauys.text.table.write import FORMATS, check_suffix, write
from tests.text.table.laws import NEW, OLD, any_table, say, small

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def written(name: str, suffix: str, form: Form = "official") -> bytes:
    made = small() if name == "small" else any_table(name)
    return write(made, suffix, say("ru"), "ru", form)


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def text_of_pdf(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def plain_text(name: str, suffix: str) -> str:
    """All that a document says, its signs and spaces left out."""
    data = written(name, suffix)
    if suffix == ".csv":
        told = "".join(cell for row in rows_of(data) for cell in row)
    elif suffix == ".html":
        told = "".join(str(part) for part in html.document_fromstring(data).itertext())
    elif suffix == ".docx":
        body = etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml"))
        told = "".join(str(each.text) for each in body.iter(f"{W}t"))
    else:
        told = text_of_pdf(data)
    return squeezed(told)


def squeezed(text: str) -> str:
    """Letters and digits alone: hyphens at the ends of lines, page numbers' places, signs aside."""
    return "".join(re.findall(r"[^\W_]+", text))


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("name", ["small", "sample-kk", "kz"])
def test_every_article_of_both_texts_is_in_the_document(name: str, suffix: str) -> None:
    told = plain_text(name, suffix)
    made = small() if name == "small" else any_table(name)
    for text in (made.comparison.old, made.comparison.new):
        for unit in text.units():
            assert squeezed(say("ru")(f"text.{unit.kind}", number=unit.number)) in told
    for entry in made.entries:
        for cell in (*entry.old, *entry.new):
            for piece in cell.pieces:
                for part in re.split(r"\s", piece.text) if suffix == ".pdf" else [piece.text]:
                    assert squeezed(part) in told or (suffix == ".pdf" and _broken(part, told))


def _broken(word: str, told: str) -> bool:
    """A word that a page of the PDF ends in: its two halves stand apart."""
    letters = squeezed(word)
    return any(letters[:n] in told and letters[n:] in told for n in range(1, len(letters)))


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_table_gives_the_same_bytes(suffix: str) -> None:
    assert write(small(), suffix, say("kk"), "kk") == write(small(), suffix, say("kk"), "kk")


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_plain_form_has_the_two_texts_and_no_justification(suffix: str) -> None:
    told = write(small(), suffix, say("en"), "en", "plain")
    if suffix == ".csv":
        assert rows_of(told)[0][:3] == ["Text in force", "Proposed text", "What became of it"]
    elif suffix == ".html":
        assert b"Justification" not in told
    elif suffix == ".docx":
        assert len(docx.Document(io.BytesIO(told)).tables[0].columns) == 2
    else:
        assert "Justification" not in text_of_pdf(told)


@pytest.mark.parametrize(
    ("language", "heads"),
    [
        ("ru", ["№ п/п", "Структурный элемент", "Действующая редакция", "Предлагаемая редакция",
                "Обоснование"]),
        ("kk", ["Р/с №", "Құрылымдық элемент", "Қолданыстағы редакция", "Ұсынылатын редакция",
                "Негіздеме"]),
    ],
)  # fmt: skip
def test_the_official_form_has_the_five_columns_of_the_rules(
    language: str, heads: list[str]
) -> None:
    """Resolution 907 of 29 December 2016."""
    assert rows_of(write(small(), ".csv", say(language), language))[0][:5] == heads


def test_in_csv_the_words_without_their_signs_are_the_text() -> None:
    """Kept and deleted is the text in force, kept and inserted the proposed one."""
    for row in rows_of(written("sample-ru", ".csv"))[1:]:
        assert "{+" not in row[2]
        assert "[-" not in row[3]
    rows = {row[6]: row for row in rows_of(written("small", ".csv"))}
    assert rows["art_3__para_1"][2] == "Собрание избирается на [-четыре года-]."
    assert rows["art_1__para_2"][2] == (
        "2. Берега реки охраняются [-городом-] по закону. "
        "[→ Статья 1, пункт 1: Купаться у моста запрещается всем детям.→]"
    )


@pytest.mark.parametrize("cell", ["=1+1", "+7", "-2", "@SUM", "\tx", "\rx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    """A draft comes from anyone, and a spreadsheet runs what begins so."""
    assert safe(cell) == "'" + cell


def test_a_law_that_is_a_formula_is_no_formula_in_the_file() -> None:
    text = read("Статья 1. =HYPERLINK(A1)\n=1+1 стоит здесь.".encode()).text
    rows = rows_of(write(table(comparison(text, text)), ".csv", say(), "en", "plain"))
    assert all(not cell or cell[0] not in "=+-@" for row in rows for cell in row)


@pytest.mark.parametrize("suffix", FORMATS)
def test_what_no_format_can_hold_is_replaced(suffix: str) -> None:
    """Control characters, which XML has no place for, and marks that turn the direction."""
    bad = Provision("art_1", "article", "1", "а\x00\x1b\u202eб", "<script>&\ufffe</script>")
    text = Text("ru", "Т\x07", (bad,))
    other = replace(text, provisions=(replace(bad, text="иное {+ \"'"),))
    told = write(table(comparison(text, other)), suffix, say("ru"), "ru")
    assert told
    if suffix == ".html":
        assert b"<script" not in told


def test_html_is_one_page_that_runs_and_fetches_nothing() -> None:
    page = html.document_fromstring(written("sample-ru", ".html"))
    assert page.get("lang") == "ru"
    assert not page.xpath("//script | //link | //img | //iframe | //*[@src] | //*[@onclick]")
    assert all(href.startswith("#") for href in page.xpath("//a/@href"))
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {f"#{each}" for each in ids} >= set(page.xpath("//nav/a/@href"))
    assert page.xpath("count(//h1)") == 1


def test_html_says_to_the_ear_what_it_shows_to_the_eye() -> None:
    page = html.document_fromstring(written("small", ".html"))
    changed = page.xpath("//table[@id='table']//del | //table[@id='table']//ins")
    assert changed
    for each in changed:
        heard = each.xpath("./span[@class='unseen']")
        assert len(heard) == 2
        assert each.xpath("./span[@aria-hidden='true' and @class='sign']")
    moved = page.xpath("//del[@class='moved_away']//span[@class='unseen']")
    assert "перенесено в: Статья 1, пункт 1" in str(moved[-2].text)


def test_html_holds_the_picture_and_its_table() -> None:
    page = html.document_fromstring(written("sample-ru", ".html"))
    rows = len(any_table("sample-ru").comparison.rows)
    assert page.xpath("count(//figure//*[local-name()='svg'])") == 1
    captions = page.xpath("//caption[contains(., 'виде таблицы')]/..//tbody/tr")
    assert len(captions) == rows


def test_docx_is_a_landscape_page_with_a_head_row_that_repeats() -> None:
    document = docx.Document(io.BytesIO(written("sample-kk", ".docx")))
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert section.page_width > section.page_height
    first = document.tables[0].rows[0]._tr
    assert first.xpath("./w:trPr/w:tblHeader")
    entries = any_table("sample-kk").entries
    assert len(document.tables[0].rows) == len(entries) + 1
    assert document.core_properties.title == "Сравнительная таблица"


def test_docx_marks_by_stroke_and_by_sign() -> None:
    document = docx.Document(io.BytesIO(written("small", ".docx")))
    runs = [r for c in document.tables[0]._cells for p in c.paragraphs for r in p.runs]
    struck = {run.text for run in runs if run.font.strike}
    assert "городом" in struck
    assert {sign for pair in SIGNS.values() for sign in pair if sign} <= {
        run.text.split(" ")[0] for run in runs
    }


def test_pdf_is_tagged_and_has_a_language() -> None:
    data = written("sample-kk", ".pdf")
    assert b"/MarkInfo" in data
    assert b"/StructTreeRoot" in data
    assert re.search(rb"/Lang\s?\(ru\)", data)
    assert re.search(rb"/Lang\s?\(kk\)", data)
    assert b"pdfuaid:part" in data


def test_an_unknown_ending_is_refused_with_those_that_are_known() -> None:
    for name in ("table.xlsx", "table", ".csv", "table.csv.exe"):
        with pytest.raises(Unreadable) as refused:
            check_suffix(name)
        assert refused.value.code == "text.table_format"
    assert check_suffix("ТАБЛИЦА.DOCX") == ".docx"


def test_marks_are_explained_before_the_table() -> None:
    told = sheet(small(), say("en"), "en")
    assert [each.mark for each in told.legend] == list(SIGNS)[1:]
    assert marked(told.lines[0].new[0]) == "УСТАВ {+НОВЫЙ+}"


def long_law(articles: int, verb: str) -> str:
    """A law of some articles with three paragraphs each."""
    lines = ["ЗАКОН О РЕКАХ"]
    for n in range(1, articles + 1):
        lines.append(f"Статья {n}. Река номер {n}")
        lines += [f"{k}. Берег {n} реки {verb} жителями города в месяце {k}." for k in (1, 2, 3)]
    return "\n".join(lines)


def test_libreoffice_opens_a_docx_of_two_hundred_articles(tmp_path: Path, soffice: str) -> None:
    texts = [read(long_law(n, verb).encode()).text for n, verb in ((200, "чист"), (210, "убран"))]
    made = table(comparison(*texts))
    (tmp_path / "table.docx").write_bytes(write(made, ".docx", say("ru"), "ru"))
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [soffice, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(tmp_path / "table.docx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    told = squeezed(text_of_pdf((tmp_path / "table.pdf").read_bytes()))
    for text in texts:
        assert [u.number for u in text.units() if f"Статья{u.number}Река" not in told] == []


def test_the_two_small_laws_are_what_the_tests_say() -> None:
    assert len(read(OLD.encode()).text.units()) == len(read(NEW.encode()).text.units()) == 3
