"""A hearing is planned, taken down live by two secretaries at once, closed, and read by the public.

In every language once; one secretary sits at a desk and the other stands in the hall with a phone.
A speaker who was written down by mistake is taken out, and what was proposed aloud becomes a
proposal. That what is closed takes nothing more is in test_hearings.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from dauys.consultation.proposal import Proposal
from dauys.site.people.models import Person
from tests.site.browser import OpenPage, Width, arrive
from tests.site.consultation.desk.test_imports import LATER
from tests.site.walking import ONCE_EACH, OTHER, Walker

pytestmark = pytest.mark.django_db(transaction=True)
NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
PLACE = {"kk": "Кітапхана", "ru": "Библиотека", "en": "The library"}
AGENDA = {"kk": "Жоба", "ru": "Проект", "en": "The draft"}
ASKED = {
    "kk": "Неге дәл отыз күн керек?",
    "ru": "Почему именно тридцать дней?",
    "en": "Why exactly thirty days?",
}


@pytest.fixture(autouse=True)
def _late(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample lies in the year 2027."""
    monkeypatch.setattr("dauys.site.record.actions.now", lambda: LATER)


@pytest.mark.parametrize(("language", "width"), ONCE_EACH)
def test_a_hearing_from_its_plan_to_the_public(
    consulted: dict[str, Proposal],
    open_page: OpenPage,
    session_of: Callable[[Person], str],
    staff: dict[str, Person],
    language: str,
    width: Width,
) -> None:
    first = Walker(open_page(width, session=session_of(staff["aigul"])), language)
    second = Walker(open_page(OTHER[width], session=session_of(staff["bolat"])), language)
    plan(first)
    second.go("")
    second.section("Desk")
    second.follow("Hearings", within="main .cards")
    second.page.locator("main .rows").get_by_role("link", name=PLACE[language], exact=True).click()
    for walker, name in ((first, "Серік А."), (second, "Омар Б."), (first, "Қате Жазба")):
        walker.write("Who speaks", name)
        walker.page.keyboard.press("Enter")
        walker.page.locator("main").get_by_role("rowheader", name=name).wait_for()
    expect(second.page.locator("main").get_by_role("rowheader", name="Серік А.")).to_be_visible()
    first.page.locator("main tr", has_text="Қате Жазба").get_by_role("button").click()
    expect(first.page.locator("main").get_by_role("rowheader", name="Қате Жазба")).to_have_count(0)
    speak(second)
    close(first)
    public = Walker(open_page(width), language)
    public.go("")
    public.section("Hearings")
    arrive(public.page.locator("main .rows").get_by_role("link", name=PLACE[language], exact=True))
    for words in ("Серік А.", "Омар Б.", ASKED[language]):
        public.sees(words)
    assert not public.page.locator("main").get_by_text("Қате Жазба").count()


def plan(walker: Walker) -> None:
    """From the front of the desk to a hearing that is planned."""
    walker.go("")
    walker.section("Desk")
    walker.follow("Hearings", within="main .cards")
    walker.follow("Plan a hearing")
    walker.write("Short name", "hearing-9")
    walker.write("Begins", "2027-04-20T10:00")
    walker.write("Region", "central")
    for label, words in (("Place (%(language)s)", PLACE), ("Agenda (%(language)s)", AGENDA)):
        name = walker.told(label, language=NAMES[walker.language])
        walker.page.get_by_label(name).fill(words[walker.language])
    walker.press("Keep it")


def speak(walker: Walker) -> None:
    """Somebody in the hall proposes aloud, and it is written down."""
    walker.unfold("Write down a proposal")
    walker.choose("Provision", "art_8")
    walker.choose("What you propose", "question")
    walker.write("Your words", ASKED[walker.language])
    form = walker.page.locator("main details form")
    form.get_by_role("button", name=walker.told("Write down")).click()
    walker.sees(ASKED[walker.language])


def close(walker: Walker) -> None:
    """The hearing enters the record with all that two persons wrote down."""
    walker.follow("Close the hearing")
    walker.write("How many were present", "41")
    walker.write("Ended", "2027-04-20T12:00")
    label = walker.told("Minutes of the hearing (%(language)s)", language=NAMES[walker.language])
    walker.page.get_by_label(label).fill(AGENDA[walker.language])
    walker.press("Put it into the record")
