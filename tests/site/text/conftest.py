"""The charter in force and both of its drafts, and a version made of any words."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client

from dauys.record.opening import ReferendumOpened
from dauys.site.people.models import Person
from dauys.site.people.roles import Role
from dauys.site.record import actions
from dauys.text.read import read
from dauys.text.version import publish
from tests.site.conftest import publish_charter

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def three(drafted: ReferendumOpened) -> ReferendumOpened:
    """The charter in force and both drafts have been published."""
    publish_charter("new")
    return drafted


@pytest.fixture
def signed_in(person: Callable[..., Person]) -> Callable[..., Client]:
    """A browser in which someone with a role is signed in."""

    def make(email: str, *roles: Role) -> Client:
        client = Client()
        client.force_login(person(email, *roles), backend=BACKEND)
        return client

    return make


@pytest.fixture
def law() -> Callable[..., None]:
    """Publishes a version with these words, in Kazakh, Russian and English."""

    def make(name: str, kk: str, ru: str, en: str) -> None:
        texts = {
            "kk": read(kk.encode(), "kk").text,
            "ru": read(ru.encode(), "ru").text,
            "en": read(en.encode(), "en").text,
        }
        body, objects = publish("law", name, "draft", "2026-01-10", "test", ("kk",), texts)
        with transaction.atomic():
            actions.append([body], objects)

    return make
