"""The second factor and the recovery codes are lost; two stewards give the account back.

In every language once, at both widths: the person signs up by a code, sets up the factor by the
links of the page, loses both, reads to whom to write; one steward asks, another confirms, and the
person signs in by a code alone. Recovery by a recovery code is in test_journey.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from dauys.record.opening import ReferendumOpened
from dauys.site.people.models import Person
from dauys.site.people.roles import Role
from tests.site.browser import OpenPage, Width
from tests.site.people.test_signing_in import app_code, code_in_mail
from tests.site.walking import ONCE_EACH, OTHER, Walker

pytestmark = pytest.mark.django_db(transaction=True)
WHO = "lost@example.org"


@pytest.mark.parametrize(("language", "width"), ONCE_EACH)
def test_a_lost_factor_is_taken_away_by_two_stewards(
    referendum: ReferendumOpened,
    person: Callable[..., Person],
    session_of: Callable[[Person], str],
    open_page: OpenPage,
    language: str,
    width: Width,
) -> None:
    sign_up(Walker(open_page(width), language))
    lost = Walker(open_page(width), language)
    sign_in(lost)
    lost.reads("Type the code that your app shows now, or one of your recovery codes.")
    expect(lost.page.locator("main")).to_contain_text("@")  # to whom to write

    asking, confirming = (
        Walker(open_page(each, session=session_of(person(email, Role.STEWARD))), language)
        for each, email in ((width, "a@example.org"), (OTHER[width], "b@example.org"))
    )
    asking.go("")
    asking.section("My page")
    asking.follow("People")
    asking.page.locator("main form input:not([type=hidden])").first.fill(WHO)
    asking.press("Search")
    asking.page.locator("main").get_by_role("link", name=WHO).click()
    asking.press("Ask to take the second factor away")
    confirming.go("")
    confirming.section("My page")
    confirming.follow("What waits for a second person")
    confirming.press("Confirm")

    back = Walker(open_page(width), language)
    sign_in(back)
    assert "/2fa/" not in back.page.url
    back.go("people/")
    back.sees(WHO)


def sign_up(walker: Walker) -> None:
    """From the front page to an account with a second factor."""
    walker.go("")
    walker.section("Sign in")
    walker.follow("Sign up")
    walker.page.locator("main input[name=email]").fill(WHO)
    walker.press("Sign up")
    walker.page.locator("main input[name=code]").fill(code_in_mail())
    walker.press("Go on")
    walker.sees(WHO)
    walker.page.locator("main a[href$='/2fa/']").click()
    walker.follow("Set it up")
    secret = walker.page.locator("main code").inner_text()
    walker.page.locator("main input[name=code]").fill(app_code(secret))
    walker.page.locator("main form button").first.click()
    walker.page.locator("main ul.codes").wait_for()


def sign_in(walker: Walker) -> None:
    """From the front page, by the address and the code that comes."""
    walker.go("")
    walker.section("Sign in")
    walker.page.locator("main input[name=login]").fill(WHO)
    walker.press("Sign in")
    walker.page.locator("main input[name=code]").wait_for()
    walker.page.locator("main input[name=code]").fill(code_in_mail())
    walker.press("Go on")
