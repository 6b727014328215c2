"""Reading and comparing in a real browser: from the versions to a changed word, and back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from dauys.record.opening import ReferendumOpened
from tests.site.browser import LANGUAGES, SIZES, OpenPage, Width, arrive, visit

JOURNEYS: list[tuple[str, Width, bool]] = [
    *((language, width, True) for language in LANGUAGES for width in SIZES),
    ("ru", "phone", False),
]


@pytest.mark.parametrize(("language", "width", "script"), JOURNEYS)
def test_read_and_compare(
    language: str, width: Width, script: bool, three: ReferendumOpened, open_page: OpenPage
) -> None:
    """From the list of versions to an article, to what changed in it, and to the other version."""
    page = open_page(width, script=script)
    visit(page, f"/{language}/text/")
    page.locator(".rows h2 a").first.click()
    page.locator("#art_7 > a").click()
    expect(page).to_have_url(re.compile(f"/{language}/text/draft-2/art_7/$"))
    page.locator(".card a[href*='/compare/']").last.click()
    expect(page.locator("tr:target")).to_be_visible()
    arrive(page.locator(".shows a").nth(1))
    rows = page.locator("table.versus tbody tr")
    assert 0 < rows.count() < 190
    fills = "e => e.getBoundingClientRect().width / e.parentElement.clientWidth"
    assert page.locator("table.versus tbody").evaluate(fills) > 0.95
    assert page.locator("table.versus ins").count() + page.locator("table.versus del").count() > 10
    sides = page.locator("html").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert sides[0] <= sides[1]
    page.locator("table.versus .unit a").first.click()
    expect(page.locator("article.law")).to_be_visible()


def test_another_language_keeps_the_place(three: ReferendumOpened, open_page: OpenPage) -> None:
    page = open_page("desktop")
    visit(page, "/ru/text/draft-2/")
    page.locator("#art_12").evaluate("e => e.scrollIntoView()")
    page.locator(".tongues a[hreflang=kk]").first.evaluate("e => e.click()")
    page.wait_for_url("**/kk/text/draft-2/#*")
    assert page.evaluate("() => location.hash") == "#art_12"
    place = page.locator("#art_12").bounding_box()
    assert place is not None
    assert -5 < place["y"] < 300


def test_the_keyboard_alone_reaches_the_text(three: ReferendumOpened, open_page: OpenPage) -> None:
    page = open_page("desktop")
    visit(page, "/en/text/compare/in-force/draft-2/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # to the content
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.closest('.shows') !== null"):
            break
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".shows [aria-current]")).to_contain_text("Changed rows")
