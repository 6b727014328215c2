"""Places in a new version: what is kept stays silent, the rest is decided by two persons."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dauys.consultation.proposal import Answer
from dauys.site.consultation import texts
from dauys.site.consultation.desk import anchoring
from dauys.site.consultation.models import AnchorDecision, Batch, Proposal
from dauys.site.people.models import Intent
from dauys.site.record.models import Entry
from tests.site.consultation.desk.conftest import text

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
PAGE = "/en/consultation/desk/anchors/"


def found() -> anchoring.Overview:
    """What is open in the version that is consulted upon."""
    version = texts.current()
    assert version is not None
    return anchoring.between(version)


def test_every_place_is_kept_or_open(answered_all: dict[str, Answer]) -> None:
    counts = found().counts()
    assert found().kept + len(found().open) == Proposal.objects.count()
    assert counts["carried"] > 0
    assert counts["orphaned"] > 0
    assert counts["unknown"] == 0
    assert anchoring.undecided_count() == len(found().open)


def test_all_that_was_carried_is_confirmed_by_two(
    answered_all: dict[str, Answer], signed_in: SignIn
) -> None:
    first, second = signed_in("dana"), signed_in("erlan")
    carried = {each.proposal for each in found().open if each.state == "carried"}
    looked: Any = first.post(PAGE, {"all": "1", "why": "The same place.", "token": "t"})
    assert not AnchorDecision.objects.exists()
    first.post(looked["Location"], {"wish": "ask"})
    assert first.post(looked["Location"], {"wish": "confirm"}).status_code == 409
    second.post(looked["Location"], {"wish": "confirm"})
    rows = AnchorDecision.objects.all()
    assert {row.proposal_id for row in rows} == carried
    assert {(row.decision, row.who, row.why) for row in rows} == {
        ("confirmed", "Dana", "The same place.")
    }
    assert Entry.objects.filter(kind="anchor.decided").count() == len(carried)
    assert {each.state for each in found().open} == {"orphaned"}
    assert found().decided == len(carried)


def test_another_place_or_none_is_decided_line_by_line(
    answered_all: dict[str, Answer], signed_in: SignIn
) -> None:
    client = signed_in("dana")
    one, other, *_ = (each for each in found().open if each.state == "orphaned")
    told = {
        f"decision-{one.proposal}": "orphaned",
        f"why-{one.proposal}": "It was left out.",
        f"decision-{other.proposal}": "reanchored",
        f"address-{other.proposal}": "art_99",
        "why": "Moved <b>there</b>.",
        "token": "t",
    }
    looked: Any = client.post(PAGE, told)
    page = text(client.get(looked["Location"]))
    assert "Moved &lt;b&gt;there&lt;/b&gt;." in page
    assert "There is no provision art_99" in page or "there is no provision art_99" in page
    assert client.post(looked["Location"], {"wish": "ask"}).status_code == 409
    told[f"address-{other.proposal}"] = "art_1"
    client.post(PAGE, told)
    assert Batch.objects.count() == 1
    client.post(looked["Location"], {"wish": "ask"})
    signed_in("erlan").post(looked["Location"], {"wish": "confirm"})
    rows = {row.proposal_id: row for row in AnchorDecision.objects.all()}
    assert (rows[one.proposal].after, rows[one.proposal].why) == ("", "It was left out.")
    assert rows[other.proposal].after == "art_1"


def test_what_is_wrong_is_said_and_what_was_chosen_stays(
    answered_all: dict[str, Answer], signed_in: SignIn
) -> None:
    client = signed_in("dana")
    one = next(each for each in found().open if each.state == "orphaned")
    told = {f"decision-{one.proposal}": "reanchored", "token": "t"}
    page = text(client.post(PAGE, told))
    assert f"{one.proposal}: Please give a reason." in page
    assert '<option value="reanchored" selected>' in page
    confirmed = {f"decision-{one.proposal}": "confirmed", "why": "x", "token": "t"}
    assert "Only what was carried can be confirmed." in text(client.post(PAGE, confirmed))
    assert "decide about one place at least" in text(client.post(PAGE, {"why": "x"}))
    assert not Batch.objects.exists()


@pytest.mark.parametrize("name", ["aigul", "gulnar"])
def test_who_is_no_editor_looks_and_does_not_decide(
    answered_all: dict[str, Answer], signed_in: SignIn, name: str
) -> None:
    client = signed_in(name)
    assert "Look at every line" not in text(client.get(PAGE))
    assert client.post(PAGE, {"all": "1", "why": "x", "token": "t"}).status_code == 403
    assert not Intent.objects.exists()
