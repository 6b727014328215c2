"""A decision on many is carried out by the worker: in pieces, once, whatever happens meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.test import Client
from django.utils import timezone

from dauys.consultation.proposal import Proposal
from dauys.consultation.wire import received
from dauys.errors import Refused
from dauys.site.consultation.desk import batches, carrying, imports
from dauys.site.consultation.models import Answer, Batch, Import
from dauys.site.consultation.models import Proposal as Row
from dauys.site.people import actions as people
from dauys.site.people.models import Person, Trail
from dauys.site.record import actions
from dauys.site.record.models import Entry
from tests.site.consultation.conftest import SALT
from tests.site.consultation.desk.conftest import text
from tests.site.consultation.desk.test_imports import file_of, row

pytestmark = pytest.mark.django_db
Staff = dict[str, Person]
TOLD = {
    "outcome": "rejected",
    "reasons": dict.fromkeys(("kk", "ru", "en"), "The reasons."),
    "carried": [],
}
COUNT = 7


class Killed(BaseException):
    """kill -9, as far as a test can have it: nothing gets the time to clean up."""


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seven proposals are many, and two are a piece."""
    monkeypatch.setattr(carrying, "AT_ONCE", 2)
    monkeypatch.setattr(carrying, "PIECE", 2)
    monkeypatch.setattr(imports, "BATCH", 2)


@pytest.fixture
def names(consulted: dict[str, Proposal]) -> list[str]:
    """More proposals than are answered at once."""
    pattern = next(iter(consulted.values()))
    found = [f"many-{number}" for number in range(COUNT)]
    made = [received(replace(pattern, id=name), SALT) for name in found]
    with transaction.atomic():
        actions.append([body for body, _ in made], [data for _, data in made])
    return found


@pytest.fixture
def waiting(names: list[str], staff: Staff) -> Batch:
    """An answer for all of them that a second person has confirmed; no worker has begun."""
    return confirmed(staff, names)


def confirmed(staff: Staff, names: list[str], *, rest: bool = False) -> Batch:
    facts: dict[str, dict[str, str]] = {name: {} for name in names}
    batch = batches.prepare(staff["aigul"], f"t-{rest}", "answer", TOLD, facts, rest=rest)
    people.confirm(staff["bolat"], batches.ask(staff["aigul"], batch, "many"))
    batch.refresh_from_db()
    return batch


def work(batch: Batch) -> int:
    """What the worker does."""
    done = carrying.carry_out.call(batch.pk)
    batch.refresh_from_db()
    return int(done)


def entries() -> int:
    return Entry.objects.filter(kind="proposal.answered").count()


def test_confirming_many_waits_for_nothing(
    waiting: Batch, django_capture_on_commit_callbacks: Any
) -> None:
    assert waiting.state == "queued"
    assert not Answer.objects.exists()


def test_the_worker_does_them_all_and_writes_it_down(waiting: Batch) -> None:
    assert work(waiting) == COUNT
    assert (waiting.state, waiting.done, waiting.left) == ("done", COUNT, 0)
    assert Answer.objects.count() == entries() == COUNT
    assert Trail.objects.order_by("pk").last().facts == {"count": COUNT, "left": 0}


def test_few_are_done_at_once(names: list[str], staff: Staff) -> None:
    batch = confirmed(staff, names[:2])
    assert (batch.state, entries()) == ("done", 2)


def test_started_twice_it_is_done_once(waiting: Batch) -> None:
    """The second one begins while the first is in the middle of it."""
    enter, again = batches.enter, []

    def meanwhile(batch: Batch, told: Any) -> None:
        enter(batch, told)
        if not again:
            again.append(True)
            transaction.on_commit(lambda: carrying.carry_out.call(batch.pk))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(batches, "enter", meanwhile)
        assert carrying._piece(waiting.pk)
        carrying.carry_out.call(waiting.pk)
    assert work(waiting) == COUNT
    assert entries() == COUNT


