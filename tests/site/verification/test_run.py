"""The site verifies its own record, keeps the report and shows it in words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client

from dauys.site.people.models import Person, Trail
from dauys.site.people.roles import Role
from dauys.site.verification import queries
from dauys.site.verification.actions import run
from dauys.site.verification.models import Run
from dauys.verification.steps import STEPS
from tests.verification.world import World

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
pytestmark = pytest.mark.django_db(transaction=True)


def test_a_sound_record_is_accepted_step_by_step(whole: World, client: Client) -> None:
    done = run()
    assert (done.verdict, done.size) == ("accepted", len(whole.entries))
    assert [step.number for step in queries.steps(done)] == list(STEPS)
    told = client.get("/en/verification/").content.decode()
    assert "The record is" in told
    assert told.count(">right<") == len(STEPS)
    assert done.root in told


def test_what_is_wrong_is_told_in_the_language_of_the_page(whole: World, client: Client) -> None:
    (settings.ENVIRONMENT.record / "object" / next(iter(whole.objects))).unlink()
    with pytest.raises(SystemExit) as ended:
        call_command("verify")
    assert ended.value.code == 1
    told = client.get("/ru/verification/").content.decode()
    assert "object.missing" in told
    assert "Объект" in told


def test_a_record_that_is_not_there_is_unread(db: None) -> None:
    with pytest.raises(SystemExit) as ended:
        call_command("verify")
    assert ended.value.code == 2
    done = queries.last()
    assert done is not None
    assert (done.verdict, done.size) == ("unread", 0)
    assert [finding.code for finding in queries.elsewhere(done)] + [
        finding.code for step in queries.steps(done) for finding in step.findings
    ]


@pytest.mark.parametrize("role", list(Role))
def test_the_staff_may_have_it_verified(
    whole: World, client: Client, person: Callable[..., Person], role: Role
) -> None:
    client.force_login(person("a@example.org", role), backend=BACKEND)
    assert client.post("/en/verification/run/").status_code == 302
    assert Run.objects.get().verdict == "accepted"
    assert Trail.objects.filter(action="verification.run").count() == 1


def test_others_may_not(whole: World, client: Client, person: Callable[..., Person]) -> None:
    assert client.post("/en/verification/run/").status_code == 403
    client.force_login(person("a@example.org"), backend=BACKEND)
    assert client.post("/en/verification/run/").status_code == 403
    assert client.get("/en/verification/run/").status_code == 405
    assert not Run.objects.exists()
