"""The page of the ballot boxes: what each holds, its sum, who has decrypted it, its result."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from dauys.site.look import numerals
from dauys.site.tally.models import Box, Decryption
from tests.site.conftest import put
from tests.site.said import document, facts, said, words
from tests.verification.world import World

PATH = "/en/tally/"
REST = (1 << 30) + 7  # a count above 2^30 - 1 travels as a string


def boxes(client: Client, path: str = PATH) -> list[dict[str, str]]:
    """The facts of each box."""
    return [
        {words(term): words(term.getnext()) for term in card.iter("dt")}
        for card in document(client, path).find_class("card")
    ]


def bodies(world: World, kind: str) -> list[Any]:
    return [each["body"] for each in world.entries if each["kind"] == kind]


def test_a_box_tells_what_the_record_holds_of_it(whole: World, client: Client) -> None:
    told = boxes(client)
    setup = bodies(whole, "voting.setup")[0]["boxes"]
    assert len(told) == len(setup) == 2
    for box, card in zip(setup, told, strict=True):
        mine = {
            kind: sum(each["box"] == box["uuid"] for each in bodies(whole, kind))
            for kind in ("ballot.cast", "ballot.challenged", "tally.decrypted")
        }
        assert card["Number of the box"] == box["uuid"]
        assert card["Electors on the roll"] == str(box["electors"])
        assert card["Ballots cast"] == str(mine["ballot.cast"])
        assert card["Ballots opened to check them"] == str(mine["ballot.challenged"])
        assert card["Partial decryptions"].count("Trustee") == mine["tally.decrypted"] == 2
        assert card["Voting"].startswith("closed 2 May 2027")


def test_whoever_votes_twice_is_counted_once(whole: World, client: Client) -> None:
    counted, cast = "Counted: the last ballot of each elector", "Ballots cast"
    for card, box in zip(boxes(client), Box.objects.all(), strict=True):
        assert int(card[counted].split()[0]) == int(card[cast]) - 1 == box.counted
        assert f"weight {box.counted_weight}" in card[counted]


@pytest.mark.parametrize(("language", "blank"), [("kk", "бос"), ("ru", "пустые"), ("en", "blank")])
def test_the_sum_is_that_of_the_boxes(
    whole: World, client: Client, language: str, blank: str
) -> None:
    results = [box.result[0] for box in whole.report().boxes if box.result]
    sums = [str(sum(int(row[cell]) for row in results)) for cell in range(3)]
    told = list(facts(document(client, f"/{language}/tally/")).items())[:3]
    assert [value for _name, value in told] == sums
    assert told[0][0] == blank


def test_a_count_that_travels_as_a_string_is_a_number_here(whole: World, client: Client) -> None:
    for box in Box.objects.all():
        Box.objects.filter(pk=box.pk).update(result=[[str(REST), 1, 2]])
    told = facts(document(client, PATH))
    assert told["blank"] == numerals.number(2 * REST, "en")


def test_without_a_box_the_page_says_so(db: None, client: Client) -> None:
    assert "There is no ballot box yet" in said(client, PATH)


def test_what_is_not_there_yet_is_said_so(db: None, client: Client, played: World) -> None:
    """While ballots come in, a box says how many and nothing of what they say."""
    put(World(played.entries[: played.find("voting.closed")], played.objects))
    assert "All boxes together" not in said(client, PATH)
    for card in boxes(client):
        assert card["Voting"] == "not closed"
        assert card["Counted: the last ballot of each elector"] == "not yet"
        assert card["Encrypted sum"] == card["Result"] == "not yet"
        assert card["Partial decryptions"] == "none yet · needed: 2"
        assert int(card["Ballots cast"]) > 0


def test_there_is_no_sum_while_a_box_has_no_result(db: None, client: Client, played: World) -> None:
    put(World(played.entries[: played.find("tally.result", 1)], played.objects))
    assert "All boxes together" not in said(client, PATH)
    first, second = boxes(client)
    assert first["Result"].startswith("blank: ")
    assert second["Result"] == "not yet"


@pytest.mark.parametrize("count", [3, 60])
def test_the_page_asks_no_more_as_boxes_grow(  # type: ignore[no-untyped-def]
    whole: World, client: Client, django_assert_max_num_queries, count: int
) -> None:
    Box.objects.bulk_create(
        Box(
            uuid=f"b{n}", place=10 + n, entry=1, region="north", electors=9, weight=9,
            result=[[0, 1, 2]], result_entry=2,
        )
        for n in range(count)
    )  # fmt: skip
    Decryption.objects.bulk_create(
        Decryption(entry=5000 + n, at="2027-05-02T02:00:00Z", box_id=f"b{n}", owner=1)
        for n in range(count)
    )
    with django_assert_max_num_queries(14):
        assert len(boxes(client)) == count + 2
