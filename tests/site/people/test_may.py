"""Who may do what: every action of the staff with every role, and every address of the site.

Two tables, written out here a second time on purpose: what is changed in `people.roles.ACTIONS`, or
a page whose gate is forgotten, is noticed. A new action, and a new address, needs its row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from dauys.site.people.models import Person
from dauys.site.people.roles import ACTIONS, CONFIRMED, Role

pytestmark = pytest.mark.django_db
Make = Callable[..., Person]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

SECRETARY, EDITOR, MODERATOR, STEWARD = Role.SECRETARY, Role.EDITOR, Role.MODERATOR, Role.STEWARD
EVERYONE = {SECRETARY, EDITOR, MODERATOR, STEWARD}
MAY: dict[str, set[Role]] = {
    "people.block": {MODERATOR, STEWARD},
    "people.erase": {STEWARD},
    "people.grant": {STEWARD},
    "people.intents": EVERYONE,
    "people.read": {MODERATOR, STEWARD},
    "people.reset": {STEWARD},
    "people.trail": EVERYONE,
    "people.verify": {STEWARD},
}
TWO_PERSONS = {"people.erase", "people.grant", "people.reset"}

ALL = "all"  # whoever comes
SIGNED = "signed in"
FLOW = "on the way"  # a step of signing in, which is nobody's without the step before


@dataclass(frozen=True, slots=True)
class Address:
    """Who may open an address: everybody, who has signed in, or whose role allows an action."""

    gate: str
    method: str = "get"
    words: dict[str, Any] = field(default_factory=dict)


PAGES: dict[str, Address] = {
    "choose_language": Address(ALL),
    "front": Address(ALL),
    "account_login": Address(ALL),
    "account_logout": Address(ALL),
    "account_inactive": Address(ALL),
    "account_signup": Address(ALL),
    "account_reauthenticate": Address(SIGNED),
    "account_email": Address(SIGNED),
    "account_email_verification_sent": Address(FLOW),
    "account_change_password": Address(SIGNED),
    "account_set_password": Address(SIGNED),
    "account_reset_password": Address(ALL),
    "account_confirm_login_code": Address(FLOW),
    "account_confirm_password_reset_code": Address(FLOW),
    "account_complete_password_reset": Address(FLOW),
    "account_password_reset_completed": Address(ALL),
    "account_request_login_code": Address(ALL),
    "mfa_index": Address(SIGNED),
    "mfa_authenticate": Address(FLOW),
    "mfa_reauthenticate": Address(SIGNED),
    "mfa_activate_totp": Address(SIGNED),
    "mfa_deactivate_totp": Address(SIGNED),
    "mfa_view_recovery_codes": Address(SIGNED),
    "mfa_generate_recovery_codes": Address(SIGNED),
    "mfa_download_recovery_codes": Address(SIGNED),
    "socialaccount_login_cancelled": Address(ALL),
    "socialaccount_login_error": Address(ALL),
    "socialaccount_signup": Address(FLOW),
    "socialaccount_connections": Address(SIGNED),
    "record_file": Address(ALL, words={"name": "checkpoint"}),
    "openid_connect_login": Address(ALL, words={"provider_id": "none"}),
    "openid_connect_callback": Address(ALL, words={"provider_id": "none"}),
    "look:accessibility": Address(ALL),
    "look:pieces": Address(ALL),
    "look:privacy": Address(ALL),
    "people:me": Address(SIGNED),
    "people:export": Address(SIGNED),
    "people:erase": Address(SIGNED),
    "people:picture": Address(SIGNED),
    "people:staff": Address("people.read"),
    "people:person": Address("people.read", words={"number": 1}),
    "people:decide": Address("people.read", "post", {"number": 1, "what": "none"}),
    "people:intents": Address("people.intents"),
    "people:settle": Address("people.intents", "post", {"number": 1, "what": "none"}),
    "people:trail": Address("people.trail"),
}
# Without a name: old addresses of allauth's that lead on to its own, and the record as files.
UNNAMED = {
    "social/login/cancelled/",
    "social/login/error/",
    "social/signup/",
    "social/connections/",
}


def addresses(patterns: Any = None, space: str = "") -> Iterator[str]:
    """The name of every address of the site, with its app's; of one without a name, the route."""
    for each in patterns if patterns is not None else get_resolver().url_patterns:
        if isinstance(each, URLResolver):
            inner = f"{space}{each.namespace}:" if each.namespace else space
            yield from addresses(each.url_patterns, inner)
        elif isinstance(each, URLPattern):
            yield f"{space}{each.name}" if each.name else str(each.pattern)


@pytest.fixture
def visitors(person: Make) -> dict[str, Client]:
    """One of each: a stranger, a citizen, one of each role, one with all and no second factor."""
    known = {
        "citizen": person("citizen@example.org"),
        "blocked": person("blocked@example.org", *Role, blocked="spam"),
        "bare": person("bare@example.org", *Role, factor=False),
        **{str(role): person(f"{role}@example.org", role) for role in Role},
    }
    clients = {"stranger": Client()}
    for name, who in known.items():
        clients[name] = Client()
        clients[name].force_login(who, backend=BACKEND)
    return clients


def test_every_action_has_its_row_in_the_table() -> None:
    assert set(ACTIONS) == set(MAY)
    assert set(CONFIRMED) == TWO_PERSONS


@pytest.mark.parametrize("role", Role)
def test_every_role_may_do_what_the_table_says_and_nothing_else(person: Make, role: Role) -> None:
    who = person("a@example.org", role)
    assert {action for action in MAY if who.may(action)} == {
        action for action, roles in MAY.items() if role in roles
    }
    assert not who.may("people.unknown")


def test_nobody_else_may_do_anything(person: Make) -> None:
    others = [
        person("citizen@example.org"),
        person("blocked@example.org", *Role, blocked="spam"),
        person("closed@example.org", *Role, is_active=False),
        person("bare@example.org", *Role, factor=False),
    ]
    assert [(who.email, action) for who in others for action in MAY if who.may(action)] == []


def test_every_address_has_its_row_in_the_table() -> None:
    assert set(addresses()) - UNNAMED == set(PAGES)


@pytest.mark.parametrize("name", sorted(PAGES))
def test_every_address_opens_to_those_of_the_table_alone(
    name: str, visitors: dict[str, Client]
) -> None:
    row = PAGES[name]
    opened = {who for who, client in visitors.items() if opens(client, name, row)}
    if row.gate == ALL:
        expected = set(visitors)
    elif row.gate == SIGNED:
        expected = set(visitors) - {"stranger"}
    elif row.gate == FLOW:
        expected = set()
    else:
        expected = {str(role) for role in MAY[row.gate]}
    assert opened == expected


def opens(client: Client, name: str, row: Address) -> bool:
    """Whether a visitor gets in: neither refused nor sent away to sign in or to set up a factor.

    What is not there (404) was looked for, so the gate was open. A step on the way is open only
    where it shows its page.
    """
    answer = getattr(client, row.method)(reverse(name, kwargs=row.words))
    assert answer.status_code < 500
    if row.gate == FLOW:
        return answer.status_code == 200
    if answer.status_code == 302:
        sent = urlsplit(answer.url).path
        sign_in, set_up = reverse("account_login"), reverse("mfa_activate_totp")
        return sent != sign_in and not (row.gate in MAY and sent == set_up)
    return answer.status_code != 403
