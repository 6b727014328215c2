"""Where pages lead: nobody is sent to a page that refuses, and every desk is a link away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from dauys.record.opening import ReferendumOpened
from dauys.site.people.models import Person
from dauys.site.people.roles import Role
from tests.site.conftest import publish_charter

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
DESK, TEXTS = "/ru/consultation/desk/", "/ru/desk/text/"


@pytest.fixture
def page(
    drafted: ReferendumOpened, client: Client, person: Callable[..., Person]
) -> Callable[..., str]:
    """A page as somebody with these roles sees it."""

    def shown(path: str, *roles: Role) -> str:
        client.force_login(person("a@example.org", *roles), backend=BACKEND)
        return client.get(path).content.decode()

    return shown


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.EDITOR, Role.MODERATOR])
def test_who_sits_at_the_desk_is_led_there(page: Callable[..., str], role: Role) -> None:
    assert f'href="{DESK}"' in page("/ru/", role)


@pytest.mark.parametrize("roles", [(), (Role.STEWARD,)])
def test_others_are_not(page: Callable[..., str], roles: tuple[Role, ...]) -> None:
    shown = page("/ru/", *roles)
    assert 'href="/ru/people/"' in shown
    assert f'href="{DESK}"' not in shown


def test_an_editor_comes_from_the_desk_to_the_texts(page: Callable[..., str]) -> None:
    assert f'href="{TEXTS}"' in page(DESK, Role.EDITOR)


def test_a_secretary_is_not_sent_to_the_texts(page: Callable[..., str]) -> None:
    assert f'href="{TEXTS}"' not in page(DESK, Role.SECRETARY)


def test_ones_proposals_are_a_link_away(page: Callable[..., str]) -> None:
    assert 'href="/ru/consultation/mine/"' in page("/ru/people/")


@pytest.mark.parametrize("path", ["", "art_8/"], ids=["law", "provision"])
def test_only_the_version_that_is_consulted_upon_offers_to_propose(
    path: str, drafted: ReferendumOpened, client: Client
) -> None:
    def offers(version: str) -> bool:
        return "data-propose=" in client.get(f"/ru/text/{version}/{path}").content.decode()

    assert offers("draft-1")
    assert not offers("in-force")
    publish_charter("new")
    assert offers("draft-2")
    assert not offers("draft-1")
