"""Journeys through the consultation in a real browser."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from dauys.consultation.proposal import Answer
from dauys.record.opening import ReferendumOpened
from dauys.site.consultation.models import Opinion, Proposal, Statement
from dauys.site.people.models import Person
from tests.site.browser import OpenPage, Width, arrive, shot, visit

pytestmark = pytest.mark.django_db(transaction=True)
QUOTE = "не позднее чем за десять дней"
SELECT = """quote => {
  const law = document.querySelector("[data-propose]");
  const walker = document.createTreeWalker(law, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(quote);
    if (at < 0) continue;
    document.getSelection().setBaseAndExtent(node, at, node, at + quote.length);
    return true;
  }
  return false;
}"""


@pytest.mark.parametrize("width", ["phone", "desktop"])
def test_propose_on_selected_words(
    drafted: ReferendumOpened,
    person: Callable[..., Person],
    session_of: Callable[[Person], str],
    open_page: OpenPage,
    width: Width,
) -> None:
    page = open_page(width, session=session_of(person("author@example.org")))
    visit(page, "/ru/consultation/at/draft-1/art_8__para_2/")
    assert page.evaluate(SELECT, QUOTE)
    page.locator("a.propose-here").click()
    assert page.locator("#id_quote").input_value() == QUOTE
    page.fill("#id_proposed", "не позднее чем за двадцать дней")
    page.fill("#id_reasons", "Жители не успевают подготовиться.")
    arrive(page.locator("button[name=preview]"))
    assert page.locator("#preview ~ .law del").count() == 1
    shot(page, f"consultation/preview-{width}")
    arrive(page.locator("button[name=send]"))
    row = Proposal.objects.get()
    assert page.url.endswith(f"/ru/consultation/proposals/{row.id}/")
    assert (row.quote, row.language) == (QUOTE, "ru")


def test_propose_by_keyboard_alone_and_without_script(
    drafted: ReferendumOpened,
    person: Callable[..., Person],
    session_of: Callable[[Person], str],
    open_page: OpenPage,
) -> None:
    page = open_page(script=False, session=session_of(person("author@example.org")))
    visit(page, "/en/consultation/propose/?address=art_8__para_2&language=ru")
    _tab_to(page, "id_proposed")
    page.keyboard.type("О слушаниях объявляется за двадцать дней.")
    _tab_to(page, "id_shown")
    for _ in range(3):  # past looking at it first and keeping it
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/consultation/proposals/**")
    assert Proposal.objects.get().proposed == "О слушаниях объявляется за двадцать дней."


def _tab_to(page: Page, name: str) -> None:
    """Presses Tab until a field has the focus."""
    for _ in range(60):
        if page.locator(f"#{name}:focus").count():
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{name} is not reached")


def test_take_part_in_opinions(
    drafted: ReferendumOpened,
    person: Callable[..., Person],
    session_of: Callable[[Person], str],
    open_page: OpenPage,
) -> None:
    for words in ("Бір жеткілікті.", "Екі керек."):
        Statement.objects.create(words={"kk": words})
    page = open_page("phone", script=False, session=session_of(person("a@example.org")))
    visit(page, "/kk/consultation/opinions/")
    arrive(page.locator("button[value='1']"))
    arrive(page.locator("button[value='-1']"))
    page.locator(
        "details summary", has=page.locator("xpath=self::*[not(ancestor::header)]")
    ).last.click()
    page.locator("a[href^='?number=']").first.click()
    arrive(page.locator("button[value='0']"))
    assert list(Opinion.objects.order_by("statement").values_list("vote", flat=True)) == [0, -1]


def test_who_changed_this_word_both_ways(
    answered_all: dict[str, Answer], open_page: OpenPage
) -> None:
    page = open_page(script=False)
    visit(page, "/kk/consultation/why/draft-2/kk/art_9__para_3/")
    arrive(page.locator("main a[href$='/proposals/p-02/']").first)
    assert page.url.endswith("/kk/consultation/proposals/p-02/")
    arrive(page.locator("main a[href$='/why/draft-2/kk/art_9__para_3/']").first)
    assert page.url.endswith("/kk/consultation/why/draft-2/kk/art_9__para_3/")
