"""Reading and comparing in a real browser: both widths, both themes, three languages, with axe."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.test import Client
from playwright.sync_api import expect

from dauys.record.opening import ReferendumOpened
from dauys.site.people.roles import Role
from dauys.site.text import actions
from dauys.site.text.models import Manuscript
from tests.site.browser import LANGUAGES, SIZES, OpenPage, Width, axe, look_over, visit
from tests.site.text.manuscripts import manuscript

PAGES = {
    "index": "text/",
    "version": "text/draft-2/",
    "provision": "text/draft-2/art_7/",
    "compare": "text/compare/in-force/draft-2/",
    "compare-new": "text/compare/in-force/draft-2/?show=new",
    "search": "text/search/?q=1",
}
JOURNEYS: list[tuple[str, Width, bool]] = [
    *((language, width, True) for language in LANGUAGES for width in SIZES),
    ("ru", "phone", False),
]


@pytest.mark.parametrize("name", PAGES)
def test_every_page(name: str, three: ReferendumOpened, open_page: OpenPage) -> None:
    look_over(open_page, PAGES[name], f"text/{name}")


def test_a_provision_that_this_version_lacks(three: ReferendumOpened, open_page: OpenPage) -> None:
    page = open_page("phone")
    visit(page, "/kk/text/in-force/art_30__para_2/", status=404)
    axe(page)


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
    page.locator(".shows a").nth(1).click()
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


def test_the_desk(
    three: ReferendumOpened, open_page: OpenPage, signed_in: Callable[..., Client]
) -> None:
    client = signed_in("a@example.org", Role.EDITOR)
    person = Manuscript._meta.get_field("by").related_model.objects.get()
    made = manuscript(person, name="draft-3")
    session = client.cookies["sessionid"].value
    for name, path in (
        ("desk", "desk/text/"),
        ("desk-new", "desk/text/new/"),
        ("desk-manuscript", f"desk/text/{made.pk}/"),
        ("desk-compare", f"desk/text/{made.pk}/compare/ru/"),
        ("desk-preview", f"desk/text/{made.pk}/read/kk/"),
    ):
        look_over(open_page, path, f"text/{name}", session=session)
    actions.ask(person, made, "draft-3")
    look_over(open_page, f"desk/text/{made.pk}/", "text/desk-waiting", session=session)
