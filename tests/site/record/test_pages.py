"""The pages of the vote so far: there in every language, true to the record, few queries."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from dauys.site.implementation.models import Task
from dauys.site.record import queries
from dauys.site.record.models import Kind
from dauys.site.stations.models import Station
from tests.verification.world import World

PAGES = (
    "question/", "stations/", "stations/S-1/", "tally/", "outcome/", "implementation/",
    "implementation/t-1/", "record/", "record/0/", "verification/", "data/", "data/api/",
)  # fmt: skip
EARLY = tuple(page for page in PAGES if page.count("/") == 1 or page == "data/api/")


def page(client: Client, path: str) -> str:
    """The words of a page, markup and runs of white space left out."""
    answer = client.get(f"/en/{path}")
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_is_there(whole: World, client: Client, path: str, language: str) -> None:
    told = client.get(f"/{language}/{path}").content.decode()
    assert f'<html lang="{language}"' in told
    assert told.count("<h1") == 1
    assert not re.search(r"\sstyle=|\son\w+=|<script>|\{[{%]", told)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("path", EARLY)
def test_every_page_is_there_before_anything_has_happened(client: Client, path: str) -> None:
    assert client.get(f"/kk/{path}").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "stations/nowhere/",
        "implementation/none/",
        "record/99999/",
        f"record/{10**30}/",
        "record/-1/",
    ],
)
def test_what_is_not_there_is_said_so(whole: World, client: Client, path: str) -> None:
    assert client.get(f"/en/{path}").status_code == 404


def test_the_question_is_told_with_its_text_rule_and_keepers(whole: World, client: Client) -> None:
    told = page(client, "question/")
    assert "Do you adopt it?" in told
    assert "Принимаете?" in told
    assert queries.texts()[-1].hash in told
    assert "Yes / participants more than 1/2 the question to be adopted" in told
    assert "Trustee 2 11 April 2027" in told


def test_the_boxes_tell_ballots_and_results(whole: World, client: Client) -> None:
    boxes = whole.report().boxes
    told = page(client, "tally/")
    for box in boxes:
        assert f"Ballots cast {box.ballots} " in told
    blank, yes, no = (sum(int(box.result[0][n]) for box in boxes if box.result) for n in range(3))
    assert f"blank {blank} Yes {yes} No {no}" in told


def test_a_station_tells_its_piles_and_that_they_add_up(whole: World, client: Client) -> None:
    told = page(client, "stations/S-1/")
    assert "yes 60 66.7% no 25 27.8% both answers marked 3 3.3% invalid 2 2.2%" in told
    assert told.count("holds") == 6
    assert "does not hold" not in told


def test_the_outcome_has_every_leg(whole: World, client: Client) -> None:
    outcome = whole.entries[whole.find("outcome.declared")]["body"]["result"]
    told = page(client, "outcome/")
    for leg in outcome["legs"]:
        assert leg["have"].replace("/", " / ") in told
    assert told.count("(at the least") == len(outcome["legs"])
    assert "The vote is valid. The question is adopted." in told


def test_what_has_no_task_is_a_gap(whole: World, client: Client) -> None:
    told = page(client, "implementation/")
    assert "Regulations" in told
    assert "Article 1 " in told.partition("Provisions without a task")[2]
    assert "Article 2 " not in told.partition("Provisions without a task")[2]


def test_an_entry_is_shown_with_its_objects(whole: World, client: Client) -> None:
    index = whole.find("proposal.received")
    told = page(client, f"record/{index}/")
    assert whole.entries[index]["body"]["words"]["sha256"] in told
    assert "proposal.received" in told


def test_entries_are_filtered_by_kind_and_counted(whole: World, client: Client) -> None:
    told = client.get("/en/record/?kind=ballot.cast").content.decode()
    shown = [int(each) for each in re.findall(r'/en/record/(\d+)/">', told)]
    kinds = [index for index, each in enumerate(whole.entries) if each["kind"] == "ballot.cast"]
    assert shown == kinds[::-1]
    assert client.get("/en/record/?kind=<script>&page=zz").status_code == 200


@pytest.mark.parametrize("rows", [10, 400])
def test_lists_ask_no_more_as_rows_grow(  # type: ignore[no-untyped-def]
    whole: World, client: Client, django_assert_max_num_queries, rows: int
) -> None:
    Station.objects.bulk_create(
        Station(station=f"X-{n}", entry=n, district="n1", region="north") for n in range(rows)
    )
    task = Task.objects.get()
    for n in range(rows):
        task.pk = f"x-{n}"
        task.save(force_insert=True)
    Kind.objects.update(entries=rows)
    for path in ("stations/", "implementation/", "record/", "record/?kind=ballot.cast"):
        with django_assert_max_num_queries(12):
            assert client.get(f"/en/{path}").status_code == 200
