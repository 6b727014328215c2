"""Setting aside and taking back: two persons, a public log, and words that are gone for good."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dauys.consultation.proposal import Proposal
from dauys.errors import Refused
from dauys.site.consultation.desk import batches
from dauys.site.consultation.models import Course, State
from dauys.site.consultation.models import Proposal as Row
from dauys.site.people import actions as people
from dauys.site.people.models import Person, Trail
from dauys.site.record.models import Thing
from tests.site.consultation.desk.conftest import text

pytestmark = pytest.mark.django_db
Staff = dict[str, Person]
WHY = "It names a neighbour."


@pytest.mark.parametrize(("ground", "kept"), [("private", False), ("advertising", True)])
def test_the_ground_says_whether_the_words_are_destroyed(
    consulted: dict[str, Proposal],
    staff: Staff,
    signed_in: Callable[[str], Client],
    ground: str,
    kept: bool,
) -> None:
    words = Row.objects.get(pk="p-01").words
    first, second = signed_in("gulnar"), signed_in("kairat")
    chosen: Any = first.post("/en/consultation/desk/choose/", {"act": "moderate", "pick": "p-01"})
    looked: Any = first.post(chosen["Location"], {"ground": ground, "why": WHY})
    assert WHY in text(first.get(looked["Location"]))
    first.post(looked["Location"], {"wish": "ask"})
    assert Row.objects.get(pk="p-01").state == State.RECEIVED
    second.post(looked["Location"], {"wish": "confirm"})
    row = Row.objects.get(pk="p-01")
    assert (row.state, row.proposed, row.folded) == (State.MODERATED, "", "")
    assert (Thing.objects.get(pk=words).data is not None) == kept
    public = text(Client().get("/en/consultation/moderated/"))
    assert WHY in public
    assert "Gulnar" in public
    assert "gulnar@" not in public


def test_the_trail_holds_no_reason_and_no_name(
    consulted: dict[str, Proposal], staff: Staff
) -> None:
    told = {"ground": "insult", "why": WHY}
    batch = batches.prepare(staff["gulnar"], "t", "moderate", told, {"p-01": {}})
    people.confirm(staff["kairat"], batches.ask(staff["gulnar"], batch, "one"))
    kept = str(list(Trail.objects.values_list("action", "subject", "facts")))
    assert "neighbour" not in kept
    assert "Gulnar" not in kept
    assert "consultation.moderate" in kept


def test_a_secretary_takes_back_for_an_author(consulted: dict[str, Proposal], staff: Staff) -> None:
    told = {"why": "Letter of the author."}
    batch = batches.prepare(staff["aigul"], "t", "withdraw", told, {"p-01": {}, "p-02": {}})
    people.confirm(staff["gulnar"], batches.ask(staff["aigul"], batch, "two"))
    assert Row.objects.filter(state=State.WITHDRAWN).count() == 2
    step = Course.objects.get(proposal="p-01", act="withdrawn")
    assert (step.who, step.why) == ("Aigul", "Letter of the author.")


def test_what_has_ended_does_not_end_again(consulted: dict[str, Proposal], staff: Staff) -> None:
    told = {"ground": "insult", "why": WHY}
    for token in ("one", "two"):
        batch = batches.prepare(staff["gulnar"], token, "moderate", told, {"p-01": {}})
        if token == "one":
            people.confirm(staff["kairat"], batches.ask(staff["gulnar"], batch, "one"))
    assert batches.lines(batch)[0].fault
    with pytest.raises(Refused, match=r"batch\.faulty"):
        batches.ask(staff["gulnar"], batch, "one")
