"""References between provisions are found, led to their provisions, and told when they dangle."""

from __future__ import annotations

import random
import time

import pytest

from dauys.text.formats import load
from dauys.text.read import read
from dauys.text.references import Reference, references
from tests.shared import shared
from tests.text.cited import law

FOUND = [
    # language, a passage of article 99, the words cited and where they lead; a ; between two
    ("ru", "См. пункт 2 статьи 44.", "пункт 2 статьи 44: art_44__para_2"),
    (
        "ru",
        "По подпунктам 1) и 3) пункта 1 статьи 44 настоящей Конституции.",
        "подпунктам 1) и 3) пункта 1 статьи 44: art_44__para_1__point_1 art_44__para_1__point_3",
    ),
    ("ru", "По статьям 10-12 и 83-1.", "статьям 10-12 и 83-1: art_10 art_11 art_12 art_83-1"),
    ("ru", "По статьям 44 – 46.", "статьям 44 – 46: art_44 art_45 art_46"),
    ("ru", "В статье 83-1.", "статье 83-1: art_83-1"),
    ("ru", "По части второй пункта 2 статьи 44.",
     "части второй пункта 2 статьи 44: art_44__para_2__al_2"),
    ("ru", "Силой пунктов «а» и \"б\" части 3 статьи 44.",
     "пунктов «а» и \"б\" части 3 статьи 44: art_44__para_3__point_a art_44__para_3__point_b"),
    ("ru", "Правом статей 44 (часть 1), 45.", "статей 44 (часть 1), 45: art_44__para_1 art_45"),
    ("ru", "Глава и раздел II этого.", "раздел II: sec_2"),
    ("ru", "По п. 2 ст. 44.", "п. 2 ст. 44: art_44__para_2"),
    ("ru", "Как пунктом 2 статьи 44, статьей 45 и статьёй предков.",
     "пунктом 2 статьи 44: art_44__para_2; статьей 45: art_45"),
    ("ru", "Нормы настоящей статьи и предыдущей статьи.",
     "настоящей статьи: art_99; предыдущей статьи: art_83-1"),
    ("ru", "По статье 44. По подпункту 2) пункта 1 указанной статьи.",
     "статье 44: art_44; подпункту 2) пункта 1 указанной статьи: art_44__para_1__point_2"),
    ("kk", "Осы Конституцияның 44-бабының 2-тармағы.", "44-бабының 2-тармағы: art_44__para_2"),
    ("kk", "Конституцияның 44-бабы 1-тармағының 1) және 3) тармақшалары.",
     "44-бабы 1-тармағының 1) және 3) тармақшалары: "
     "art_44__para_1__point_1 art_44__para_1__point_3"),
    ("kk", "44-баптың 2) тармақшасы.", "44-баптың 2) тармақшасы: art_44__para_1__point_2"),
    ("kk", "10–12-баптар және 44, 45-баптар.",
     "10–12-баптар: art_10 art_11 art_12; 44, 45-баптар: art_44 art_45"),
    ("ru", "По статьям X-XII.", "статьям X-XII: art_10 art_11 art_12"),
    ("kk", "XLIV-баптың 2-тармағы және II-бөлім.",
     "XLIV-баптың 2-тармағы: art_44__para_2; II-бөлім: sec_2"),
    ("kk", "83-1-бап пен II бөлім.", "83-1-бап: art_83-1; II бөлім: sec_2"),
    ("kk", "44-баптың 2-тармағының екінші бөлігі.",
     "44-баптың 2-тармағының екінші бөлігі: art_44__para_2__al_2"),
    ("kk", "Осы баптың ережелері.", "Осы баптың: art_99"),
    ("kk", "Бюджеттің 44-бапта көрсетілген бөлігі.", "44-бапта: art_44"),
    ("en", "See article 44(2).", "article 44(2): art_44__para_2"),
    ("en", "Article 44(3)(b) and paragraph 2 of Article 44 of this Constitution.",
     "Article 44(3)(b): art_44__para_3__point_b; "
     "paragraph 2 of Article 44: art_44__para_2"),
    ("en", "Under articles 10 to 12, and Article 45.",
     "articles 10 to 12: art_10 art_11 art_12; Article 45: art_45"),
    ("en", "By subparagraph 3) of paragraph 1 of Article 44.",
     "subparagraph 3) of paragraph 1 of Article 44: art_44__para_1__point_3"),
    ("en", "This Article and the second part of paragraph 2 of Article 44.",
     "This Article: art_99; second part of paragraph 2 of Article 44: art_44__para_2__al_2"),
    ("en", "Under Section II.", "Section II: sec_2"),
    ("es", "Según el artículo 44 Nº 2.", "artículo 44 Nº 2: art_44__para_2__point_2"),
    ("es", "Por el inciso final del artículo 44.", "inciso final del artículo 44: art_44__para_2"),
    ("es", "El artículo 44 número 3º letra b).",
     "artículo 44 número 3º letra b): art_44__para_2__point_3__sub_b"),
    ("es", "La letra b) del número 3º del artículo 44.",
     "letra b) del número 3º del artículo 44: art_44__para_2__point_3__sub_b"),
    ("es", "Los artículos 10 y 11 y el artículo anterior.",
     "artículos 10 y 11: art_10 art_11; artículo anterior: art_83-1"),
    ("es", "En el artículo 44, números 1º a 3º inciso primero, y capítulo II.",
     "artículo 44, números 1º a 3º: art_44__para_2__point_1 art_44__para_2__point_2 "
     "art_44__para_2__point_3; inciso primero: art_99__para_1; capítulo II: chp_2"),
]  # fmt: skip


