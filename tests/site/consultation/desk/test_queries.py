"""Lists of the desk ask no more of the database for many rows; queues hold what they say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dauys.consultation.proposal import Proposal
from dauys.site.consultation.desk import actions, batches, selections
from dauys.site.consultation.desk import queries as desk
from dauys.site.consultation.models import Alike
from dauys.site.consultation.models import Proposal as Row
from dauys.site.consultation.queries import Filter
from dauys.site.look import moment
from dauys.site.people.models import Person
from tests.site.consultation.desk.conftest import text
from tests.site.consultation.desk.test_may import ANSWER

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
Staff = dict[str, Person]
LISTS = ("", "list/", "list/?queue=waiting", "list/?queue=overdue", "alike/", "decisions/")


def asked(client: Client, path: str) -> int:
    """How many queries a page makes, once what is kept in memory is there."""
    client.get(f"/en/consultation/desk/{path}")
    with CaptureQueriesContext(connection) as seen:
        assert client.get(f"/en/consultation/desk/{path}").status_code == 200
    return len(seen)


def filled(staff: Staff, names: list[str], token: str) -> None:
    """Care, suggestions and decisions for these proposals."""
    actions.assign(staff["aigul"], names, staff["aigul"], date(2027, 5, 1))
    for number, name in enumerate(names):
        Alike.objects.create(proposals=[name, names[0]], likeness=[800])
        told = batches.prepare(staff["aigul"], f"{token}{number}", "answer", ANSWER, {name: {}})
        batches.ask(staff["aigul"], told, "one")


def test_no_list_asks_more_as_rows_grow(
    consulted: dict[str, Proposal], staff: Staff, signed_in: SignIn
) -> None:
    client, names = signed_in("aigul"), sorted(consulted)
    filled(staff, names[:12], "a")
    few = {path: asked(client, path) for path in LISTS}
    filled(staff, names[12:50], "b")
    assert {path: asked(client, path) for path in LISTS} == few
    assert max(few.values()) < 60


def test_a_page_of_answers_asks_no_more_for_many(
    consulted: dict[str, Proposal], staff: Staff, signed_in: SignIn
) -> None:
    client, names = signed_in("aigul"), sorted(consulted)
    counts = []
    for some in (names[:12], names[:50]):
        facts: dict[str, dict[str, str]] = {name: {} for name in some}
        made = batches.prepare(staff["aigul"], f"t{len(some)}", "answer", ANSWER, facts)
        counts.append(asked(client, f"decisions/{made.pk}/"))
    assert counts[0] == counts[1]


def test_queues_hold_what_they_say(consulted: dict[str, Proposal], staff: Staff) -> None:
    me, names = staff["aigul"], sorted(consulted)
    everything = len(names)
    assert desk.counts(me) == {
        "unscreened": everything,
        "waiting": everything,
        "overdue": sum(1 for n in names if _late(consulted[n])),
        "mine": 0,
        "second": 0,
    }
    actions.screen(me, names[:3])
    actions.assign(me, names[:2], me, None)
    told = batches.prepare(me, "t", "answer", ANSWER, {names[0]: {}})
    batches.ask(me, told, "one")
    counts = desk.counts(me)
    assert (counts["unscreened"], counts["mine"], counts["second"]) == (everything - 3, 2, 1)
    assert counts["waiting"] == everything - 1
    late = moment.today() - timedelta(days=1)
    actions.assign(me, names, me, late)
    assert desk.counts(me)["overdue"] == everything
    nobody = desk.Wanted(Filter(), assigned=desk.NOBODY)
    assert desk.proposals(nobody, me).count() == 0


def _late(told: Proposal) -> bool:
    return told.received < desk._before(15)


def test_a_selection_is_fixed_and_ones_own(
    consulted: dict[str, Proposal], staff: Staff, signed_in: SignIn
) -> None:
    chosen = selections.choose(staff["aigul"], ["p-02", "p-01", "p-02", "no-such"])
    assert chosen.names == ["p-02", "p-01"]
    page = f"/en/consultation/desk/chosen/{chosen.pk}/answer/"
    assert signed_in("bolat").get(page).status_code == 404
    for _ in range(selections.KEPT + 5):
        selections.choose(staff["aigul"], ["p-01"])
    assert staff["aigul"].selections.count() == selections.KEPT


def test_nothing_chosen_is_told_and_leads_back(
    consulted: dict[str, Proposal], signed_in: SignIn
) -> None:
    client = signed_in("aigul")
    for back, wanted in (
        ("/en/consultation/desk/list/?queue=mine", "/en/consultation/desk/list/?queue=mine"),
        ("https://example.org/", "/en/consultation/desk/"),
    ):
        answer: Any = client.post("/en/consultation/desk/choose/", {"act": "answer", "back": back})
        assert answer["Location"] == wanted
    assert "Nothing is chosen." in text(client.get("/en/consultation/desk/"))


def test_a_note_stays_with_the_staff(consulted: dict[str, Proposal], signed_in: SignIn) -> None:
    client = signed_in("dana")
    client.post("/en/consultation/desk/proposals/p-01/", {"text": "<script>x</script> see p-02"})
    page = text(client.get("/en/consultation/desk/proposals/p-01/"))
    assert "&lt;script&gt;x&lt;/script&gt; see p-02" in page
    assert "see p-02" not in text(Client().get("/en/consultation/proposals/p-01/"))
    assert Row.objects.get(pk="p-01").remarks.count() == 1
