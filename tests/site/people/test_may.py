"""Who may do what: every action of the staff with every role, and every address of the site.

Two tables (that of addresses in `addresses`) written out a second time on purpose: what is changed
in `people.roles.ACTIONS`, or a page whose gate is forgotten, is noticed. A new action, and a new
address, needs its row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from dauys.site.people import labels
from dauys.site.people.models import Person
from dauys.site.people.roles import ACTIONS, CONFIRMED, Role
from tests.site.people.addresses import ALL, FLOW, PAGES, SIGNED, UNNAMED, Address

pytestmark = pytest.mark.django_db
Make = Callable[..., Person]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

SECRETARY, EDITOR, MODERATOR, STEWARD = Role.SECRETARY, Role.EDITOR, Role.MODERATOR, Role.STEWARD
EVERYONE = {SECRETARY, EDITOR, MODERATOR, STEWARD}
DESK = {SECRETARY, EDITOR, MODERATOR}
MAY: dict[str, set[Role]] = {
    "consultation.anchor": {EDITOR},
    "consultation.answer": {SECRETARY},
    "consultation.assign": DESK,
    "consultation.compare": DESK,
    "consultation.desk": DESK,
    "consultation.export": DESK,
    "consultation.groups": {SECRETARY, MODERATOR},
    "consultation.hearing": {SECRETARY},
    "consultation.import": {SECRETARY},
    "consultation.merge": {SECRETARY, MODERATOR},
    "consultation.moderate": {MODERATOR},
    "consultation.remark": DESK,
    "consultation.screen": DESK,
    "consultation.silence": {SECRETARY, MODERATOR},
    "consultation.split": {SECRETARY, MODERATOR},
    "consultation.statement": {SECRETARY, MODERATOR},
    "consultation.stock": {SECRETARY},
    "consultation.withdraw": {SECRETARY, MODERATOR},
    "people.block": {MODERATOR, STEWARD},
    "people.erase": {STEWARD},
    "people.grant": {STEWARD},
    "people.intents": EVERYONE,
    "people.read": {MODERATOR, STEWARD},
    "people.reset": {STEWARD},
    "people.trail": EVERYONE,
    "people.verify": {STEWARD},
    "text.prepare": {EDITOR},
    "text.publish": {EDITOR},
    "verification.run": EVERYONE,
}
TWO_PERSONS = {
    "consultation.anchor",
    "consultation.answer",
    "consultation.moderate",
    "consultation.silence",
    "consultation.withdraw",
    "people.erase",
    "people.grant",
    "people.reset",
    "text.publish",
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


def test_every_action_has_its_words_in_the_trail() -> None:
    assert set(ACTIONS) - set(labels.ACTIONS) == set()


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
