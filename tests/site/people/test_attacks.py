"""What attackers of accounts try: guessing, finding out who has one, forging, leading astray."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axes.models import AccessAttempt
from django.core import mail
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.utils import timezone

from dauys.site.people import actions, origin
from dauys.site.people.models import Person
from dauys.site.people.roles import Role
from tests.site.people.test_signing_in import PASSWORD, signed_in

pytestmark = pytest.mark.django_db
Make = Callable[..., Person]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def shown(client: Client, page: str, email: str, **typed: str) -> tuple[int, str, str, str]:
    """What one sees who types an address in, and where that leads; tokens and the address aside."""
    field = "login" if page == "login" else "email"
    answer = client.post(f"/en/account/{page}/", {field: email, **typed})
    there = answer.headers.get("Location", "")
    after = client.get(there).content.decode() if there else ""
    told = [
        re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text).replace(email, "ADDRESS")
        for text in (answer.content.decode(), after)
    ]
    return answer.status_code, there, told[0], told[1]


@pytest.mark.parametrize(
    ("page", "typed"),
    [
        ("signup", {}),
        ("login", {}),
        ("login", {"password": "wrong password"}),
        ("login/code", {}),
        ("password/reset", {}),
    ],
)
def test_nobody_learns_whether_an_address_has_an_account(
    person: Make, page: str, typed: dict[str, str]
) -> None:
    """The same answer, and one mail with the same subject, whether or not there is an account."""
    person("known@example.org", language="en")
    seen = [shown(Client(), page, f"{who}@example.org", **typed) for who in ("known", "other")]
    assert seen[0] == seen[1]
    assert len({each.subject for each in mail.outbox}) == (0 if typed else 1)
    assert len(mail.outbox) == (0 if typed else 2)


@pytest.mark.parametrize("page", ["signup", "login", "password/reset"])
def test_wrong_codes_tell_nothing_either(person: Make, page: str) -> None:
    person("known@example.org", language="en")
    seen = []
    for who in ("known", "other"):
        client = Client()
        there = shown(client, page, f"{who}@example.org")[1]
        tries = [client.post(there, {"code": "AAAA-BBBB"}) for _ in range(4)]
        seen.append([(each.status_code, each.headers.get("Location")) for each in tries])
    assert seen[0] == seen[1]


def test_a_password_cannot_be_guessed_from_one_place(client: Client, person: Make) -> None:
    """Five tries in five minutes, ten in an hour; then the right one opens nothing either."""
    person("a@example.org")
    for number in range(6):
        client.post("/en/account/login/", {"login": "a@example.org", "password": f"no {number}"})
    assert AccessAttempt.objects.get().failures_since_start == 5
    client.post("/en/account/login/", {"login": "a@example.org", "password": PASSWORD})
    assert signed_in(client) == ""
    for number in range(5):
        cache.clear()  # as if five minutes had gone by
        spelt = ("A@example.org", " a@EXAMPLE.org")[number % 2]
        answer = client.post("/en/account/login/", {"login": spelt, "password": "no"})
    assert answer.status_code == 429
    cache.clear()
    answer = client.post("/en/account/login/", {"login": "a@example.org", "password": PASSWORD})
    assert (answer.status_code, signed_in(client)) == (429, "")
    assert "Wait an hour" in answer.content.decode()


def test_others_can_sign_in_meanwhile_and_passwords_are_not_kept(person: Make) -> None:
    person("a@example.org")
    attacker = Client(REMOTE_ADDR="192.0.2.66")
    for _ in range(10):
        cache.clear()
        attacker.post("/en/account/login/", {"login": "a@example.org", "password": "secret try"})
    kept = AccessAttempt.objects.get()
    assert "secret try" not in repr(kept.__dict__)
    cache.clear()
    owner = Client(REMOTE_ADDR="192.0.2.1")
    owner.post("/en/account/login/", {"login": "a@example.org", "password": PASSWORD})
    assert signed_in(owner) == "a@example.org"


def test_codes_of_the_app_cannot_be_guessed(person: Make) -> None:
    """A million codes; five tries."""
    person("a@example.org", Role.STEWARD)
    client = Client()
    client.post("/en/account/login/", {"login": "a@example.org", "password": PASSWORD})
    told = [
        client.post("/en/account/2fa/authenticate/", {"code": f"{n:06d}"}).content.decode()
        for n in range(12)
    ]
    assert "Too many" in told[-1]


def test_codes_by_mail_are_sent_three_times_a_minute(person: Make) -> None:
    person("a@example.org")
    for _ in range(6):
        Client().post("/en/account/login/", {"login": "a@example.org"})
    assert len(mail.outbox) == 3


@pytest.mark.parametrize(
    ("proxy", "forwarded", "counted"),
    [
        ("", "192.0.2.7", "192.0.2.1"),
        ("x-forwarded-proto", "192.0.2.7", "192.0.2.7"),
        ("x-forwarded-proto", "10.9.8.7, 192.0.2.7", "192.0.2.7"),
        ("x-forwarded-proto", "192.0.2.7, spoofed", "192.0.2.1"),
        ("x-forwarded-proto", "", "192.0.2.1"),
        ("x-forwarded-proto", "2001:DB8::1", "2001:db8::1"),
    ],
)
def test_throttles_count_clients_and_not_what_clients_say(
    settings: object, proxy: str, forwarded: str, counted: str
) -> None:
    class Told:
        pass

    told = Told()
    told.proxy = proxy  # type: ignore[attr-defined]
    settings.ENVIRONMENT = told  # type: ignore[attr-defined]
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert origin.client(request) == counted


POSTS = (
    "account/login", "account/signup", "account/logout", "account/password/change", "people",
    "people/erase", "people/staff/1/block", "people/intents/1/confirm",
    "account/2fa/totp/deactivate", "account/2fa/totp/activate", "account/email",
)  # fmt: skip


@pytest.mark.parametrize("page", POSTS)
def test_a_form_from_elsewhere_is_refused(person: Make, page: str) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(person("a@example.org", Role.STEWARD), backend=BACKEND)
    assert client.post(f"/en/{page}/", {"reason": "x"}).status_code == 403


@pytest.mark.parametrize("page", ["account/login", "people", "people/trail", "people/erase"])
def test_no_page_can_be_framed_or_run_what_was_smuggled_in(person: Make, page: str) -> None:
    client = Client()
    client.force_login(person("a@example.org", Role.STEWARD), backend=BACKEND)
    answer = client.get(f"/en/{page}/", follow=True)
    assert answer["X-Frame-Options"] == "DENY"
    policy = answer["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert answer["Referrer-Policy"] == "same-origin"


def test_pages_about_people_are_not_kept_by_anybody(person: Make) -> None:
    client = Client()
    client.force_login(person("a@example.org", Role.STEWARD), backend=BACKEND)
    for page in ("people", "people/export", "people/erase", "people/staff", "people/trail"):
        assert "no-store" in client.get(f"/en/{page}/")["Cache-Control"], page


ELSEWHERE = ("https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)")


@pytest.mark.parametrize("there", ELSEWHERE)
def test_nobody_is_led_elsewhere_after_signing_in_or_out(person: Make, there: str) -> None:
    person("a@example.org")
    client = Client()
    words = {"login": "a@example.org", "password": PASSWORD, "next": there}
    answer = client.post(f"/en/account/login/?next={there}", words)
    assert signed_in(client) == "a@example.org"
    assert answer.url.startswith("/en/")
    assert client.get(f"/en/account/login/?next={there}").url.startswith("/en/")
    answer = client.post(f"/en/account/logout/?next={there}", {"next": there})
    assert answer.url.startswith("/en/")


def test_markup_in_any_field_stays_text(person: Make) -> None:
    steward, target = person("s@example.org", Role.STEWARD), person("t@example.org")
    theirs, desk = Client(), Client()
    theirs.force_login(target, backend=BACKEND)
    desk.force_login(steward, backend=BACKEND)
    profile = {"language": "en", "group": "citizen", "name": MARKUP, "region": MARKUP[:60]}
    assert theirs.post("/en/people/", profile).status_code == 302
    desk.post(f"/en/people/staff/{target.pk}/block/", {"reason": MARKUP})
    actions.note(steward, "people.block", MARKUP, fact=MARKUP)
    pages = [
        theirs.get("/en/people/"),
        theirs.post("/en/people/", {**profile, "language": MARKUP, "group": MARKUP}),
        theirs.post("/en/people/erase/", {"password": MARKUP}),
        desk.get("/en/people/staff/", {"q": "script"}),
        desk.get("/en/people/staff/", {"q": MARKUP}),
        desk.get(f"/en/people/staff/{target.pk}/"),
        desk.post(f"/en/people/staff/{target.pk}/grant/", {"role": MARKUP}),
        desk.get("/en/people/trail/"),
        desk.get("/en/people/trail/", {"subject": MARKUP, "action": MARKUP, "since": MARKUP}),
        Client().post("/en/account/login/", {"login": MARKUP, "password": MARKUP}),
        Client().post("/en/account/signup/", {"email": MARKUP}),
        Client().get("/en/account/login/", {"next": MARKUP}),
    ]
    for number, page in enumerate(pages):
        assert page.status_code == 200, number
        assert "<script>alert" not in page.content.decode(), number
        assert "<img src=x" not in page.content.decode(), number


def test_an_open_session_of_a_changed_password_is_closed(person: Make) -> None:
    someone = person("a@example.org")
    stolen = Client()
    stolen.force_login(someone, backend=BACKEND)
    assert stolen.get("/en/people/").status_code == 200
    someone.set_password("another sentence")
    someone.save()
    assert stolen.get("/en/people/").status_code == 302


def test_lists_ask_no_more_of_the_database_as_they_grow(
    person: Make, django_assert_max_num_queries: Callable[..., object]
) -> None:
    steward = person("s@example.org", Role.STEWARD)
    client = Client()
    client.force_login(steward, backend=BACKEND)
    for size in (3, 120):
        Person.objects.bulk_create(
            Person(email=f"{size}-{n}@example.org", roles=["editor"]) for n in range(size)
        )
        for _ in range(size):
            actions.note(steward, "people.block", "person:1")
            intent = actions.request(
                steward, "people.grant", {"person": 1, "role": "editor", "give": True}
            )
            if _ % 2:
                intent.state, intent.settled = "declined", timezone.now()
                intent.save()
        for page in ("staff", "staff/?q=example", "trail", "intents"):
            path, _, query = page.partition("/")
            with django_assert_max_num_queries(11):
                assert client.get(f"/en/people/{path}/{query}").status_code == 200
