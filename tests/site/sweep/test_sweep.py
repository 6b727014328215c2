"""Every page in every language, at both widths, in both themes: axe, the frame, pictures.

One load of a page serves a language; width and theme are changed on it, as a reader would. Colours
take axe three quarters of its time and hang on width and theme, not on the language: `LOOKED` asks
for them once for each width in each theme, and for all else in each language at each width.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils.translation import override
from playwright.sync_api import Browser, Page, expect

from tests.site.browser import SIZES, Pages, Theme, Width, axe, sideways, visit, without_complaint
from tests.site.sweep import pictures
from tests.site.sweep.row import Row
from tests.site.sweep.rows import FAULTS, ROWS
from tests.site.sweep.towns import Town

Settle = Callable[[str], Town]
Look = tuple[Width, Theme, bool]  # and whether the colours are asked for
COLOURS = ("color-contrast", "link-in-text-block")
LOOKED: dict[str, tuple[Look, Look]] = {
    "kk": (("phone", "light", True), ("desktop", "dark", True)),
    "ru": (("phone", "dark", True), ("desktop", "light", False)),
    "en": (("phone", "light", False), ("desktop", "light", True)),
}


def address(name: str, row: Row, town: Town, language: str, *, start: bool = False) -> str:
    """The path of a row, with the names of the town put into it."""
    if name in FAULTS:
        return f"/{language}/{name}"
    words = {
        key: told.format(**town.facts["names"]) if isinstance(told, str) else told
        for key, told in row.words.items()
    }
    with override(language):
        if start and row.start:
            return reverse(row.start)
        return reverse(name.partition(",")[0], kwargs=words)


@pytest.mark.parametrize("name", ROWS)
def test_every_page(name: str, browser: Browser, settle_in: Settle) -> None:
    row = ROWS[name]
    town = settle_in(row.town)
    for language, looks in LOOKED.items():
        with without_complaint(Pages(browser, town.address("").rstrip("/"))) as pages:
            page = pages(session=town.facts["sessions"][row.who] if row.who else "")
            _look(page, name, row, town, language, looks)


def _look(
    page: Page,
    name: str,
    row: Row,
    town: Town,
    language: str,
    looks: tuple[Look, Look],
) -> None:
    """Opens a page, brings it into its state, and looks at it at every width and theme."""
    there = address(name, row, town, language)
    visit(page, address(name, row, town, language, start=True) + row.query, row.status)
    if row.before is not None:
        row.before(page, town)
    assert urlsplit(page.url).path == there
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == language
    expect(page.locator(row.shows).first).to_be_visible()
    for width, theme, colours in looks:
        page.set_viewport_size({"width": SIZES[width][0], "height": SIZES[width][1]})
        page.emulate_media(color_scheme=theme)
        sideways(page)
        axe(page, without=() if colours else COLOURS)
        pictures.take(page, name, f"{language}-{width}-{theme}")
