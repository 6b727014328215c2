"""HTML in: pages of others as a reader sees them, our own exactly; and pages that are no law."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import etree, html

from dauys.errors import DauysError, Refused
from dauys.text.formats import dump, load, load_reading, read_bytes
from dauys.text.formats.html_numbers import numeral
from dauys.text.provision import Text
from dauys.text.read import Reading

PAGE = """<!DOCTYPE html><html><head><title>Портал</title><script>Статья 9</script></head><body>
<nav><a href="/">Меню сайта</a></nav>
<h1>УСТАВ ГОРОДА</h1><p>Мы, жители города,<br>принимаем Устав.</p>
<h2>Раздел I. Общие положения</h2>
<p align="center"><b>Статья 1<sup>1</sup>. Город</b></p>
<ol><li>Город един.<sup><a href="#n">3</a></sup></li>
<li>В городе:<ol><li>собрание;</li>
<li value="5">глава:<ol type="a"><li>ведёт дела;</li><li>отвечает.</li></ol>
<p>Глава один.</p></li></ol>
<p>Иное решает закон.</p></li></ol>
<aside>Сноска. Изменена в 2020 году.</aside>
<h3>Статья 2<br>Река</h3>
<table><tr><td>1. Ячейка&nbsp;один.</td><td>2. Ячейка два.</td></tr></table>
<p style="display:none">Скрыто.</p>
<footer>Все права защищены</footer></body></html>"""


def read(page: str | bytes) -> Reading:
    data = page if isinstance(page, bytes) else page.encode()
    return read_bytes(data, ".html", None, "file:law.html")


def shown(text: Text) -> list[str]:
    return [f"{each.address} {each.heading}{each.text}" for each in text.walk()]


def refused(data: bytes) -> DauysError:
    with pytest.raises(DauysError) as caught:
        read(data)
    return caught.value


def test_a_page_is_read_as_a_person_sees_it() -> None:
    reading = read(PAGE)
    assert reading.text.title == "УСТАВ ГОРОДА"
    assert shown(reading.text) == [
        "preamble ",
        "preamble__para_1 Мы, жители города,",
        "preamble__para_2 принимаем Устав.",
        "sec_1 Общие положения",
        "art_1-1 Город",
        "art_1-1__para_1 Город един. [3]",
        "art_1-1__para_2 В городе:",
        "art_1-1__para_2__point_1 собрание;",
        "art_1-1__para_2__point_5 глава:",
        "art_1-1__para_2__point_5__sub_a ведёт дела;",
        "art_1-1__para_2__point_5__sub_b отвечает.",
        "art_1-1__para_2__point_5__al_2 Глава один.",
        "art_1-1__para_2__al_2 Иное решает закон.",
        "art_1-1__note_1 Сноска. Изменена в 2020 году.",
        "art_2 Река",
        "art_2__para_1 Ячейка один.",
        "art_2__para_2 Ячейка два.",
    ]
    told = [(each.code, each.facts["words"]) for each in reading.findings.found]
    assert told == [
        ("text.skipped", "Меню сайта"),
        ("text.skipped", "Скрыто."),
        ("text.skipped", "Все права защищены"),
    ]


def test_what_stands_beside_main_is_left_out_and_told() -> None:
    page = "<body><p>Новости</p><main><h2>Статья 1</h2><p>Город.</p></main><p>Реклама</p></body>"
    reading = read(page)
    assert shown(reading.text) == ["art_1 ", "art_1__para_1 Город."]
    told = [each.facts["words"] for each in reading.findings.found]
    assert told == ["Новости", "Реклама"]


@pytest.mark.parametrize(
    ("opening", "marks"),
    [
        ("<ol>", ["1", "2"]),
        ('<ol start="7">', ["7", "8"]),
        ("<ol reversed>", ["2", "1"]),
        ('<ol start="x">', ["1", "2"]),
        ('<ol type="a">', ["a", "b"]),
    ],
)
def test_a_list_has_the_numbers_that_a_browser_shows(opening: str, marks: list[str]) -> None:
    page = f"<h2>Статья 1</h2><p>Даёт:</p><ul><li>Вот:{opening}<li>раз;<li>два.</ol></ul>"
    numbers = [each.number for each in read(page).text.walk() if each.kind == "point"]
    numbers += [each.number for each in read(page).text.walk() if each.kind == "paragraph"]
    assert [number for number in numbers if number] == marks


@pytest.mark.parametrize(
    ("number", "form", "told"),
    [(27, "a", "aa"), (4, "i", "iv"), (1999, "I", "MCMXCIX"), (0, "a", "0"), (-3, "1", "-3")],
)
def test_numbers_in_the_types_of_lists(number: int, form: str, told: str) -> None:
    assert numeral(number, form) == told


def test_numbers_that_stand_in_the_words_are_not_given_twice() -> None:
    page = "<h2>Статья 1</h2><ol><li>1. Раз.</li><li>2. Два.</li></ol>"
    assert shown(read(page).text)[1:] == ["art_1__para_1 Раз.", "art_1__para_2 Два."]


def test_a_page_in_the_encoding_that_it_declares_is_read() -> None:
    page = '<meta charset="windows-1251"><h2>Статья 1</h2><p>Город.</p>'
    assert shown(read(page.encode("cp1251")).text) == ["art_1 ", "art_1__para_1 Город."]


LOGIN = b"<form><label>User</label><input><button>Log in</button></form>"
CYRILLIC = "<h2>Статья 1</h2><p>Город стоит у реки.</p>".encode("cp1251")
HOSTILE = {
    "empty": (b"", "text.empty"),
    "no words": (b"<html><body><hr></body></html>", "text.empty"),
    "a login page": (LOGIN, "text.articles"),
    "another encoding": (CYRILLIC, "text.encoding"),
    "a codec": (b'<meta charset="rot13"><p>\xff\xfe</p>', "text.encoding"),
    "binary": (b"\x7fELF\x00\x01\x02", "text.encoding"),
    "deep": (b"<div>" * 200_000 + b"x", "text.depth"),
    "too long": (b"x" * (16 * 1024 * 1024 + 1), "text.size"),
    "many mains": (b'<main data-dauys="1"></main>' * 50_000, "text.empty"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_law_has_a_code_at_once(name: str) -> None:
    data, code = HOSTILE[name]
    begun = time.monotonic()
    error = refused(data)
    assert (error.code, error.accused) == (code, "file:law.html")
    assert time.monotonic() - begun < 10


def charter() -> tuple[Text, bytes]:
    text = load("src/dauys/sample/charter.new.ru.txt")
    return text, dump(text, ".html")


def test_a_page_of_ours_is_whole_and_needs_nothing_else() -> None:
    """A language, a title, one h1, headings that skip no level, ids, no script, nothing fetched."""
    text, data = charter()
    root = html.document_fromstring(data)
    assert root.get("lang") == "ru"
    assert root.findtext(".//title") == text.title
    levels = [int(each.tag[1]) for each in root.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert [each.get("id") for each in root.iter() if each.get("id")] == [
        each.address for each in text.walk()
    ]
    assert not list(root.iter("script", "link", "img", "iframe"))
    assert b"http" not in data
    assert b"url(" not in data


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b'data-number="2"', b'data-number="3"'),
        (b'class="article"', b'class="chapter"'),
        (b"</main>", b"<p>beside</p></main>"),
        (b"</main>", "</main><p>Статья 99</p>".encode()),
    ],
    ids=["another number", "another kind", "words inside", "words beside"],
)
def test_a_page_that_says_two_things_is_read_by_what_a_person_sees(
    before: bytes, after: bytes
) -> None:
    """Else a number or an address could be told to programs that no reader of the page sees."""
    text, data = charter()
    reading = read(data.replace(before, after, 1))
    assert [each.number for each in reading.text.articles()] == [
        each.number for each in text.articles()
    ]
    assert "text.altered" in [each.code for each in reading.findings.found]


@pytest.mark.parametrize("suffix", [".html", ".akn.xml"])
def test_an_address_that_stands_twice_is_refused(suffix: str) -> None:
    """Two provisions with one address: an anchor would mean both."""
    text, _ = charter()
    data = dump(text, suffix)
    with pytest.raises(Refused) as caught:
        read_bytes(data.replace(b'd="art_2"', b'd="art_1"', 1), suffix)
    assert (caught.value.code, caught.value.facts) == ("text.tree", {"address": "art_1"})


def test_articles_in_another_order_are_another_text() -> None:
    """The order of the file is the order of the tree, whatever the numbers say."""
    text, _ = charter()
    swapped = Text(text.language, text.title, tuple(reversed(text.provisions)))
    assert read(dump(swapped, ".html")).text == swapped
    assert swapped != text


def test_words_may_be_corrected_in_a_page_of_ours() -> None:
    text, data = charter()
    first = next(each.text for each in text.walk() if each.address == "art_2__para_1")
    reading = read(data.replace(first.encode(), "Новые слова.".encode()))
    assert reading.text.find("art_2__para_1").text == "Новые слова."
    assert reading.findings.found == []


def test_articles_twice_are_refused() -> None:
    with pytest.raises(Refused) as caught:
        read("<h2>Статья 1</h2><p>Раз.</p><h2>Статья 1</h2><p>Два.</p>")
    assert caught.value.code == "text.duplicate"


def test_pages_of_a_folder_are_one_text(tmp_path: Path) -> None:
    (tmp_path / "1.html").write_text("<h2>Статья 1</h2><p>Раз.</p>", encoding="utf-8")
    (tmp_path / "2.htm").write_text("<nav>Меню</nav><h2>Статья 2</h2>", encoding="utf-8")
    (tmp_path / "3.md").write_text("## Статья 3\n\nТри.", encoding="utf-8")
    reading = load_reading(tmp_path)
    assert [each.number for each in reading.text.articles()] == ["1", "2", "3"]
    assert [each.accused for each in reading.findings.found] == ["line:2.htm:1"]


def test_the_page_is_well_formed_xml_but_for_its_head() -> None:
    _, data = charter()
    start, end = data.find(b"<main"), data.find(b"</main>")
    assert etree.fromstring(data[start:end] + b"</main>").tag == "main"
