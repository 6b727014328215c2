"""A new version goes from three files on the desk to the public, and the proposals move with it.

One editor uploads it, reads the report of every language and asks; another reads the comparison and
publishes; then the places that a person must decide are decided in one go, again by two; last a
citizen finds a proposal at its new place. In every language once, at both widths (the second person
has the other width). Not here: files that are refused (test_desk) and a place that has another
address (test_anchors).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from dauys import sample
from dauys.consultation.proposal import Proposal
from dauys.site.people.models import Person
from dauys.site.people.roles import Role
from tests.site.browser import OpenPage, Width, arrive
from tests.site.conftest import KEY
from tests.site.consultation.conftest import consulted as consulted  # a fixture
from tests.site.text.manuscripts import charter
from tests.site.walking import ONCE_EACH, OTHER, Walker

pytestmark = pytest.mark.django_db(transaction=True)
LATER = "2027-05-01T00:00:00Z"


@pytest.fixture(autouse=True)
def _late(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample lies in the year 2027."""
    monkeypatch.setattr("dauys.site.record.actions.now", lambda: LATER)


@pytest.mark.parametrize(("language", "width"), ONCE_EACH)
def test_a_version_is_published_and_the_proposals_move_with_it(
    consulted: dict[str, Proposal],
    person: Callable[..., Person],
    session_of: Callable[[Person], str],
    open_page: OpenPage,
    tmp_path: Path,
    language: str,
    width: Width,
) -> None:
    def editor(name: str, width: Width) -> Walker:
        session = session_of(person(f"{name}@example.org", Role.EDITOR, name=name))
        return Walker(open_page(width, session=session), language)

    first, second = editor("dana", width), editor("erlan", OTHER[width])
    prepare(first, tmp_path)
    publish(first, second)
    moved = decide(first, second)
    read(Walker(open_page(width), language), moved)


def prepare(first: Walker, folder: Path) -> None:
    """From the front page to the report on three files."""
    first.go("")
    first.account("Desk")
    first.follow("Versions on the desk")
    first.follow("Prepare a version")
    for label, value in (
        ("Short name of the law", sample.WORK),
        ("Short name of the version", "draft-2"),
        ("Day of the version", "2026-02-10"),
        ("Published by", KEY.name),
    ):
        first.write(label, value)
    first.choose("What it is", "draft")
    first.page.get_by_label("Қазақша", exact=True).check()
    for language in ("kk", "ru", "en"):
        place = folder / f"charter.{language}.txt"
        place.write_bytes(charter(language))
        first.page.locator(f"input[name=file_{language}]").set_input_files(place)
    first.press("Read and look at it")
    first.reads("Do the languages say the same?")
    assert first.page.locator("main section.card").count() == 3
    first.press("Ask a second person")


def publish(first: Walker, second: Walker) -> None:
    """The second editor finds it on the desk, reads what changes, and publishes it."""
    first.reads("A second person is asked. Until then nothing is published.")
    second.go("")
    second.account("Desk")
    second.follow("Versions on the desk")
    second.page.get_by_role("link", name="draft-2").click()
    arrive(second.page.locator("main a[href$='/compare/ru/']"))
    assert second.page.locator("main table.versus ins").count() > 5
    second.page.locator("main .crumbs a").last.click()
    second.press("Publish it")
    second.reads("The version is published and stands in the record.")


def decide(first: Walker, second: Walker) -> str:
    """All places that were carried are confirmed in one go; gives one of the proposals."""
    first.page.reload()
    first.follow("Decide where the proposals stand in it")
    first.write("Reason (public), for all that have none of their own", "Сол жер / то же место")
    first.page.locator("main #all").check()
    first.press("Look at every line")
    first.press("Ask a second person")
    second.account("Desk")
    second.follow("Decisions on many")
    second.page.locator("main .rows h2 a").first.click()
    second.press("Confirm: publish this")
    second.done()
    name = second.page.locator("main h2 + ul a").first.inner_text()
    second.follow("Places", within=".pages-here")
    left = second.page.locator("main select[name^=decision-]")
    assert left.count() == second.page.locator("main .rows > li").count()
    assert not left.locator("option[value=confirmed]").count()  # nothing that was carried is left
    return name


def read(citizen: Walker, name: str) -> None:
    """A citizen comes from a proposal to its new place, and finds it there."""
    citizen.go("")
    citizen.proposal(name)
    citizen.reads("The place was confirmed")
    citizen.page.locator("main a[href*='/at/draft-2/']").first.click()
    expect(citizen.page.locator("main .rows a", has_text=re.compile(f"^{name}$"))).to_be_visible()
    citizen.reads("Proposed on version %(name)s, and stands here now.", name="draft-1")
