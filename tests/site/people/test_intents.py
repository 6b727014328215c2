"""What cannot be undone needs two persons; the trail keeps who did what."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client

from dauys.errors import Refused
from dauys.site.people import actions, labels
from dauys.site.people.models import Intent, Person, Trail
from dauys.site.people.roles import Role

pytestmark = pytest.mark.django_db
Make = Callable[..., Person]


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What has been done by intents."""
    kept: list[dict[str, Any]] = []
    monkeypatch.setitem(actions._runs, "people.grant", lambda by, told: kept.append(told))
    return kept


def ask(by: Person) -> Intent:
    """Someone asks for a role for another one."""
    return actions.request(by, "people.grant", {"role": "editor"}, "the role of an editor")


def test_a_second_person_confirms_once(person: Make, done: list[dict[str, Any]]) -> None:
    intent = ask(person("a@example.org", Role.STEWARD))
    second = person("b@example.org", Role.STEWARD)
    assert done == []
    actions.confirm(second, intent)
    assert done == [{"role": "editor"}]
    with pytest.raises(Refused) as refused:
        actions.confirm(second, intent)
    assert refused.value.code == "intent.settled"


def test_nobody_confirms_what_he_asked_for(person: Make, done: list[dict[str, Any]]) -> None:
    first = person("a@example.org", Role.STEWARD)
    intent = ask(first)
    with pytest.raises(Refused) as refused:
        actions.confirm(first, intent)
    assert refused.value.code == "intent.same"
    assert done == []


def test_who_lost_the_role_meanwhile_asks_in_vain(person: Make, done: list[dict[str, Any]]) -> None:
    first, second = person("a@example.org", Role.STEWARD), person("b@example.org", Role.STEWARD)
    intent = ask(first)
    Person.objects.filter(pk=first.pk).update(roles=[])
    with pytest.raises(PermissionDenied):
        actions.confirm(second, intent)
    assert done == []
    assert Intent.objects.get().state == Intent.State.WAITING


def test_what_is_declined_is_not_done(person: Make, done: list[dict[str, Any]]) -> None:
    intent = ask(person("a@example.org", Role.STEWARD))
    actions.decline(person("b@example.org", Role.STEWARD), intent)
    assert done == []
    assert [row.action for row in Trail.objects.all()] == ["people.decline", "people.request"]


def test_without_the_role_nothing_is_asked_for(person: Make) -> None:
    for role in set(Role) - {Role.STEWARD}:
        with pytest.raises(PermissionDenied):
            ask(person(f"{role}@example.org", role))
    with pytest.raises(PermissionDenied):
        ask(person("blocked@example.org", Role.STEWARD, blocked="spam"))


def test_the_database_refuses_to_alter_the_trail(person: Make) -> None:
    actions.note(person("a@example.org"), "people.block", "person:1")
    with pytest.raises(DatabaseError), transaction.atomic():
        Trail.objects.update(action="people.verify")
    with pytest.raises(DatabaseError), transaction.atomic():
        Trail.objects.all().delete()


def test_every_word_of_the_trail_has_words_on_its_page(person: Make) -> None:
    """The codes of the program's notes, as they stand in it, and what a page makes of them."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in (settings.FOLDER).rglob("*.py"))
    notes = re.findall(r"\bnote\((?:[^()]|\([^()]*\))*\)", source)
    kinds = {kind for note in notes for kind in re.findall(r'f"([a-z]+):\{', note)}
    facts = {name for note in notes for name in re.findall(r"\b([a-z]+)=", note)}
    assert len(kinds) > 8
    assert kinds - set(labels.SUBJECTS) == set()
    assert facts - set(labels.FACTS) == set()
    steward = person("s@example.org", Role.STEWARD)
    actions.note(steward, "people.grant", "person:7", role="editor", give=False)
    client = Client()
    client.force_login(steward, backend="allauth.account.auth_backends.AuthenticationBackend")
    page = client.get("/ru/people/trail/").content.decode()
    assert "Человек 7" in page
    assert "<code>person:7</code>" in page
    assert "дано: нет; роль: Редактор" in page  # in one order, whatever the database keeps
