"""People agree, disagree and pass; the staff has the groups computed; everybody sees them.

In every language and at both widths a person answers every statement with the three buttons, comes
back to one, and reads where the groups stand: the picture, the sentences, the table. Twelve others,
who make up the groups, are the starting record.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from dauys.record.opening import ReferendumOpened
from dauys.site.consultation.models import Statement
from dauys.site.people.models import Person
from dauys.site.people.roles import Role
from tests.site.browser import OpenPage
from tests.site.consultation.test_opinions import vote_all
from tests.site.walking import EVERYWHERE, Walker

pytestmark = pytest.mark.django_db(transaction=True)
TOLD = {"kk": "Пікір", "ru": "Мнение", "en": "Opinion"}
VOTES = ("I agree", "I disagree", "Pass")


def test_everybody_answers_and_sees_the_groups(
    drafted: ReferendumOpened,
    person: Callable[..., Person],
    session_of: Callable[[Person], str],
    open_page: OpenPage,
) -> None:
    statements = [
        Statement.objects.create(words={each: f"{words} {n}." for each, words in TOLD.items()})
        for n in range(9)
    ]
    vote_all(statements, person)
    for language, width in EVERYWHERE:
        who = person(f"{language}-{width}@example.org")
        page = open_page(width, script=width == "desktop", session=session_of(who))
        answer(Walker(page, language), len(statements))
    staff = person("aigul@example.org", Role.SECRETARY)
    compute(Walker(open_page("phone", session=session_of(staff)), "kk"))
    for language, width in EVERYWHERE:
        see(Walker(open_page(width, script=width == "desktop"), language))


def answer(walker: Walker, count: int) -> None:
    """All statements by the three buttons in turn; then one of them again."""
    walker.go("")
    walker.section("Opinions")
    for number in range(count):
        expect(walker.page.locator("main form .lead")).to_contain_text(
            f"{TOLD[walker.language]} {number}."
        )
        walker.press(VOTES[number % 3])
    walker.sees(walker.told("You have been through all statements. Thank you."))
    walker.unfold("What I have said")
    walker.follow("Change")
    walker.reads("You can change your mind.")
    walker.press("Pass")


def compute(staff: Walker) -> None:
    """The staff goes from the desk to the statements and asks for the groups."""
    staff.go("")
    staff.section("Desk")
    staff.follow("Statements", within="main .cards")
    staff.press("Compute the groups of opinion")


def see(walker: Walker) -> None:
    """The groups, from the front page; their picture is there, and the table says the same."""
    walker.go("")
    walker.section("Opinions")
    walker.follow("Groups of opinion", within=".pages-here")
    walker.until("Each mark is a person; those who answered alike stand close.")
    picture = walker.page.locator("main figure img")
    assert picture.evaluate("i => i.complete && i.naturalWidth") > 0
    walker.reads("Where the groups agree")
    walker.unfold("All statements as a table")
    assert walker.page.locator("main tbody tr").filter(visible=True).count() == 9
    walker.sees(f"{TOLD[walker.language]} 0.")
