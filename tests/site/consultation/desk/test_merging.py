"""Merging, splitting and what is alike: origins stay; what would be refused is said before."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from dauys.consultation.proposal import Proposal
from dauys.site.consultation import queries
from dauys.site.consultation.desk import batches, merging
from dauys.site.consultation.models import Alike, Answer, State
from dauys.site.consultation.models import Proposal as Row
from dauys.site.people import actions as people
from dauys.site.people.models import Person
from tests.site.consultation.desk.conftest import text

pytestmark = pytest.mark.django_db
SignIn = Callable[[str], Client]
Staff = dict[str, Person]
DESK = "/en/consultation/desk/"


def chosen(client: Client, act: str, *names: str) -> str:
    """The page of what is done with some proposals."""
    answer: Any = client.post(f"{DESK}choose/", {"act": act, "pick": list(names)})
    return str(answer["Location"])


def test_one_stands_for_all_and_its_answer_reaches_every_language(
    consulted: dict[str, Proposal], signed_in: SignIn, staff: Staff
) -> None:
    kazakh = next(name for name, each in consulted.items() if each.language == "kk")
    russian = next(name for name, each in consulted.items() if each.language == "ru")
    client = signed_in("gulnar")
    told = {"into": kazakh, "why": "They say the same."}
    assert client.post(chosen(client, "merge", kazakh, russian), told).status_code == 302
    assert Row.objects.get(pk=russian).state == State.MERGED
    assert queries.lineage().standing[kazakh] == tuple(sorted((kazakh, russian)))
    words: dict[str, Any] = {"outcome": "rejected", "carried": [], "reasons": {"kk": "Жоқ."}}
    batch = batches.prepare(staff["aigul"], "t", "answer", words, {kazakh: {}, russian: {}})
    first, second = batches.lines(batch)
    assert "language ru" in str(first.fault)
    assert second.fault
    words["reasons"]["ru"] = "Нет."
    whole = batches.prepare(staff["aigul"], "u", "answer", words, {kazakh: {}})
    people.confirm(staff["bolat"], batches.ask(staff["aigul"], whole, "one"))
    assert Answer.objects.get().pk == kazakh


def test_what_is_merged_twice_or_alone_is_told_at_the_form(
    consulted: dict[str, Proposal], signed_in: SignIn
) -> None:
    client = signed_in("gulnar")
    page = chosen(client, "merge", "p-01", "p-02")
    told = {"into": "p-01", "why": "The same."}
    assert client.post(page, told).status_code == 302
    again = client.post(page, told)
    assert "two proposals at least" in text(again)
    assert "p-02: Merged into another" in text(again)


def test_a_proposal_is_split_into_parts_that_quote_the_text(
    consulted: dict[str, Proposal], signed_in: SignIn
) -> None:
    client = signed_in("gulnar")
    whole = consulted["p-01"]
    parts = {
        "part-TOTAL_FORMS": "3",
        "part-INITIAL_FORMS": "1",
        "part-0-quote": whole.quote,
        "part-0-proposed": whole.proposed,
        "part-1-proposed": "And a second wish.",
        "part-1-quote": "no such words stand there",
        "why": "Two wishes.",
    }
    wrong = client.post(f"{DESK}proposals/p-01/split/", parts)
    assert "These words do not stand in the provision so." in text(wrong)
    assert "And a second wish." in text(wrong)
    parts["part-1-quote"] = ""
    assert client.post(f"{DESK}proposals/p-01/split/", parts).status_code == 302
    assert Row.objects.get(pk="p-01").state == State.SPLIT
    assert sorted(queries.lineage().heirs()["p-01"]) == ["p-01.1", "p-01.2"]
    assert queries.total() == len(consulted)


def test_alike_ones_are_suggested_once_and_merged_from_there(
    consulted: dict[str, Proposal], signed_in: SignIn
) -> None:
    assert merging.compare.call() == Alike.objects.count() > 0
    client = signed_in("gulnar")
    group = Alike.objects.all()[0]
    assert all(name in text(client.get(f"{DESK}alike/")) for name in group.proposals)
    client.post(f"{DESK}alike/", {"number": group.pk, "wish": "apart"})
    merging.compare.call()
    assert group.proposals not in list(
        Alike.objects.filter(settled=False).values_list("proposals", flat=True)
    )
    client.post(f"{DESK}alike/", {"number": group.pk, "wish": "merge"})
    assert Row.objects.filter(state=State.MERGED).count() == 0
