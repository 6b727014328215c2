"""From a marked difference to whoever proposed it, and from the proposal back to the difference.

In every language and at both widths: the comparison of two versions by links, one of its marked
rows, the proposal behind the words, the difference again. One person without script.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from dauys.consultation.proposal import Answer
from tests.site.browser import OpenPage, Width, arrive
from tests.site.walking import EVERYWHERE, Walker

pytestmark = pytest.mark.django_db(transaction=True)
PLACE, PROPOSAL = "art_10__para_1", "p-06"  # the one carries the other in every language


@pytest.fixture(scope="module")
def ways() -> list[tuple[str, Width]]:
    """Walked one after another over one record, which takes longest to make."""
    return EVERYWHERE


def test_from_a_marked_word_to_its_proposal_and_back(
    answered_all: dict[str, Answer], open_page: OpenPage, ways: list[tuple[str, Width]]
) -> None:
    for language, width in ways:
        script = (language, width) != ("ru", "phone")
        walker = Walker(open_page(width, script=script), language)
        there(walker)
        back(walker)
        walker.page.context.close()


def there(walker: Walker) -> None:
    """From the list of versions to the proposal behind a marked word."""
    page = walker.page
    walker.go("")
    walker.section("Text")
    page.locator("main .rows > li").first.locator("a[href*='/compare/']").click()
    arrive(page.locator("main .shows a").nth(1))
    row = page.locator("main table.versus tr", has=page.locator(f"a[href$='/{PLACE}/'].why"))
    assert row.locator("ins, del").count()
    expect(row.locator("a.why")).to_have_text(walker.told("Who changed this"))
    arrive(row.locator("a.why"))
    expect(page).to_have_url(re.compile(rf"/{walker.language}/consultation/why/"))
    assert page.locator("main ins").count()
    page.locator("main a", has_text=re.compile(f"^{PROPOSAL}$")).first.click()
    expect(page.locator("main h1")).to_have_text(walker.told("Proposal %(name)s", name=PROPOSAL))


def back(walker: Walker) -> None:
    """From the proposal to the words that it changed, and to what was proposed there."""
    page = walker.page
    walker.reads("The words that it changed")
    page.locator(f"main a[href$='/why/draft-2/{walker.language}/{PLACE}/']").first.click()
    expect(page.locator("main a", has_text=re.compile(f"^{PROPOSAL}$")).first).to_be_visible()
    walker.follow("What was proposed here")
    expect(page.locator("main .law").first).to_be_visible()