def told(reference: Reference) -> str:
    return f"{reference.words}: {' '.join(reference.targets)}"


@pytest.mark.parametrize(("language", "passage", "expected"), FOUND)
def test_a_reference_is_found_and_led_to_its_provisions(
    language: str, passage: str, expected: str
) -> None:
    found = references(law(language, passage))
    assert "; ".join(told(each) for each in found) == expected
    assert all(not each.missing and not each.external for each in found)


@pytest.mark.parametrize(
    ("language", "passage"),
    [
        ("ru", "По пунктам 2 и 3 статьи 44 Гражданского кодекса."),
        ("ru", "По статье 44 Закона «О реках»."),
        ("ru", "По статье 44 Конституции Республики, принятой 28 января 1993 года."),
        ("kk", "Азаматтық кодекстің 44-бабы."),
        ("kk", "«Өзендер туралы» Заңның 44-бабының 2-тармағы."),
        ("en", "Under article 44 of the Civil Code."),
        ("en", "Under Article 44 of the Constitution of the Republic, adopted in 1993."),
        ("es", "Por el artículo 44 del Código Civil."),
        ("es", "La disposición 17a. transitoria de la Constitución Política de 1925."),
    ],
)
def test_a_reference_to_another_act_is_told_apart(language: str, passage: str) -> None:
    found = references(law(language, passage))
    assert [(each.external, each.targets, each.missing) for each in found] == [(True, (), ())]


def test_references_joined_to_one_list_stand_in_the_act_that_it_names() -> None:
    found = references(law("ru", "По статьям 5, 6 и пункту 3 статьи 8 Закона о реках."))
    assert [each.external for each in found] == [True, True]


@pytest.mark.parametrize(
    ("language", "passage", "missing"),
    [
        ("ru", "По статье 97.", "art_97"),
        ("ru", "По пункту 4 статьи 44.", "art_44__para_4"),
        ("ru", "По статьям 10, 13.", "art_13"),
        ("ru", "По статьям 12 - 20.", "art_20"),
        ("kk", "44-баптың 4-тармағы.", "art_44__para_4"),
        ("en", "Under paragraph 9 of Article 44.", "art_44__para_9"),
        ("es", "En el artículo 44 Nº 9.", "art_44__point_9"),
    ],
)
def test_a_dangling_reference_says_what_is_missing(
    language: str, passage: str, missing: str
) -> None:
    (found,) = references(law(language, passage))
    assert found.missing == (missing,)


def test_a_number_that_several_provisions_have_is_ambiguous() -> None:
    """Two lists in one article, and «подпункт 1)» of that article: nobody can tell which."""
    text = "УСТАВ\nСтатья 1\n1. Раз:\n1) а;\n2) б.\n2. Два:\n1) в;\n2) г.\nСтатья 2\n"
    (found,) = references(read(f"{text}По подпункту 1) статьи 1.\n".encode()).text)
    assert (found.targets, found.missing) == ((), ("art_1__point_1",))


@pytest.mark.parametrize(
    ("language", "passage"),
    [
        ("ru", "Отдельные статьи закона и статьям закона, раздел между ветвями, в части 5-летней."),
        ("kk", "Заңның жекелеген баптарын қайта талқылайды; сот тармақтарына бөлінеді."),
        ("en", "They take part in articles of a law, in whole or in part."),
        ("es", "El número de diputados; los jueces de letras; a su disposición."),
    ],
)
def test_words_without_a_number_are_no_reference(language: str, passage: str) -> None:
    found = references(law(language, passage))
    assert [each.words for each in found if not each.words.startswith("части 5")] == []


def test_notes_are_not_read() -> None:
    text = "УСТАВ\nСтатья 1\nРека.\nСноска. Статья 97 исключена.\n"
    assert references(read(text.encode()).text) == ()


