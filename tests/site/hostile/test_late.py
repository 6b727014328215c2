"""A form that comes too late loses nothing that was typed, and shows nothing that others typed."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from dauys.errors import Refused
from dauys.record.opening import ReferendumOpened
from dauys.site.consultation import actions
from dauys.site.consultation.models import Proposal
from dauys.site.people.models import Person
from tests.site.consultation.test_proposing import PATH, typed

pytestmark = pytest.mark.django_db
Make = Callable[..., Person]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
OURS = {"origin": "http://testserver"}
WORDS = "Жителей </textarea><script>alert(1)</script> \n\n предупредят"
TOLD = {
    "en": "Nothing is lost and nothing was sent. Look at what you typed",
    "kk": "Ештеңе жоғалған жоқ және ештеңе жіберілген жоқ. Терген",
    "ru": "Ничего не потеряно и ничего не отправлено. Просмотрите",
}


@pytest.fixture
def author(person: Make, drafted: ReferendumOpened) -> Person:
    """Somebody who may propose."""
    return person("author@example.org")


def strict() -> Client:
    """A browser whose forms need their token."""
    return Client(enforce_csrf_checks=True)


def form_of(page: str) -> tuple[str, dict[str, str]]:
    """Where the form goes that a page offers to be sent once more, and what is in it."""
    found = re.search(r'<form method="post" action="([^"]+)">(.*?)</form>', page, re.S)
    assert found, page
    hidden = r'<input type="hidden" name="(\w+)" value="(.*?)">'
    fields = dict(re.findall(hidden, found[2], re.S))
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', found[2])
    assert token
    told = {name: unescape(value) for name, value in fields.items()}
    return unescape(found[1]), {**told, "csrfmiddlewaretoken": token[1]}


@pytest.mark.parametrize("language", TOLD)
def test_a_session_that_ended_while_typing(author: Person, language: str) -> None:
    """It says so in the person's language, waits for the sign-in, and is sent as it was."""
    path = PATH.replace("/en/", f"/{language}/")
    client = strict()
    told = typed(reasons=WORDS)
    answer = client.post(path, told, headers=OURS)
    page = answer.content.decode()
    assert (answer.status_code, TOLD[language] in page) == (403, True)
    assert "<script>alert" not in page
    assert f"?next=/{language}/unsent/" in page
    client.force_login(author, backend=BACKEND)
    page = client.get(f"/{language}/unsent/").content.decode()
    there, fields = form_of(page)
    assert there == path
    assert {name: fields[name] for name in told} == told
    assert client.post(there, fields, headers=OURS).status_code == 302
    assert Proposal.objects.get().proposed == told["proposed"]
    assert Proposal.objects.get().reasons == WORDS


def test_signing_in_elsewhere_makes_a_form_stale_and_loses_nothing(author: Person) -> None:
    client = strict()
    client.force_login(author, backend=BACKEND)
    client.get(PATH)
    told = typed(csrfmiddlewaretoken="a" * 64)
    page = client.post(PATH, told, headers=OURS).content.decode()
    there, fields = form_of(page)
    assert client.post(there, fields, headers=OURS).status_code == 302
    assert Proposal.objects.get().proposed == told["proposed"]


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver:81", ""])
def test_what_another_site_sends_is_not_shown(author: Person, origin: str) -> None:
    """Else it would have a person send, with one press, what somebody else has filled in."""
    client = strict()
    client.force_login(author, backend=BACKEND)
    answer = client.post(PATH, typed(), headers={"origin": origin} if origin else {})
    assert answer.status_code == 403
    assert typed()["proposed"] not in answer.content.decode()
    assert client.get("/en/unsent/").status_code == 404


@pytest.mark.parametrize(
    ("page", "fields"),
    [
        ("account/login", {"login": "a b@example.org", "password": "correct horse"}),
        ("people/erase", {"password": "correct horse"}),
        ("consultation/propose", {"code": "12 34"}),
    ],
)
def test_secrets_are_not_shown_again(author: Person, page: str, fields: dict[str, str]) -> None:
    client = strict()
    answer = client.post(f"/en/{page}/", fields, headers=OURS)
    assert answer.status_code == 403
    told = answer.content.decode()
    assert not any(value in told for value in fields.values())
    assert "look.unsent" not in client.session


def test_nobody_finds_the_form_of_another_who_used_the_browser(
    author: Person, person: Make
) -> None:
    client = strict()
    client.force_login(author, backend=BACKEND)
    client.session.save()
    client.logout()
    client.post(PATH, typed(), headers=OURS)
    client.force_login(author, backend=BACKEND)
    assert client.get("/en/unsent/").status_code == 200
    client.force_login(person("other@example.org"), backend=BACKEND)
    assert client.get("/en/unsent/").status_code == 404


@pytest.mark.parametrize(("code", "status"), [("record.busy", 503), ("proposal.late", 409)])
def test_what_the_log_refuses_at_the_last_moment_is_not_lost(
    author: Person, monkeypatch: pytest.MonkeyPatch, code: str, status: int
) -> None:
    def refused(*_: object, **__: object) -> str:
        raise Refused(code, "log")

    client = Client()
    client.force_login(author, backend=BACKEND)
    with monkeypatch.context() as patch:
        patch.setattr(actions, "propose", refused)
        answer = client.post(PATH, typed(), headers=OURS)
    assert answer.status_code == status
    there, fields = form_of(answer.content.decode())
    assert client.post(there, fields).status_code == 302
    assert Proposal.objects.get().proposed == typed()["proposed"]
