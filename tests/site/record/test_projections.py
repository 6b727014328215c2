"""From a whole record to the rows of every stage, as it is written and as it is taken in."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from dauys.site.implementation.models import Task
from dauys.site.outcome.models import Figure, Leg, Outcome
from dauys.site.question import queries as question
from dauys.site.record import intake, queries, sequencer
from dauys.site.record.models import Entry, Kind
from dauys.site.record.stage import stage_now, stages
from dauys.site.stations.models import Protocol, Station
from dauys.site.tally.models import Box, Decryption
from dauys.verification.entrance import verify
from tests.site.conftest import put
from tests.verification.world import World


def test_every_stage_has_its_rows(whole: World) -> None:
    told = question.question()
    assert told is not None
    assert (told.work, told.version, told.question_type) == ("charter", "draft-2", "charter")
    assert question.rule() is not None
    assert [each.region for each in question.regions()] == ["north", "south"]
    assert (Station.objects.count(), Protocol.objects.count()) == (2, 2)
    assert Protocol.objects.get(pk="S-1").figures().piles == 90
    assert (Leg.objects.count(), Figure.objects.count()) == (3, 2)
    assert Outcome.objects.get().adopted is True
    assert Task.objects.get().address == "art_2__para_1"


def test_the_boxes_hold_what_the_record_says(whole: World) -> None:
    report = whole.report()
    boxes = {each.uuid: each for each in Box.objects.all()}
    assert len(boxes) == len(report.boxes) == 2
    for each in report.boxes:
        box = boxes[each.uuid]
        assert (box.region, box.cast, box.counted) == (each.region, each.ballots, each.counted)
        assert (box.result, box.challenged) == (each.result, 1)
    assert Decryption.objects.count() == 4


def test_whoever_holds_a_key_is_told_by_number(whole: World) -> None:
    sealed = question.setup()
    assert sealed is not None
    found = [(each.role, each.index, bool(each.at)) for each in question.keepers(sealed)]
    assert found == [("registrar", 0, True), ("trustee", 1, True), ("trustee", 2, True)]


def test_kinds_are_counted_as_the_table_has_them(whole: World) -> None:
    for kind in Kind.objects.all():
        rows = Entry.objects.filter(kind=kind.kind)
        assert (kind.entries, kind.last) == (rows.count(), max(row.index for row in rows))
    assert sum(kind.entries for kind in queries.kinds()) == queries.size() == len(whole.entries)


def test_a_stage_is_open_by_its_window_and_else_by_what_has_happened(whole: World) -> None:
    found = {each.name: each.state for each in stages("2027-05-01T12:00:00Z")}
    assert found["text"] == found["consultation"] == "over"  # a question has been called
    assert found["ballots"] == found["outcome"] == found["verification"] == "open"
    assert {each.name: each.state for each in stages("2027-05-02T00:00:00Z")}["ballots"] == "over"
    assert {each.name: each.state for each in stages("2027-04-01T00:00:00Z")}["ballots"] == "ahead"


@pytest.mark.usefixtures("drafted")
def test_before_the_question_the_consultation_is_open() -> None:
    now = stage_now()
    assert now is not None
    assert (now.name, now.state, now.opens) == ("consultation", "open", "")


@pytest.mark.usefixtures("db")
def test_nothing_is_open_before_the_opening() -> None:
    assert stage_now() is None
    assert (queries.size(), queries.title("kk"), queries.last_moment()) == (0, "", "")


@pytest.mark.django_db(transaction=True)
def test_a_record_that_is_taken_in_gives_the_same_rows(played: World, tmp_path: Path) -> None:
    for name, data in played.files().items():
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    put(World(played.entries[:1], {}))
    taken = intake.adopt(tmp_path)
    assert (taken.before, taken.after) == (1, len(played.entries))
    assert Box.objects.get(region="north").result == played.report().boxes[0].result
    assert sequencer.settle() == len(played.entries)
    assert verify(str(settings.ENVIRONMENT.record), lambda: 0.0).verdict() == "accepted"
