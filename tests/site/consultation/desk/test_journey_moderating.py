"""Words are set aside with a reason; the reason is public and the words are nowhere any more.

Two moderators at two widths, in every language once; then somebody who has not signed in looks
where the words were before: the proposal, lists, search, the place, the open data, the record's own
files; each had them. Feeds and the API tell of it without the words.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from dauys import sample
from dauys.consultation.proposal import Proposal
from dauys.site.people.models import Person
from tests.site.browser import OpenPage, Width, arrive
from tests.site.consultation.desk.test_imports import LATER
from tests.site.walking import ONCE_EACH, OTHER, Walker

pytestmark = pytest.mark.django_db(transaction=True)
WHY = "Бұл жерде көршінің аты аталған / Назван сосед / It names a neighbour"


@pytest.fixture(autouse=True)
def _late(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample lies in the year 2027."""
    monkeypatch.setattr("dauys.site.record.actions.now", lambda: LATER)


def distinct(consulted: dict[str, Proposal]) -> tuple[Proposal, str]:
    """A proposal with a word that stands nowhere but in it: not in the law, not in another."""
    law = " ".join(
        sample.data(sample.charter("draft", each)).decode() for each in ("kk", "ru", "en")
    )
    for told in consulted.values():
        others = [f"{each.quote} {each.proposed} {each.reasons}" for each in consulted.values()]
        for word in re.findall(r"\w{7,}", told.proposed):
            if word not in law and sum(word in each for each in others) == 1:
                return told, word
    raise AssertionError("the sample has such a one")


def entry(walker: Walker, name: str) -> str:
    """The number of the entry that took a proposal in, from its page."""
    walker.go(f"consultation/proposals/{name}/")
    return walker.page.locator("main a[href*='/record/']").first.inner_text()


def objects(walker: Walker, name: str) -> list[str]:
    """The addresses of the objects of a proposal in the record, by its entry's page."""
    walker.go(f"consultation/proposals/{name}/")
    arrive(walker.page.locator("main a[href*='/record/']").first)
    found = walker.page.locator("main a[href^='/record/object/']")
    return [str(each.get_attribute("href")) for each in found.all()]


def where(told: Proposal, language: str) -> list[str]:
    """The addresses at which the words of a proposal can be read."""
    base = f"/{language}/consultation/"
    place = f"{told.anchor.version}/{told.anchor.address}"
    return [
        f"{base}proposals/{told.id}/",
        f"{base}proposals/?search={told.id}",
        f"{base}at/{place}/",
        "/data/proposals.csv",
        "/data/proposals.json",
    ]


def said(page: Page, address: str) -> str:
    """What stands at an address, a page or a file, with its characters spelled out."""
    text = page.request.get(address).text()
    return json.dumps(json.loads(text), ensure_ascii=False) if address.endswith("json") else text


@pytest.mark.parametrize(("language", "width"), ONCE_EACH)
def test_words_are_set_aside_and_are_nowhere_any_more(
    consulted: dict[str, Proposal],
    open_page: OpenPage,
    session_of: Callable[[Person], str],
    staff: dict[str, Person],
    language: str,
    width: Width,
) -> None:
    told, words = distinct(consulted)
    public = Walker(open_page(width), language)
    places = where(told, language) + objects(public, told.id)
    for each in places:
        assert words in said(public.page, each), each

    first = Walker(open_page(width, session=session_of(staff["gulnar"])), language)
    set_aside(first, told.id)
    second = Walker(open_page(OTHER[width], session=session_of(staff["kairat"])), language)
    second.go("")
    second.section("Desk")
    second.follow("Decisions on many")
    second.page.locator("main .rows h2 a").first.click()
    second.press("Confirm: publish this")
    second.done()

    public.go("")
    public.go("consultation/")
    public.follow("What was set aside")
    public.sees(WHY)
    public.page.locator("main .rows a").get_by_text(told.id, exact=True).click()
    public.reads(
        "Moderators have set this proposal aside. Its words are no longer published; the reason"
        " stands below."
    )
    for each in places:
        assert words not in said(public.page, each), each
    feed = said(public.page, f"/{language}/consultation/proposals/{told.id}/feed/")
    assert WHY in feed
    assert words not in feed
    told_of = said(public.page, f"/api/v1/entries/{entry(public, told.id)}")
    assert words not in told_of
    assert all(each["withdrawn"] for each in json.loads(told_of)["objects"])
    public.go("consultation/proposals/")
    public.write("Words or number", words)
    public.press("Show")
    assert not public.page.locator("main .rows a").get_by_text(told.id, exact=True).count()


def set_aside(first: Walker, name: str) -> None:
    """From the front of the desk to the request for a second person."""
    first.go("")
    first.section("Desk")
    first.follow("All proposals")
    first.write("Words or number", name)
    first.press("Show")
    first.page.locator("main .rows a").get_by_text(name, exact=True).click()
    first.press("Set the words aside")
    first.tick("Private facts of other persons")
    first.write("Why (public)", WHY)
    first.press("Look at every line")
    first.reads("The words are destroyed: on every page and in the record's folder.")
    first.press("Ask a second person")
