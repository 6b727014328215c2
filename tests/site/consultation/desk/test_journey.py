"""The desk in a real browser: two persons answer, a file comes in, words go, places move."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dauys.consultation.proposal import Proposal
from dauys.site.consultation.models import AnchorDecision, Answer, Hearing, State
from dauys.site.consultation.models import Proposal as Row
from dauys.site.people.models import Person
from tests.site.browser import OpenPage, arrive, visit
from tests.site.conftest import publish_charter
from tests.site.consultation.desk.test_imports import LATER, file_of, row

pytestmark = pytest.mark.django_db(transaction=True)
SessionOf = Callable[[Person], str]
Staff = dict[str, Person]
DESK = "/en/consultation/desk/"


@pytest.fixture(autouse=True)
def _late(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sample lies in the year 2027."""
    monkeypatch.setattr("dauys.site.record.actions.now", lambda: LATER)


@pytest.mark.parametrize("script", [True, False])
def test_many_are_answered_by_two_persons(
    consulted: dict[str, Proposal],
    open_page: OpenPage,
    session_of: SessionOf,
    staff: Staff,
    script: bool,
) -> None:
    first = open_page("desktop", script=script, session=session_of(staff["aigul"]))
    visit(first, f"{DESK}list/?queue=waiting&language=kk")
    first.get_by_label("All on this page").check()
    first.get_by_role("button", name="Give an answer").first.click()
    first.get_by_label("Answer", exact=True).select_option("rejected")
    for language, words in (
        ("English", "Discussed."),
        ("Русский", "Обсуждено."),
        ("Қазақша", "Талқыланды."),
    ):
        first.get_by_label(f"Reasons ({language})").fill(words)
    first.get_by_role("button", name="Look at every line").click()
    first.get_by_role("button", name="Ask a second person").click()
    address = first.url
    second = open_page("phone", script=script, session=session_of(staff["bolat"]))
    visit(second, address)
    arrive(second.get_by_role("button", name="Confirm: publish this"))
    assert second.get_by_text("It is done, and stands in the record.").is_visible()
    wanted = sum(each.language == "kk" for each in consulted.values())
    assert Answer.objects.count() == wanted


def test_a_file_comes_in(
    consulted: dict[str, Proposal],
    open_page: OpenPage,
    session_of: SessionOf,
    staff: Staff,
    tmp_path: Path,
) -> None:
    place = tmp_path / "letters.csv"
    place.write_bytes(file_of(*(row(f"l-{number}") for number in range(120))))
    page = open_page("phone", session=session_of(staff["aigul"]))
    visit(page, f"{DESK}import/")
    page.get_by_label("File of proposals").set_input_files(place)
    page.get_by_role("button", name="Look it through").click()
    arrive(page.get_by_role("button", name="Take them into the record"))
    assert page.get_by_text("Taken in").first.is_visible()
    assert Row.objects.filter(pk__startswith="l-").count() == 120


def test_words_are_set_aside_by_two_persons(
    consulted: dict[str, Proposal], open_page: OpenPage, session_of: SessionOf, staff: Staff
) -> None:
    first = open_page("phone", session=session_of(staff["gulnar"]))
    visit(first, f"{DESK}proposals/p-01/")
    first.get_by_role("button", name="Set the words aside").click()
    first.get_by_label("Private facts of other persons").check()
    first.get_by_label("Why (public)").fill("It names a neighbour.")
    first.get_by_role("button", name="Look at every line").click()
    first.get_by_role("button", name="Ask a second person").click()
    second = open_page("desktop", session=session_of(staff["kairat"]))
    visit(second, first.url)
    arrive(second.get_by_role("button", name="Confirm: publish this"))
    assert Row.objects.get(pk="p-01").state == State.MODERATED
    visit(second, "/en/consultation/moderated/")
    assert second.get_by_text("It names a neighbour.").is_visible()


def test_places_are_decided_after_a_new_version(
    consulted: dict[str, Proposal], open_page: OpenPage, session_of: SessionOf, staff: Staff
) -> None:
    publish_charter("new")
    first = open_page("desktop", session=session_of(staff["dana"]))
    visit(first, f"{DESK}anchors/")
    first.get_by_label("Reason (public)").fill("The same place.")
    first.get_by_label("Confirm all").check()
    first.get_by_role("button", name="Look at every line").first.click()
    first.get_by_role("button", name="Ask a second person").click()
    second = open_page("desktop", session=session_of(staff["erlan"]))
    visit(second, first.url)
    arrive(second.get_by_role("button", name="Confirm: publish this"))
    assert AnchorDecision.objects.filter(decision="confirmed").exists()


def test_a_hearing_is_taken_down_by_keyboard_and_closed(
    consulted: dict[str, Proposal], open_page: OpenPage, session_of: SessionOf, staff: Staff
) -> None:
    page = open_page("phone", session=session_of(staff["aigul"]))
    visit(page, f"{DESK}hearings/new/plan/")
    page.get_by_label("Short name").fill("hearing-9")
    page.get_by_label("Begins").fill("2027-04-20T10:00")
    page.get_by_label("Region").fill("central")
    page.get_by_label("Place (English)").fill("The library")
    page.get_by_label("Agenda (English)").fill("The draft")
    page.get_by_role("button", name="Keep it").click()
    for name in ("A. Serik", "B. Omar"):
        page.get_by_label("Who speaks").fill(name)
        page.keyboard.press("Enter")
        page.get_by_role("rowheader", name=name).wait_for()
    page.get_by_role("link", name="Close the hearing").click()
    page.get_by_label("How many were present").fill("40")
    page.get_by_label("Ended").fill("2027-04-20T12:00")
    page.get_by_label("Minutes of the hearing (English)").fill("It was discussed.")
    arrive(page.get_by_role("button", name="Put it into the record"))
    assert page.get_by_text("B. Omar").is_visible()
    assert Hearing.objects.get(pk="hearing-9").attended == 40
