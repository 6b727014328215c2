"""The ballots of a record one by one: every field of each, and what is told of a wrong one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dauys.ballots.wire import tracker
from dauys.errors import DauysError
from dauys.verification import traces
from dauys.verification.report import LogReport, Report
from dauys.verification.traces import Trace
from dauys.verification.verify import verify_record
from dauys.wire.payload import object_ref
from tests.verification.world import MemorySource, World, build

WORLD = build()
LETTERS = "и\u0306"  # one letter in two characters


def head(world: World) -> tuple[MemorySource, LogReport]:
    """The files of a record, and its head as it was verified."""
    source, report = MemorySource(world.files()), Report(lambda: 0.0)
    verify_record(source, report)
    assert report.log is not None
    return source, report.log


def expected(world: World) -> list[tuple[Any, ...]]:
    """What the entries themselves tell: (entry, at, box, credential, code, tracker)."""
    rows: list[tuple[Any, ...]] = []
    for index, entry in enumerate(world.entries):
        body = entry["body"]
        if entry["kind"] == "ballot.cast":
            ballot = json.loads(body["ballot"])
            names = ballot["signature"]["hash"], tracker(body["ballot"].encode())
            rows.append((index, entry["at"], body["box"], ballot["credential"], *names))
        elif entry["kind"] == "ballot.challenged":
            credential = json.loads(body["challenge"])["ballot"]["credential"]
            rows.append((index, entry["at"], body["box"], credential, None, None))
    return rows


def plain(trace: Trace) -> tuple[Any, ...]:
    """A trace without its challenge; of a challenge, without its code too."""
    code = trace.code if trace.challenge is None else None
    return trace.entry, trace.at, trace.box, trace.credential, code, trace.tracker


def test_every_ballot_is_told_with_all_that_its_entry_says() -> None:
    found = list(traces.traces(*head(WORLD)))
    assert [plain(each) for each in found] == expected(WORLD)
    assert {each.challenge is None for each in found} == {True, False}
    for each in found:
        if each.challenge is not None:
            assert each.code == each.challenge.code


def test_a_ballot_in_an_object_is_told_as_one_in_its_entry() -> None:
    """Long ballots do not fit into an entry."""
    world = WORLD.copy()
    for kind, field in (("ballot.cast", "ballot"), ("ballot.challenged", "challenge")):
        body = world.entries[world.find(kind)]["body"]
        data = body[field].encode()
        ref = object_ref(data)
        world.objects[ref.sha256] = data
        body[field] = {"sha256": ref.sha256, "size": ref.size}
    found = [plain(each) for each in traces.traces(*head(world))]
    assert found == expected(WORLD)


def refused(kind: str, field: str, document: str) -> tuple[str, str]:
    """Code and accused of what a record is refused with, one ballot of which is this object."""
    world, data = WORLD.copy(), document.encode()
    ref = object_ref(data)
    world.objects[ref.sha256] = data
    world.entries[world.find(kind)]["body"][field] = {"sha256": ref.sha256, "size": ref.size}
    with pytest.raises(DauysError) as caught:
        list(traces.traces(*head(world)))
    return caught.value.code, caught.value.accused


either = pytest.mark.parametrize(
    ("kind", "field"), [("ballot.cast", "ballot"), ("ballot.challenged", "challenge")]
)


@either
def test_a_ballot_that_cannot_be_read_accuses_its_entry(kind: str, field: str) -> None:
    """Also one whose letters are in another form: not for that is it refused."""
    entry = f"entry:{WORLD.find(kind)}"
    assert refused(kind, field, "{") == ("json.syntax", entry)
    assert refused(kind, field, f'{{"{LETTERS}":1}}')[0] == "json.shape"


@either
def test_a_ballot_has_a_largest_size(
    kind: str, field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = WORLD.entries[WORLD.find(kind)]["body"][field]
    monkeypatch.setattr(traces, "LIMIT", len(document))
    assert refused(kind, field, document + " ")[0] == "json.size"


def test_an_entry_that_cannot_be_read_is_accused_itself() -> None:
    world = WORLD.copy()
    source, log = head(world)
    index = world.find("hearing.held")
    world.entries[index]["body"] = {}
    other, changed = head(world)
    with pytest.raises(DauysError) as caught:
        list(traces.traces(other, changed))
    assert (caught.value.code, caught.value.accused) == ("json.shape", f"entry:{index}")
    assert len(list(traces.traces(source, log))) == len(expected(WORLD))


@pytest.mark.parametrize(("length", "kept"), [(3, 3), (43, 43), (60, 43)])
def test_a_ballot_that_is_not_there_is_named_as_far_as_a_tracker_is_long(
    length: int, kept: int
) -> None:
    with pytest.raises(DauysError) as caught:
        traces.named(*head(WORLD), "?" * length)
    assert (caught.value.code, caught.value.accused) == ("ballot.absent", "ballot:" + "?" * kept)