def test_a_chapter_is_the_one_of_the_own_section() -> None:
    law = (
        "УСТАВ\nРаздел I. А\nГлава 1. Б\nСтатья 1\nПо главе 1.\n"
        "Раздел II. В\nГлава 1. Г\nСтатья 2\nПо главе 1.\n"
    )
    assert [each.targets for each in references(read(law.encode()).text)] == [
        ("sec_1__chp_1",),
        ("sec_2__chp_1",),
    ]


REAL = {
    # found, dangling, external
    "kz/1995.rus.txt": (29, 0, 1),
    "kz/1995.eng.txt": (29, 0, 1),
    "kz/2026.rus.txt": (24, 0, 0),
    "kz/2026.kaz.txt": (24, 0, 0),
    "ru/1993.rus.txt": (13, 0, 0),
    "ru/2020.rus.txt": (31, 0, 0),
    "cl/1980": (195, 4, 1),
    "cl/2005": (148, 1, 1),
}


@pytest.mark.parametrize("path", REAL)
def test_references_of_real_texts_are_those_that_were_looked_at(path: str) -> None:
    text = load(shared(f"texts/{path}"))
    found = references(text)
    counts = len(found), sum(bool(r.missing) for r in found), sum(r.external for r in found)
    assert counts == REAL[path]
    addresses = {each.address for each in text.walk()}
    assert all(target in addresses for each in found for target in each.targets)
    for each in found:
        assert text.find(each.address).text[each.start : each.end] == each.words


def test_the_two_languages_of_2026_cite_the_same_provisions() -> None:
    """Found by two grammars, in the opposite order of words, they must come to one thing."""
    cited = [
        [(each.address, each.targets) for each in references(load(shared(f"texts/kz/{path}")))]
        for path in ("2026.rus.txt", "2026.kaz.txt")
    ]
    assert cited[0] == cited[1]


SOUP = {
    "ru": "пункт пунктами подпункт 1) статьи статьям настоящей часть первой глава II и , – по "
    "10-12 44 ( ) « » б Закона Конституции указанной предыдущей . ; п. ст. № о 83-1 последней",
    "kk": "бап 44 - -бап баптың 1-тармағы тармақша ) 2) және , осы бөлімнің IV бірінші бөлігі ( "
    "Заңның Конституцияның алдыңғы аталған 10–12 – туралы » соңғы а)",
    "en": "article articles paragraphs ( ) (2) (a) 1) of the this preceding section II part second "
    "first to and , - 44 10 12 bis Civil Code Constitution adopted . subparagraph last",
    "es": "artículo artículos inciso número Nº 15º . segundo tercero final del de la los y a al 10 "
    "anterior siguiente este dicho letra b) B disposición decimoséptima Código 1925 , ( ) e 44",
}


@pytest.mark.parametrize("language", SOUP)
def test_any_row_of_citing_words_is_read_and_comes_to_something(language: str) -> None:
    """Words in an order that no lawyer would write: each reference leads somewhere, is of another
    act, or dangles."""
    chance = random.Random(44)
    for _ in range(300):
        words = " ".join(chance.choices(SOUP[language].split(), k=20))
        text = law(language, f"{words} x.")
        addresses = {each.address for each in text.walk()}
        for each in references(text):
            assert text.find(each.address).text[each.start : each.end] == each.words
            assert addresses.issuperset(each.targets)
            assert each.targets or each.missing or each.external, words


@pytest.mark.parametrize(
    "words",
    [
        "artículo 1, número 1, " * 10_000,
        "número 1 del " * 20_000 + "artículo 1",
        "Nº 1 letra a) inciso 1 " * 10_000,
        "article 1" + "(1)" * 60_000,
        "paragraph 1 of " * 20_000 + "article 1",
        "1, " * 60_000 + "1-бап",
        "1-баптың 1-тармағының " * 10_000,
        "статьи 1, " * 30_000,
        "статьям " + "1, " * 60_000,
        "статье 5 (часть 1 (часть 1 " * 10_000,
        "(" * 200_000 + " статьи 1",
        "статьям 1-99 " * 20_000,
        "пункта 1 " * 40_000,
        "настоящей статьи " * 20_000,
        "«" * 200_000 + "статьи 1",
    ],
)
def test_hostile_words_are_read_in_time_that_grows_with_their_length(words: str) -> None:
    languages = {"a": "es", "n": "es", "N": "es"}
    language = "kk" if "бап" in words else languages.get(words[0], "ru")
    language = "en" if words.startswith(("article", "paragraph")) else language
    text = law(language, words)
    before = time.process_time()
    references(text)
    assert time.process_time() - before < 6
