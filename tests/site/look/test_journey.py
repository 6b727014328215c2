"""The frame in a real browser: menu, skip link, theme, paper, and what opens by keyboard."""

from __future__ import annotations

from playwright.sync_api import Page

from dauys.record.opening import ReferendumOpened
from tests.site.browser import OpenPage, shot, visit


def test_the_menu_of_a_phone_opens_without_script(
    drafted: ReferendumOpened, open_page: OpenPage
) -> None:
    page = open_page("phone", script=False)
    visit(page, "/kk/")
    way = page.locator(".menu-sheet .account a").first
    assert not way.is_visible()
    page.locator(".menu > summary").click()
    assert way.is_visible()
    shot(page, "look/menu/kk-phone")


def test_the_first_key_leads_past_the_masthead(
    referendum: ReferendumOpened, open_page: OpenPage
) -> None:
    page = open_page("desktop")
    visit(page, "/en/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    assert skip.evaluate("e => e === document.activeElement")
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0  # it has come into sight
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_whoever_chooses_a_theme_keeps_it(
    referendum: ReferendumOpened, open_page: OpenPage
) -> None:
    page = open_page("desktop", "light")
    visit(page, "/en/")
    light = _ground(page)
    switch = page.locator("[data-theme-switch]")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    dark = _ground(page)
    assert dark != light
    visit(page, "/en/accessibility/")
    assert _ground(page) == dark
    assert page.locator("[data-theme-switch]").get_attribute("aria-pressed") == "true"


def test_without_script_there_is_no_switch_that_does_nothing(
    referendum: ReferendumOpened, open_page: OpenPage
) -> None:
    page = open_page("desktop", script=False)
    visit(page, "/en/")
    assert not page.locator("[data-theme-switch]").is_visible()


def test_paper_is_light_and_bears_no_masthead_links(
    referendum: ReferendumOpened, open_page: OpenPage
) -> None:
    page = open_page("desktop", "dark")
    visit(page, "/en/look/")
    page.emulate_media(media="print", color_scheme="dark")
    assert _ground(page) == "rgb(255, 255, 255)"
    assert not page.locator(".sections, .tongues, .footer").first.is_visible()
    shot(page, "look/print/en")


def test_a_picture_opens_its_table_by_keyboard(
    referendum: ReferendumOpened, open_page: OpenPage
) -> None:
    page = open_page("phone")
    visit(page, "/kk/look/")
    figure = page.locator("figure").first
    figure.locator("summary").focus()
    page.keyboard.press("Enter")
    assert figure.locator("table").is_visible()


def _ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))
