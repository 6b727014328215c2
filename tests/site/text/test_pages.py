"""The pages of reading: every provision has its address in every language, and nothing runs."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from dauys.record.opening import ReferendumOpened
from dauys.site.text import queries
from dauys.text.provision import Text

pytestmark = pytest.mark.django_db
HOSTILE = '<script>alert("1")</script><img src=x onerror=alert(2)>'


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def spoken_words(text: Text) -> list[str]:
    return [word for each in text.walk() for word in (each.heading, each.text) if word]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_whole_law_stands_on_its_page(
    language: str, drafted: ReferendumOpened, client: Client
) -> None:
    version = queries.latest_draft()
    assert version is not None
    shown = page(client, f"/{language}/text/draft-1/")
    plain = re.sub(r"<[^>]+>", "", shown.split("<article", 1)[1].split("</article>")[0])
    plain = unescape(plain)
    text = queries.text(version, language)
    for words in spoken_words(text):
        assert words in plain
    addresses = set(re.findall(r'data-address="([^"]+)"', shown))
    assert {p.address for p in text.walk() if p.text or p.heading} <= addresses


def test_every_provision_has_a_page_in_every_language(
    drafted: ReferendumOpened, client: Client
) -> None:
    version = queries.latest_draft()
    assert version is not None
    for language in version.languages:
        for provision in list(queries.text(version, language).walk())[::9]:
            page(client, f"/{language}/text/draft-1/{provision.address}/")


def test_the_page_of_a_provision_leads_on(three: ReferendumOpened, client: Client) -> None:
    shown = page(client, "/ru/text/draft-2/art_2/")
    for address in ("draft-2/art_1/", "draft-2/art_3/", "/kk/text/draft-2/art_2/", "#art_2"):
        assert address in shown
    assert "/ru/text/compare/draft-1/draft-2/#r" in shown


def test_what_another_version_has_is_told(three: ReferendumOpened, client: Client) -> None:
    texts = {v.name: queries.text(v, "ru") for v in queries.versions()}
    new = {p.address for p in texts["draft-2"].walk()} - {
        p.address for p in texts["in-force"].walk()
    }
    address = sorted(new)[0]
    shown = page(client, f"/ru/text/in-force/{address}/", status=404)
    assert f"/ru/text/draft-2/{address}/" in shown


@pytest.mark.parametrize(
    "address", ["nothing/",
        "%00/", "draft-1/art_99999/", "draft-1/<b>/", "draft-1/files/ru.exe",
                "draft-1/files/es.txt", "compare/draft-1/nothing/", "compare/draft-1/draft-1/"]
)  # fmt: skip
def test_what_is_not_here_is_not_here(
    address: str, drafted: ReferendumOpened, client: Client
) -> None:
    page(client, f"/ru/text/{address}", status=404)


def test_markup_in_a_law_is_only_words(
    referendum: ReferendumOpened, law: Callable[..., None], client: Client
) -> None:
    """A text comes from anyone: its words are shown, never run."""
    for name, more in (("a", ""), ("b", " More.")):
        law(
            name,
            f"1-бап. {HOSTILE}\n\n{HOSTILE}{more}\n",
            f"Статья 1. {HOSTILE}\n\n{HOSTILE}{more}\n",
            f"Article 1. {HOSTILE}\n\n{HOSTILE}{more}\n",
        )
    for address in (
        "b/",
        "b/art_1/",
        "compare/a/b/",
        "search/?q=script",
        "compare/a/b/picture.svg",
    ):
        shown = page(client, f"/ru/text/{address}")
        assert "<script>alert" not in shown
        assert "<img src=x" not in shown
    asked = page(client, "/ru/text/search/", 200) + page(client, f"/ru/text/search/?q={HOSTILE}")
    assert "<script>alert" not in asked


def test_no_page_asks_more_as_the_text_grows(
    referendum: ReferendumOpened,
    law: Callable[..., None],
    client: Client,
    django_assert_max_num_queries: Any,
) -> None:
    def articles(count: int, head: str) -> str:
        return "\n\n".join(f"{head.format(n)}\n\nWords {n}." for n in range(1, count + 1))

    for name, count in (("small", 2), ("large", 120)):
        law(name, articles(count, "{}-бап"), articles(count, "Статья {}"),
            articles(count, "Article {}"))  # fmt: skip
    for name in ("small", "large"):
        for address in (f"{name}/", f"{name}/art_1/", "", f"search/?version={name}&q=words"):
            client.get(f"/en/text/{address}")
            with django_assert_max_num_queries(12):
                page(client, f"/en/text/{address}")


def test_no_version_yet(db: None, client: Client) -> None:
    page(client, "/kk/text/")
    page(client, "/kk/text/search/?q=a")
