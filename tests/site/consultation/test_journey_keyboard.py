"""The site by the keyboard alone: Tab, Enter, Space, arrows, letters; the focus is always seen.

In Kazakh and English at a desk and in Russian at the width of a phone: past the masthead by the
first key, to the text, into a passage, to its comparison; a proposal is written; a statement is
answered; a secretary answers proposals from the desk. On the forms the focus goes all around, so
that it is caught nowhere. Not here: what a screen reader says, and publishing a version.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from dauys.consultation.proposal import Proposal
from dauys.site.consultation.models import Statement
from dauys.site.people.models import Person
from dauys.site.people.roles import Role
from tests.site.browser import OpenPage, Width
from tests.site.conftest import publish_charter
from tests.site.consultation.desk.test_imports import LATER
from tests.site.walking import told

pytestmark = pytest.mark.django_db(transaction=True)
MOST = 600  # presses of one key before it is held that a thing is not reached
FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  const named = e.labels && e.labels.length ? e.labels[0].innerText : "";
  const ring = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  return {
    name: (e.getAttribute("aria-label") || named || e.innerText || "").trim(),
    href: e.getAttribute("href") || "",
    id: e.id,
    tag: e.tagName.toLowerCase(),
    seen: ring && box.width > 0 && box.bottom > 0 && box.top < innerHeight
      && box.right > 0 && box.left < innerWidth,
  };
}"""
WISH = {
    "kk": "Тыңдау туралы жиырма күн бұрын хабарланады.",
    "ru": "О слушаниях объявляется за двадцать дней.",
    "en": "Hearings are announced twenty days before.",
}
NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


