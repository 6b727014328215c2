"""Words are selected in the law as it is read, with the mouse, and proposed about.

In three languages and at both widths: from the list of versions by links to a passage, a selection
drawn over its words, the form that brings them along, a look at the difference, and the record. Not
here: a selection with a finger, which a browser without a screen does not draw (the phone's window
is drawn over with the mouse), and the provision chosen from a list (test_proposing).
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dauys.record.opening import ReferendumOpened
from dauys.site.people.models import Person
from tests.site.browser import OpenPage, Width
from tests.site.walking import EVERYWHERE, Walker

pytestmark = pytest.mark.django_db(transaction=True)
PASSAGE = "art_8__para_2"
OWN = {
    "kk": ("Көпшілік тыңдау ашық өтеді және", "Бұлай түсініктірек."),
    "ru": ("Слушания проводятся открыто и", "Так понятнее."),
    "en": ("Hearings are held openly and", "It is clearer so."),
}
RANGES = """address => {
  const place = document.querySelector(`main [data-address="${address}"]`);
  const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
  let node = walker.nextNode();
  while (node && (node.data.trim().length < 20 || node.parentElement.closest(".number"))) {
    node = walker.nextNode();
  }
  const range = document.createRange();
  const start = node.data.search(/\\S/);
  const end = node.data.indexOf(" ", start + 15);
  range.setStart(node, start);
  range.setEnd(node, end);
  place.scrollIntoView({ block: "center" });
  const boxes = [...range.getClientRects()];
  const first = boxes[0], last = boxes[boxes.length - 1];
  return {
    words: range.toString(),
    from: [first.left, first.top + first.height / 2],
    to: [last.right, last.top + last.height / 2],
  };
}"""


def draw_over(page: Page, address: str) -> str:
    """Draws the mouse over the first words of a passage, and gives those words."""
    drawn = page.evaluate(RANGES, address)
    page.mouse.move(*drawn["from"])
    page.mouse.down()
    page.mouse.move(*drawn["to"], steps=8)
    page.mouse.up()
    return str(drawn["words"])


@pytest.mark.parametrize(("language", "width"), EVERYWHERE)
def test_selected_words_are_proposed_about(
    drafted: ReferendumOpened,
    person: Callable[..., Person],
    session_of: Callable[[Person], str],
    open_page: OpenPage,
    language: str,
    width: Width,
) -> None:
    page = open_page(width, session=session_of(person("author@example.org")))
    walker = Walker(page, language)
    walker.go("")
    walker.section("Text")
    page.locator("main .rows h2 a").first.click()
    if width == "phone":  # on the page of the passage; at a desk in the whole law
        page.locator(f"main #{PASSAGE} > a.number").click()
    words = draw_over(page, PASSAGE)
    walker.follow("Propose a change to the selected words")
    quote = walker.field("Words of the text that you speak of")
    expect(quote).to_have_value(re.sub(r"\s+", " ", words))
    assert f"address={PASSAGE}" in page.url
    new, why = OWN[language]
    walker.write("Your words", new)
    walker.write("Your reasons", why)
    walker.press("Look at it first")
    walker.reads("So it would read")
    assert page.locator("main .law del").count()
    expect(page.locator("main .law ins").first).to_contain_text(new.split()[-2])
    walker.press("Send")
    walker.reads("Its course")
    expect(page.locator("main .law ins").first).to_contain_text(new.split()[-2])
