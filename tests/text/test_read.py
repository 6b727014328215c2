"""Laws in four languages are read into their trees; what cannot be read is said clearly."""

from __future__ import annotations

import pytest

from dauys.errors import DauysError, Refused, Unreadable
from dauys.text import lines as lines_module
from dauys.text.languages import GRAMMARS
from dauys.text.provision import Provision, Text
from dauys.text.read import Source, read
from tests.text.laws import ENGLISH, KAZAKH, RUSSIAN, SPANISH, random_law


def tree(law: str, *, markdown: bool = False) -> Text:
    return read(law.encode("utf-8"), markdown=markdown).text


def numbered(text: Text) -> dict[str, str]:
    return {each.address: each.number for each in text.walk()}


def codes(law: str, *, markdown: bool = False) -> list[tuple[str, str]]:
    found = read(law.encode("utf-8"), markdown=markdown).findings.found
    return [(each.code, each.accused) for each in found]


def refused(data: bytes, language: str | None = None, *, markdown: bool = False) -> DauysError:
    with pytest.raises(DauysError) as caught:
        read(data, language, markdown=markdown, accused="file:law.txt")
    return caught.value


def test_a_russian_law_is_read_to_its_tree() -> None:
    text = tree(RUSSIAN)
    assert (text.language, text.title) == ("ru", "УСТАВ ГОРОДА БЕРЕЗОВСКА")
    assert list(numbered(text)) == [
        "preamble",
        "preamble__para_1",
        "preamble__para_2",
        "preamble__para_3",
        "sec_1",
        "art_1",
        "art_1__para_1",
        "art_1__para_2",
        "art_1__para_2__point_1",
        "art_1__para_2__point_2",
        "art_1__para_2__point_2__sub_a",
        "art_1__para_2__point_2__sub_b",
        "art_1__para_3",
        "art_1__para_3__al_2",
        "art_1__note_1",
        "art_1-1",
        "art_1-1__para_1",
        "sec_2",
        "sec_2__chp_1",
        "art_2",
        "art_2__para_1",
        "art_3",
        "art_3__para_1",
    ]
    assert text.find("sec_2").heading == "Собрание"
    assert text.find("sec_2__chp_1").heading == "СОСТАВ"
    assert text.find("art_1").heading == "Город"
    assert text.find("art_1__para_2__point_2__sub_b").text == "отвечает перед собранием."


def test_an_article_marked_as_excluded_is_an_article() -> None:
    excluded = tree(RUSSIAN).articles()[-1]
    assert (excluded.number, excluded.children[0].text) == ("3", "Исключена.")


def test_a_kazakh_law_is_read_to_its_tree() -> None:
    text = tree(KAZAKH)
    numbers = numbered(text)
    assert text.language == "kk"
    assert [each.number for each in text.articles()] == ["1", "1-1", "2"]
    assert numbers["sec_1"] == "I"
    assert numbers["sec_1__chp_1"] == "1"
    assert text.find("art_1__para_2__point_2").text == "қала басшысы."
    assert text.find("art_1__note_1").text.startswith("Ескерту.")


def test_an_english_law_is_read_to_its_tree() -> None:
    text = tree(ENGLISH)
    assert [each.number for each in text.articles()] == ["1", "1 bis", "2"]
    assert text.find("sec_1").heading == "General Provisions"
    assert text.find("art_1__para_2__point_b__sub_ii").text == "answer to the assembly."
    assert text.find("art_1-bis__para_1").text == "The assembly adopts the anthem of the town."


def test_a_spanish_law_in_markdown_is_read_to_its_tree() -> None:
    text = tree(SPANISH, markdown=True)
    assert text.title == "ESTATUTO DE LA VILLA"
    assert [each.number for each in text.articles()] == ["1", "2"]
    assert text.find("chp_1").heading == "LA VILLA"
    assert text.find("art_1__para_2__point_2__sub_b").text == "Responder ante la asamblea."
    assert text.find("art_1__para_2__point_2__al_2").text == "Todos los órganos son públicos."
    assert text.find("art_2__para_1").text == "La asamblea tiene nueve miembros."
    assert [each.number for each in text.units()] == ["1", "2", "PRIMERA", "DECIMOCTAVA"]
    assert text.find("trans_18__para_1").text == "La primera asamblea se reúne en mayo."


