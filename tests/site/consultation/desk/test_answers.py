"""Answers for many at once: prepared, looked at, confirmed by another; nothing where refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from dauys.consultation.proposal import Proposal
from dauys.errors import Refused
from dauys.site.consultation.desk import batches
from dauys.site.consultation.desk.lines import ELSEWHERE
from dauys.site.consultation.models import Answer, Batch, Stock
from dauys.site.consultation.models import Proposal as Row
from dauys.site.people import actions as people
from dauys.site.people.models import Intent, Person, Trail
from dauys.site.record.models import Entry
from tests.site.conftest import publish_charter
from tests.site.consultation.desk.conftest import text

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
Staff = dict[str, Person]
REASONS = {"kk": "Талқыланды.", "ru": "Обсуждено.", "en": "It was discussed."}
TOLD = {"outcome": "rejected", "reasons": REASONS, "carried": []}


def prepared(by: Person, *names: str, rest: bool = False, **told: Any) -> Batch:
    """A draft of answers."""
    facts: dict[str, dict[str, str]] = {name: {} for name in names}
    return batches.prepare(by, f"token-{names[0]}", "answer", {**TOLD, **told}, facts, rest=rest)


def asked(by: Person, *names: str, **more: Any) -> Intent:
    """Answers that wait for a second person."""
    return batches.ask(by, prepared(by, *names, **more), "answers")


def test_a_second_person_publishes_answers(consulted: dict[str, Proposal], staff: Staff) -> None:
    intent = asked(staff["aigul"], "p-01", "p-02", "p-03")
    assert not Answer.objects.exists()
    people.confirm(staff["bolat"], intent)
    rows = Answer.objects.all()
    assert {row.pk: (row.outcome, row.reasons) for row in rows} == dict.fromkeys(
        ("p-01", "p-02", "p-03"), ("rejected", REASONS)
    )
    assert Entry.objects.filter(kind="proposal.answered").count() == 3
    note = Trail.objects.filter(action="consultation.answer").first()
    assert note is not None
    assert note.facts == {"count": 3, "left": 0}


def test_nobody_confirms_answers_of_his_own_and_each_is_given_once(
    consulted: dict[str, Proposal], staff: Staff
) -> None:
    intent = asked(staff["aigul"], "p-01")
    with pytest.raises(Refused) as refused:
        people.confirm(staff["aigul"], intent)
    assert refused.value.code == "intent.same"
    people.confirm(staff["bolat"], intent)
    with pytest.raises(Refused) as refused:
        people.confirm(staff["bolat"], intent)
    assert refused.value.code == "intent.settled"
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("name", ["dana", "gulnar", "madina", "nurlan"])
def test_who_is_no_secretary_neither_asks_nor_confirms(
    consulted: dict[str, Proposal], staff: Staff, name: str
) -> None:
    with pytest.raises(PermissionDenied):
        prepared(staff[name], "p-01")
    with pytest.raises(PermissionDenied):
        people.confirm(staff[name], asked(staff["aigul"], "p-01"))
    assert not Answer.objects.exists()


def test_a_batch_with_a_wrong_line_is_not_put_before_anyone(
    consulted: dict[str, Proposal], staff: Staff
) -> None:
    people.confirm(staff["bolat"], asked(staff["aigul"], "p-01"))
    batch = prepared(staff["aigul"], "p-02", "p-01", "p-03")
    assert [bool(line.fault) for line in batches.lines(batch)] == [False, True, False]
    with pytest.raises(Refused) as refused:
        batches.ask(staff["aigul"], batch, "answers")
    assert (refused.value.code, refused.value.facts) == ("batch.faulty", {"count": 1})
    assert Intent.objects.filter(state="waiting").count() == 0


def test_the_rest_is_answered_where_that_was_asked_for(
    consulted: dict[str, Proposal], staff: Staff
) -> None:
    people.confirm(staff["bolat"], asked(staff["aigul"], "p-01"))
    people.confirm(staff["bolat"], asked(staff["aigul"], "p-02", "p-01", "p-03", rest=True))
    assert set(Answer.objects.values_list("pk", flat=True)) == {"p-01", "p-02", "p-03"}
    assert Entry.objects.filter(kind="proposal.answered").count() == 3


def test_what_was_answered_meanwhile_stops_the_confirmation(
    consulted: dict[str, Proposal], staff: Staff
) -> None:
    intent = asked(staff["aigul"], "p-02", "p-01")
    Row.objects.filter(pk="p-01").update(state="withdrawn")
    with pytest.raises(Refused) as refused:
        people.confirm(staff["bolat"], intent)
    assert refused.value.code == "batch.faulty"
    assert not Answer.objects.exists()
    assert Intent.objects.get(pk=intent.pk).state == Intent.State.WAITING


def test_two_decisions_on_one_proposal_do_not_wait_at_once(
    consulted: dict[str, Proposal], staff: Staff
) -> None:
    asked(staff["aigul"], "p-01")
    other = batches.prepare(staff["bolat"], "other", "answer", TOLD, {"p-01": {}})
    assert batches.lines(other)[0].fault == ELSEWHERE


def test_reasons_are_needed_in_the_language_of_every_author(
    consulted: dict[str, Proposal], staff: Staff
) -> None:
    kazakh = next(name for name, each in consulted.items() if each.language == "kk")
    russian = next(name for name, each in consulted.items() if each.language == "ru")
    batch = prepared(staff["aigul"], kazakh, russian, reasons={"kk": "Талқыланды."})
    told = batches.lines(batch)
    assert not told[0].fault
    assert russian in str(told[1].fault)


def test_an_accepted_one_names_words_of_the_new_version(
    consulted: dict[str, Proposal], staff: Staff
) -> None:
    batch = prepared(staff["aigul"], "p-01", outcome="accepted", carried=["art_8__para_2"])
    assert batches.lines(batch)[0].fault
    publish_charter("new")
    people.confirm(staff["bolat"], batches.ask(staff["aigul"], batch, "answers"))
    carried = Answer.objects.get(pk="p-01").carried.get()
    assert (carried.version, carried.address) == ("draft-2", "art_8__para_2")


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(
    consulted: dict[str, Proposal], signed_in: SignIn
) -> None:
    client = signed_in("aigul")
    page: Any = client.post("/en/consultation/desk/choose/", {"act": "answer", "pick": "p-01"})
    typed = {"outcome": "rejected", "reasons_en": "Because of {nothing} <b>bold</b>"}
    again = client.post(page["Location"], typed)
    assert again.status_code == 200
    assert "Because of {nothing} &lt;b&gt;bold&lt;/b&gt;" in text(again)
    assert "no place that can be filled: nothing" in text(again)
    assert "Please give the reasons." in text(
        client.post(page["Location"], {"outcome": "rejected"})
    )
    assert not Batch.objects.exists()


def test_all_that_a_filter_found_are_answered_from_the_stock(
    consulted: dict[str, Proposal], signed_in: SignIn, staff: Staff
) -> None:
    first, second = signed_in("aigul"), signed_in("bolat")
    words = {f"reasons_{each}": f"{told} {{id}}: {{place}}" for each, told in REASONS.items()}
    kept = {"name": "Not now", "outcome": "outside", **words}
    assert first.post("/en/consultation/desk/stock/", kept).status_code == 302
    stock = Stock.objects.get()
    chosen: Any = first.post(
        "/en/consultation/desk/choose/?queue=waiting&address=art_9", {"act": "answer", "all": "1"}
    )
    form = text(first.get(f"{chosen['Location']}?stock={stock.pk}"))
    assert "It was discussed. {id}: {place}" in form
    looked: Any = first.post(chosen["Location"], {"outcome": "outside", **words})
    wanted = {
        name
        for name, each in consulted.items()
        if each.anchor.address.startswith("art_9_") or each.anchor.address == "art_9"
    }
    page = text(first.get(looked["Location"]))
    assert all(f"It was discussed. {name}: Article 9" in page for name in wanted)
    first.post(looked["Location"], {"wish": "ask"})
    first.post(looked["Location"], {"wish": "ask"})
    assert Intent.objects.count() == 1
    assert second.post(looked["Location"], {"wish": "confirm"}).status_code == 302
    assert set(Answer.objects.values_list("pk", flat=True)) == wanted
    assert second.post(looked["Location"], {"wish": "confirm"}).status_code == 409
    assert text(second.get(looked["Location"])).count("p-") >= len(wanted)


def test_a_draft_is_nobody_elses_and_can_be_thrown_away(
    consulted: dict[str, Proposal], signed_in: SignIn, staff: Staff
) -> None:
    batch = prepared(staff["aigul"], "p-01")
    address = f"/en/consultation/desk/decisions/{batch.pk}/"
    assert signed_in("bolat").get(address).status_code == 404
    assert signed_in("aigul").post(address, {"wish": "drop"}).status_code == 302
    assert not Batch.objects.exists()


def test_what_is_declined_is_free_again(consulted: dict[str, Proposal], staff: Staff) -> None:
    people.decline(staff["bolat"], asked(staff["aigul"], "p-01"))
    again = batches.prepare(staff["bolat"], "again", "answer", TOLD, {"p-01": {}})
    assert not batches.lines(again)[0].fault
