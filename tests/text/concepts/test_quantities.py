"""Numbers, fractions, dates and deadlines: the same mark in every language."""

from __future__ import annotations

import pytest

from dauys.text.concepts.quantities import quantities


def marks(text: str, language: str) -> list[str]:
    return [f"{each.kind} {each.mark}" for each in quantities(text, language)]


SAME = [
    ("number 72", "жетпіс екі адам", "семьдесят два человека", "seventy-two people"),
    ("number 145", "бір жүз қырық бес депутат", "ста сорока пяти депутатов", "145 deputies"),
    ("number 17", "он жеті депутаттан", "из семнадцати депутатов", "seventeen deputies"),
    ("number 2", "жылына екі рет", "два раза в год", "twice a year"),
    ("number 12486", "12486 сайлаушы", "12486 избирателей", "12486 electors"),
    ("fraction 2/3", "үштен екісінің дауысымен", "двумя третями голосов", "by two thirds"),
    ("fraction 3/4", "төрттен үшінің", "не менее трех четвертей", "three-fourths"),
    ("fraction 1/5", "бестен бірі", "не менее одной пятой", "one-fifth"),
    ("fraction 1/2", "жартысынан астамы", "более половины", "more than half"),
    ("percent 50%", "елу пайыздан астам", "более 50 %", "fifty per cent"),
    ("date 2026-07-01", "2026 жылғы 1 шілдеден", "с 1 июля 2026 года", "on July 1, 2026"),
    ("date 1995-08-30", "1995 жылғы 30 тамыздағы", "от 30.08.1995", "of 30 August 1995"),
    ("date 11-01", "бірінші қарашадан", "не позднее первого ноября", "the first of November"),
    ("date 2028-07-01", "2028 жылғы бірінші шілде", "первого июля 2028 года", "1st of July 2028"),
    ("date 09", "қыркүйектің бірінші жұмыс күні", "в сентябре", "on a Sunday in September"),
    ("deadline 2 month", "екі ай ішінде", "в течение двух месяцев", "within two months"),
    ("deadline 10 day", "он күндік мерзімде", "в десятидневный срок", "a ten-day period"),
    ("deadline 48 hour", "қырық сегіз сағаттан", "через сорок восемь часов", "forty-eight hours"),
    ("deadline 5 year", "бес жыл мерзімге", "на пятилетний срок", "for five years"),
    ("deadline 40 year", "қырық жасқа толған", "не моложе сорока лет", "forty years of age"),
    ("deadline 15 day", "он бес жұмыс күні", "15 рабочих дней", "fifteen working days"),
    ("deadline 1 month", "бір ай ішінде", "в месячный срок", "within one month"),
]


@pytest.mark.parametrize(("mark", "kazakh", "russian", "english"), SAME)
def test_the_three_languages_give_one_mark(
    mark: str, kazakh: str, russian: str, english: str
) -> None:
    found = [marks(kazakh, "kk"), marks(russian, "ru"), marks(english, "en")]
    assert found == [[mark]] * 3


NOTHING = [
    ("kk", "сол үшін оның жүзінде"),  # for, its, in practice: no three, ten, hundred
    ("kk", "бір адам бір реттен артық"),  # one counts nothing
    ("ru", "одно и то же лицо, он, её семью"),
    ("en", "may be put to the vote in one reading"),  # no month
    ("kk", "қоғамның өмірі"),
]


@pytest.mark.parametrize(("language", "text"), NOTHING)
def test_words_that_only_look_like_numbers_are_none(language: str, text: str) -> None:
    assert marks(text, language) == []


def test_a_language_without_number_words_has_its_digits_read() -> None:
    assert marks("en el plazo de 30 días y tres meses", "es") == ["number 30"]


def test_two_numbers_side_by_side_are_two() -> None:
    assert marks("двадцать тридцать", "ru") == ["number 20", "number 30"]
    assert marks("2 3", "kk") == ["number 2", "number 3"]


def test_thousands_and_millions_are_multiplied() -> None:
    assert marks("екі жүз мың сайлаушы", "kk") == ["number 200000"]
    assert marks("двести тысяч избирателей", "ru") == ["number 200000"]
    assert marks("two hundred thousand electors", "en") == ["number 200000"]