@pytest.mark.parametrize("language", GRAMMARS)
@pytest.mark.parametrize("seed", range(60))
def test_a_random_law_is_read_back_to_the_tree_it_was_made_from(language: str, seed: int) -> None:
    law = random_law(language, seed)
    reading = read("\n".join(law.lines).encode("utf-8"), language)
    assert reading.text == law.text
    assert reading.findings.found == []


@pytest.mark.parametrize("language", GRAMMARS)
def test_markdown_and_plain_text_give_the_same_tree(language: str) -> None:
    law = random_law(language, 7)
    plain = read("\n".join(law.lines).encode("utf-8"), language).text
    marked = read("\n\n".join(law.lines).encode("utf-8"), language, markdown=True).text
    assert plain == marked == law.text


def test_line_ends_marks_and_spaces_change_nothing() -> None:
    """A file from another system: CRLF, a byte-order mark, no-break spaces, decomposed letters."""
    odd = "\ufeff" + RUSSIAN.replace("\n", "\r\n").replace("Статья 1", "Статья\u00a01")
    assert tree(odd) == tree(RUSSIAN)
    assert tree(RUSSIAN.replace("й", "и\u0306")) == tree(RUSSIAN)


def test_a_passage_inside_a_list_belongs_to_the_item_before_it() -> None:
    """2) goes on after the passage, so the passage is the second one of 1)."""
    text = tree("Статья 1.\n1) первое;\nПояснение к первому.\n2) второе.\nОбщее правило.\n")
    assert text.find("art_1__point_1__al_2").text == "Пояснение к первому."
    assert text.find("art_1__para_1").text == "Общее правило."


def test_two_lists_in_one_paragraph_hang_under_their_own_passages() -> None:
    law = "Статья 5.\n1. Правило:\n1) одно;\n2) два.\nИное правило:\n1) три;\n2) четыре.\n"
    text = tree(law)
    assert text.find("art_5__para_1__point_2").text == "два."
    assert text.find("art_5__para_1__al_2__point_2").text == "четыре."


def test_a_passage_that_announces_a_new_list_stands_outside_the_old_one() -> None:
    law = "Статья 5.\n1. Правило:\n1) одно:\nа) два;\nб) три.\nИное:\n1) пять;\n2) шесть.\n"
    assert tree(law).find("art_5__para_1__al_2__point_2").text == "шесть."


def test_a_passage_after_a_list_within_a_list_stays_in_its_point() -> None:
    law = "Статья 5.\n1. Правило:\n1) одно:\nа) два;\nб) три.\nИное.\nЕщё.\n"
    point = tree(law).find("art_5__para_1__point_1")
    assert [each.text for each in point.children] == ["два;", "три.", "Иное.", "Ещё."]


@pytest.mark.parametrize("heading", ["Статья {}", "{}-бап", "Article {}", "Artículo {}"])
def test_articles_may_bear_roman_numerals(heading: str) -> None:
    numerals = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"]
    reading = read("\n".join(f"{heading.format(n)}\n1. II." for n in numerals).encode())
    found = [(each.number, each.address) for each in reading.text.articles()]
    assert found == [(numeral, f"art_{n}") for n, numeral in enumerate(numerals, 1)]
    assert reading.findings.found == []


def test_a_sentence_that_opens_like_a_heading_is_a_passage() -> None:
    law = "Статья 1.\nСтатья 5 Конституции применяется.\nЧасть первая статьи 2 не действует.\n"
    passages = [each.text for each in tree(law).articles()[0].children]
    assert passages == law.splitlines()[1:]


def test_sentences_that_open_like_headings_are_no_articles() -> None:
    law = "Мы, жители.\nСтатья 5 Конституции применяется.\n"
    assert refused(law.encode("utf-8")).code == "text.articles"


def test_the_text_of_an_article_may_begin_beside_its_number() -> None:
    text = tree("Article 1. All persons are equal.\nArticle 2. The court\nIt judges.\n")
    assert text.find("art_1__para_1").text == "All persons are equal."
    assert text.find("art_2").heading == "The court"


def test_a_flattened_raised_digit_is_understood_and_told() -> None:
    law = "Статья 67\nОдин.\nСтатья 671\n1. Два.\n11. Три.\n2. Четыре.\nСтатья 68\nПять.\n"
    text = tree(law)
    assert [each.number for each in text.articles()] == ["67", "67-1", "68"]
    assert text.find("art_67-1__para_1-1").text == "Три."
    assert codes(law) == [("text.superscript", "line:3"), ("text.superscript", "line:5")]


