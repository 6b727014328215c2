"""A real browser for journeys: pages at two widths and in two themes, axe, and pictures of pages.

``open_page(width="phone", theme="dark", script=False)`` is a fixture (conftest); `visit` goes to an
address and holds the page to what every page must be. Every page in every language, width and theme
is gone through in `tests.site.sweep`. Screenshots lie in ``screenshots/`` (not in git).
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal, Protocol

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Playwright, Response

from tests.conftest import ROOT

Width = Literal["phone", "desktop"]
Theme = Literal["light", "dark"]
SIZES: dict[Width, tuple[int, int]] = {"phone": (360, 740), "desktop": (1280, 900)}
LANGUAGES = ("kk", "ru", "en")
SCREENSHOTS = ROOT / "screenshots"
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
ASK_AXE = "async asked => (await axe.run(document, asked)).violations"
OPTIONS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


class OpenPage(Protocol):
    """Opens a page of a browser that knows nobody, or the person of a session."""

    def __call__(
        self,
        width: Width = ...,
        theme: Theme = ...,
        *,
        script: bool = ...,
        session: str = ...,
    ) -> Page: ...


def launch(playwright: Playwright, executable: str) -> Browser:
    """The browser of this machine, without a screen."""
    return playwright.chromium.launch(executable_path=executable, args=OPTIONS)


@dataclass(slots=True)
class Pages:
    """Opens pages for one test and closes them after it."""

    browser: Browser
    address: str
    complaints: list[str] = field(default_factory=list)
    contexts: list[Any] = field(default_factory=list)

    def __call__(
        self,
        width: Width = "desktop",
        theme: Theme = "light",
        *,
        script: bool = True,
        session: str = "",
    ) -> Page:
        size = SIZES[width]
        context = self.browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=theme,
            java_script_enabled=script,
            base_url=self.address,
            has_touch=width == "phone",
            is_mobile=width == "phone",
            reduced_motion="reduce",
        )
        if session:
            context.add_cookies([{"name": "sessionid", "value": session, "url": self.address}])
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self._hear(message.type, message.text))
        page.on("pageerror", lambda error: self._hear("error", str(error)))
        return page

    def _hear(self, kind: str, text: str) -> None:
        """What the browser complains of: a script that fails, what the content policy forbids."""
        if kind == "error" and "the server responded with a status of" not in text:
            self.complaints.append(text)

    def close(self) -> None:
        """Closes all pages of the test."""
        for context in self.contexts:
            context.close()


def visit(page: Page, address: str, status: int = 200) -> Response:
    """Goes to a page, which must have that status, one h1, and no need to scroll sideways."""
    answer = page.goto(address, wait_until="load")
    assert answer is not None
    assert answer.status == status, f"{address}: {answer.status}"
    assert page.locator("h1").count() == 1, f"{address}: one h1 is wanted"
    sideways(page)
    return answer


def arrive(way: Locator) -> None:
    """Clicks what leads to another page, and waits until all of that page is there."""
    with way.page.expect_navigation():
        way.click()


def sideways(page: Page) -> None:
    """Fails where the page must be scrolled sideways to be read."""
    sides = page.locator("html").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert sides[0] <= sides[1], f"{page.url}: {sides[0]} px wide in a window of {sides[1]}"


@cache
def _axe() -> str:
    return str(Axe().axe_script)


def axe(page: Page, without: tuple[str, ...] = ()) -> None:
    """Fails with what axe finds on the page, each with its place; rules may be left out.

    Nothing is told of the rules that a page keeps, which would take longer than to find it out.
    """
    asked = {
        "runOnly": {"type": "tag", "values": RULES},
        "rules": {rule: {"enabled": False} for rule in without},
        "resultTypes": ["violations"],
    }
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe())
    found = page.evaluate(ASK_AXE, asked)
    told = [
        f"{page.url}: {each['id']}: {each['help']}: {node['target']} {node['html'][:160]} "
        f"{(node.get('failureSummary') or '')[:240]}"
        for each in found
        for node in each["nodes"]
    ]
    assert not told, "\n".join(told)


def shot(page: Page, name: str) -> None:
    """Keeps a picture of the whole page as ``screenshots/NAME.png``."""
    place = SCREENSHOTS / f"{name}.png"
    place.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=place, full_page=True)


@contextmanager
def without_complaint(pages: Pages) -> Iterator[Pages]:
    """Hands the pages out; afterwards the browser must not have complained of anything."""
    try:
        yield pages
    finally:
        pages.close()
    assert not pages.complaints, "\n".join(pages.complaints)
