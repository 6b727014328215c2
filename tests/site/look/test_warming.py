"""A process that starts has read every kind of page once, in each language, and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.urls import resolve
from django.utils.translation import override

from dauys.site.look import warming
from tests.verification.world import World


@pytest.fixture
def unclosed() -> Iterator[None]:
    """A connection outlives its request, as in Django's own client: the test's rows are in it."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def named(path: str) -> tuple[str, str]:
    language = path.split("/")[1]
    with override(language):
        return language, resolve(path).view_name


def test_every_kind_of_page_is_read_once_in_each_language(whole: World, unclosed: None) -> None:
    read = list(warming.pages(WSGIHandler()))
    assert {status for _, status in read} == {200}
    kinds = Counter(named(path) for path, _ in read)
    assert set(kinds.values()) == {1}
    seen = {name for language, name in kinds if language == "kk"}
    assert {"front", "text:provision", "text:compare", "consultation:figures"} <= seen
    assert kinds.keys() == {(each, name) for each in ("kk", "ru", "en") for name in seen}
    assert not [name for name in seen if name.startswith(("account", "people"))]
    assert not Session.objects.exists()
