"""What every answer says to browsers and caches: pages, files, errors, refusals."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path, reverse

from dauys.site import urls as ours
from dauys.site.people.models import Person
from dauys.site.people.roles import Role
from tests.site.people.addresses import ALL, FLOW, PAGES
from tests.verification.world import World

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]
Make = Callable[..., Person]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
FILES = ("/static/css/frame.css", "/static/js/missing.js", "/record/../settings.py")


def breaks(request: HttpRequest) -> HttpResponse:
    """A fault of the site."""
    raise ZeroDivisionError


handler400, handler403 = ours.handler400, ours.handler403
handler404, handler500 = ours.handler404, ours.handler500
urlpatterns = [*ours.urlpatterns, path("breaks/", breaks)]


def refuses_to_be_framed(answer: Any) -> bool:
    """No frame, nothing inline, nothing from elsewhere, no guessing of types."""
    policy = answer.headers.get("Content-Security-Policy", "")
    told = answer.headers
    return (
        told.get("X-Frame-Options") == "DENY"
        and "frame-ancestors 'none'" in policy
        and "default-src 'none'" in policy
        and "unsafe" not in policy
        and told.get("X-Content-Type-Options") == "nosniff"
        and told.get("Referrer-Policy") == "same-origin"
    )


def answers(client: Client) -> Iterator[tuple[str, Any]]:
    """The answer to every address."""
    for name, row in PAGES.items():
        yield name, getattr(client, row.method)(reverse(name, kwargs=row.words))


@pytest.fixture
def staff(person: Make) -> Client:
    """One who may do everything."""
    client = Client(raise_request_exception=False)
    client.force_login(person("a@example.org", *Role), backend=BACKEND)
    return client


def test_no_answer_can_be_framed_or_runs_what_was_smuggled_in(whole: World, staff: Client) -> None:
    bare = [name for name, answer in answers(staff) if not refuses_to_be_framed(answer)]
    bare += [name for name, answer in answers(Client()) if not refuses_to_be_framed(answer)]
    assert bare == []


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10)
def test_neither_can_files_and_errors(whole: World, staff: Client) -> None:
    told = {
        "fault": staff.get("/breaks/"),
        "missing": staff.get("/en/nothing/"),
        "host": staff.get("/en/", headers={"host": "evil.example"}),
        "large": staff.post("/en/people/", {"name": "a" * 100}),
        "forgery": Client(enforce_csrf_checks=True).post("/en/account/login/"),
        **{name: staff.get(name) for name in FILES},
    }
    assert told["fault"].status_code == 500
    assert told["host"].status_code == 400
    assert told["/static/css/frame.css"].status_code == 200
    assert {name for name, answer in told.items() if not refuses_to_be_framed(answer)} == set()


def test_no_cache_keeps_what_is_shown_to_one_person(whole: World, staff: Client) -> None:
    """Pages behind a gate are kept by nobody; the others by no cache that serves several."""
    told = {
        name: (answer, answer.headers.get("Cache-Control", "")) for name, answer in answers(staff)
    }
    gated = {name for name in told if PAGES[name].gate not in (ALL, FLOW)}
    shown = {name for name, (answer, _) in told.items() if answer.status_code == 200}
    assert len(gated & shown) > 15
    assert {name for name in gated & shown if "no-store" not in told[name][1]} == set()
    pages = {
        name for name, (answer, _) in told.items()
        if answer.headers.get("Content-Type", "").startswith("text/html")
    }  # fmt: skip
    assert {name for name in pages if "private" not in told[name][1]} == set()
