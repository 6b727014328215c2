"""Accounts in a real browser: sign up, set up the second factor, lose it, recover."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core import mail
from playwright.sync_api import Page

from dauys.site.people.models import Person
from dauys.site.people.roles import Role
from tests.site.browser import LANGUAGES, OpenPage, Width, arrive, visit
from tests.site.people.test_signing_in import app_code, code_in_mail

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Person]
Session = Callable[[Person], str]
CODE = "input[name=code]"


def press(page: Page) -> None:
    """Sends the form of the page, whose first button does what the page is for."""
    arrive(page.locator("main form button").first)


def sign_in(page: Page, language: str, email: str) -> None:
    """Signs in with the address alone and the code that comes."""
    visit(page, f"/{language}/account/login/")
    page.fill("input[name=login]", email)
    press(page)
    page.fill(CODE, code_in_mail())
    press(page)


@pytest.mark.parametrize(
    ("language", "width", "script"),
    [("kk", "phone", True), ("ru", "desktop", True), ("en", "phone", False)],
)
def test_sign_up_second_factor_lost_and_recovered(
    open_page: OpenPage, language: str, width: Width, script: bool
) -> None:
    address = f"{language}@example.org"
    page = open_page(width, script=script)
    visit(page, f"/{language}/account/signup/")
    page.fill("input[name=email]", address)
    press(page)
    page.fill(CODE, code_in_mail())
    press(page)
    assert page.url.endswith(f"/{language}/people/")
    assert address in page.locator("main").inner_text()

    visit(page, f"/{language}/account/2fa/totp/activate/")
    assert page.locator("main img").evaluate("i => i.naturalWidth") > 0
    secret = page.locator("main code").inner_text()
    page.fill(CODE, app_code(secret))
    press(page)
    recovery = page.locator("ul.codes code").all_inner_texts()
    assert len(recovery) == 10

    other = open_page(width, script=script)  # another device; the phone with the app is lost
    sign_in(other, language, address)
    assert "/2fa/authenticate/" in other.url
    other.fill(CODE, recovery[0])
    press(other)
    visit(other, f"/{language}/people/")
    visit(other, f"/{language}/account/2fa/totp/deactivate/")
    if "/reauthenticate/" in other.url:
        other.fill(CODE, recovery[1])
        press(other)
    press(other)
    sent = [each for each in mail.outbox if "TOTP" not in each.subject]
    assert sent[-1].to == [address]

    again = open_page(width, script=script)
    sign_in(again, language, address)
    assert "/2fa/" not in again.url


def test_staff_gives_a_role_by_two_persons_with_the_keyboard_alone(
    open_page: OpenPage, person: Make, session_of: Session
) -> None:
    target = person("t@example.org")
    first, second = person("a@example.org", Role.STEWARD), person("b@example.org", Role.STEWARD)
    asking = open_page("desktop", session=session_of(first))
    visit(asking, f"/en/people/staff/{target.pk}/")
    asking.focus("#grant-role")
    asking.keyboard.type("Editor")
    asking.keyboard.press("Tab")
    with asking.expect_navigation():
        asking.keyboard.press("Enter")
    assert "second person" in asking.locator(".notice").inner_text()
    confirming = open_page("phone", session=session_of(second))
    visit(confirming, "/en/people/intents/")
    confirming.locator(".card button").first.focus()
    with confirming.expect_navigation():
        confirming.keyboard.press("Enter")
    target.refresh_from_db()
    assert target.roles == ["editor"]


def test_in_every_language_faults_are_told_at_the_field(open_page: OpenPage) -> None:
    for language in LANGUAGES:
        page = open_page("phone", script=False)
        visit(page, f"/{language}/account/signup/")
        page.fill("input[name=email]", "x@y")
        press(page)
        assert page.locator(".error").count() == 1
        assert page.locator("input[name=email]").input_value() == "x@y"
