"""Without script: the law is read and compared, a proposal made, and answered by two persons.

In every language once, at both widths. Words cannot be selected without script: the person comes by
the passage and its button, and quotes by hand.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from dauys.record.opening import ReferendumOpened
from dauys.site.people.models import Person
from dauys.site.people.roles import Role
from tests.site.browser import OpenPage, Width, arrive
from tests.site.conftest import publish_charter
from tests.site.walking import ONCE_EACH, OTHER, Walker

pytestmark = pytest.mark.django_db(transaction=True)
WISH = {"kk": "Мүлде басқаша айтылсын.", "ru": "Сказать совсем иначе.", "en": "Say it otherwise."}
NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


@pytest.mark.parametrize(("language", "width"), ONCE_EACH)
def test_read_compare_propose_answer(
    drafted: ReferendumOpened,
    person: Callable[..., Person],
    session_of: Callable[[Person], str],
    open_page: OpenPage,
    language: str,
    width: Width,
) -> None:
    publish_charter("new")

    def someone(email: str, width: Width, *roles: Role) -> Walker:
        session = session_of(person(email, *roles))
        return Walker(open_page(width, script=False, session=session), language)

    citizen = someone("citizen@example.org", width)
    read(citizen)
    name = propose(citizen)
    first = someone("aigul@example.org", OTHER[width], Role.SECRETARY)
    answer(first, name)
    second = someone("bolat@example.org", width, Role.SECRETARY)
    second.go("")
    second.section("Desk")
    second.follow("Decisions on many")
    second.page.locator("main .rows h2 a").first.click()
    second.press("Confirm: publish this")
    second.done()
    citizen.section("My page")
    citizen.follow("My proposals")
    citizen.page.locator("main .rows").get_by_role("link", name=name, exact=True).click()
    expect(citizen.page.locator("main section[aria-labelledby=answer]")).to_contain_text(
        WISH[language]
    )


def read(walker: Walker) -> None:
    """From the front page to what changed since the version before, and to a passage."""
    page = walker.page
    walker.go("")
    walker.section("Text")
    page.locator("main .rows > li").first.locator("a[href*='/compare/']").click()
    arrive(page.locator("main .shows a").nth(1))
    assert page.locator("main table.versus ins").count() > 5
    page.locator("main .crumbs a").last.click()
    page.locator("main #art_8__para_2 > a.number").click()
    expect(page.locator("main article.law")).to_be_visible()


def propose(walker: Walker) -> str:
    """Words of the passage are quoted by hand and proposed about; gives the number."""
    quoted = walker.page.locator("main article.law").inner_text().split(".", 1)[-1].split()[:3]
    walker.follow("Propose a change here")
    walker.write("Words of the text that you speak of", " ".join(quoted))
    walker.write("Your words", WISH[walker.language])
    walker.press("Look at it first")
    walker.reads("So it would read")
    walker.press("Send")
    walker.reads("Its course")
    return walker.page.url.rstrip("/").rpartition("/")[2]


def answer(walker: Walker, name: str) -> None:
    """A secretary answers it in every language."""
    walker.go("")
    walker.section("Desk")
    walker.follow("Waiting for an answer")
    walker.page.locator(f"main #pick-{name}").check()
    walker.press("Give an answer")
    walker.choose("Answer", "rejected")
    for code, words in WISH.items():
        label = walker.told("Reasons (%(language)s)", language=NAMES[code])
        walker.page.get_by_label(label).fill(words)
    walker.press("Look at every line")
    walker.press("Ask a second person")
    walker.reads("A second person must confirm it.")
