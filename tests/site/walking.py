"""A person who walks through the site: sees words in a language, presses, follows, writes.

What is sought is named by the English words of the code and found by what the page shows in its
language, among what can be seen; so a journey reads alike in Kazakh, Russian and English, and fails
where a button is hidden or a word is missing. Nothing is sent and nothing written but by the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext, override
from playwright.sync_api import Locator, Page, expect

from dauys.words import Words
from tests.site.browser import SIZES, Width

# Each language once with each width: the ways through a journey that is cheap.
EVERYWHERE: list[tuple[str, Width]] = [
    (each, width) for each in ("kk", "ru", "en") for width in SIZES
]
# Each language once, and each width at least once: the ways through one that is not.
ONCE_EACH: list[tuple[str, Width]] = [("kk", "phone"), ("ru", "desktop"), ("en", "phone")]
OTHER: dict[Width, Width] = {"phone": "desktop", "desktop": "phone"}
ROLES = ("button", "link")
DONE = 40  # times that a page is loaded again until something has been done
expect.set_options(timeout=20_000)  # milliseconds: machines of a run are shared


def told(language: str, words: str, /, **facts: object) -> str:
    """English words of the code as a page in a language says them."""
    with override(language):
        said = gettext(words)
    assert language == "en" or said != words, f"{language} lacks: {words}"
    return said % facts if facts else said


@dataclass(slots=True)
class Walker:
    """Somebody in front of a page in a language."""

    page: Page
    language: str

    def told(self, words: str, /, **facts: object) -> str:
        """English words of the code as the page says them."""
        return told(self.language, words, **facts)

    def word(self, section: str, code: str) -> str:
        """A code's words, such as an outcome's."""
        return Words(self.language).say(section, code)

    def go(self, path: str) -> None:
        """Opens an address of this language, as one who has been given it."""
        self.page.goto(f"/{self.language}/{path}")

    def press(self, words: str, *, within: str = "main") -> None:
        """Presses the first button with these words that is seen, and waits for the page."""
        self.seen("button", words, within).click()
        self.page.wait_for_load_state()

    def follow(self, words: str, *, within: str = "main") -> None:
        """Follows the first link with these words that is seen."""
        self.seen("link", words, within).click()
        self.page.wait_for_load_state()

    def seen(self, role: str, words: str, within: str = "main") -> Locator:
        """The first button or link with these words that can be seen."""
        name = re.compile(rf"^\s*{re.escape(self.told(words))}")
        assert role in ROLES
        found = self.page.locator(within).get_by_role(role, name=name)  # type: ignore[arg-type]
        return found.filter(visible=True).first

    def section(self, words: str) -> None:
        """Goes to a section of the site: through the menu on a phone, else above the page."""
        menu = self.page.locator("header .menu > summary")
        if menu.is_visible():
            menu.click()
        self.follow(words, within="header")

    def account(self, words: str) -> None:
        """Goes to a page of one's own: through the menu on a phone, else beside the languages."""
        self.section(words)

    def proposal(self, name: str) -> None:
        """Goes to a proposal by its number, as one who has read of it."""
        self.section("Proposals")
        self.write("Words or number", name)
        self.press("Show")
        self.page.locator("main .rows").get_by_role("link", name=name, exact=True).click()

    def until(self, words: str) -> None:
        """Loads the page again until it says this: what takes a while is done in the background."""
        self._wait(self.page.locator("main").get_by_text(self.told(words), exact=True), words)

    def done(self) -> None:
        """Loads the page of a decision on many again until its mark says that all of it is done."""
        self._wait(self.page.locator("main .meta .tag-good"), "done")

    def _wait(self, wanted: Locator, what: str) -> None:
        for _ in range(DONE):
            self.page.wait_for_load_state()
            if wanted.filter(visible=True).count():
                return
            self.page.wait_for_timeout(250)
            self.page.reload()
        raise AssertionError(f"{self.page.url} never said: {what}")

    def unfold(self, words: str) -> None:
        """Opens what is folded up under these words, unless it is open already."""
        summary = self.page.locator("main summary", has_text=self.told(words)).first
        if not summary.evaluate("e => e.parentElement.open"):
            summary.click()

    def write(self, label: str, value: str) -> None:
        """Fills the field of a label."""
        self.field(label).fill(value)

    def choose(self, label: str, value: str) -> None:
        """Chooses from a list by the value behind the words."""
        self.field(label).select_option(value)

    def tick(self, label: str) -> None:
        """Ticks a box, or chooses one of several."""
        self.field(label).check()

    def field(self, label: str) -> Locator:
        """The field of a label, in the main part of the page."""
        name = re.compile(rf"^\s*{re.escape(self.told(label))}")
        return self.page.locator("main").get_by_label(name).filter(visible=True).first

    def reads(self, words: str, **facts: object) -> None:
        """The page says this, and it can be seen."""
        said = self.page.locator("main").get_by_text(self.told(words, **facts))
        expect(said.filter(visible=True).first).to_be_visible()

    def sees(self, words: str) -> None:
        """Words of people, not of the site, can be seen."""
        shown = self.page.locator("main").get_by_text(words).filter(visible=True)
        expect(shown.first).to_be_visible()
