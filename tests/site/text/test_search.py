"""Search finds words by their beginnings, and shows where it took letters for their nearest."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from dauys.record.opening import ReferendumOpened
from dauys.site.text import queries, searching
from dauys.site.text.models import Version

pytestmark = pytest.mark.django_db
KK = "1-бап. Тіл\n\nҚыздар мен ұлдар тең.\n\n2-бап\n\nКысым болмайды.\n"
RU = "Статья 1. Язык\n\nЕщё 100% детей.\n\nСтатья 2\n\nСовет_города и Совет.\n"
EN = "Article 1. Language\n\nGirls and boys.\n\nArticle 2\n\nNo pressure.\n"


@pytest.fixture
def version(referendum: ReferendumOpened, law: Callable[..., None]) -> Version:
    law("a", KK, RU, EN)
    found = queries.find("a")
    assert found is not None
    return found


def found(version: Version, language: str, asked: str, *, nearly: bool = False) -> list[str]:
    made = searching.search(version, language, asked, nearly=nearly)
    return [row.address.split("__")[0] for row in made.found]


@pytest.mark.parametrize(
    ("language", "asked", "addresses"),
    [
        ("kk", "қыз", ["art_1"]),
        ("kk", "ҚЫЗ", ["art_1"]),
        ("kk", "ыз", []),
        ("ru", "ЕЩЕ", ["art_1"]),
        ("ru", "ещё дет", ["art_1"]),
        ("ru", "дет ещё", ["art_1"]),
        ("ru", "дет совет", []),
        ("ru", "100%", ["art_1"]),
        ("ru", "%", []),
        ("ru", "_", []),
        ("ru", "статья 2", ["art_2"]),
        ("en", "girl", ["art_1"]),
        ("en", "'; drop table text_provision; --", []),
    ],
)
def test_words_are_found(version: Version, language: str, asked: str, addresses: list[str]) -> None:
    assert found(version, language, asked) == addresses


def test_a_foreign_keyboard_finds_it_too_and_it_is_said(version: Version, client: Client) -> None:
    made = searching.search(version, "kk", "кызд")
    assert made.nearly
    assert [row.address.split("__")[0] for row in made.found] == ["art_1"]
    shown = client.get("/kk/text/search/", {"q": "кызд"}).content.decode()
    assert "ә ғ қ ң ө ұ ү һ і" in shown
    assert "<mark>Қыздар</mark>" in shown


def test_what_is_written_so_comes_first(version: Version) -> None:
    made = searching.search(version, "kk", "кы")
    assert not made.nearly
    assert ([row.address.split("__")[0] for row in made.found], made.more) == (["art_2"], 1)
    assert found(version, "kk", "кы", nearly=True) == ["art_1", "art_2"]


def test_words_too_many_are_left_out_and_told(version: Version) -> None:
    assert searching.search(version, "ru", " ".join(f"w{n}" for n in range(20))).left_out == 8


def test_a_long_question_or_a_wrong_page_is_no_fault(version: Version, client: Client) -> None:
    for query in ({"q": "ж" * 5000}, {"q": "е", "page": "99999"}, {"q": "е", "page": "x"},
                  {"q": "е", "version": "nothing", "language": "xx"}, {"q": "\0"}):  # fmt: skip
        assert client.get("/ru/text/search/", query).status_code == 200


def test_results_are_paged(
    referendum: ReferendumOpened, law: Callable[..., None], client: Client
) -> None:
    def articles(head: str) -> str:
        return "\n\n".join(f"{head.format(n)}\n\nСөз words слово." for n in range(1, 121))

    law("long", articles("{}-бап"), articles("Статья {}"), articles("Article {}"))
    shown = client.get("/ru/text/search/", {"q": "слово", "page": 3}).content.decode()
    assert shown.count("<mark>слово</mark>") == 20
    assert 'start="101"' in shown
