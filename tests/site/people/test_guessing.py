"""Whatever opens an account is guessed a few times at most; and no clock tells who has one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth import hashers
from django.core import mail
from django.core.cache import cache
from django.test import Client

from dauys.site.people.models import Person
from dauys.site.people.roles import Role
from tests.site.people.test_signing_in import PASSWORD, app_code, signed_in

pytestmark = pytest.mark.django_db
Make = Callable[..., Person]
LOGIN, FACTOR = "/en/account/login/", "/en/account/2fa/authenticate/"


@pytest.fixture
def hashed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Each time that a password is hashed, which is what takes long; and each mail."""
    done: list[str] = []
    kind = hashers.get_hasher().__class__
    encode = kind.encode

    def counted(self: object, password: str, salt: str) -> str:
        done.append(password)
        return str(encode(self, password, salt))

    monkeypatch.setattr(kind, "encode", counted)
    return done


@pytest.mark.parametrize("page", ["login", "signup", "password/reset", "login/code"])
def test_as_much_work_is_done_whether_or_not_there_is_an_account(
    person: Make, hashed: list[str], page: str
) -> None:
    """The slow hash of a password, and the sending of a mail, as often for either."""
    person("known@example.org")
    field = "login" if page == "login" else "email"
    worked = []
    for who in ("known", "unknown"):
        hashed.clear()
        mail.outbox.clear()
        typed = {field: f"{who}@example.org"}
        if page == "login":
            typed["password"] = "wrong password"
        Client().post(f"/en/account/{page}/", typed)
        worked.append((len(hashed), len(mail.outbox)))
    assert worked[0] == worked[1]
    assert worked[0] != (0, 0)


def test_recovery_codes_cannot_be_guessed(person: Make) -> None:
    """Five tries from anywhere; then the right one opens nothing either."""
    who = person("a@example.org", Role.STEWARD)
    right = RecoveryCodes.activate(who).get_unused_codes()[0]
    for number in range(8):
        client = Client(REMOTE_ADDR=f"192.0.2.{number}")
        first_step(client)
        client.post(FACTOR, {"code": f"{number:08x}"})
    client = Client(REMOTE_ADDR="192.0.2.200")
    first_step(client)
    client.post(FACTOR, {"code": right})
    assert signed_in(client) == ""
    cache.clear()  # five minutes later
    client.post(FACTOR, {"code": right})
    assert signed_in(client) == "a@example.org"


def test_the_second_factor_is_not_guessed_from_many_places(person: Make) -> None:
    person("a@example.org", Role.STEWARD)
    for number in range(8):
        client = Client(REMOTE_ADDR=f"192.0.2.{number}")
        first_step(client)
        client.post(FACTOR, {"code": "000000"})
    client = Client(REMOTE_ADDR="192.0.2.200")
    first_step(client)
    client.post(FACTOR, {"code": app_code()})
    assert signed_in(client) == ""


def first_step(client: Client) -> None:
    """The first step, by somebody who knows the password."""
    answer = client.post(LOGIN, {"login": "a@example.org", "password": PASSWORD})
    assert answer["Location"] == FACTOR


@pytest.mark.parametrize("page", ["account/reauthenticate", "people/erase"])
def test_who_has_stolen_a_session_does_not_guess_the_password(person: Make, page: str) -> None:
    """The pages that ask for it once more count the tries as the sign-in does."""
    someone = person("a@example.org")
    stolen = Client()
    stolen.force_login(someone, backend="allauth.account.auth_backends.AuthenticationBackend")
    for number in range(12):
        stolen.post(f"/en/{page}/", {"password": f"guess {number}"})
    answer = stolen.post(f"/en/{page}/", {"password": PASSWORD})
    assert answer.status_code in (200, 429)
    someone.refresh_from_db()
    assert someone.erased is None
