"""A referendum that has just been opened on the site, its persons, and a clean folder each time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Literal

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client, TransactionTestCase
from playwright.sync_api import Browser, sync_playwright
from pytest_django.live_server_helper import LiveServer

from dauys import sample
from dauys.log.keys import SigningKey
from dauys.record.entry import read_entry
from dauys.record.opening import FORMAT, ReferendumOpened
from dauys.site.look import catalogue
from dauys.site.people import factors, keys
from dauys.site.people.models import Person
from dauys.site.people.roles import Role
from dauys.site.record import actions, replica, sequencer
from dauys.site.record.appendonly import protect, release
from dauys.site.record.models import Head, Sequencer
from dauys.text.formats import load
from dauys.text.version import publish
from tests.site.browser import OpenPage, Pages, launch, without_complaint
from tests.verification import world as worlds
from tests.verification.world import World

LANGUAGES = ("en", "kk", "ru")
PROTECTED = ("record_entry", "people_trail")
KEY = SigningKey("araitas-log", bytes(range(32)))
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # of everybody's second factor, Base32
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
    for cache in caches.all(initialized_only=True):
        cache.clear()
    yield KEY
    shutil.rmtree(environment.record, ignore_errors=True)
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
    """Makes a person: ``person("a@example.org", Role.EDITOR)``; staff has its second factor."""

    def make(email: str, *roles: Role, factor: bool = True, **more: object) -> Person:
        made = Person.objects.create_user(
            email, "correct horse", roles=[str(role) for role in roles], tier="email", **more
        )
        EmailAddress.objects.create(user=made, email=made.email, verified=True, primary=True)
        if roles and factor:
            factors.give(made, SECRET)
        return made

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
    if "DAUYS_DATABASE" in os.environ:
        pytest.skip("what the browser shows does not hang on the database: it is asked on SQLite")
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


def put(world: World) -> World:
    """Puts a whole record into the site, entry by entry, signed with the key of its log."""
    settings.ENVIRONMENT.log_key.write_text(worlds.KEY.write() + "\n")
    keys.log_key.cache_clear()
    entries = [read_entry(data, index) for index, data in enumerate(world.lines())]
    with transaction.atomic():
        groups = [(entry.at, [entry.body]) for entry in entries]
        actions.append_entries(groups, list(world.objects.values()))
    return world


@pytest.fixture(scope="session")
def played() -> World:
    """The record of a small referendum that has come to its end, with a blank vote allowed."""
    return worlds.build(blank=True)


@pytest.fixture
def whole(db: None, played: World) -> World:
    """The site holds a whole small referendum, from the opening to the implementation."""
    return put(played)


@pytest.fixture
def counted(db: None, played: World) -> World:
    """The site holds the same referendum, counted and not yet decided: no outcome, no matrix."""
    world = played.copy()
    return put(World(world.entries[: world.find("outcome.declared")], world.objects))
