"""Addresses and questions that no page has written: an answer in words, and never a fault."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from dauys.site.people.models import Person
from dauys.site.people.roles import Role
from tests.site.people.addresses import PAGES
from tests.verification.world import World

pytestmark = pytest.mark.django_db
Make = Callable[..., Person]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
ODD: tuple[Any, ...] = ("a\0b", "..", "x" * 5000, "%2e%2e%2f", "Ә'\"<", 10**30, 0, "‮")
QUESTIONS = (
    "q=%00&page=%00&name=%00&sort=%00&version=%00&address=%00&draft=%00&number=%00&person=%00",
    f"page={10**30}&draft={10**30}&person={10**30}&number={10**30}&limit={10**30}",
    "page=-1&state[]=x&kind=%ff%fe&q=%ff&since=9999-99-99&until=%00",
    "&".join(f"f{number}=1" for number in range(1500)),
    "q=" + "%D3%98" * 5000,
)


@pytest.fixture
def staff(whole: World, person: Make) -> Client:
    """One who may open everything."""
    client = Client(raise_request_exception=False)
    client.force_login(person("a@example.org", *Role), backend=BACKEND)
    return client


def paths(odd: Any) -> set[str]:
    """Every address that names something, with this in the place of the name."""
    found = set()
    for name, row in PAGES.items():
        if not row.words:
            continue
        try:
            found.add(reverse(name, kwargs=dict.fromkeys(row.words, odd)))
        except NoReverseMatch:  # it can be no name there
            continue
    return found


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: quote(str(odd))[:12])
def test_a_name_that_nothing_has_is_not_there(staff: Client, odd: Any) -> None:
    asked = paths(odd)
    assert asked
    answers = {path[:80]: staff.get(path).status_code for path in asked}
    answers |= {f"POST {path[:80]}": staff.post(path).status_code for path in asked}
    assert {path: told for path, told in answers.items() if told >= 500} == {}


@pytest.mark.parametrize("question", QUESTIONS, ids=range(len(QUESTIONS)))
def test_a_question_that_no_form_asks_is_answered(staff: Client, question: str) -> None:
    answers = {
        name: staff.get(f"{reverse(name, kwargs=row.words)}?{question}").status_code
        for name, row in PAGES.items()
    }
    assert {name: told for name, told in answers.items() if told >= 500} == {}


def test_a_form_that_no_page_shows_is_answered(staff: Client) -> None:
    """Null characters, numbers beyond all bounds and lists where one value is meant."""
    told = {
        name: ["a\0b", str(10**30), "\u202e"]
        for name in ("scope", "name", "next", "wish", "number", "pick", "token", "version",
                     "address", "statement", "vote", "spoke", "voiced", "answer", "draft", "offer",
                     "act", "back", "here", "reason", "role", "code", "login", "email")
    }  # fmt: skip
    answers = {
        name: staff.post(reverse(name, kwargs=row.words), told).status_code
        for name, row in PAGES.items()
    }
    assert {name: told for name, told in answers.items() if told >= 500} == {}
