"""Endings are forgiven, words are not."""

from __future__ import annotations

import pytest

from dauys.text.alignment.inflection import Stems, stem

ONE_WORD = [
    ("ru", ["закон", "закона", "законом", "законы", "законами", "законах"]),
    ("ru", ["право", "права", "праву", "правом", "правам"]),
    ("ru", ["личная", "личную", "личной", "личного", "личными"]),
    ("ru", ["суд", "суда", "судом", "суды", "судами"]),
    ("kk", ["заң", "заңның", "заңды", "заңдар", "заңдарға", "заңында", "заңдарымен"]),
    ("kk", ["бап", "баптар", "баптың", "бапта"]),
    ("kk", ["құқықтар", "құқықтары", "құқықтарын", "құқықтарының"]),
    ("es", ["ley", "leyes"]),
    ("es", ["número", "numero", "números"]),
    ("en", ["right", "rights"]),
]
OTHER_WORDS = [
    ("ru", "суд", "судно"),
    ("ru", "право", "правда"),
    ("kk", "заң", "зат"),
    ("es", "ley", "rey"),
    ("en", "right", "light"),
]


@pytest.mark.parametrize(("language", "forms"), ONE_WORD)
def test_forms_of_a_word_are_one(language: str, forms: list[str]) -> None:
    assert len({stem(form, language) for form in forms}) == 1


@pytest.mark.parametrize(("language", "first", "second"), OTHER_WORDS)
def test_other_words_stay_others(language: str, first: str, second: str) -> None:
    assert stem(first, language) != stem(second, language)


def test_numbers_are_kept_whole_and_short_words_as_they_are() -> None:
    assert Stems("ru").of("В статье 83-1 и 12345678") == ["в", "стат", "83-1", "и", "12345678"]
