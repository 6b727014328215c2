"""Our own PDFs: PDF/UA with every heading in its structure, the same bytes, the same tree back."""

from __future__ import annotations

import ctypes
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from dauys.errors import Refused
from dauys.text.formats import load
from dauys.text.formats.docx_write import write_docx
from dauys.text.formats.pdf_read import read_pdf
from dauys.text.formats.pdf_write import write_pdf
from dauys.text.printed import lines
from dauys.text.provision import Provision, Text
from dauys.text.read import read
from dauys.text.tokens import words
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


def told(law: Text) -> list[tuple[str, str, str, str, str]]:
    """The title and every provision, notes aside."""
    return [
        (law.title, "", "", "", ""),
        *(
            (each.address, each.kind, each.number, each.heading, each.text)
            for each in law.walk()
            if each.kind != "note"
        ),
    ]


def counted(law: Text) -> Counter[str]:
    """All words of a law, those of its notes too."""
    return Counter(
        word for each in law.walk() for word in words(f"{each.heading} {each.text}")
    ) + Counter(words(law.title))


@pytest.mark.parametrize("name", SAMPLES)
def test_the_sample_is_read_back_to_the_same_tree(name: str) -> None:
    law = load(SAMPLE / name)
    back = read_pdf(write_pdf(law)).text
    assert told(back) == told(law)
    assert counted(back) == counted(law)


@pytest.mark.parametrize("path", REAL)
def test_a_real_text_is_read_back_to_the_same_tree(path: str) -> None:
    law = load(shared(f"texts/{path}"))
    back = read_pdf(write_pdf(law)).text
    assert told(back) == told(law)
    assert counted(back) == counted(law)


@pytest.mark.parametrize("language", SMALL)
def test_every_kind_of_provision_is_read_back(language: str) -> None:
    law = small(language)
    assert told(read_pdf(write_pdf(law)).text) == told(law)


@pytest.mark.parametrize("language", SMALL)
def test_random_laws_are_read_back(language: str) -> None:
    for seed in range(8):
        law = random_law(language, seed).text
        assert told(read_pdf(write_pdf(law)).text) == told(law)


def test_every_page_break_within_a_passage_is_read_over() -> None:
    """The tags say which passage goes on, wherever the page ends."""
    long = "Река чиста и глубока, и берега её открыты для всех, кто " + "идёт и " * 200 + "поёт."
    inner = tuple(
        Provision(f"art_1__para_{n}", "paragraph", str(n), "", long) for n in range(1, 30)
    )
    law = Text("ru", "УСТАВ", (Provision("art_1", "article", "1", "", "", inner),))
    assert read_pdf(write_pdf(law)).text == law


def structure(data: bytes) -> Iterator[tuple[str, str]]:
    """Every heading of the structure tree with its words, page by page."""
    document = pdfium.PdfDocument(data)
    for page in document:
        text = page.get_textpage()
        by_number: dict[int, str] = {}
        for index in range(text.count_chars()):
            thing = raw.FPDFText_GetTextObject(text, index)
            number = raw.FPDFPageObj_GetMarkedContentID(thing) if thing else -1
            letter = chr(raw.FPDFText_GetUnicode(text, index))
            by_number[number] = by_number.get(number, "") + letter
        tree = raw.FPDF_StructTree_GetForPage(page)
        tops = range(raw.FPDF_StructTree_CountChildren(tree))
        for n in tops:
            yield from _headings(raw.FPDF_StructTree_GetChildAtIndex(tree, n), by_number)


def _headings(element: object, by_number: dict[int, str]) -> Iterator[tuple[str, str]]:
    buffer = ctypes.create_string_buffer(64)
    raw.FPDF_StructElement_GetType(element, buffer, 64)
    kind = buffer.raw.decode("utf-16-le").split("\0")[0]
    if re.fullmatch(r"H\d", kind):
        yield kind, re.sub(r"\s+", " ", _words(element, by_number)).strip()
        return
    for n in range(raw.FPDF_StructElement_CountChildren(element)):
        if child := raw.FPDF_StructElement_GetChildAtIndex(element, n):
            yield from _headings(child, by_number)


