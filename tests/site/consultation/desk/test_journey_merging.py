"""Two proposals that say the same are merged, one that says two things is split, in a browser.

In every language once and at both widths, from the front of the desk; then a citizen follows from
each proposal to what stands in its place. That answers reach all origins is in test_merging.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from dauys.consultation.proposal import Proposal
from dauys.site.people.models import Person
from tests.site.browser import OpenPage, Width
from tests.site.consultation.desk.test_imports import LATER
from tests.site.walking import ONCE_EACH, Walker

pytestmark = pytest.mark.django_db(transaction=True)
SPLIT = "p-01"
WHY = "Бір мәнді / Одно и то же / The same"
PARTS = {
    "kk": ("Бірінші бөлігі.", "Екінші бөлігі."),
    "ru": ("Первая часть.", "Вторая часть."),
    "en": ("The first part.", "The second part."),
}


@pytest.fixture(autouse=True)
def _late(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample lies in the year 2027."""
    monkeypatch.setattr("dauys.site.record.actions.now", lambda: LATER)


@pytest.mark.parametrize(("language", "width"), ONCE_EACH)
def test_merged_and_split_and_found_by_a_citizen(
    consulted: dict[str, Proposal],
    open_page: OpenPage,
    session_of: Callable[[Person], str],
    staff: dict[str, Person],
    language: str,
    width: Width,
) -> None:
    alike = sorted(name for name, each in consulted.items() if each.language == "ru")[:2]
    walker = Walker(open_page(width, session=session_of(staff["gulnar"])), language)
    merge(walker, alike)
    split(walker, consulted[SPLIT])
    citizen = Walker(open_page(width), language)
    for name in (alike[1], SPLIT):
        citizen.go(f"consultation/proposals/{name}/")
        citizen.reads("In its place stands:")
        citizen.page.locator("main .notice a").first.click()
        citizen.reads("Its course")
        expect(citizen.page.locator("main .steps")).to_contain_text(name)


def merge(walker: Walker, alike: list[str]) -> None:
    """From the list of those that wait: the first of two stands for both."""
    walker.go("")
    walker.section("Desk")
    walker.follow("Waiting for an answer")
    for name in alike:
        walker.page.locator(f"main #pick-{name}").check()
    walker.press("Merge")
    walker.reads(
        "One of them stands for all from now on. Its answer reaches every author, in the language"
        " of each. No proposal disappears."
    )
    walker.page.locator(f"main input[name=into][value='{alike[0]}']").check()
    walker.write("Why (public)", WHY)
    walker.press("Merge")


def split(walker: Walker, told: Proposal) -> None:
    """One proposal becomes two parts, each with the words that belong to it."""
    walker.section("Desk")
    walker.follow("All proposals")
    walker.write("Words or number", told.id)
    walker.press("Show")
    walker.page.locator("main .rows").get_by_role("link", name=told.id, exact=True).click()
    walker.follow("Split")
    for number, words in enumerate(PARTS[told.language]):
        part = walker.page.locator("main fieldset").nth(number)
        part.get_by_label(walker.told("What is proposed")).fill(words)
    walker.write("Why (public)", WHY)
    walker.press("Split")
    walker.reads("In its place stands:")
