"""A version is published as two persons saw it, or not at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction

from dauys.errors import DauysError, Refused
from dauys.record.opening import ReferendumOpened
from dauys.site.people import actions as people
from dauys.site.people.models import Person, Trail
from dauys.site.people.roles import Role
from dauys.site.text import actions, queries
from dauys.site.text.models import Manuscript, Sheet
from dauys.verification.entrance import verify
from tests.site.text.manuscripts import manuscript, read

pytestmark = pytest.mark.django_db
Make = Callable[..., Person]


@pytest.fixture
def first(person: Make) -> Person:
    return person("a@example.org", Role.EDITOR)


@pytest.fixture
def second(person: Make) -> Person:
    return person("b@example.org", Role.EDITOR)


@pytest.mark.django_db(transaction=True)
def test_two_persons_publish(drafted: ReferendumOpened, first: Person, second: Person) -> None:
    made = manuscript(first)
    intent = actions.ask(first, made, "draft-2")
    assert queries.latest_draft().name == "draft-1"  # type: ignore[union-attr]
    people.confirm(second, intent)
    version = queries.latest_draft()
    assert version is not None
    assert version.name == "draft-2"
    assert version.hash == intent.arguments["hash"]
    assert Manuscript.objects.get().published
    assert verify(str(settings.ENVIRONMENT.record), lambda: 0.0).verdict() == "accepted"
    actions_taken = list(Trail.objects.values_list("action", flat=True))
    assert actions_taken == ["people.confirm", "text.publish", "people.request", "text.prepare"]


def test_what_waits_or_is_published_stays_as_it_is(
    drafted: ReferendumOpened, first: Person, second: Person
) -> None:
    made = manuscript(first)
    intent = actions.ask(first, made, "draft-2")
    for attempt in (actions.prepare, actions.ask, actions.discard):
        arguments = {actions.prepare: ([], None), actions.ask: ("again",)}.get(attempt, ())
        with pytest.raises(Refused) as refused:
            attempt(first, made, *arguments)  # type: ignore[operator]
        assert refused.value.code == "manuscript.fixed"
    people.decline(second, intent)
    made.refresh_from_db()
    actions.prepare(first, made, [read("ru")], None)


def test_what_was_altered_behind_their_backs_is_not_published(
    drafted: ReferendumOpened, first: Person, second: Person
) -> None:
    """The second person's word is for the text that was shown, and for no other."""
    made = manuscript(first)
    intent = actions.ask(first, made, "draft-2")
    Sheet.objects.filter(language="ru").update(text=read("ru").text.replace("Город".encode(), b"X"))
    with pytest.raises(Refused) as refused:
        people.confirm(second, intent)
    assert refused.value.code == "manuscript.changed"
    assert len(queries.versions()) == 2


def test_a_version_is_published_once(
    drafted: ReferendumOpened, first: Person, second: Person
) -> None:
    intent = actions.ask(first, manuscript(first, name="draft-1"), "draft-1")
    with pytest.raises(DauysError) as refused, transaction.atomic():
        people.confirm(second, intent)
    assert refused.value.code == "record.repeated"


def test_a_version_without_a_language_of_the_record_is_refused(
    drafted: ReferendumOpened, first: Person, second: Person
) -> None:
    intent = actions.ask(first, manuscript(first, "kk", "ru"), "draft-2")
    with pytest.raises(DauysError) as refused, transaction.atomic():
        people.confirm(second, intent)
    assert refused.value.code == "record.languages"
    assert len(queries.versions()) == 2


@pytest.mark.parametrize("role", [None, *(each for each in Role if each != Role.EDITOR)])
def test_nobody_else_prepares(drafted: ReferendumOpened, person: Make, role: Role | None) -> None:
    other = person("c@example.org", *([role] if role else []))
    with pytest.raises(PermissionDenied):
        manuscript(other, "ru")
    assert not Manuscript.objects.exists()
