"""Signing up and in: by code, by password, with the second factor, when that is lost."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.test import Client

from dauys.site.people.models import Person
from dauys.site.people.roles import Role, Tier
from tests.site.conftest import SECRET

pytestmark = pytest.mark.django_db
Make = Callable[..., Person]
PASSWORD = "correct horse"


def code_in_mail() -> str:
    """The code of the last mail."""
    found = re.search(r"^([A-Z0-9][A-Z0-9-]{5,})$", mail.outbox[-1].body, re.M)
    assert found, mail.outbox[-1].body
    return found[1]


def app_code(secret: str = SECRET, ahead: int = 0) -> str:
    """What the app shows now; ``ahead`` half minutes later, since a code is good once."""
    counters = list(totp.yield_hotp_counters_from_time())
    middle = counters[len(counters) // 2]
    return totp.format_hotp_value(totp.hotp_value(secret, middle + ahead))


def signed_in(client: Client) -> str:
    """Whose session it is, by the address."""
    number = client.session.get("_auth_user_id")
    return Person.objects.get(pk=number).email if number else ""


def ask_for_code(client: Client, email: str) -> None:
    """Signs in with the address alone."""
    answer = client.post("/kk/account/login/", {"login": email, "password": ""})
    assert answer.status_code == 302
    assert answer.url == "/kk/account/login/code/confirm/"


def test_signing_up_by_code_confirms_the_address(client: Client) -> None:
    answer = client.post("/ru/account/signup/", {"email": "New@Example.org"})
    assert answer.status_code == 302
    assert signed_in(client) == ""
    client.post(answer.url, {"code": code_in_mail()})
    assert signed_in(client) == "new@example.org"
    made = Person.objects.get()
    assert (made.tier, made.language, made.group) == (Tier.EMAIL, "ru", "citizen")
    assert not made.has_usable_password()
    assert client.get("/ru/people/").status_code == 200


def test_signing_in_by_code_without_a_password(client: Client, person: Make) -> None:
    person("a@example.org", language="kk")
    ask_for_code(client, "A@example.org")
    assert mail.outbox[-1].to == ["a@example.org"]
    assert client.get("/kk/account/login/code/confirm/").status_code == 200
    client.post("/kk/account/login/code/confirm/", {"code": code_in_mail()})
    assert signed_in(client) == "a@example.org"


def test_a_code_is_good_for_three_tries(client: Client, person: Make) -> None:
    person("a@example.org")
    ask_for_code(client, "a@example.org")
    right = code_in_mail()
    for _ in range(3):
        client.post("/kk/account/login/code/confirm/", {"code": "ZZZZ-ZZZZ"})
    client.post("/kk/account/login/code/confirm/", {"code": right})
    assert signed_in(client) == ""


def test_with_a_second_factor_neither_password_nor_code_suffices(
    client: Client, person: Make
) -> None:
    person("a@example.org", Role.EDITOR)
    answer = client.post("/kk/account/login/", {"login": "a@example.org", "password": PASSWORD})
    assert answer.url == "/kk/account/2fa/authenticate/"
    assert signed_in(client) == ""
    client.post(answer.url, {"code": "000000"})
    assert signed_in(client) == ""
    client.post(answer.url, {"code": app_code()})
    assert signed_in(client) == "a@example.org"
    other = Client()
    ask_for_code(other, "a@example.org")
    answer = other.post("/kk/account/login/code/confirm/", {"code": code_in_mail()})
    assert answer.url.startswith("/kk/account/2fa/authenticate/")
    assert signed_in(other) == ""


def test_a_code_of_the_app_is_good_once(client: Client, person: Make) -> None:
    person("a@example.org", Role.EDITOR)
    shown = app_code()
    for each, expected in ((client, "a@example.org"), (Client(), "")):
        each.post("/kk/account/login/", {"login": "a@example.org", "password": PASSWORD})
        each.post("/kk/account/2fa/authenticate/", {"code": shown})
        assert signed_in(each) == expected


@pytest.mark.django_db(transaction=True)  # the mail goes out on commit
def test_second_factor_is_set_up_and_a_recovery_code_opens_once(
    client: Client, person: Make
) -> None:
    person("a@example.org")
    client.post("/en/account/login/", {"login": "a@example.org", "password": PASSWORD})
    page = client.get("/en/account/2fa/totp/activate/", follow=True)
    if page.redirect_chain:  # it wants to be sure that it is still the owner
        client.post(page.redirect_chain[-1][0], {"password": PASSWORD})
        page = client.get("/en/account/2fa/totp/activate/")
    assert page.status_code == 200
    secret = client.session["mfa.totp.secret"]
    picture = client.get("/en/people/picture/")
    assert picture["Content-Type"] == "image/svg+xml"
    assert b"<rect" in picture.content
    answer = client.post("/en/account/2fa/totp/activate/", {"code": app_code(secret)})
    assert answer.status_code == 302
    assert "екінші фактор орнатылды" in mail.outbox[-1].body  # in the person's own language
    shown = client.get("/en/account/2fa/recovery-codes/").content.decode()
    codes = re.findall(r"<li><code>([^<]+)</code>", shown)
    assert len(codes) == 10
    for expected in ("a@example.org", ""):  # the second time it is spent
        other = Client()
        other.post("/en/account/login/", {"login": "a@example.org", "password": PASSWORD})
        other.post("/en/account/2fa/authenticate/", {"code": codes[0]})
        assert signed_in(other) == expected


def test_a_lost_second_factor_is_taken_away_and_set_up_again(client: Client, person: Make) -> None:
    """The app and the codes are lost: two stewards help, and the person signs in by mail."""
    from dauys.site.people import actions, grants

    lost = person("lost@example.org", Role.EDITOR)
    first, second = (person(f"{n}@example.org", Role.STEWARD) for n in "ab")
    actions.confirm(second, grants.ask_reset(first, lost))
    assert not Authenticator.objects.filter(user=lost).exists()
    client.post("/kk/account/login/", {"login": "lost@example.org", "password": PASSWORD})
    assert signed_in(client) == "lost@example.org"
    answer = client.get("/kk/people/trail/")
    assert (answer.status_code, answer.url) == (302, "/kk/account/2fa/totp/activate/")


def test_staff_without_a_second_factor_reaches_no_page_of_the_staff(
    client: Client, person: Make
) -> None:
    bare = person("a@example.org", *Role, factor=False)
    answer = client.post("/kk/account/login/", {"login": "a@example.org", "password": PASSWORD})
    assert answer.url == "/kk/account/2fa/totp/activate/"
    for page in ("staff", "intents", "trail", f"staff/{bare.pk}"):
        answer = client.get(f"/kk/people/{page}/")
        assert (answer.status_code, answer.url) == (302, "/kk/account/2fa/totp/activate/"), page
    assert not any(bare.may(action) for action in ("people.grant", "people.trail"))
    assert client.get("/kk/people/").status_code == 200


def test_the_session_gets_another_name_at_sign_in(client: Client, person: Make) -> None:
    person("a@example.org")
    client.get("/kk/account/login/")
    client.post("/kk/account/login/", {"login": "a@example.org", "password": "wrong"})
    before = client.session.session_key
    client.post("/kk/account/login/", {"login": "a@example.org", "password": PASSWORD})
    assert signed_in(client) == "a@example.org"
    assert client.session.session_key != before


def test_a_forgotten_password_is_set_anew_by_code(client: Client, person: Make) -> None:
    person("a@example.org")
    answer = client.post("/kk/account/password/reset/", {"email": "a@example.org"})
    answer = client.post(answer.url, {"code": code_in_mail()})
    for word, status in (("password", 200), ("12345678901234", 200), ("aq-9 tuman zhol", 302)):
        last = client.post(answer.url, {"password1": word, "password2": word})
        assert last.status_code == status, word
    assert Person.objects.get().check_password("aq-9 tuman zhol")


def test_the_address_is_changed_only_once_the_new_one_is_confirmed(
    client: Client, person: Make
) -> None:
    person("a@example.org")
    client.post("/kk/account/login/", {"login": "a@example.org", "password": PASSWORD})
    client.post("/kk/account/reauthenticate/", {"password": PASSWORD})
    client.post("/kk/account/email/", {"email": "b@example.org", "action_add": ""})
    assert Person.objects.get().email == "a@example.org"
    client.post("/kk/account/confirm-email/", {"code": code_in_mail()})
    assert Person.objects.get().email == "b@example.org"
    assert [row.email for row in EmailAddress.objects.all()] == ["b@example.org"]