def test_notes_stand_apart_at_the_end_of_a_line_too() -> None:
    law = "Статья 1\n1. Город един. (В редакции Закона от 14.03.2020 № 1)\n2. Река чиста.\n"
    text = tree(law)
    assert text.find("art_1__para_1").text == "Город един."
    assert text.find("art_1__para_1__note_1").kind == "note"


def test_several_notes_at_the_end_of_a_line_are_as_many_notes() -> None:
    remarks = "(Пункт введен Законом № 1)", "(В редакции Закона (в силе) № 2)"
    text = tree(f"Статья 1\n1. Город един. {' '.join(remarks)}\n2. Река чиста.\n")
    first = text.find("art_1__para_1")
    assert (first.text, tuple(each.text for each in first.children)) == ("Город един.", remarks)
    alone = tree(f"Статья 1\nГород един.\n{' '.join(remarks)}\n")
    assert [each.text for each in alone.walk()][-2:] == list(remarks)


def test_very_many_notes_at_the_end_of_a_line_lose_no_word_and_take_no_long_time() -> None:
    text = tree("Статья 1\nГород един." + " (В редакции Закона № 1)" * 20_000)
    assert sum(each.text.count("редакции") for each in text.walk()) == 20_000


def test_paragraphs_outside_articles_are_kept_and_told() -> None:
    law = "Статья 1\nРека чиста.\nРАЗДЕЛ ВТОРОЙ\nПереходные положения\n1. Устав вступает в силу.\n"
    text = tree(law)
    assert text.find("sec_2__para_1").text == "Устав вступает в силу."
    assert [each.number for each in text.units()] == ["1", "ВТОРОЙ"]
    assert codes(law) == [("text.outside", "line:5")]


def test_a_list_that_begins_inside_a_line_is_opened_and_told() -> None:
    law = "Artículo 1\nSon atribuciones: 1) Fiscalizar los actos.\n2) Declarar el estado.\n"
    assert tree(law).find("art_1__para_1__point_1").text == "Fiscalizar los actos."
    assert codes(law) == [("text.inline", "line:2")]


def test_doubtful_places_are_told_with_their_line_and_not_dropped() -> None:
    """A heading that is not marked, a torn line, a list without its beginning, a jump, a repeat."""
    law = (
        "Статья 1\nОбщие правила города\nРека чиста.\nи полна рыбы.\n"
        "Статья 4\n1. Лес:\n3) густ;\n3) зелен.\n"
    )
    assert sorted(codes(law)) == [
        ("text.broken", "line:2"),
        ("text.broken", "line:4"),
        ("text.gap", "line:5"),
        ("text.list", "line:7"),
        ("text.repeated", "line:8"),
    ]
    assert tree(law).find("art_4__para_1__point_3_2").text == "зелен."


def test_data_about_the_file_is_left_out_and_told() -> None:
    law = f"---\ntitle: x\n---\n\n{SPANISH}"
    assert tree(law, markdown=True) == tree(SPANISH, markdown=True)
    assert codes(law, markdown=True) == [("text.ignored", "line:1")]


def test_nothing_but_marks_and_numbers_is_lost() -> None:
    """Every word of the lines stands in the tree, dashes inside a sentence included."""
    law = "Статья 1\n1. Город – дом всех - и *сад*.\n- Река – граница.\n"
    told = [each.text for each in tree(law).walk() if each.text]
    assert told == ["Город – дом всех - и *сад*.", "Река – граница."]


def test_a_file_in_cp1251_is_recognised_and_said() -> None:
    """The commonest wrong encoding of Russian texts."""
    error = refused(RUSSIAN.replace("ё", "е").encode("cp1251"))
    assert isinstance(error, Unreadable)
    assert (error.code, error.facts) == ("text.encoding", {"guess": "windows-1251"})


@pytest.mark.parametrize(
    ("data", "guess"),
    [
        (RUSSIAN.encode("utf-16"), "UTF-16"),
        (b"%PDF-1.7\n\x00\x01\x02\xff\xfe", "binary"),
        (b"Article 1\x00\nIt is.", "binary"),
        (RUSSIAN.encode("utf-16-le"), "UTF-16"),
        (RUSSIAN.encode("utf-16-be"), "UTF-16"),
        (ENGLISH.encode("utf-16-le"), "UTF-16"),
        (RUSSIAN.encode("utf-32"), "UTF-32"),
        (b"\x00" * 1000, "binary"),
        (bytes(range(256)) * 10, "binary"),
        (RUSSIAN.encode("koi8-r"), "KOI8-R"),
        (RUSSIAN.encode("cp866"), "IBM866"),
        ("Artículo 1\nEs así.".encode("latin-1"), "windows-1252"),
        ("Artikel 1\nStraße — überall.".encode("cp437", "replace"), "?"),
    ],
)
def test_other_bytes_are_no_text(data: bytes, guess: str) -> None:
    error = refused(data)
    assert (error.code, error.facts) == ("text.encoding", {"guess": guess})


