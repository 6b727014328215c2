"""What a format cannot carry is told by its address; Markdown and plain text say all the rest."""

from __future__ import annotations

import pytest

from dauys.errors import Unreadable
from dauys.text.formats import dump, load, read_bytes
from dauys.text.formats.faithful import lost
from dauys.text.provision import Provision, Text
from dauys.text.read import read
from tests.text.laws import RUSSIAN


def article(*children: Provision, heading: str = "") -> Provision:
    return Provision("art_1", "article", "1", heading, "", children)


def passage(address: str, text: str, *children: Provision, number: str = "") -> Provision:
    return Provision(address, "paragraph", number, "", text, children)


def told(text: Text, suffix: str) -> list[tuple[str, str]]:
    found = lost(text, dump(text, suffix), suffix).found
    return [(each.code, each.accused) for each in found]


@pytest.mark.parametrize("suffix", [".md", ".txt", ".html", ".akn.xml", ".json"])
def test_nothing_is_told_of_a_law_that_is_carried_whole(suffix: str) -> None:
    assert told(read(RUSSIAN.encode()).text, suffix) == []


def test_a_note_of_a_passage_that_is_not_in_brackets_is_told() -> None:
    """Markdown and plain text give it to the article."""
    note = Provision("art_1__para_1__note_1", "note", "", "", "Сноска. Изменён.")
    text = Text("ru", "УСТАВ", (article(passage("art_1__para_1", "Город.", note)),))
    for suffix in (".md", ".txt"):
        assert told(text, suffix) == [
            ("text.lost", "provision:art_1__para_1__note_1"),
            ("text.lost", "provision:art_1__note_1"),
        ]
    for suffix in (".html", ".akn.xml"):
        assert told(text, suffix) == []


def test_a_title_and_an_order_that_are_not_carried_are_told() -> None:
    """A conclusion needs the opening words of its language's formula."""
    end = Provision(
        "conclusions", "conclusion", "", "", "", (passage("conclusions__para_1", "Мэр."),)
    )
    text = Text("ru", "", (article(passage("art_1__para_1", "Город.")), end))
    assert ("text.lost", "provision:conclusions") in told(text, ".md")
    nameless = Text("ru", "…", (article(passage("art_1__para_1", "Город.")),))
    assert told(nameless, ".txt") == [("text.lost", "provision:title")]


def test_a_language_without_a_grammar_is_not_written_as_text() -> None:
    """Its headings are not known; the formats that carry the tree carry it in any language."""
    text = Text("fr", "CHARTE", (article(passage("art_1__para_1", "La ville.")),))
    for suffix in (".md", ".txt"):
        with pytest.raises(Unreadable) as caught:
            dump(text, suffix)
        assert caught.value.code == "text.language"
    for suffix in (".html", ".akn.xml", ".json"):
        assert told(text, suffix) == []


WORDS = [
    "*звёзды* и _черты_",
    "# решётка",
    "> знак",
    "- тире",
    "+ плюс",
    "5. число",
    "(7) скобка",
    "<b>не тег</b> &amp; &lt;",
    "a\\b `c` [d](e) ~f~ $g$",
    "=== равно",
    "| столб | столб |",
    "2 * 3 * 4",
    "конец\\",
]


@pytest.mark.parametrize("words", WORDS)
def test_words_that_mean_something_in_markdown_stand_as_they_are(words: str) -> None:
    text = Text("ru", "УСТАВ", (article(passage("art_1__para_1", words, number="1")),))
    again = read_bytes(dump(text, ".md"), ".md").text
    assert again == text


@pytest.mark.parametrize("words", ["# решётка", "> знак", "- тире", "<b>x</b>", "=== равно"])
def test_they_stand_so_without_a_number_before_them_too(words: str) -> None:
    text = Text("ru", "УСТАВ", (article(passage("art_1__para_1", words)),))
    assert read_bytes(dump(text, ".md"), ".md").text == text


def test_headings_that_look_like_passages_are_underlined_in_plain_text() -> None:
    section = Provision("sec_1", "section", "", "О реке", "", (article(heading="Что такое река?"),))
    text = Text("ru", "Город", (section,))
    data = dump(text, ".txt")
    assert data.decode().splitlines() == [
        "Город",
        "=====",
        "",
        "О реке",
        "------",
        "",
        "Статья 1. Что такое река?",
        "~~~~~~~~~~~~~~~~~~~~~~~~~",
    ]
    assert read_bytes(data, ".txt").text == text


def test_a_line_of_dashes_of_another_length_is_no_underlining() -> None:
    law = "Статья 1\nГород стоит.\n-----\nРека течёт.\n"
    passages = [each.text for each in read(law.encode()).text.articles()[0].children]
    assert passages == ["Город стоит.", "Река течёт."]


def test_markdown_shows_the_numbers_as_they_are_printed() -> None:
    """A viewer counts «1. 3.» as 1, 2: escaped, they are words."""
    children = (
        passage("art_1__para_1", "Раз.", number="1"),
        passage("art_1__para_3", "Три.", number="3"),
    )
    data = dump(Text("ru", "УСТАВ", (article(*children),)), ".md").decode()
    assert data == "# УСТАВ\n\n## Статья 1\n\n1\\. Раз.\n\n3\\. Три.\n"


def test_an_empty_object_and_one_in_another_language() -> None:
    data = dump(load("src/dauys/sample/charter.old.kk.txt"), ".json")
    with pytest.raises(Unreadable) as caught:
        read_bytes(data, ".json", "ru", "file:x.json")
    assert caught.value.facts == {"expected": "ru", "found": "kk"}
    with pytest.raises(Unreadable) as caught:
        read_bytes(b"\n", ".json", None, "file:x.json")
    assert caught.value.code == "text.empty"
