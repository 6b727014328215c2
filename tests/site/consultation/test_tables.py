"""Open data of the consultation: what the record says, without the words that left it."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client

from dauys.consultation.course import ended
from dauys.consultation.lifecycle import Step
from dauys.consultation.proposal import Answer, Proposal
from dauys.consultation.wire import received
from dauys.errors import Findings
from dauys.site.consultation.models import Statement
from dauys.site.consultation.tables import TABLES
from tests.sample import read
from tests.site.consultation.conftest import SALT, enter
from tests.site.consultation.test_pages import made
from tests.verification.world import World

pytestmark = pytest.mark.django_db
NAMES = [table.name for table in TABLES]


def file(client: Client, name: str) -> bytes:
    answer: Any = client.get(f"/data/{name}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def rows(client: Client, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(file(client, f"{name}.json"))["rows"]
    return found


def test_proposals_and_answers_are_those_of_the_stage(
    client: Client, consulted: dict[str, Proposal], answered_all: dict[str, Answer]
) -> None:
    for row in rows(client, "proposals"):
        told = consulted[row["id"]]
        assert (row["quote"], row["proposed"], row["reasons"]) == (
            told.quote,
            told.proposed,
            told.reasons,
        )
        assert (row["hash"], row["hearing"]) == (told.anchor.hash, told.hearing or "")
    assert len(rows(client, "proposals")) == len(consulted)
    for row in rows(client, "answers"):
        reply = answered_all[row["proposal"]]
        assert row["outcome"] == reply.outcome
        assert row["carried"].split() == list(dict.fromkeys(reply.carried))
        assert {key: row[f"reasons_{key}"] for key in reply.reasons} == reply.reasons
    assert len(rows(client, "answers")) == len(answered_all)


def test_hearings_are_those_of_the_stage(client: Client, consulted: dict[str, Proposal]) -> None:
    told = {each.id: each for each in read.hearings(Findings())}
    found = rows(client, "hearings")
    assert {row["hearing"] for row in found} == set(told)
    for row in found:
        assert {key: row[f"minutes_{key}"] for key in told[row["hearing"]].minutes} == told[
            row["hearing"]
        ].minutes


@pytest.mark.parametrize("state", ["withdrawn", "moderated"])
def test_words_that_left_the_record_are_in_no_file(
    client: Client, consulted: dict[str, Proposal], state: Any
) -> None:
    told, at = consulted["p-07"], "2027-05-01T10:00:00Z"
    first = client.get("/data/proposals.csv")
    assert told.reasons in file(client, "proposals.csv").decode()
    enter(*ended(Step("p-07", state, at, "A. Omarova", "a name in it"), SALT), at=at)
    assert client.get("/data/proposals.csv")["ETag"] != first["ETag"]
    for name in NAMES:
        for form in ("csv", "json"):
            found = file(client, f"{name}.{form}").decode()
            assert told.proposed not in found
            assert told.reasons not in found
    row = next(each for each in rows(client, "proposals") if each["id"] == "p-07")
    assert (row["state"], row["ended"], row["quote"]) == (state, at, "")
    step = next(each for each in rows(client, "course") if each["act"] == state)
    assert (step["proposal"], step["why"]) == ("p-07", "a name in it")


def test_a_proposal_does_not_run_in_a_spreadsheet(
    client: Client, consulted: dict[str, Proposal]
) -> None:
    formula = '=HYPERLINK("x")'
    enter(*received(made(1, proposed=formula), SALT), at="2027-05-01T10:00:00Z")
    table = list(csv.DictReader(io.StringIO(file(client, "proposals.csv").decode(), newline="")))
    assert table[-1]["proposed"] == f"'{formula}"
    assert rows(client, "proposals")[-1]["proposed"] == formula


def test_opinions_are_counted_as_the_groups_are_and_nobody_is_named(
    whole: World, client: Client
) -> None:
    found = rows(client, "opinions")
    parts = rows(client, "groups")
    names = {row["group"] for row in parts}
    assert len(names) >= 2
    assert len(parts) == len(names) * len(found) > 0
    for row in found:
        mine = [each for each in parts if each["statement"] == row["statement"]]
        assert sum(each["agree"] for each in mine) <= row["agree"]
        assert sum(each["disagree"] for each in mine) <= row["disagree"]
    assert {len(row) for row in (*found, *parts)} == {8, 7}


def test_a_statement_that_was_set_aside_is_counted_without_its_words(
    whole: World, client: Client
) -> None:
    number = rows(client, "opinions")[0]["statement"]
    Statement.objects.create(pk=number, words={"en": "One is enough."})
    tag = client.get("/data/opinions.json")["ETag"]
    assert rows(client, "opinions")[0]["words_kk"] == "0-тұжырым."  # the record's, not the desk's
    Statement.objects.update(open=False)
    assert rows(client, "opinions")[0]["words_kk"] == ""
    assert client.get("/data/opinions.json")["ETag"] != tag


def test_more_rows_make_no_more_queries(
    client: Client,
    consulted: dict[str, Proposal],
    django_assert_max_num_queries: Any,
) -> None:
    for number in range(30):
        enter(*received(made(number), SALT), at="2027-05-01T10:00:00Z")
    for name in NAMES:
        with django_assert_max_num_queries(6):
            file(client, f"{name}.csv")
