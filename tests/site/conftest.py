"""A referendum that has just been opened on the site, its persons, and a clean folder each time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.test import Client, TransactionTestCase
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from dauys import sample
from dauys.log.keys import SigningKey
from dauys.record.opening import FORMAT, ReferendumOpened
from dauys.site.look import catalogue
from dauys.site.people import keys
from dauys.site.people.models import Person
from dauys.site.people.roles import Role
from dauys.site.record import actions, replica, sequencer
from dauys.site.record.appendonly import protect, release
from dauys.site.record.models import Head, Sequencer
from dauys.text.formats import load
from dauys.text.version import publish
from tests.site.browser import OpenPage, Pages, launch, without_complaint

LANGUAGES = ("en", "kk", "ru")
PROTECTED = ("record_entry", "people_trail")
KEY = SigningKey("araitas-log", bytes(range(32)))
MOMENT = "2026-01-10T05:00:00Z"
MOMENTS = {
    "old": "2026-01-10T05:00:01Z",
    "draft": "2026-01-10T06:00:00Z",
    "new": "2026-02-10T06:00:00Z",
}


def _teardown(self: TransactionTestCase) -> None:
    """Django's clean-up after a test that commits, with the tables that refuse it let go."""
    with connection.schema_editor() as editor:
        for table in PROTECTED:
            release(table)(None, editor)
    _django_teardown(self)
    with connection.schema_editor() as editor:
        for table in PROTECTED:
            protect(table)(None, editor)
    Head.objects.get_or_create(pk=1)
    Sequencer.objects.get_or_create(pk=1)


@pytest.fixture(scope="session", autouse=True)
def _words() -> None:
    """The words as they stand in the parts now, before the first page is asked for."""
    catalogue.write()


_django_teardown = TransactionTestCase._fixture_teardown


@pytest.fixture(scope="session", autouse=True)
def _flush_what_refuses_it() -> Iterator[None]:
    TransactionTestCase._fixture_teardown = _teardown
    yield
    TransactionTestCase._fixture_teardown = _django_teardown


@pytest.fixture(autouse=True)
def log() -> Iterator[SigningKey]:
    """The log's key, in its place, and no record yet."""
    environment = settings.ENVIRONMENT
    environment.log_key.parent.mkdir(parents=True, exist_ok=True)
    environment.log_key.write_text(KEY.write() + "\n")
    environment.log_key.chmod(0o600)
    keys.log_key.cache_clear()
    yield KEY
    for folder in (environment.record, environment.data / "cache"):
        shutil.rmtree(folder, ignore_errors=True)
    environment.head.unlink(missing_ok=True)
    replica.forget()
    sequencer.forget()


@pytest.fixture
def referendum(db: None) -> ReferendumOpened:
    """A referendum that has been opened and nothing else."""
    title = {"kk": "Арайтас қаласының жарғысы", "ru": "Устав города", "en": "The charter"}
    opened = ReferendumOpened(FORMAT, title, LANGUAGES, KEY.verifier.write(), (), 0, True)
    with transaction.atomic():
        actions.append([opened], at=MOMENT)
    return opened


def publish_charter(version: sample.Version) -> None:
    """Puts a version of the sample's charter into the record, as the sample's calendar has it."""
    texts = {}
    for language in LANGUAGES:
        with sample.file(sample.charter(version, language)) as path:
            texts[language] = load(path, language)
    at = MOMENTS[version]
    role: Literal["in_force", "draft"] = "in_force" if version == "old" else "draft"
    name = sample.VERSIONS[version]
    body, objects = publish(sample.WORK, name, role, at[:10], KEY.name, ("kk",), texts)
    with transaction.atomic():
        actions.append([body], objects, at=at)


@pytest.fixture
def drafted(referendum: ReferendumOpened) -> ReferendumOpened:
    """The charter in force and the first draft have been published; the consultation is open."""
    publish_charter("old")
    publish_charter("draft")
    return referendum


@pytest.fixture
def person(db: None) -> Callable[..., Person]:
    """Makes a person: ``person("a@example.org", Role.EDITOR)``."""

    def make(email: str, *roles: Role, **more: object) -> Person:
        return Person.objects.create_user(
            email, "correct horse", roles=[str(role) for role in roles], tier="email", **more
        )

    return make


@pytest.fixture
def session_of() -> Callable[[Person], str]:
    """The session of a person who has signed in, for ``open_page(session=...)``."""

    def sign_in(person: Person) -> str:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client.cookies["sessionid"].value

    return sign_in


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium without a screen; Django is told that its loop does not stand in the way."""
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        running = launch(playwright, chromium)
        yield running
        running.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def open_page(browser: Browser, live_server: LiveServer) -> Iterator[OpenPage]:
    """Opens pages of the site in the browser; see `tests.site.browser`."""
    with without_complaint(Pages(browser, live_server.url)) as pages:
        yield pages
