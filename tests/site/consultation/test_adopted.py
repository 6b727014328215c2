"""A whole record taken in: its rows are what the stage reads out of the entries and objects."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from dauys.consultation import course as endings
from dauys.consultation import decided, lineage, wire
from dauys.consultation.opinion.event import GroupsComputed
from dauys.consultation.proposal import Answer, Hearing, Proposal
from dauys.consultation.wire import DecisionWords
from dauys.errors import Refused
from dauys.record.entry import read_entry
from dauys.site.consultation import models, queries
from dauys.site.consultation.models import State
from dauys.site.record import intake
from dauys.site.record.models import Thing
from dauys.verification.entrance import verify
from dauys.wire import shape
from tests.site.conftest import put
from tests.verification.world import World

pytestmark = pytest.mark.django_db
Pairs = Iterator[tuple[Any, Any]]
SILENT = {"p-5": State.MODERATED, "p-6": State.WITHDRAWN}


def told(world: World, body: type, words: type, field: str) -> Pairs:
    """Every event of a kind with its words, read as the stage reads them."""
    for index, data in enumerate(world.lines()):
        event = read_entry(data, index).body
        if isinstance(event, body):
            reference = getattr(event, field)
            yield event, shape.read(words, world.objects[reference.sha256])


def proposals(world: World) -> dict[str, Proposal]:
    pairs = told(world, wire.ProposalReceived, wire.ProposalWords, "words")
    read = (wire.proposal_of(*pair) for pair in pairs)
    return {each.id: each for each in read}


def answers(world: World) -> dict[str, Answer]:
    pairs = told(world, wire.ProposalAnswered, wire.AnswerWords, "reasons")
    read = (wire.answer_of(*pair) for pair in pairs)
    return {each.proposal: each for each in read}


def hearings(world: World) -> dict[str, Hearing]:
    pairs = told(world, wire.HearingHeld, wire.HearingWords, "minutes")
    read = (wire.hearing_of(*pair) for pair in pairs)
    return {each.id: each for each in read}


def decisions(world: World) -> list[lineage.Decision]:
    kinds = (endings.ProposalMerged, endings.ProposalSplit)
    pairs = (told(world, kind, DecisionWords, "reasons") for kind in kinds)
    return [endings.decision_of(*pair) for some in pairs for pair in some]


def test_proposals_answers_and_hearings(whole: World) -> None:
    read = proposals(whole)
    rows = queries.stage_proposals()
    assert {name: rows[name] for name in read if name not in SILENT} == {
        name: each for name, each in read.items() if name not in SILENT
    }
    assert list(rows) == list(read)
    for name, state in SILENT.items():
        row = models.Proposal.objects.get(pk=name)
        assert (row.state, row.quote, row.proposed, row.reasons, row.folded) == (
            state,
            "",
            "",
            "",
            "",
        )
    assert queries.stage_answers() == answers(whole)
    held = models.Hearing.objects.get(pk="h-1")
    assert (held.place, held.minutes) == (hearings(whole)["h-1"].place,) * 2


def test_a_hearing_that_was_set_aside_keeps_its_facts_alone(whole: World) -> None:
    event, words = next(told(whole, endings.HearingModerated, DecisionWords, "reasons"))
    row, read = models.Hearing.objects.get(pk=event.hearing), hearings(whole)[event.hearing]
    assert (row.place, row.agenda, row.minutes, row.speakers) == ({}, {}, {}, [])
    assert (row.silenced, row.who, row.why) == (event.moderated, words.who, words.why)
    assert (row.opens, row.closes, row.region) == (read.opens, read.closes, read.region)
    assert (row.attended, row.groups) == (read.attended, list(read.groups))


def test_the_lineage_and_the_course(whole: World) -> None:
    made = decisions(whole)
    assert {each.act for each in made} == {"merge", "split"}
    moments = {name: each.received for name, each in proposals(whole).items()}
    assert queries.lineage() == lineage.trace(moments, made)
    states = dict(models.Proposal.objects.values_list("id", "state"))
    assert states["p-3"] == State.MERGED
    assert models.Proposal.objects.get(pk="p-4.1").part
    for kind in (endings.ProposalModerated, endings.ProposalWithdrawn):
        for event, words in told(whole, kind, DecisionWords, "reasons"):
            step = endings.step_of(event, words)
            row = models.Course.objects.get(proposal=step.proposal, act=step.state)
            assert (row.at, row.who, row.why) == (step.at, step.who, step.reason)


def test_anchors_and_groups(whole: World) -> None:
    read = list(told(whole, decided.AnchorDecided, DecisionWords, "words"))
    assert {event.decision for event, _ in read} == {"confirmed", "orphaned"}
    for event, words in read:
        row = models.AnchorDecision.objects.get(proposal=event.proposal, version=event.version)
        assert (row.decision, row.who, row.why) == (event.decision, words.who, words.why)
        assert (row.before, row.after) == (
            event.before.address,
            event.after.address if event.after else "",
        )
    events = [read_entry(data, index).body for index, data in enumerate(whole.lines())]
    computed = [each for each in events if isinstance(each, GroupsComputed)]
    rows = list(models.Groups.objects.order_by("entry"))
    assert [(row.method, row.seed, row.matrix) for row in rows] == [
        (each.method, each.seed, each.matrix.sha256) for each in computed
    ]
    assert [bytes(row.told) for row in rows] == [
        whole.objects[each.result.sha256] for each in computed
    ]


def destroyed(world: World) -> set[str]:
    """The objects whose words may be destroyed."""
    gone = {
        event.words.sha256
        for event, _ in told(world, wire.ProposalReceived, wire.ProposalWords, "words")
        if event.proposal in SILENT
    }
    spoken = told(world, wire.HearingHeld, wire.HearingWords, "minutes")
    return gone | {event.minutes.sha256 for event, _ in spoken if event.hearing == "h-2"}


def write(world: World, folder: Path) -> None:
    """The record in a folder, without the words that were destroyed."""
    gone = destroyed(world)
    for name, data in world.files().items():
        if name.removeprefix("object/") not in gone:
            place = folder / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["referendum.opened", "hearing.moderated"])
def test_words_that_were_destroyed_elsewhere_are_gone_here_too(
    played: World, tmp_path: Path, kind: str
) -> None:
    """A table that is new, and one out of an old backup which still holds the words."""
    write(played, tmp_path)
    before = max(1, played.find(kind))
    put(World(played.entries[:before], played.objects))
    held = Thing.objects.filter(pk__in=destroyed(played), data__isnull=False)
    assert held.exists() == (kind == "hearing.moderated")
    assert intake.adopt(tmp_path).after == len(played.entries)
    assert not held.exists()
    assert models.Hearing.objects.get(pk="h-2").minutes == {}
    assert models.Hearing.objects.get(pk="h-2").why
    read = proposals(played)
    assert {name for name, each in queries.stage_proposals().items() if each == read[name]} == (
        set(read) - set(SILENT)
    )
    assert verify(str(settings.ENVIRONMENT.record), lambda: 0.0).verdict() == "accepted"


@pytest.mark.django_db(transaction=True)
def test_words_that_are_missing_without_a_reason_are_refused(played: World, tmp_path: Path) -> None:
    write(played, tmp_path)
    pairs = told(played, wire.ProposalReceived, wire.ProposalWords, "words")
    event = next(event for event, _ in pairs if event.proposal not in SILENT)
    (tmp_path / "object" / event.words.sha256).unlink()
    put(World(played.entries[:1], {}))
    with pytest.raises(Refused, match=event.words.sha256):
        intake.adopt(tmp_path)
    assert not models.Proposal.objects.exists()
