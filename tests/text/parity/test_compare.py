"""Each check on small texts: what it finds, and what it must not."""

from __future__ import annotations

from importlib import resources

import pytest

from dauys.errors import Refused, Unreadable
from dauys.text.concepts.terms import TermBase, read_terms
from dauys.text.parity.compare import Parity, parity
from dauys.text.provision import Text
from dauys.text.read import read

KAZAKH = """1-бап.
1. Кеңес он жеті депутаттан тұрады және төрт жылға сайланады.
2. Депутат мэрге сауал жолдауға құқылы.
3. Мэр сауалға он бес күн ішінде жауап береді.
2-бап.
1. Көше сатылымына жол берілмейді.
2. Заңда белгіленген жағдайларды қоспағанда, отырыстар ашық.
3. Кітапханаларды пайдалану тегін.
4. Тұрғын 1-баптың 2-тармағында көрсетілген талаптарды сақтауға міндетті.
3-бап.
Жарғы 2026 жылғы 1 шілдеден бастап күшіне енеді.
"""
RUSSIAN = """Статья 1.
1. Совет состоит из семнадцати депутатов и избирается на четыре года.
2. Депутат вправе направить мэру запрос.
3. Мэр отвечает на запрос в течение пятнадцати дней.
Статья 2.
1. Уличная торговля не допускается.
2. Заседания открыты, за исключением случаев, установленных законом.
3. Пользование библиотеками бесплатно.
4. Житель обязан соблюдать требования, указанные в пункте 2 статьи 1.
Статья 3.
Устав вступает в силу с 1 июля 2026 года.
"""
ENGLISH = """Article 1.
1. The Council consists of seventeen deputies and is elected for four years.
2. A deputy may send an enquiry to the Mayor.
3. The Mayor shall answer the enquiry within fifteen days.
Article 2.
1. Street trade shall not be permitted.
2. The sittings shall be open, except in the cases established by law.
3. The use of libraries is free of charge.
4. A resident must comply with the requirements of article 1(2).
Article 3.
The Charter enters into force on 1 July 2026.
"""


def terms() -> TermBase:
    return read_terms((resources.files("dauys.text.concepts") / "terms.csv").read_bytes())


def text(source: str) -> Text:
    return read(source.encode("utf-8")).text


