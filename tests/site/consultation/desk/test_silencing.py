"""The words of a hearing set aside by two persons: on no page, in no file, in no row any more."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client

from dauys.consultation.proposal import Proposal
from dauys.site.consultation.desk import silencing
from dauys.site.consultation.models import Hearing, Planned, Spoke, Voiced
from dauys.site.data import tables
from dauys.site.people import actions as people
from dauys.site.people.models import Intent, Person
from dauys.site.record.models import Entry, Thing
from dauys.verification.entrance import verify
from tests.site.consultation.desk.conftest import text
from tests.site.consultation.desk.test_hearings import CLOSING, DESK, PLAN, heard, speaker

pytestmark = pytest.mark.django_db(transaction=True)
Staff = dict[str, Person]
SignIn = Callable[[str], Client]
SAID = "Zhanar Unheard"
WORDS = (SAID, "Кітапхана", "Жобаны талқылау", "Талқыланды")
WHY = "It names a witness."


@pytest.fixture
def held(consulted: dict[str, Proposal], signed_in: SignIn) -> Hearing:
    """A hearing that was taken down at the desk and closed."""
    client = signed_in("aigul")
    plan = {**PLAN, "opens": "2027-04-10T10:00"}
    assert client.post(f"{DESK}new/plan/", plan).status_code == 302
    client.post(f"{DESK}hearing-9/", speaker(SAID, "one"))
    client.post(f"{DESK}hearing-9/", heard(client))
    closing = {**CLOSING, "closes": "2027-04-10T12:30"}
    row = Planned.objects.get(pk="hearing-9")
    assert row.voiced.count() == 1
    settled = client.post(f"{DESK}hearing-9/close/", closing)
    assert settled.status_code == 302, text(settled)
    return Hearing.objects.get(pk="hearing-9")


def pages(entry: int) -> list[str]:
    """Every address of the public, and of the desk, at which a hearing is told of."""
    return [
        "/kk/consultation/",
        "/kk/consultation/hearings/",
        "/kk/consultation/hearings/hearing-9/",
        "/kk/consultation/proposals/?hearing=hearing-9",
        "/kk/consultation/moderated/",
        "/kk/consultation/answers/feed/",
        "/kk/consultation/desk/hearings/",
        "/kk/consultation/desk/hearings/hearing-9/",
        "/kk/people/intents/",
        f"/kk/record/{entry}/",
        f"/api/v1/entries/{entry}",
        *(f"/data/{table.name}.{form}" for table in tables.every() for form in ("csv", "json")),
    ]


def told(client: Client, path: str) -> str:
    """All that an address gives."""
    answer = client.get(path, follow=True)
    assert answer.status_code == 200, path
    return b"".join(answer).decode()


def test_words_that_are_set_aside_are_nowhere_and_the_record_is_accepted(
    held: Hearing, staff: Staff, signed_in: SignIn
) -> None:
    entry = Entry.objects.get(index=held.entry)
    name = json.loads(bytes(entry.data))["body"]["minutes"]["sha256"]
    place = settings.ENVIRONMENT.record / "object" / name
    client = signed_in("gulnar")
    before = signed_in("aigul").get("/kk/consultation/hearings/hearing-9/")
    assert all(each in text(before) for each in WORDS)
    assert place.exists()
    asked = client.post(f"{DESK}hearing-9/set-aside/", {"why": WHY})
    assert asked["Location"].endswith("/intents/")
    assert not Hearing.objects.get(pk=held.pk).silenced
    people.confirm(staff["aigul"], Intent.objects.get())
    for path in pages(held.entry):
        found = told(signed_in("aigul"), path)
        assert not [each for each in WORDS if each in found], path
    assert Thing.objects.get(pk=name).data is None
    assert not place.exists()
    assert not Spoke.objects.exists()
    assert not Voiced.objects.exists()
    page = told(Client(), "/en/consultation/hearings/hearing-9/")
    assert "The words of this hearing have been set aside." in page
    assert WHY in page
    assert "Why thirty days?" in page  # a proposal that was made there stands for itself
    assert WHY in told(Client(), "/en/consultation/moderated/")
    assert verify(str(settings.ENVIRONMENT.record), lambda: 0.0).verdict() == "accepted"


def test_it_takes_two_and_happens_once(held: Hearing, staff: Staff, signed_in: SignIn) -> None:
    first = silencing.ask(staff["gulnar"], held.pk, WHY)
    second = silencing.ask(staff["aigul"], held.pk, WHY)
    people.confirm(staff["bolat"], first)
    people.confirm(staff["gulnar"], second)
    assert Entry.objects.filter(kind="hearing.moderated").count() == 1
    page = signed_in("gulnar").get(f"{DESK}hearing-9/set-aside/")
    assert page["Location"] == "/en/consultation/hearings/hearing-9/"


def test_a_reason_is_needed_and_a_hearing(held: Hearing, signed_in: SignIn) -> None:
    client = signed_in("gulnar")
    assert client.post(f"{DESK}hearing-9/set-aside/", {"why": " "}).status_code == 200
    assert client.get(f"{DESK}nowhere/set-aside/").status_code == 404
    assert signed_in("dana").get(f"{DESK}hearing-9/set-aside/").status_code == 403
    assert not Intent.objects.exists()
