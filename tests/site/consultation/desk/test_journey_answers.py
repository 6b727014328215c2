"""Many proposals are answered from the front of the desk by one person, confirmed by another.

In every language once and at both widths; the first person's script is off once. Afterwards a
citizen reads the answer on the proposal. What a refused line looks like is in test_answers.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from dauys.consultation.proposal import Proposal
from dauys.site.people.models import Person
from tests.site.browser import OpenPage, Width
from tests.site.consultation.desk.test_imports import LATER
from tests.site.walking import ONCE_EACH, OTHER, Walker

pytestmark = pytest.mark.django_db(transaction=True)
REASONS = {"kk": "Талқыланды.", "ru": "Обсуждено.", "en": "Discussed."}
NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


@pytest.fixture(autouse=True)
def _late(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample lies in the year 2027."""
    monkeypatch.setattr("dauys.site.record.actions.now", lambda: LATER)


@pytest.mark.parametrize(("language", "width"), ONCE_EACH)
def test_many_are_answered_and_a_citizen_reads_it(
    consulted: dict[str, Proposal],
    open_page: OpenPage,
    session_of: Callable[[Person], str],
    staff: dict[str, Person],
    language: str,
    width: Width,
) -> None:
    script = language != "en"
    first = Walker(open_page(width, script=script, session=session_of(staff["aigul"])), language)
    first.go("")
    first.section("Desk")
    first.follow("Waiting for an answer")
    first.unfold("Choose more closely")
    first.choose("Language", "ru")
    first.press("Show")
    first.tick("All on this page")
    first.press("Give an answer")
    first.choose("Answer", "rejected")
    for code, words in REASONS.items():
        first.page.get_by_label(first.told("Reasons (%(language)s)", language=NAMES[code])).fill(
            words
        )
    first.press("Look at every line")
    first.press("Ask a second person")
    first.reads("A second person must confirm it.")

    second = Walker(open_page(OTHER[width], session=session_of(staff["bolat"])), language)
    second.go("")
    second.section("Desk")
    second.follow("Decisions on many")
    second.page.locator("main .rows h2 a").first.click()
    second.press("Confirm: publish this")
    second.done()

    citizen = Walker(open_page(width), language)
    citizen.go("")
    citizen.proposal(min(each.id for each in consulted.values() if each.language == "ru"))
    expect(citizen.page.locator("main section[aria-labelledby=answer]")).to_contain_text(
        REASONS[language]
    )
