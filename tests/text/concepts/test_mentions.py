"""References in words: the same marks in every language."""

from __future__ import annotations

import pytest

from dauys.text.concepts.mentions import mentions

SAME = [
    (
        {"article 62", "paragraph 3"},
        "Конституцияның 62-бабының 3-тармағында",
        "пунктом 3 статьи 62 Конституции",
        "article 62(3) of the Constitution",
    ),
    (
        {"article 12", "article 14", "article 16"},
        "12, 14 және 16-баптарында",
        "статьями 12, 14 и 16",
        "articles 12, 14 and 16",
    ),
    (
        {"article 73", "paragraph 1", "point 2", "point 4"},
        "73-бабы 1-тармағының 2) және 4) тармақшаларында",
        "в подпунктах 2) и 4) пункта 1 статьи 73",
        "subparagraphs (2) and (4) of paragraph 1 of Article 73",
    ),
    ({"passage 1"}, "осы тармақтың бірінші бөлігінде", "частью первой", "the first part of this"),
    ({"article 83-1"}, "83-1-бап", "статья 83-1", "Article 83-1"),
]


@pytest.mark.parametrize(("marks", "kazakh", "russian", "english"), SAME)
def test_the_three_languages_mention_the_same(
    marks: set[str], kazakh: str, russian: str, english: str
) -> None:
    for text, language in ((kazakh, "kk"), (russian, "ru"), (english, "en")):
        found, rest = mentions(text, language)
        assert {each.mark for each in found} == marks
        assert not any(character.isdigit() for character in rest)


def test_what_is_no_reference_is_left_in_the_passage() -> None:
    found, rest = mentions("в течение 10 дней, часть земли", "ru")
    assert found == []
    assert rest == "в течение 10 дней, часть земли"


def test_numbers_without_end_take_no_quadratic_time() -> None:
    found, rest = mentions("1, " * 100_000, "kk")
    assert found == []
    assert len(rest) == 300_000