@pytest.mark.parametrize("piece", [1, 3])
def test_killed_in_the_middle_it_goes_on_where_it_was(
    waiting: Batch, piece: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    append, count = actions.append, []

    def dying(*given: Any, **more: Any) -> range:
        done = append(*given, **more)
        count.append(done)
        if len(count) == piece:
            raise Killed  # after the entries were added, before the commit
        return done

    monkeypatch.setattr(actions, "append", dying)
    with pytest.raises(Killed):
        work(waiting)
    monkeypatch.setattr(actions, "append", append)
    waiting.refresh_from_db()
    assert waiting.done == entries() == 2 * (piece - 1)
    assert carrying.resume() == 1  # at the start of a worker: here it does the work at once
    waiting.refresh_from_db()
    assert (waiting.state, entries(), Answer.objects.count()) == ("done", COUNT, COUNT)


def test_what_became_faulty_stops_it_before_anything_is_done(waiting: Batch) -> None:
    Row.objects.filter(pk="many-6").update(state="withdrawn")
    assert work(waiting) == entries() == 0
    assert waiting.state == "stopped"
    assert waiting.trouble.startswith("batch.faulty")


def test_what_stopped_goes_on_once_it_is_mended(waiting: Batch, staff: Staff) -> None:
    Row.objects.filter(pk="many-6").update(state="withdrawn")
    work(waiting)
    Row.objects.filter(pk="many-6").update(state="received")
    carrying.go_on(staff["aigul"], waiting)
    assert work(waiting) == COUNT


def test_what_stopped_can_end_and_says_what_it_left(waiting: Batch, staff: Staff) -> None:
    carrying._piece(waiting.pk)
    Row.objects.filter(pk="many-6").update(state="withdrawn")
    work(waiting)
    carrying.leave(staff["bolat"], waiting)
    waiting.refresh_from_db()
    assert (waiting.state, waiting.done, waiting.left) == ("done", 2, COUNT - 2)
    assert work(waiting) == entries() == 2


def test_with_the_rest_asked_for_the_others_are_done(names: list[str], staff: Staff) -> None:
    batch = confirmed(staff, names, rest=True)
    Row.objects.filter(pk="many-3").update(state="withdrawn")
    assert work(batch) == COUNT - 1
    assert (batch.state, batch.left) == ("done", 1)
    assert list(batch.lines.filter(entered=False).values_list("proposal", flat=True)) == ["many-3"]


def test_only_what_stopped_or_stands_still_is_started_again(waiting: Batch, staff: Staff) -> None:
    with pytest.raises(Refused):
        carrying.go_on(staff["aigul"], waiting)
    with pytest.raises(Refused):
        carrying.leave(staff["aigul"], waiting)
    long_ago = timezone.now() - carrying.STILL - timedelta(seconds=1)
    Batch.objects.update(work="running", moved=long_ago)
    carrying.go_on(staff["aigul"], waiting)
    with pytest.raises(PermissionDenied):
        carrying.go_on(staff["kairat"], waiting)


def test_the_page_says_how_far_it_is(waiting: Batch, signed_in: Callable[[str], Client]) -> None:
    page = f"/en/consultation/desk/decisions/{waiting.pk}/"
    client = signed_in("aigul")
    assert "Waiting for its turn" in text(client.get(page))
    carrying._piece(waiting.pk)
    assert "Under way" in text(client.get(page))
    assert 'http-equiv="refresh"' in client.get(page).content.decode()
    Batch.objects.update(moved=timezone.now() - timedelta(hours=1))
    assert "the worker is not running" in text(client.get(page))
    Row.objects.filter(pk="many-6").update(state="withdrawn")
    work(waiting)
    told = text(client.get(page))
    assert "It stopped at a fault" in told
    assert "batch.faulty" in told
    client.post(page, {"wish": "leave"})
    assert "left out" in text(client.get(page))


def test_an_import_that_was_killed_goes_on(
    consulted: dict[str, Proposal], staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row(f"i-{number}") for number in range(5)]
    upload = imports.Upload("letters.csv", file_of(*rows), b"", "draft-1")
    job = imports.check(staff["aigul"], upload)
    imports.start(staff["aigul"], job.pk, partial=False)
    enter = imports._enter

    def dying(number: int, before: int, proposals: Any) -> bool:
        if before == 2:
            raise Killed
        return enter(number, before, proposals)

    monkeypatch.setattr(imports, "_enter", dying)
    with pytest.raises(Killed):
        imports.take_in.call(job.pk)
    monkeypatch.setattr(imports, "_enter", enter)
    assert imports.resume() == 1
    job.refresh_from_db()
    assert (job.state, job.done) == (Import.State.DONE, 5)
    assert Row.objects.filter(pk__startswith="i-").count() == 5


def test_an_import_that_another_is_at_is_left_to_it(
    consulted: dict[str, Proposal], staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [row(f"i-{number}") for number in range(5)]
    upload = imports.Upload("letters.csv", file_of(*rows), b"", "draft-1")
    job = imports.check(staff["aigul"], upload)
    imports.start(staff["aigul"], job.pk, partial=False)
    enter = imports._enter

    def overtaken(number: int, before: int, proposals: Any) -> bool:
        monkeypatch.setattr(imports, "_enter", enter)
        imports.take_in.call(number)  # another worker, from beginning to end
        return enter(number, before, proposals)

    monkeypatch.setattr(imports, "_enter", overtaken)
    assert imports.take_in.call(job.pk) == 5
    job.refresh_from_db()
    assert (job.state, job.trouble) == (Import.State.DONE, "")
    assert Row.objects.filter(pk__startswith="i-").count() == 5
