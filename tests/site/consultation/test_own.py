"""What belongs to a person: letters, what is followed, taking back, export and erasing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client

from dauys.consultation.course import decided, ended
from dauys.consultation.lifecycle import Step
from dauys.consultation.lineage import Decision
from dauys.consultation.proposal import Answer, Proposal
from dauys.consultation.wire import answered
from dauys.site.consultation import actions, holdings
from dauys.site.consultation.models import (
    Authorship,
    Draft,
    Follow,
    Notice,
    Opinion,
    Participant,
    State,
    Statement,
)
from dauys.site.consultation.models import Proposal as Row
from dauys.site.people import erasure
from dauys.site.people import holdings as people_holdings
from dauys.site.people.models import Person
from dauys.site.record.models import Thing
from dauys.verification.entrance import verify
from tests.site.consultation.conftest import SALT, enter

pytestmark = pytest.mark.django_db(transaction=True)
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
AT = "2027-06-01T10:00:00Z"


@pytest.fixture
def author(consulted: dict[str, Proposal], person: Callable[..., Person]) -> Person:
    """Who wrote p-01 and reads Russian."""
    made = person("author@example.org", language="ru")
    Authorship.objects.create(proposal_id="p-01", person=made, token="a" * 32)
    return made


def reject(name: str, at: str = AT) -> None:
    """The commission does not accept a proposal."""
    reasons = {"kk": "Жоқ.", "ru": "Нет.", "en": "No."}
    body, data = answered(Answer(name, at, "rejected", (), reasons), (), SALT)
    enter(body, data, at=at)


def told() -> list[tuple[str, str]]:
    """Who got which letter."""
    return sorted((letter.to[0], letter.subject) for letter in mail.outbox)


def test_author_and_followers_are_told_of_an_answer_once(
    author: Person, person: Callable[..., Person]
) -> None:
    for name, scope, what in (
        ("one@example.org", "proposal", "p-01"),
        ("place@example.org", "provision", "art_8__para_2"),
        ("all@example.org", "all", ""),
        ("other@example.org", "proposal", "p-02"),
    ):
        actions.follow(person(name, language="en"), scope, what, wanted=True)
    actions.follow(author, "all", "", wanted=True)
    reject("p-01")
    names = [to for to, _ in told()]
    assert names == [
        "all@example.org",
        "author@example.org",
        "one@example.org",
        "place@example.org",
    ]
    assert mail.outbox[0].body.count("/consultation/proposals/p-01/") == 1
    assert not Notice.objects.filter(sent=None)


def test_a_letter_is_in_the_language_of_its_reader_and_holds_no_words_of_the_proposal(
    author: Person, consulted: dict[str, Proposal]
) -> None:
    reject("p-01")
    letter = mail.outbox[0]
    assert "/ru/consultation/proposals/p-01/" in letter.body
    assert consulted["p-01"].proposed not in letter.body


def test_an_author_is_told_when_the_proposal_that_stands_for_it_is_answered(author: Person) -> None:
    body, data = decided(Decision("merge", AT, ("p-42", "p-01"), ("p-42",), "A. O.", "same"), SALT)
    enter(body, data, at=AT)
    assert len(mail.outbox) == 1
    reject("p-42", "2027-06-02T10:00:00Z")
    assert len(mail.outbox) == 2


def test_nothing_is_sent_that_the_log_has_not_signed(
    author: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dauys.site.consultation import letters

    Notice.objects.create(person=author, proposal_id="p-01", entry=10_000, act="answered")
    assert letters.deliver.func() == 0
    assert mail.outbox == []


def test_what_is_taken_back_leaves_the_record_and_the_record_is_accepted(
    client: Client, author: Person
) -> None:
    name = Row.objects.get(pk="p-01").words
    place = settings.ENVIRONMENT.record / "object" / name
    assert place.exists()
    client.force_login(author, backend=BACKEND)
    client.post("/en/consultation/proposals/p-01/withdraw/", {"reason": "a mistake"})
    assert Row.objects.get(pk="p-01").state == State.WITHDRAWN
    assert Thing.objects.get(pk=name).data is None
    assert not place.exists()
    assert verify(str(settings.ENVIRONMENT.record), lambda: 0.0).verdict() == "accepted"


def test_everything_of_a_person_is_handed_over_and_then_erased(author: Person) -> None:
    actions.save_draft(author, "b" * 32, {"proposed": "a draft"})
    actions.follow(author, "all", "", wanted=True)
    statement = Statement.objects.create(words={"en": "One is enough."})
    actions.say(author, statement, 1)
    held: dict[str, Any] = holdings.export(author)
    assert [each["id"] for each in held["proposals"]] == ["p-01"]
    assert held["drafts"] == [{"proposed": "a draft"}]
    assert held["opinions"] == [{"statement": statement.pk, "vote": 1}]
    holdings.erase(author)
    assert Row.objects.get(pk="p-01").proposed == ""
    for model in (Authorship, Draft, Follow, Notice, Participant):
        assert not model.objects.filter(person=author).exists()


def test_erasing_the_account_takes_the_words_out_of_the_record(author: Person) -> None:
    """With them go drafts, opinions and the rest; what moderators kept in the folder goes too."""
    Authorship.objects.create(proposal_id="p-02", person=author, token="c" * 32)
    body, data = ended(Step("p-02", "moderated", AT, "A. O.", "an advertisement"), SALT)
    enter(body, data, at=AT)
    actions.save_draft(author, "b" * 32, {"proposed": "a draft"})
    actions.follow(author, "all", "", wanted=True)
    reject("p-42")
    actions.say(author, Statement.objects.create(words={"en": "One is enough."}), 1)
    mine = list(Row.objects.filter(pk__in=["p-01", "p-02"]).values_list("words", flat=True))
    places = [settings.ENVIRONMENT.record / "object" / name for name in mine]
    assert all(place.exists() for place in places)
    assert Notice.objects.filter(person=author).exists()
    assert {"account", "consultation"} <= set(people_holdings.export(author))
    erasure.erase_self(author)
    for model in (Authorship, Draft, Follow, Notice, Participant, Opinion):
        assert not model.objects.exists()
    assert not any(place.exists() for place in places)
    assert set(Row.objects.filter(words__in=mine).values_list("state", "proposed")) == {
        (State.WITHDRAWN, ""),
        (State.MODERATED, ""),
    }
    report = verify(str(settings.ENVIRONMENT.record), lambda: 0.0)
    assert report.verdict() == "accepted"
    codes = [finding.code for finding in report.findings.found]
    assert codes.count("object.withdrawn") == 2


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example", "/en/x"])
def test_following_leads_back_to_this_site_alone(client: Client, author: Person, back: str) -> None:
    client.force_login(author, backend=BACKEND)
    told = {"scope": "proposal", "name": "p-02", "next": back}
    answer = client.post("/en/consultation/mine/follow/", told)
    assert answer["Location"] == (back if back == "/en/x" else "/en/consultation/mine/")
    client.post("/en/consultation/mine/follow/", {**told, "unfollow": "1"})
    assert not Follow.objects.exists()
