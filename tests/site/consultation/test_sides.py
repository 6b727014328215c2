"""For and against at a provision: the sides, who stands on them, and where pages show them."""

from __future__ import annotations

from collections import Counter

import pytest
from django.test import Client

from dauys.consultation.proposal import KINDS, Proposal
from dauys.site.consultation import queries, sides
from dauys.site.consultation.models import Proposal as Row
from dauys.site.consultation.models import State
from tests.site.said import document, said, words

PLACE = "/en/consultation/at/draft-1/art_8/"
PROVISION = "/en/text/draft-1/art_8/"


def at(proposals: dict[str, Proposal], address: str) -> list[Proposal]:
    """The proposals at an address of the first draft, or inside it."""
    return [
        each
        for each in proposals.values()
        if each.anchor.address == address or each.anchor.address.startswith(f"{address}__")
    ]


def cards(client: Client, path: str) -> list[str]:
    """What the cards of the sides say: those that lead to the list of a side."""
    return [
        words(card)
        for card in document(client, path).find_class("card")
        if card.xpath("h3/span[@class='meta']")
    ]


def keep(name: str, address: str = "art_8__para_2") -> Row:
    """A proposal to keep the words, as its entry would make it."""
    row = Row.objects.filter(version="draft-1").order_by("id")[0]
    entry = Row.objects.order_by("-entry")[0].entry + 1
    row.id, row.entry, row.kind, row.address = name, entry, "support", address
    row.save(force_insert=True)
    return row


def test_every_kind_stands_on_one_side() -> None:
    assert sorted(kind for of in sides.SIDES.values() for kind in of) == sorted(KINDS)


def test_a_side_counts_the_proposals_of_its_kinds(consulted: dict[str, Proposal]) -> None:
    kinds = Counter(each.kind for each in at(consulted, "art_8"))
    found = {each.name: each for each in sides.counted(queries.at("draft-1", "art_8"))}
    for name, of in sides.SIDES.items():
        assert found[name].count == sum(kinds[kind] for kind in of)
        assert found[name].kinds == {kind: kinds[kind] for kind in of if kinds[kind]}
    assert found["change"].count > 0


def test_what_was_taken_back_or_set_aside_is_on_no_side(consulted: dict[str, Proposal]) -> None:
    keep("k-1")
    before = {each.name: each.count for each in sides.counted(queries.at("draft-1", "art_8"))}
    Row.objects.filter(pk="k-1").update(state=State.WITHDRAWN)
    first, *_ = at(consulted, "art_8")
    Row.objects.filter(pk=first.id).update(part=True)
    after = {each.name: each.count for each in sides.counted(queries.at("draft-1", "art_8"))}
    assert (before["keep"] - after["keep"], before["change"] - after["change"]) == (1, 1)


@pytest.mark.parametrize("path", [PLACE, PROVISION])
def test_both_sides_stand_beside_each_other(
    consulted: dict[str, Proposal], client: Client, path: str
) -> None:
    keep("k-1")
    for_it, against, questions = cards(client, path)
    count = len([each for each in at(consulted, "art_8") if each.kind != "question"])
    assert for_it.startswith("Keep it as it is 1 k-1")
    assert against.startswith(f"Change it {count} ")
    assert questions.startswith("Questions 0 Nobody so far.")
    assert "how many people think so, these numbers do not say" in said(client, path)


def test_a_side_leads_to_its_own_list(consulted: dict[str, Proposal], client: Client) -> None:
    keep("k-1")
    page = document(client, f"{PLACE}?side=keep")
    rows = page.xpath("//main//ul[@class='rows']/li")
    assert [words(row).split()[0] for row in rows] == ["k-1"]
    assert "Keep it as it is: 1 proposal" in said(client, f"{PLACE}?side=keep")
    assert client.get(f"{PLACE}?side=<script>").status_code == 200


def test_a_proposal_shows_the_others_at_its_place(
    consulted: dict[str, Proposal], client: Client
) -> None:
    """p-01 asks for other words in art_8__para_2; who wants to keep them is seen beside it."""
    keep("k-1")
    for_it, against, _questions = cards(client, "/en/consultation/proposals/p-01/")
    assert "k-1" in for_it
    assert " p-01" not in against


def test_a_place_without_proposals_shows_no_sides(
    consulted: dict[str, Proposal], client: Client
) -> None:
    assert sides.counted(queries.at("draft-1", "art_1__nowhere")) == []
    alone = next(
        each for each in consulted.values() if len(at(consulted, each.anchor.address)) == 1
    )
    assert sides.others(Row.objects.get(pk=alone.id)) == []


@pytest.mark.parametrize("count", [5, 200])
def test_the_pages_ask_no_more_as_proposals_grow(  # type: ignore[no-untyped-def]
    consulted: dict[str, Proposal], client: Client, django_assert_max_num_queries, count: int
) -> None:
    for number in range(count):
        keep(f"k-{number}")
    for path in (PLACE, PROVISION, "/en/consultation/proposals/p-01/"):
        client.get(path)  # the texts are read once a process
        with django_assert_max_num_queries(30):
            assert client.get(path).status_code == 200
