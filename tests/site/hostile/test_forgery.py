"""A form that no page of this site has made changes nothing, whatever the address."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from dauys.site.people.models import Person, Trail
from dauys.site.people.roles import Role
from dauys.site.record.models import Head
from tests.site.people.addresses import PAGES, UNNAMED
from tests.verification.world import World

pytestmark = pytest.mark.django_db
Make = Callable[..., Person]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def every_address() -> list[str]:
    """The path of every address of the site."""
    named = [reverse(name, kwargs=row.words) for name, row in PAGES.items()]
    return sorted(named) + [f"/en/account/{route}" for route in sorted(UNNAMED)]


def test_every_address_refuses_a_form_from_elsewhere(whole: World, person: Make) -> None:
    """403 for want of the token; what only reads takes no form at all (405)."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("a@example.org", *Role), backend=BACKEND)
    before = Head.objects.get().size
    answers = {path: client.post(path, {"reason": "x"}).status_code for path in every_address()}
    assert {path: told for path, told in answers.items() if told not in (403, 405)} == {}
    readers = {path for path, told in answers.items() if told == 405}
    assert all(path.startswith("/api/v1/") for path in readers), readers
    assert (Head.objects.get().size, Trail.objects.count()) == (before, 0)


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver.evil"])
def test_a_token_from_another_page_does_not_help_elsewhere(person: Make, origin: str) -> None:
    """Whoever has seen a token still cannot send the form from a page of another site."""
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("a@example.org"), backend=BACKEND)
    page = client.get("/en/people/")
    form = {"csrfmiddlewaretoken": str(page.context["csrf_token"]), "language": "en",
            "group": "citizen", "name": "Smuggled"}  # fmt: skip
    answer = client.post("/en/people/", form, headers={"origin": origin})
    assert (answer.status_code, Person.objects.get().name) == (403, "")
    assert client.post("/en/people/", form).status_code == 302
    assert Person.objects.get().name == "Smuggled"