def found(*sources: str, before: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    result = parity([text(each) for each in sources], terms(), [text(each) for each in before])
    return [(each.code, each.accused) for each in result.findings()]


def test_three_languages_that_say_the_same_give_no_finding_in_any_order() -> None:
    assert found(KAZAKH, RUSSIAN, ENGLISH) == found(ENGLISH, KAZAKH, RUSSIAN) == []


CHANGES = [
    ("parity.number", "art_1__para_1", "семнадцати", "восемнадцати"),
    ("parity.deadline", "art_1__para_1", "четыре года", "пять лет"),
    ("parity.deadline", "art_1__para_3", "пятнадцати дней", "пятнадцати месяцев"),
    ("parity.date", "art_3__para_1", "1 июля", "1 августа"),
    ("parity.reference", "art_2__para_4", "статьи 1", "статьи 3"),
    ("parity.term", "art_2__para_3", " бесплатно", ""),
    ("parity.permission", "art_1__para_2", "вправе", "обязан"),
    ("parity.duty", "art_2__para_4", "обязан", "может"),
    ("parity.negation", "art_2__para_1", "не допускается", "допускается"),
    ("parity.exception", "art_2__para_2", ", за исключением случаев, установленных законом", ""),
    ("parity.restriction", "art_1__para_2", "вправе", "вправе только"),
    ("parity.structure", "art_2__para_3", "3. Пользование библиотеками бесплатно.\n", ""),
    ("parity.numbering", "art_3", "Статья 3.", "Статья 4."),
    ("parity.aside", "art_1__para_2", "мэру", "мэру (главе города)"),
    ("parity.sentences", "art_2__para_1", "допускается.", "допускается. Ярмарки проводятся."),
    (
        "parity.length",
        "art_1__para_3",
        "дней",
        "дней, а если вопрос затрагивает бюджет, имущество или границы районов, – после совещания",
    ),
]


@pytest.mark.parametrize(("code", "address", "old", "new"), CHANGES)
def test_a_change_in_the_russian_is_found_by_its_check(
    code: str, address: str, old: str, new: str
) -> None:
    changed = RUSSIAN.replace(old, new, 1)
    assert changed != RUSSIAN
    assert (code, f"provision:{address}") in found(KAZAKH, changed)


def test_a_finding_shows_both_sides_and_says_which_language_binds() -> None:
    changed = RUSSIAN.replace("семнадцати", "восемнадцати")
    result = parity([text(KAZAKH), text(changed)], terms(), authoritative=("kk",))
    (one,) = result.findings()
    assert one.facts == {
        "first": "kk",
        "in_first": "он жеті",
        "second": "ru",
        "in_second": "восемнадцати",
        "authority": "kk",
    }
    assert result.divergences[0].said[0].startswith("Кеңес он жеті")
    assert result.divergences[0].said[1].startswith("Совет состоит из восемнадцати")


def test_no_language_named_means_that_all_are_equal() -> None:
    assert parity([text(RUSSIAN), text(KAZAKH)], terms()).authoritative == ("kk", "ru")


def test_swapped_deadlines_in_one_provision_are_found() -> None:
    kazakh = "1-бап.\nЖауап он күн ішінде, түсіндірме екі ай ішінде беріледі.\n"
    russian = "Статья 1.\nОтвет дается в течение десяти дней, а разъяснение – двух месяцев.\n"
    swapped = "Статья 1.\nОтвет дается в течение двух месяцев, а разъяснение – десяти дней.\n"
    assert found(kazakh, russian) == []
    assert found(kazakh, swapped) == [("parity.deadline", "provision:art_1__para_1")]


def test_an_edit_in_one_language_is_shown_word_by_word() -> None:
    changed = KAZAKH.replace("сауал жолдауға", "жазбаша сауал беруге")
    result = parity([text(changed), text(RUSSIAN)], terms(), before=[text(RUSSIAN), text(KAZAKH)])
    (one,) = result.divergences
    assert (one.check, one.address) == ("edit", "art_1__para_2")
    assert one.found == (("+жазбаша", "−жолдауға", "+беруге"), ())


def test_an_edit_in_both_languages_is_no_finding() -> None:
    both = KAZAKH.replace("он жеті", "он тоғыз"), RUSSIAN.replace("семнадцати", "девятнадцати")
    assert found(*both, before=(KAZAKH, RUSSIAN)) == []


def test_an_article_that_only_moved_is_no_edit() -> None:
    """A new article in both languages, and every later one renumbered: no words were changed."""
    kazakh = KAZAKH.replace("3-бап.", "3-бап.\nМэр – лауазымды адам.\n4-бап.")
    russian = RUSSIAN.replace("Статья 3.", "Статья 3.\nМэр – должностное лицо.\nСтатья 4.")
    assert found(kazakh, russian, before=(KAZAKH, RUSSIAN)) == []


def other(count: int) -> str:
    """A law of another country: other subjects, under the same numbers."""
    said = ("Реки охраняются.", "Музыка звучит громко.", "Снег убирают дворники.")
    return "".join(f"Статья {n}.\n{said[n % 3]}\n" for n in range(1, count + 1))


BAD = [
    ("parity.languages", (RUSSIAN, RUSSIAN.replace("мэру", "главе"))),
    ("parity.languages", (RUSSIAN,)),
    ("parity.law", (KAZAKH, other(40))),
]


@pytest.mark.parametrize(("code", "sources"), BAD)
def test_texts_that_cannot_be_compared_are_refused(code: str, sources: tuple[str, ...]) -> None:
    with pytest.raises((Refused, Unreadable)) as caught:
        found(*sources)
    assert caught.value.code == code


def test_a_version_before_of_another_law_is_refused() -> None:
    """Each provision would have come in both languages, and no edit would be found."""
    other = "".join(f"{n}-бап.\nОрман халықтікі, {n} өзен таза.\n" for n in range(1, 6))
    with pytest.raises(Refused) as caught:
        found(KAZAKH, RUSSIAN, before=(other, RUSSIAN))
    assert caught.value.code == "parity.law"
    assert caught.value.facts == {"languages": "kk", "alike": 0, "units": 3}


def test_the_version_before_must_be_in_the_same_languages() -> None:
    with pytest.raises(Unreadable) as caught:
        found(KAZAKH, RUSSIAN, before=(KAZAKH, ENGLISH))
    assert caught.value.code == "parity.before"
    assert caught.value.facts == {"expected": "kk ru", "found": "en kk"}


def test_an_authoritative_language_must_be_there() -> None:
    with pytest.raises(Unreadable) as caught:
        parity([text(KAZAKH), text(RUSSIAN)], terms(), authoritative=("en",))
    assert caught.value.code == "parity.authoritative"


def test_a_term_base_for_other_languages_is_refused() -> None:
    spanish = read_terms(b"concept,en,es\nlaw,law,ley\n")
    with pytest.raises(Unreadable) as caught:
        parity([text(KAZAKH), text(RUSSIAN)], spanish)
    assert caught.value.code == "terms.lacking"


def test_a_language_without_number_words_has_digits_compared_only() -> None:
    spanish = "Artículo 1.\nEl plazo es de 30 días.\nArtículo 2.\nHay tres jueces.\n"
    english = "Article 1.\nThe period is 30 days.\nArticle 2.\nThere are three judges.\n"
    base = read_terms(b"concept,en,es\njudge,judge*,juez|jueces\nperiod,period,plazo\n")
    result: Parity = parity([text(spanish), text(english)], base)
    assert result.divergences == ()
    wrong = parity([text(spanish.replace("30", "20")), text(english)], base)
    assert [each.check for each in wrong.divergences] == ["number"]