def _words(element: object, by_number: dict[int, str]) -> str:
    made = ""
    for n in range(raw.FPDF_StructElement_CountChildren(element)):
        child = raw.FPDF_StructElement_GetChildAtIndex(element, n)
        number = raw.FPDF_StructElement_GetChildMarkedContentID(element, n)
        made += _words(child, by_number) if child else by_number.get(number, "")
    return made


@pytest.mark.parametrize("name", ["charter.new.kk.txt", "charter.new.ru.txt", "charter.new.en.txt"])
def test_every_heading_stands_in_the_structure_and_in_the_bookmarks(name: str) -> None:
    law = load(SAMPLE / name)
    data = write_pdf(law)
    printed = [line for line in lines(law, inline=False) if line.form == "heading"]
    headings = [(f"H{line.level - 1}", line.text) for line in printed]
    assert list(structure(data)) == headings
    articles = [text for _, text in headings if re.match(r"Статья|Article|\d+-бап", text)]
    assert len(articles) == len(law.articles())
    outline = pdfium.PdfDocument(data).get_toc()
    assert [item.get_title() for item in outline] == [text for _, text in headings]


def test_every_article_of_a_real_text_stands_in_the_structure() -> None:
    law = load(shared("texts/kz/2026.kaz.txt"))
    found = [text for kind, text in structure(write_pdf(law)) if "-бап" in text]
    assert len(found) == len(law.articles()) == 96


@pytest.mark.parametrize("language", SMALL)
def test_the_file_says_that_it_is_tagged_and_in_which_language(language: str) -> None:
    data = write_pdf(small(language))
    document = pdfium.PdfDocument(data)
    assert raw.FPDFCatalog_IsTagged(document)
    assert document.get_metadata_value("Title") == small(language).title
    assert b"/MarkInfo" in data
    assert b"/StructTreeRoot" in data
    assert f"/Lang({language})".encode() in data.replace(b"/Lang (", b"/Lang(")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data


def test_the_same_text_gives_the_same_bytes_in_another_process_too() -> None:
    name = SAMPLE / "charter.old.kk.txt"
    code = (
        "import sys; from dauys.text.formats import load;"
        "from dauys.text.formats.pdf_write import write_pdf;"
        f"sys.stdout.buffer.write(write_pdf(load({str(name)!r})))"
    )
    other = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout
    data = write_pdf(load(name))
    assert data == other
    assert b"/CreationDate" not in data


def test_every_font_is_in_the_file() -> None:
    """Kazakh, Russian and Spanish letters look the same on every machine."""
    letters = "ӘҒҚҢӨҰҮҺІЁ әғқңөұүһіё ñáéíóúü¿¡ №«»–— 67¹"
    passage = Provision("art_1__para_1", "paragraph", "", "", f"Жер {letters}.")
    law = Text("kk", "ЖАРҒЫ", (Provision("art_1", "article", "1", "", "", (passage,)),))
    data = write_pdf(law)
    assert read_pdf(data).text == law
    fonts = set(re.findall(rb"/BaseFont/([\w+-]+)", data.replace(b"/BaseFont /", b"/BaseFont/")))
    assert fonts
    assert all(re.match(rb"[A-Z]{6}\+", font) for font in fonts)  # a subset that is embedded


@pytest.mark.parametrize(("sign", "told"), [("漢", "漢"), ("\ufffe", "\\u{fffe}")])
def test_a_sign_that_cannot_be_printed_is_said(sign: str, told: str) -> None:
    passage = Provision("art_1__para_1", "paragraph", "", "", f"Река {sign}.")
    law = Text("ru", "", (Provision("art_1", "article", "1", "", "", (passage,)),))
    with pytest.raises(Refused) as caught:
        write_pdf(law)
    assert (caught.value.code, caught.value.facts) == ("text.sign", {"sign": told})
    if sign == "\ufffe":
        with pytest.raises(Refused) as caught:
            write_docx(law)
        assert (caught.value.code, caught.value.facts) == (
            "text.character",
            {"character": "U+FFFE"},
        )


def test_a_word_is_never_a_command_of_the_template() -> None:
    words_of = '#panic("x") *a* _b_ $c$ <d> @e \\ [f] {g} "h" \'i\' -- ... https://example.org'
    passage = Provision("art_1__para_1", "paragraph", "", "", f"Река {words_of}.")
    law = Text("ru", "УСТАВ", (Provision("art_1", "article", "1", "", "", (passage,)),))
    assert read_pdf(write_pdf(law)).text == law