def test_a_truncated_letter_is_no_text() -> None:
    assert refused(RUSSIAN.encode()[:-3]).code == "text.encoding"


@pytest.mark.parametrize("data", [b"", b"\n\n  \n", b"\xef\xbb\xbf", b"* * *\n___\n"])
def test_a_file_without_words_is_empty(data: bytes) -> None:
    assert refused(data).code == "text.empty"


def test_a_text_without_articles_is_no_law() -> None:
    assert refused("Просто письмо.\nБез статей.".encode()).code == "text.articles"


def test_a_huge_text_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines_module, "MAX_BYTES", 100)
    error = refused(RUSSIAN.encode())
    assert (error.code, error.facts) == ("text.size", {"limit": 100})


def test_another_language_than_was_said_is_refused() -> None:
    error = refused(RUSSIAN.encode(), "kk")
    assert error.code == "text.language"
    assert error.facts == {"expected": "kk", "found": "ru"}
    assert refused(RUSSIAN.encode(), "fr").code == "text.language"


def test_two_languages_in_one_file_are_refused() -> None:
    law = "".join(f"Статья {n}\nГород.\n{n}-бап\nҚала.\n" for n in range(1, 9))
    error = refused(law.encode())
    assert (error.code, error.facts) == ("text.mixed", {"first": "kk", "second": "ru"})


def test_a_short_file_of_two_languages_is_refused_and_a_quoted_heading_is_not() -> None:
    """The articles of the language with fewer would become passages of those of the other."""
    short = "Статья 1\nГород.\n1-бап\nҚала.\n"
    assert refused(short.encode()).code == "text.mixed"
    assert [each.number for each in read(short.encode(), "ru").text.articles()] == ["1"]
    long = "".join(f"Статья {n}\nГород.\n" for n in range(1, 9)) + "1-бап\n"
    assert len(read(long.encode()).text.articles()) == 8


def test_a_numbering_that_restarts_is_refused() -> None:
    """One address would mean two articles: a second act pasted behind the first, say."""
    error = refused("Статья 1\nГород.\nСтатья 2\nРека.\nСтатья 1\nЛес.\n".encode())
    assert isinstance(error, Refused)
    assert (error.code, error.accused) == ("text.duplicate", "line:5")
    assert error.facts == {"number": "1", "first": "1"}


def test_files_of_a_folder_are_one_text_and_findings_name_the_file() -> None:
    one = Source("01.md", "# Capítulo I\n\n### Artículo 1\n\nUno.".encode(), True)
    two = Source("02.md", "# Capítulo II\n\n### Artículo 3\n\nDos.".encode(), True)
    reading = read([one, two])
    assert [each.address for each in reading.text.provisions] == ["chp_1", "chp_2"]
    assert [each.accused for each in reading.findings.found] == ["line:02.md:3"]


def test_an_address_that_is_not_there_is_refused() -> None:
    with pytest.raises(Refused) as caught:
        tree(RUSSIAN).find("art_99")
    assert (caught.value.code, caught.value.accused) == ("text.address", "provision:art_99")


def test_every_address_stands_once() -> None:
    for law in (RUSSIAN, KAZAKH, ENGLISH):
        addresses = [each.address for each in tree(law).walk()]
        assert len(set(addresses)) == len(addresses)


def test_a_hostile_text_is_read_in_time_that_grows_with_its_length() -> None:
    """Passages and items that alternate would make a careless look-ahead quadratic."""
    law = "Статья 1\n1) первое:\n" + "Слова и слова.\nа) ещё;\n" * 20_000
    text = tree(law)
    assert sum(1 for _ in text.walk()) > 40_000


def kinds(provision: Provision) -> list[str]:
    return [each.kind for each in provision.walk()]


def test_a_list_of_a_new_style_hangs_under_the_passage_above_it() -> None:
    law = "Article 1\n1. There are:\n(a) one, being:\n(i) small;\n(ii) old;\n(b) two.\n"
    assert kinds(tree(law).find("art_1__para_1")) == [
        "paragraph",
        "point",
        "subpoint",
        "subpoint",
        "point",
    ]
