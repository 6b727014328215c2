"""A hearing taken down by several secretaries at once, and closed into the record whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dauys.consultation.proposal import Proposal
from dauys.record.opening import ReferendumOpened
from dauys.site.consultation.desk import hearings
from dauys.site.consultation.models import Hearing, Planned, Spoke, Voiced
from dauys.site.consultation.models import Proposal as Row
from dauys.site.people.models import Person
from dauys.site.record.models import Entry
from tests.site.consultation.desk.conftest import text

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
DESK = "/en/consultation/desk/hearings/"
PLAN = {
    "name": "hearing-9",
    "opens": "2026-02-01T10:00",
    "region": "central",
    "place_kk": "Кітапхана",
    "agenda_kk": "Жобаны талқылау",
}
CLOSING = {"attended": "41", "closes": "2026-02-01T12:30", "minutes_kk": "Талқыланды."}


def speaker(name: str, token: str, group: str = "citizen") -> dict[str, str]:
    """A line of the list of speakers."""
    return {"wish": "speaker", "name": name, "group": group, "minutes": "4", "token": token}


def heard(client: Client, proposed: str = "Why thirty days?") -> dict[str, str]:
    """A proposal made aloud, as the form sends it."""
    page = client.get(f"{DESK}hearing-9/")
    form = page.context["heard"]
    told = {name: form[name].value() or "" for name in form.fields}
    told |= {"group": "citizen", "region": form.fields["region"].choices[0][0]}
    told |= {"kind": "question", "language": "en", "address": "art_8", "proposed": proposed}
    return {"wish": "proposal", **{f"heard-{name}": str(value) for name, value in told.items()}}


@pytest.fixture
def planned(drafted: ReferendumOpened, signed_in: SignIn) -> Planned:
    """A hearing that has been planned through its form."""
    assert signed_in("aigul").post(f"{DESK}new/plan/", PLAN).status_code == 302
    return Planned.objects.get()


def test_several_write_at_once_and_all_of_it_enters_the_record(
    planned: Planned, signed_in: SignIn
) -> None:
    first, second = signed_in("aigul"), signed_in("bolat")
    first.post(f"{DESK}hearing-9/", speaker("A. Serik", "one"))
    second.post(f"{DESK}hearing-9/", speaker("<i>B.</i> Omar", "two", "youth"))
    first.post(f"{DESK}hearing-9/", speaker("A. Serik", "one"))
    told = heard(second)
    for _ in range(2):
        assert second.post(f"{DESK}hearing-9/", told).status_code == 302
    page = text(first.get(f"{DESK}hearing-9/"))
    assert "&lt;i&gt;B.&lt;/i&gt; Omar" in page
    assert not Entry.objects.filter(kind="hearing.held").exists()
    assert first.post(f"{DESK}hearing-9/close/", CLOSING).status_code == 302
    row = Hearing.objects.get()
    assert row.speakers == [["citizen", "A. Serik"], ["youth", "<i>B.</i> Omar"]]
    assert (row.attended, row.groups, row.closes) == (
        41,
        ["citizen", "youth"],
        "2026-02-01T07:30:00Z",
    )
    proposal = Row.objects.get()
    assert (proposal.hearing, proposal.origin, proposal.address) == (
        "hearing-9",
        "hearing",
        "art_8",
    )
    assert proposal.proposed == "Why thirty days?"
    assert text(Client().get("/en/consultation/hearings/hearing-9/")).count("Why thirty days?") == 1


def test_what_is_closed_takes_nothing_more(planned: Planned, signed_in: SignIn) -> None:
    client = signed_in("aigul")
    client.post(f"{DESK}hearing-9/close/", CLOSING)
    assert client.post(f"{DESK}hearing-9/", speaker("C.", "three")).status_code == 409
    assert client.post(f"{DESK}hearing-9/close/", CLOSING).status_code == 302
    assert client.get(f"{DESK}hearing-9/plan/").status_code == 302
    assert not Spoke.objects.exists()
    assert Entry.objects.filter(kind="hearing.held").count() == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"closes": "2026-02-01T09:00"}, "hearing-9"),
        ({"minutes_kk": ""}, "hearing-9"),
        ({"closes": "2099-02-01T09:00"}, "has not come yet"),
        ({"attended": "-1"}, "greater than or equal to 0"),
        ({"closes": "yesterday"}, "valid date"),
    ],
)
def test_a_wrong_closing_is_told_and_nothing_enters(
    planned: Planned, signed_in: SignIn, wrong: dict[str, str], told: str
) -> None:
    client = signed_in("aigul")
    page = client.post(f"{DESK}hearing-9/close/", {**CLOSING, **wrong})
    assert page.status_code == 200
    assert told in text(page)
    assert not Planned.objects.get().closed
    assert not Entry.objects.filter(kind="hearing.held").exists()


def test_a_mistake_is_taken_out(planned: Planned, signed_in: SignIn) -> None:
    client = signed_in("aigul")
    client.post(f"{DESK}hearing-9/", speaker("A. Serik", "one"))
    client.post(f"{DESK}hearing-9/", heard(client))
    client.post(f"{DESK}hearing-9/", {"wish": "strike", "spoke": Spoke.objects.get().pk})
    client.post(f"{DESK}hearing-9/", {"wish": "strike", "voiced": Voiced.objects.get().pk})
    assert not Spoke.objects.exists()
    assert not Voiced.objects.exists()
    assert client.post(f"{DESK}hearing-9/", {"wish": "strike", "spoke": "x"}).status_code == 404


def test_names_that_are_taken_and_empty_places_are_told(
    consulted: dict[str, Proposal], signed_in: SignIn
) -> None:
    client = signed_in("aigul")
    taken: Any = Hearing.objects.first()
    page = text(client.post(f"{DESK}new/plan/", {**PLAN, "name": taken.pk}))
    assert "There is a hearing with this name." in page
    assert "Please fill this in." in text(client.post(f"{DESK}new/plan/", {**PLAN, "place_kk": ""}))
    assert "Кітапхана" in text(client.post(f"{DESK}new/plan/", {**PLAN, "name": "Жиын"}))


def test_a_speaker_is_written_down_by_a_secretary_alone(
    planned: Planned, staff: dict[str, Person], signed_in: SignIn
) -> None:
    assert signed_in("dana").post(f"{DESK}hearing-9/", speaker("A.", "one")).status_code == 403
    hearings.speak(staff["aigul"], "hearing-9", {"name": "A.", "group": "youth"}, "one")
    assert Spoke.objects.get().by == staff["aigul"]
