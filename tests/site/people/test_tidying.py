"""What is kept for some days only goes when they are over, and nothing else goes with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from io import StringIO

import pytest
from allauth.account.models import EmailAddress
from axes.models import AccessAttempt
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from dauys.site.people import tidying
from dauys.site.people.models import Person
from dauys.site.people.roles import Role
from tests.site.people.test_signing_in import code_in_mail, signed_in

pytestmark = pytest.mark.django_db
Make = Callable[..., Person]


def later(days: int) -> dict[str, int]:
    """What goes when so many days have passed: by name, how many."""
    told = tidying.tidy(timezone.now() + timedelta(days=days))
    return {name: count for name, (count, _) in told.items() if count}


def test_an_account_that_nobody_confirmed_goes_after_a_week() -> None:
    Client().post("/ru/account/signup/", {"email": "new@example.org"})
    assert Person.objects.count() == 1
    assert later(6) == {}
    assert later(8) == {"accounts": 1}
    assert not Person.objects.exists()
    assert not EmailAddress.objects.exists()
    cache.clear()  # one mail in three minutes
    client = Client()
    client.post("/ru/account/signup/", {"email": "new@example.org"})  # the address is free again
    client.post("/ru/account/confirm-email/", {"code": code_in_mail()})
    assert signed_in(client) == "new@example.org"
    assert "accounts" not in later(4000)


def test_other_accounts_stay_whatever_their_age(person: Make) -> None:
    """Confirmed, of the staff, seen, blocked, erased, and one that was signed in to."""
    bare = {"name": "bare"}
    for number, more in enumerate((
        {"roles": ["editor"]}, {"vouched": True}, {"blocked": "spam"},
        {"erased": timezone.now()}, {"last_login": timezone.now()}, bare,
    )):  # fmt: skip
        Person.objects.create(email=f"{number}@example.org", **more)
    person("confirmed@example.org")
    person("staff@example.org", Role.STEWARD)
    assert later(400) == {"accounts": 1}
    assert not Person.objects.filter(**bare).exists()
    assert Person.objects.count() == 7


def test_attempts_and_sessions_that_are_over_go(client: Client, person: Make) -> None:
    """With a session goes what somebody typed before signing in, and never sent."""
    person("a@example.org")
    client.post("/kk/account/login/", {"login": "a@example.org", "password": "wrong"})
    assert (AccessAttempt.objects.count(), Session.objects.count()) == (1, 1)
    assert later(13) == {}
    assert later(29) == {"sessions": 1}
    assert later(31) == {"attempts": 1}
    assert not AccessAttempt.objects.exists()


def test_the_command_says_what_went_in_words(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.post("/ru/account/signup/", {"email": "new@example.org"})
    Person.objects.update(joined=timezone.now() - timedelta(days=9))
    for language, told in (
        ("ru_RU.UTF-8", "адрес которых не подтверждён за 7 дн.: 1."),
        ("kk_KZ.UTF-8", "7 күн ішінде расталмай жойылған тіркелгілер саны: 0."),
    ):
        monkeypatch.setenv("LC_ALL", language)
        monkeypatch.setenv("LANG", language)
        out = StringIO()
        call_command("tidy", stdout=out)
        assert told in out.getvalue()
        assert len(out.getvalue().splitlines()) == 4
