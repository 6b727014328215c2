"""How pages come about that no address alone shows: what is typed and pressed before them."""

from __future__ import annotations

import time

from playwright.sync_api import Page

from tests.site.sweep.row import Prepare, press
from tests.site.sweep.towns import Town

LONG = "Ұзақсөзсізбіргеұзынжолдасызықша" * 12  # a word that a browser can break nowhere by itself


def wrong(**fields: str) -> Prepare:
    """Fills fields by name and sends the form: what comes back must say what is wrong.

    The browser, which would stop it, is told not to ask for anything.
    """

    def prepare(page: Page, town: Town) -> None:
        for name, told in fields.items():
            page.fill(f"main [name={name}]", told)
        page.locator("main form").evaluate_all("all => all.forEach(e => { e.noValidate = true; })")
        press(page, "main form[method=post] button")

    return prepare


def ask_code(page: Page, town: Town) -> None:
    """Signs in with the address alone: a code is asked for."""
    page.fill("main [name=login]", "citizen@example.org")
    press(page)


def wrong_code(page: Page, town: Town) -> None:
    """As `ask_code`, and types another code than the one that came."""
    ask_code(page, town)
    page.fill("main [name=code]", "AAAA-AAAA")
    press(page)


def sign_up(page: Page, town: Town) -> None:
    """Signs up: the code that was sent is asked for."""
    page.fill("main [name=email]", f"new{time.time_ns()}@example.org")
    press(page)


def by_password(page: Page, town: Town) -> None:
    """Signs in by password: the second factor is asked for."""
    page.fill("main [name=login]", "careful@example.org")
    page.fill("main [name=password]", "correct horse")
    press(page)


def wrong_factor(page: Page, town: Town) -> None:
    """As `by_password`, and types no code of the app."""
    by_password(page, town)
    page.fill("main [name=code]", "000000")
    press(page)


def forgot(page: Page, town: Town) -> None:
    """Says that the password is forgotten: a code is asked for."""
    page.fill("main [name=email]", "citizen@example.org")
    press(page)


def forgot_and_coded(page: Page, town: Town) -> None:
    """As `forgot`, and types the code: a new password is asked for."""
    forgot(page, town)
    page.fill("main [name=code]", town.mailed())
    press(page)


def preview(page: Page, town: Town) -> None:
    """Writes a proposal, in the script of the text, and looks at it before sending it."""
    if page.locator("html").get_attribute("lang") == "en":
        page.fill("#id_proposed", f"The term shall be twenty days. {'Longwordwithoutspaces' * 16}")
        page.fill("#id_reasons", "People have no time to prepare.")
    else:
        page.fill("#id_proposed", f"Мерзім жиырма күн болсын. {LONG}")
        page.fill("#id_reasons", "Тұрғындар дайындалып үлгермейді.")
    press(page, "button[name=preview]")


def unfold(page: Page, town: Town) -> None:
    """Opens the menu of a phone and every fold of the page."""
    page.locator("details").evaluate_all("all => all.forEach(e => { e.open = true; })")


def too_late(page: Page, town: Town) -> None:
    """Writes a proposal until the session has ended, and signs in again to send it."""
    page.fill("#id_proposed", "Мерзім жиырма күн болсын.")
    page.context.clear_cookies()
    press(page, "button[name=preview]")
    page.locator("main a[href*='next=']").click()
    page.fill("main [name=login]", "citizen@example.org")
    page.fill("main [name=password]", "correct horse")
    press(page)
