"""Articles and points that are marked as excluded are told from law, in all four languages."""

from __future__ import annotations

import pytest

from dauys.text.exclusion import is_excluded
from dauys.text.formats import load
from dauys.text.provision import Provision
from dauys.text.read import read
from tests.shared import shared


def article(law: str) -> Provision:
    return read(law.encode()).text.articles()[0]


@pytest.mark.parametrize(
    "law",
    [
        "Статья 3. Исключена.",
        "Статья 3\nИсключена Законом РК от 10.03.2017 № 51-VI.",
        "Статья 3. Утратила силу. - Закон от 14.03.2020 № 1.",
        "Статья 3\nСноска. Статья 3 исключена Законом РК от 21.05.2007.",
        "3-бап. Алып тасталды.",
        "3-бап\nҚР 2017.03.10 № 51-VI Заңымен алып тасталды.",
        "3-бап\nКүші жойылды.",
        "3-бап\nЕскерту. 3-бап алып тасталды.",
        "Article 3. Repealed.",
        "Article 3\n(Repealed by the Law of 8 June 2022)",
        "Article 3\nFootnote. Article 3 is excluded by the Law of 1998.",
        "Artículo 3\nDerogado.",
        "Artículo 3\nSuprimido por la ley 20.050.",
    ],
)
def test_a_mark_is_seen(law: str) -> None:
    assert is_excluded(article(law))


@pytest.mark.parametrize(
    "law",
    [
        "Статья 3",  # nothing says that it was excluded
        "Статья 3\nИсключены из оборота земли вдоль рек.",
        "Статья 3\nИсключена.\nРека чиста.",
        "Статья 3\nУтратило силу решение собрания, если оно отменено судом; " + "слово " * 50,
        "Статья 3\nРека чиста.\nСноска. Пункт 2 исключен.",
        "3-бап\nӨзен таза.",
        "Article 3\nDeleted data are kept for a year.",
        "Artículo 3\nEl río es limpio.",
    ],
)
def test_other_words_are_law(law: str) -> None:
    assert not is_excluded(article(law))


def test_the_excluded_places_of_1995() -> None:
    """In the English text the note of article 84 says so; the Russian one lost its note."""
    russian, english = (load(shared(f"texts/kz/1995.{name}.txt")) for name in ("rus", "eng"))
    excluded = [each.address for each in russian.walk() if is_excluded(each)]
    assert len(excluded) == 15
    assert {"art_42__para_4", "art_44__para_1__point_8", "art_46__para_4"} <= set(excluded)
    assert [each.number for each in english.articles() if is_excluded(each)] == ["84"]
