"""The constitution of Kazakhstan of 1995 as a PDF: the same tree as the plain text, notes aside."""

from __future__ import annotations

from collections import Counter

import pypdfium2

from dauys.text.formats import load, load_reading
from dauys.text.provision import Provision, Text
from dauys.text.tokens import words
from tests.shared import shared

# Where the two files themselves differ. Everything else is the same, letter by letter.
TITLE = (
    # the plain text sets it in capitals
    "КОНСТИТУЦИЯ РЕСПУБЛИКИ КАЗАХСТАН",
    "Конституция Республики Казахстан",
)
ADOPTED = "Конституция принята на республиканском референдуме 30 августа 1995 года."
VERSE = (
    # The PDF breaks the preamble by hand into short lines, as verse; the plain text has it in one.
    "Мы, народ Казахстана,",
    "объединенный общей исторической судьбой,",
    "созидая государственность на исконной",
    "казахской земле,",
    "сознавая себя миролюбивым гражданским",
    "обществом,",
    "приверженным идеалам свободы, равенства",
    "и согласия,",
    "желая занять достойное место в мировом",
    "сообществе,",
    "осознавая свою высокую ответственность перед",
    "нынешним и будущими поколениями,",
    "исходя из своего суверенного права,",
    "принимаем настоящую Конституцию.",
)
IMPRINT = (
    # of the publisher, in small print on the last page
    "© 2012. РГП на ПХВ «Институт законодательства и правовой информации Республики Казахстан»",
    "Министерства юстиции Республики Казахстан",
)


def both() -> tuple[Text, Text]:
    return load(shared("texts/kz/1995.rus.txt")), load(shared("texts/kz/1995.rus.pdf"))


def told(law: Text) -> list[tuple[str, str, str, str, str]]:
    """Every provision but the preamble and notes."""

    def tuple_of(each: Provision) -> tuple[str, str, str, str, str]:
        return each.address, each.kind, each.number, each.heading, each.text

    inside = (each for each in law.walk() if not each.address.startswith("preamble"))
    return [tuple_of(each) for each in inside if each.kind != "note"]


def test_the_pdf_gives_the_tree_of_the_plain_text() -> None:
    """102 articles on 52 pages, with 155 notes between them."""
    plain, pdf = both()
    assert told(pdf) == told(plain)
    assert len(pdf.articles()) == 102
    assert sum(each.kind == "note" for each in pdf.walk()) == 155


def test_title_and_preamble_differ_as_the_files_do_and_not_more() -> None:
    plain, pdf = both()
    assert (plain.title, pdf.title) == TITLE
    (whole,) = plain.find("preamble").children
    assert tuple(each.text for each in pdf.find("preamble").children) == (ADOPTED, *VERSE)
    assert whole.text == " ".join(VERSE)


def test_no_word_of_the_pdf_is_lost() -> None:
    """Counted against what pdfium gives for the pages as a whole, by another of its functions."""
    reading = load_reading(shared("texts/kz/1995.rus.pdf"))
    document = pypdfium2.PdfDocument(shared("texts/kz/1995.rus.pdf"))
    source: Counter[str] = Counter()
    for page in document:
        source.update(words(page.get_textpage().get_text_range().replace("-\r\n", "-")))
    tree = Counter(words(reading.text.title))
    for each in reading.text.walk():
        tree.update(words(f"{each.heading} {each.text}"))
    assert tree - source == Counter()
    lost = {word for word in source - tree if not word[0].isdigit()}
    assert lost == {"статья", "раздел", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"}


def test_what_the_pdf_has_besides_is_told() -> None:
    found = load_reading(shared("texts/kz/1995.rus.pdf")).findings.found
    counts = Counter(each.code for each in found)
    assert counts == {"text.pictures": 1, "text.small": 2, "text.broken": 10}
    broken = [str(each.facts["words"]) for each in found if each.code == "text.broken"]
    assert set(broken) < set(VERSE)
    notes = [
        each.text for each in load(shared("texts/kz/1995.rus.pdf")).walk() if each.kind == "note"
    ]
    assert set(IMPRINT) < set(notes)
