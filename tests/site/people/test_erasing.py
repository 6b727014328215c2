"""Erasing: everything of a person goes, the number stays; the owner proves to be there."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from axes.models import AccessAttempt
from django.apps import apps
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client

from dauys.errors import DauysError
from dauys.site.people import actions, erasure, holdings
from dauys.site.people.models import Person, Trail
from dauys.site.people.roles import Role

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Person]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WORDS = {"name": "Зүлфия Сәрсен", "region": "Шалқиябұлақ", "group": "deputy"}


def everything_kept() -> str:
    """All rows of all tables, as the database has them."""
    told = []
    with connection.cursor() as cursor:
        for model in apps.get_models():
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            told.append(repr(cursor.fetchall()))
    return "\n".join(told)


@pytest.fixture
def someone(person: Make, settings: object, tmp_path: Path) -> Person:
    """A person with all that an account can have, and mails in a folder."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"  # type: ignore[attr-defined]
    settings.EMAIL_FILE_PATH = str(tmp_path)  # type: ignore[attr-defined]
    made = person("Leaves@Example.org", **WORDS)
    EmailAddress.objects.create(user=made, email="second@example.org", verified=True)
    Client().post("/kk/account/login/", {"login": "leaves@example.org", "password": "wrong"})
    Client().post("/kk/account/login/", {"login": "leaves@example.org"})
    (tmp_path / "other.log").write_text("To: stays@example.org")
    assert AccessAttempt.objects.exists()
    assert len(list(tmp_path.glob("*.log"))) == 2
    return made


def test_the_owner_erases_the_account_with_the_password(someone: Person, tmp_path: Path) -> None:
    client, other = Client(), Client()
    for each in (client, other):
        each.force_login(someone, backend=BACKEND)
    page = client.get("/en/people/erase/").content.decode()
    assert "30 days" in page
    assert client.post("/en/people/erase/", {"password": "wrong"}).status_code == 200
    assert Person.objects.get(pk=someone.pk).erased is None
    answer = client.post("/en/people/erase/", {"password": "correct horse"})
    assert answer.status_code == 302
    kept = everything_kept()
    for word in (*WORDS.values(), "leaves@example", "second@example.org"):
        assert word.lower() not in kept.lower(), word
    assert [path.name for path in tmp_path.glob("*.log")] == ["other.log"]
    assert other.get("/en/people/").status_code == 302
    trail = Trail.objects.get(action="people.erase")
    assert (trail.person, trail.facts) == (someone.pk, {"own": True})
    sign_in = {"login": "leaves@example.org", "password": "correct horse"}
    assert client.post("/en/account/login/", sign_in).status_code == 200


def test_without_a_password_a_fresh_code_is_asked_for(person: Make) -> None:
    cache.clear()
    someone = person("a@example.org")
    someone.set_unusable_password()
    someone.save()
    client = Client()
    client.force_login(someone, backend=BACKEND)
    assert client.post("/en/people/erase/", {"code": ""}).status_code == 200
    client.post("/en/people/erase/", {"send": "1"})
    client.post("/en/people/erase/", {"send": "1"})  # at once: no second mail
    assert len(mail.outbox) == 1
    found = re.search(r"^[0-9]{8}$", mail.outbox[0].body, re.M)
    assert found
    for wrong in ("00000000", "x" * 20):
        assert client.post("/en/people/erase/", {"code": wrong}).status_code == 200
    assert client.post("/en/people/erase/", {"code": found[0]}).status_code == 302
    assert Person.objects.get(pk=someone.pk).erased


def test_a_code_for_erasing_dies_after_three_tries(person: Make) -> None:
    cache.clear()
    someone = person("a@example.org")
    someone.set_unusable_password()
    someone.save()
    client = Client()
    client.force_login(someone, backend=BACKEND)
    client.post("/en/people/erase/", {"send": "1"})
    found = re.search(r"^[0-9]{8}$", mail.outbox[0].body, re.M)
    assert found
    for _ in range(3):
        client.post("/en/people/erase/", {"code": "00000000"})
    client.post("/en/people/erase/", {"code": found[0]})
    assert Person.objects.get(pk=someone.pk).erased is None


def test_two_persons_of_the_staff_erase_an_account(person: Make) -> None:
    first, second = person("a@example.org", Role.STEWARD), person("b@example.org", Role.STEWARD)
    target = person("t@example.org")
    intent = erasure.ask(first, target)
    assert Person.objects.get(pk=target.pk).erased is None
    actions.confirm(second, intent)
    assert Person.objects.get(pk=target.pk).erased
    with pytest.raises(DauysError) as refused:
        actions.confirm(second, erasure.ask(first, Person.objects.get(pk=target.pk)))
    assert refused.value.code == "person.closed"


def test_who_has_a_role_is_not_erased(person: Make) -> None:
    steward = person("a@example.org", Role.STEWARD)
    client = Client()
    client.force_login(steward, backend=BACKEND)
    page = client.post("/en/people/erase/", {"password": "correct horse"})
    assert "Have it taken away first" in page.content.decode()
    with pytest.raises(DauysError) as refused:
        erasure.ask(person("b@example.org", Role.STEWARD), steward)
    assert refused.value.code == "person.staff"


def test_other_apps_are_asked_and_can_stop_the_erasing(
    person: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An app sees the account as it was; what it refuses leaves everything in place."""
    seen: list[str] = []
    own = dict(holdings._holdings)
    monkeypatch.setattr(holdings, "_holdings", own)
    holdings.register("zeal", lambda who: [who.email], lambda who: seen.append(who.email))
    someone = person("a@example.org")
    assert holdings.export(someone)["zeal"] == ["a@example.org"]

    def stop(who: Person) -> None:
        raise DauysError("person.closed")

    holdings.register("zebra", lambda who: None, stop)
    with pytest.raises(DauysError):
        erasure.erase_self(someone)
    assert EmailAddress.objects.filter(user=someone).exists()
    own.pop("zebra")
    erasure.erase_self(someone)
    assert seen == ["a@example.org", "a@example.org"]


def test_one_gets_everything_that_is_kept_but_no_secret(person: Make) -> None:
    steward = person("a@example.org", Role.STEWARD, **WORDS)
    client = Client()
    client.force_login(steward, backend=BACKEND)
    answer = client.get("/kk/people/export/")
    assert "attachment" in answer["Content-Disposition"]
    held = json.loads(answer.content)["account"]
    assert held["email"] == "a@example.org"
    assert held["name"] == WORDS["name"]
    assert held["second_factors"][0]["type"] == "totp"
    assert len(held["sessions"]) == 1
    secret = Authenticator.objects.get().data["secret"]
    assert secret not in answer.content.decode()
    assert steward.password not in answer.content.decode()
