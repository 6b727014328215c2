"""The frame: the title out of entry 0, ways that lead somewhere, this page in other languages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import Client, override_settings
from django.urls import NoReverseMatch

from dauys.record.opening import ReferendumOpened
from dauys.site.look import course, moment, navigation
from dauys.site.people.models import Person
from dauys.site.people.roles import Role
from dauys.site.record import actions, queries
from dauys.site.record.queries import Entered


@pytest.mark.django_db
def test_before_a_referendum_is_opened_the_front_says_so(client: Client) -> None:
    assert "No referendum has been opened" in client.get("/en/").content.decode()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_title_is_that_of_entry_0_in_the_language_of_the_page(
    client: Client, referendum: ReferendumOpened, language: str
) -> None:
    page = client.get(f"/{language}/accessibility/").content.decode()
    assert referendum.title[language] in page
    assert f'<html lang="{language}">' in page


def test_each_language_leads_to_this_same_page(
    client: Client, referendum: ReferendumOpened
) -> None:
    page = client.get("/kk/privacy/?page=2").content.decode()
    for language in ("kk", "ru", "en"):
        assert f'href="/{language}/privacy/?page=2"' in page


def test_a_page_asks_the_database_for_the_title_and_no_more(
    client: Client, referendum: ReferendumOpened, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(1):
        client.get("/en/accessibility/")


def test_the_first_page_counts_entries_once_and_not_for_every_reader(
    client: Client, referendum: ReferendumOpened, django_assert_max_num_queries: Any
) -> None:
    client.get("/en/")
    with django_assert_max_num_queries(2):  # entry 0 and the head
        client.get("/en/")


def test_only_ways_that_lead_somewhere_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    there = {"text:index": "/en/text/", "text:search": "/en/text/search/", "record:index": "/en/r/"}

    def resolve(name: str) -> str:
        if name not in there:
            raise NoReverseMatch
        return there[name]

    monkeypatch.setattr(navigation, "reverse", resolve)
    request = HttpRequest()
    request.path = "/en/text/search/"
    found = navigation.sections(request)
    assert [way.address for way in found] == ["/en/text/", "/en/r/"]
    assert [way.here for way in found] == [True, False]
    assert [way.here for way in navigation.pages_here(found)] == [False, True]


def test_pieces_are_shown_in_a_trial(client: Client, referendum: ReferendumOpened) -> None:
    assert client.get("/en/look/").status_code == 200


def test_the_course_stands_where_the_record_has_come() -> None:
    entered = {
        "text.published": Entered(2, "2026-01-10T05:00:01Z", "2026-01-11T05:00:00Z"),
        "question.called": Entered(1, "2026-03-01T05:00:00Z", "2026-03-01T05:00:00Z"),
    }
    steps = course.course(entered)
    assert [step.state for step in steps[:4]] == ["done", "done", "now", "ahead"]
    assert (steps[0].first, steps[0].last) == ("2026-01-10T05:00:01Z", "2026-01-11T05:00:00Z")
    assert steps[1].first == ""  # passed over: nothing of it is on the record, and the page says so


def test_nothing_has_begun_in_a_record_without_entries() -> None:
    assert {step.state for step in course.course({})} == {"ahead"}


def test_every_kind_of_the_course_is_a_kind_of_the_record() -> None:
    from dauys.record.kinds import KINDS

    assert {kind for _l, _m, kinds, _a in course.STAGES for kind in kinds} <= set(KINDS)


def test_what_the_record_holds_so_far(drafted: ReferendumOpened) -> None:
    found = queries.so_far()
    assert found["text.published"] == Entered(2, "2026-01-10T05:00:01Z", "2026-01-10T06:00:00Z")
    assert found["referendum.opened"].count == 1


def test_today_is_never_before_the_last_entry(
    drafted: ReferendumOpened, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The record of the sample lies ahead of the clock: its deadlines go by its own time."""
    monkeypatch.setattr(actions, "now", lambda: "2025-01-01T00:00:00Z")
    assert str(moment.today()) == "2026-01-10"
    monkeypatch.setattr(actions, "now", lambda: "2030-01-01T20:00:00Z")
    assert str(moment.today()) == "2030-01-02"


@override_settings(ROOT_URLCONF="dauys.site.urls")
def test_the_root_chooses_the_language_of_the_browser() -> None:
    for asked, given in (("ru,en;q=0.5", "ru"), ("de", "kk"), ("en", "en")):
        answer = Client(headers={"accept-language": asked}).get("/")
        assert answer.headers["Location"] == f"/{given}/"


@pytest.mark.django_db
def test_the_page_about_privacy_says_how_an_account_is_erased_and_how_long_backups_live(
    client: Client,
) -> None:
    page = client.get("/en/privacy/").content.decode()
    assert "with your password, or with a code that is sent to you" in page
    assert f"after {settings.ENVIRONMENT.backup_days} days" in page


def test_the_desk_is_shown_to_those_alone_whom_it_opens_to(
    client: Client, referendum: ReferendumOpened, person: Callable[..., Person]
) -> None:
    desk = "/kk/consultation/desk/"
    for email, roles, shown in (
        ("citizen@example.org", (), False),
        ("steward@example.org", (Role.STEWARD,), False),
        ("editor@example.org", (Role.EDITOR,), True),
    ):
        client.force_login(
            person(email, *roles), backend="allauth.account.auth_backends.AuthenticationBackend"
        )
        assert (f'href="{desk}"' in client.get("/kk/accessibility/").content.decode()) is shown
        assert client.get(desk).status_code == (200 if shown else 403)
