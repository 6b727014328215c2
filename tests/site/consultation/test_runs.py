"""Rows out of many entries at once: the same as one by one, in as many queries as for two."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from dauys.consultation.proposal import Answer, Proposal
from dauys.consultation.wire import answered, received
from dauys.site.consultation import models
from dauys.site.consultation.queries import origins, origins_of
from dauys.site.record import actions, queries
from dauys.site.record.models import Entry
from dauys.storage.folder import put_many
from tests.site.consultation.conftest import SALT

REASONS = dict.fromkeys(("kk", "ru", "en"), "The reasons.")


def enter(pattern: Proposal, names: list[str]) -> int:
    """Receives proposals and answers them, each in one addition; gives how many queries it took."""
    with CaptureQueriesContext(connection) as told, transaction.atomic():
        made = [received(replace(pattern, id=name), SALT) for name in names]
        actions.append([body for body, _ in made], [data for _, data in made])
        at = queries.moment()
        answers = [Answer(name, at, "rejected", (), REASONS) for name in names]
        made = [answered(each, (), SALT) for each in answers]
        actions.append([body for body, _ in made], [data for _, data in made])
    return len(told)


def names_of(first: str, count: int) -> list[str]:
    return [f"{first}-{number}" for number in range(count)]


def test_a_hundred_take_hardly_more_queries_than_two(consulted: dict[str, Proposal]) -> None:
    pattern = next(iter(consulted.values()))
    enter(pattern, names_of("warm", 2))
    few, many = enter(pattern, names_of("few", 2)), enter(pattern, names_of("many", 100))
    assert many <= few + 4  # SQLite takes about forty rows in a query
    rows = models.Proposal.objects.filter(pk__startswith="many-")
    assert {row.state for row in rows} == {"answered"}
    assert models.Answer.objects.filter(proposal__in=rows).count() == rows.count() == 100
    assert models.Course.objects.filter(proposal__in=rows).count() == 200


def test_a_run_gives_the_rows_that_single_entries_give(consulted: dict[str, Proposal]) -> None:
    pattern = next(iter(consulted.values()))
    enter(pattern, names_of("run", 3))
    for name in names_of("one", 3):
        enter(pattern, [name])
    for run, one in zip(names_of("run", 3), names_of("one", 3), strict=True):
        rows = [models.Proposal.objects.filter(pk=name).values() for name in (run, one)]
        (first,), (second,) = ([*each] for each in rows)
        assert first["entry"] != second["entry"]
        for own in ("id", "entry", "words"):
            del first[own], second[own]
        assert first == second


def test_the_moments_of_a_kind_are_those_of_its_entries(consulted: dict[str, Proposal]) -> None:
    told = queries.so_far()
    assert told
    for kind, each in told.items():
        moments = sorted(Entry.objects.filter(kind=kind).values_list("at", flat=True))
        assert (each.count, each.first, each.last) == (len(moments), moments[0], moments[-1])


def test_what_came_so_far_is_one_query_of_the_kinds(consulted: dict[str, Proposal]) -> None:
    """No entry is counted, however many there are."""
    with CaptureQueriesContext(connection) as told:
        queries.so_far()
    assert len(told) == 1
    assert "record_entry" not in told[0]["sql"]


def test_origins_of_many_are_those_of_each(answered_all: dict[str, Answer]) -> None:
    names = list(models.Proposal.objects.values_list("pk", flat=True))
    assert origins_of(names) == {name: origins(name) for name in names}


def test_many_files_are_all_there_and_whole(tmp_path: Path) -> None:
    folder = tmp_path / "object"
    files = {f"{number:03}": bytes([number % 256]) * number for number in range(200)}
    put_many(folder, files.items())
    assert {each.name: each.read_bytes() for each in folder.iterdir()} == files