@pytest.fixture(autouse=True)
def _late(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample lies in the year 2027."""
    monkeypatch.setattr("dauys.site.record.actions.now", lambda: LATER)


@dataclass(slots=True)
class Keys:
    """Hands on a keyboard in front of a page; there is no mouse."""

    page: Page
    language: str

    def focus(self) -> dict[str, Any] | None:
        """What has the focus."""
        found: dict[str, Any] | None = self.page.evaluate(FOCUS)
        return found

    def tab(self) -> dict[str, Any] | None:
        """The next thing, which must be seen to have the focus."""
        self.page.keyboard.press("Tab")
        found = self.focus()
        assert found is None or found["seen"], f"{self.page.url}: no focus is seen: {found}"
        return found

    def reach(self, wanted: Callable[[dict[str, Any]], bool], what: str) -> None:
        """Presses Tab until what is wanted has the focus."""
        for _ in range(MOST):
            found = self.tab()
            if found is not None and wanted(found):
                return
        raise AssertionError(f"{self.page.url}: {what} is not reached")

    def to(self, words: str, /, **facts: object) -> None:
        """To a link, button or field by its first words."""
        name = told(self.language, words, **facts)
        self.reach(lambda found: found["name"].startswith(name), name)

    def enter(self) -> None:
        """Presses Enter on what has the focus and waits for the page that comes."""
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def section(self, words: str) -> None:
        """From the head of the page to one of the site's sections."""
        menu = self.page.locator("header .menu > summary")
        if menu.is_visible():
            self.to("Menu")
            self.page.keyboard.press("Enter")
        self.to(words)
        self.enter()

    def skip(self) -> None:
        """The first key leads past the masthead."""
        found = self.tab()
        assert found is not None
        assert found["href"] == "#main"
        self.page.keyboard.press("Enter")
        assert self.page.evaluate("document.activeElement.id") == "main"

    def choose(self, words: str, value: str) -> None:
        """Goes down a list with the arrow until it says what is wanted."""
        self.to(words)
        for _ in range(MOST):
            if self.page.evaluate("document.activeElement.value") == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{words} has no {value}")

    def write(self, words: str, typed: str, /, **facts: object) -> None:
        """Types into a field."""
        self.to(words, **facts)
        self.page.keyboard.type(typed)

    def around(self) -> None:
        """The focus goes through the whole page and comes back to where it began."""
        self.reach(lambda found: found["href"] == "#main", "the beginning of the page")


@pytest.mark.parametrize(
    ("language", "width"), [("kk", "desktop"), ("ru", "phone"), ("en", "desktop")]
)
def test_everything_by_the_keyboard(
    consulted: dict[str, Proposal],
    person: Callable[..., Person],
    session_of: Callable[[Person], str],
    open_page: OpenPage,
    language: str,
    width: Width,
) -> None:
    publish_charter("new")
    Statement.objects.create(words={language: WISH[language]})
    citizen = Keys(open_page(width, session=session_of(person("c@example.org"))), language)
    read(citizen)
    propose(citizen)
    speak(citizen)
    staff = person("s@example.org", Role.SECRETARY)
    answer(Keys(open_page(width, session=session_of(staff)), language))


def read(keys: Keys) -> None:
    """From the front page to a passage, and to the same in the comparison."""
    keys.page.goto(f"/{keys.language}/")
    keys.skip()
    keys.page.reload()
    keys.section("Text")
    keys.skip()
    keys.reach(lambda found: found["href"].endswith("/text/draft-2/"), "the draft")
    keys.enter()
    keys.skip()
    keys.reach(lambda found: found["href"].endswith("/draft-2/art_8/"), "the article")
    keys.enter()
    keys.to("See it in the whole comparison")
    keys.enter()
    found = keys.tab()  # the comparison opens at the row of the article, and so does the focus
    assert found is not None
    assert found["href"].endswith("/draft-2/art_8/")
    keys.page.goto(f"/{keys.language}/text/compare/draft-1/draft-2/")
    keys.skip()
    keys.to("Changed rows")
    keys.enter()
    expect(keys.page.locator(".shows [aria-current]")).to_contain_text(
        told(keys.language, "Changed rows")
    )


def propose(keys: Keys) -> None:
    """A proposal at an article that is chosen from a list."""
    keys.page.goto(f"/{keys.language}/")
    keys.section("Proposals")
    keys.skip()
    keys.to("Propose a change")
    keys.enter()
    keys.skip()
    keys.choose("Provision", "art_8")
    keys.to("Go on")
    keys.enter()
    keys.around()
    keys.choose("What you propose", "question")
    keys.write("Your words", WISH[keys.language])
    keys.to("Show my name beside the proposal")
    keys.page.keyboard.press("Space")
    keys.to("Send")
    keys.enter()
    expect(keys.page.locator("main")).to_contain_text(WISH[keys.language])


def speak(keys: Keys) -> None:
    """A statement is answered with the space bar."""
    keys.page.goto(f"/{keys.language}/")
    keys.section("Opinions")
    keys.skip()
    keys.to("I disagree")
    with keys.page.expect_navigation():
        keys.page.keyboard.press("Space")
    thanks = told(keys.language, "You have been through all statements. Thank you.")
    expect(keys.page.locator("main")).to_contain_text(thanks)


def answer(keys: Keys) -> None:
    """A secretary answers all Russian proposals and asks a second person."""
    keys.page.goto(f"/{keys.language}/")
    keys.section("Desk")
    keys.skip()
    keys.to("Waiting for an answer")
    keys.enter()
    keys.skip()
    keys.to("All on this page")
    keys.page.keyboard.press("Space")
    keys.to("Give an answer")
    keys.enter()
    keys.around()
    keys.choose("Answer", "rejected")
    for code, words in WISH.items():
        keys.write("Reasons (%(language)s)", words, language=NAMES[code])
    keys.to("Look at every line")
    keys.enter()
    keys.skip()
    keys.to("Ask a second person")
    keys.enter()
    waits = told(keys.language, "A second person must confirm it.")
    expect(keys.page.locator("main")).to_contain_text(re.compile(re.escape(waits)))
