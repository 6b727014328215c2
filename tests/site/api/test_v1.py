"""The read API: what it answers, how it refuses, and whether its description is true."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, seed, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from dauys.consultation.proposal import OUTCOMES
from dauys.site.api import consulted_shapes, shapes
from dauys.site.api.consulted import api
from tests.verification.world import World

PATHS = sorted(api.get_openapi_schema(path_prefix="/api/v1/")["paths"])
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def get(client: Client, path: str) -> Any:
    answer = client.get(f"/api/v1/{path}")
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.fixture
def kept() -> Iterator[None]:
    """The connection of the test stays open from request to request, as Django's client has it."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_as_described_whatever_is_asked(whole: World, path: str) -> None:
    """schemathesis asks what the description allows, and what it does not; always the same."""
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    operation = described[path]["GET"]

    @seed(1)
    @settings(
        max_examples=15, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy())
    def ask(case: Any) -> None:
        case.call_and_validate(checks=CHECKS, headers={"Host": "localhost"})

    ask()


def test_the_description_is_openapi_3_1_and_writes_nothing(whole: World, client: Client) -> None:
    told = get(client, "openapi.json")
    assert told["openapi"].startswith("3.1")
    assert {method for methods in told["paths"].values() for method in methods} == {"get"}


def test_what_the_record_says_is_answered(whole: World, client: Client) -> None:
    assert get(client, "referendum")["entries"] == len(whole.entries)
    assert [each["region"] for each in get(client, "boxes")] == ["north", "south"]
    assert get(client, "stations/S-1")["protocol"]["yes"] == 60
    assert get(client, "outcome")["adopted"] is True
    entry = get(client, "entries/0")
    assert entry["body"] == whole.entries[0]["body"]


def test_a_list_is_given_in_parts(whole: World, client: Client) -> None:
    whole_list = [each["index"] for each in get(client, "entries?limit=500")["items"]]
    assert whole_list == list(range(len(whole.entries)))[::-1]
    part = get(client, "entries?limit=3&offset=2")
    assert ([each["index"] for each in part["items"]], part["count"]) == (
        whole_list[2:5],
        len(whole_list),
    )


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("entries?limit=501", 422, "request.value"),
        ("entries?offset=-1", 422, "request.value"),
        ("entries?kind=ballot", 422, "request.value"),
        ("entries/99999", 404, "not_found"),
        ("stations/nowhere", 404, "not_found"),
        ("nothing", 404, "not_found"),
    ],
)
def test_a_refusal_has_a_code(
    whole: World, client: Client, path: str, status: int, code: str
) -> None:
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.json()["code"]) == (status, code)


@pytest.mark.usefixtures("db")
def test_before_the_opening_there_is_nothing(client: Client) -> None:
    for path in ("referendum", "question", "outcome", "verification"):
        assert client.get(f"/api/v1/{path}").status_code == 404
    assert get(client, "boxes") == get(client, "versions") == []


def test_nothing_can_be_written(whole: World, client: Client) -> None:
    for method in (client.post, client.put, client.patch, client.delete):
        answer = method("/api/v1/boxes")
        assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")


def test_an_answer_that_is_known_is_not_sent_again(whole: World, client: Client) -> None:
    first = client.get("/api/v1/boxes")
    again = client.get("/api/v1/boxes", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert first["Access-Control-Allow-Origin"] == again["Access-Control-Allow-Origin"] == "*"
    assert client.head("/api/v1/boxes")["ETag"] == first["ETag"]


def test_the_consultation_is_told_without_the_words_that_left_it(
    whole: World, client: Client
) -> None:
    told = get(client, "proposals?limit=500")
    assert (
        told["count"]
        == len(told["items"])
        == sum(entry["kind"] == "proposal.received" for entry in whole.entries)
    )
    by_name = {each["id"]: each for each in told["items"]}
    assert by_name["p-4"]["answer"] in OUTCOMES
    assert by_name["p-4"]["proposed"]
    for gone, state in (("p-5", "moderated"), ("p-6", "withdrawn")):
        each = by_name[gone]
        assert each["state"] == state
        assert (each["quote"], each["proposed"], each["reasons"]) == ("", "", "")
        assert get(client, f"proposals/{gone}") == each
    assert [each["id"] for each in get(client, "proposals?state=moderated")["items"]] == ["p-5"]
    steps = [each["act"] for each in get(client, "proposals/p-4/course")]
    assert steps == ["received", "merged", "split", "answered"]


def test_answers_and_hearings_are_told(whole: World, client: Client) -> None:
    answers = get(client, "answers")["items"]
    assert [each["proposal"] for each in answers][-2:] == ["p-4", "p-4.1"]
    outcome = answers[0]["outcome"]
    some = get(client, f"answers?outcome={outcome}")
    assert {each["outcome"] for each in some["items"]} == {outcome}
    hearing = get(client, "hearings/h-2")
    assert hearing["silenced"]
    assert (hearing["minutes"], hearing["speakers"]) == ({}, [])
    assert get(client, "hearings")["count"] >= 1


def test_what_people_were_asked_is_told_as_the_groups_count_it(
    whole: World, client: Client
) -> None:
    told = get(client, "opinions?limit=3&offset=1")
    assert told["count"] == 8
    assert [each["statement"] for each in told["items"]] == [1, 2, 3]
    assert told["items"][0]["words"] == {"kk": "1-тұжырым.", "ru": "Утверждение 1."}
    assert all(each["agree"] + each["disagree"] + each["passed"] for each in told["items"])


def test_a_list_of_proposals_asks_as_often_for_many_as_for_few(
    whole: World, client: Client, django_assert_max_num_queries: Any
) -> None:
    for limit in (1, 500):
        with django_assert_max_num_queries(3):
            get(client, f"proposals?limit={limit}")
        with django_assert_max_num_queries(4):
            get(client, f"answers?limit={limit}")


def test_no_two_shapes_have_one_name() -> None:
    """The description knows shapes by their names alone, and would take one for the other."""
    names = [
        name
        for module in (shapes, consulted_shapes)
        for name, found in vars(module).items()
        if isinstance(found, type) and found.__module__ == module.__name__
    ]
    assert len(names) == len(set(names)) > 10
