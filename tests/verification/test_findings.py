"""What a report tells of each fault, in full: the step, the code, who is accused, and the facts.

The first test of `test_tampering` asks only that a fault is found. Here stands what is said of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

import pytest

from dauys.errors import Unreadable
from dauys.log.reader import Log
from dauys.verification import steps
from dauys.verification.export import boxes_of
from dauys.verification.report import Report
from dauys.verification.verify import verify_record
from tests.verification.telling import Told, error, skipped, told
from tests.verification.world import MemorySource, World, build

WORLD = build()
BOX = next(iter(boxes_of(MemorySource(WORLD.files())).values()))[1]
OTHER = "f" * 64
UNFINISHED: Told = (15, "information", "verify.unfinished", "", {})


def cut(kind: str, number: int = 0, of: World = WORLD) -> World:
    """The record up to an event."""
    world = of.copy()
    del world.entries[world.find(kind, number) + 1 :]
    return world


def spoilt(kind: str, path: str, value: Any, number: int = 0) -> World:
    """The record up to an event one place of which is another."""
    change: Callable[[Any], Any] = value if callable(value) else lambda _: value
    return cut(kind, number, WORLD.changed(kind, path, change, number))


def at(kind: str, number: int = 0) -> str:
    """How an event is accused."""
    return f"entry:{WORLD.find(kind, number)}"


PROPOSAL, TASK = "proposal:p-1", "task:t-1"
MAP = "object with sorted keys"
Row = tuple[str, str, Any, int, list[Told]]
ROWS: tuple[Row, ...] = (
    ("text.published", "body.hash", OTHER, 0, [error(5, "text.version", "text:charter/in-force")]),
    (
        "hearing.held", "body.opens", "2027-02-02T10:00:00Z", 0,
        [error(6, "hearing.times", "hearing:h-1")],
    ),
    (
        "hearing.held", "body.opens", "2027-01-00T10:00:00Z", 0,
        [error(6, "json.shape", "hearing:h-1", where="/at", expected="moment")],
    ),
    (
        "hearing.held", "body.closes", "2027-12-31T10:00:00Z", 0,
        [error(6, "record.future", at("hearing.held"))],
    ),
    (
        "hearing.held", "body.minutes.@.place", 5, 0,
        [error(6, "json.shape", at("hearing.held"), where="/place", expected=MAP)],
    ),
    (
        "proposal.received", "body.anchor.version", "draft-9", 0,
        [error(6, "anchor.version", PROPOSAL, version="draft-9")],
    ),
    (
        "proposal.received", "body.anchor.language", "kk", 0,
        [error(6, "anchor.language", PROPOSAL, expected="kk", found="en, ru")],
    ),
    (
        "proposal.received", "body.anchor.address", "art_9", 0,
        [error(6, "anchor.address", PROPOSAL, address="art_9")],
    ),
    (
        "proposal.received", "body.words.@.quote", "no such words", 0,
        [error(6, "anchor.quote", PROPOSAL, address="art_1__para_2")],
    ),
    (
        "proposal.received", "body.words.@.quote", 5, 0,
        [error(6, "json.shape", at("proposal.received"), where="/quote", expected="string")],
    ),
    (
        "proposal.received", "body.received", "2027-01-00T08:00:00Z", 0,
        [error(6, "json.shape", at("proposal.received"), where="/at", expected="moment")],
    ),
    (
        "proposal.answered", "body.answered", "2027-02-00T08:00:00Z", 0,
        [error(6, "json.shape", PROPOSAL, where="/at", expected="moment")],
    ),
    (
        "proposal.answered", "body.carried.0.version", "draft-9", 0,
        [error(6, "anchor.version", PROPOSAL, version="draft-9")],
    ),
    (
        "proposal.answered", "body.answered", "2027-12-31T10:00:00Z", 0,
        [error(6, "record.future", at("proposal.answered"))],
    ),
    (
        "proposal.answered", "body.reasons.@.salt", 5, 0,
        [error(6, "json.shape", at("proposal.answered"), where="/salt", expected="string")],
    ),
    (
        "question.called", "body.text", OTHER, 0,
        [error(7, "question.text", "question:charter-2027")],
    ),
    (
        "question.called", "body.rule.@.name", 5, 0,
        [error(7, "json.shape", "question:charter-2027", where="/name", expected="string")],
    ),
    (
        "station.listed", "body.station.region", "east", 0,
        [error(14, "station.region", "station:S-1")],
    ),
    (
        "ballot.cast", "body.ballot.@.election_hash", "x", 0,
        [error(10, "ballot.election", at("ballot.cast"))],
    ),
    (
        "ballot.challenged", "body.challenge.@.ballot.election_hash", "x", 0,
        [error(10, "ballot.election", at("ballot.challenged"))],
    ),
    (
        "tally.encrypted", "body.sized.@.num_tallied", 9, 0,
        [error(11, "tally.numbers", "box:north")],
    ),
    (
        "tally.encrypted", "body.sized.@.num_tallied", "9", 0,
        [error(11, "json.shape", "box:north", where="/num_tallied", expected="count")],
    ),
    (
        "tally.encrypted", "body.encrypted_tally.@.0", [], 1,
        [error(11, "tally.shape", "box:south")],
    ),
    (
        "tally.decrypted", "body.bound.0", [], 0,
        [error(12, "decryption.shape", "trustee:1")],
    ),
    (
        "tally.decrypted", "body.partial_decryption.@.decryption_factors.0", [], 1,
        [error(12, "decryption.shape", "trustee:2")],
    ),
    (
        "tally.decrypted", "body.partial_decryption.@.decryption_factors.0.0", OTHER, 1,
        [error(12, "group.member", "trustee:2")],
    ),
    (
        "tally.result", "body.result.@.result.0", [9, 9], 0,
        [error(13, "result.weight", "box:north")],
    ),
    (
        "tally.result", "body.result.@.result", [], 1,
        [error(13, "result.shape", "box:south")],
    ),
    (
        "protocol.confirmed", "body.protocol.figures.yes", 61, 0,
        [error(14, "protocol.piles", "station:S-1", piles=91, in_box=90)],
    ),
    (
        "implementation.planned", "body.task.anchor.version", "draft-9", 0,
        [error(16, "anchor.version", TASK, version="draft-9")],
    ),
    (
        "implementation.planned", "body.task.anchor.version", "draft-1", 0,
        [error(16, "implementation.text", TASK)],
    ),
    (
        "implementation.planned", "body.task.anchor.language", "kk", 0,
        [error(16, "anchor.language", TASK, expected="kk", found="en, ru")],
    ),
    (
        "implementation.planned", "body.task.anchor.hash", OTHER, 0,
        [error(16, "implementation.hash", TASK, address="art_2__para_1")],
    ),
)  # fmt: skip


@pytest.mark.parametrize(("kind", "path", "value", "number", "expected"), ROWS)
def test_a_fault_is_told_in_full(
    kind: str, path: str, value: Any, number: int, expected: list[Told]
) -> None:
    """One place of one event is another, and nothing comes after it."""
    report = spoilt(kind, path, value, number).report()
    assert [each for each in told(report) if each[1] == "error"] == expected


@pytest.mark.parametrize(
    ("part", "path", "value"),
    [
        ("rule", "body.rule", "another"),
        ("figures", "body.figures.rows.0.yes", 1),
        ("result", "body.result.adopted", False),
        ("question", "body.question", "constitution"),
    ],
)
def test_an_outcome_says_which_part_is_not_so(part: str, path: str, value: Any) -> None:
    report = spoilt("outcome.declared", path, value).report()
    assert told(report) == [error(15, "outcome.declared", "outcome", part=part)]


# What depends on a fault


def test_without_readable_trustees_the_vote_is_not_followed() -> None:
    """Every step that rests on the keys says that it was not run; nothing else is blamed."""
    world = WORLD.changed("voting.setup", "body.trustees.@", lambda _: {})
    report = world.report()
    setup = at("voting.setup")
    expected = [
        error(8, "json.shape", setup, where="/", expected="array"),
        skipped(8, setup),
        *(skipped(9, at("setup.confirmed", number)) for number in range(3)),
    ]
    assert told(report)[:5] == expected
    told_later = told(report)[5:]
    kinds = {10: "ballot", 11: "tally.encrypted", 12: "tally.decrypted", 13: "tally.result"}
    for step, kind in kinds.items():
        entries = [f"entry:{n}" for n, e in enumerate(world.entries) if e["kind"].startswith(kind)]
        assert [each for each in told_later if each[0] == step] == [
            skipped(step, entry) for entry in entries
        ]
    assert [each for each in told_later if each[0] > 13] == [
        error(15, "outcome.declared", "outcome", part="figures")
    ]
    assert [(box.region, box.result, box.ballots, box.counted) for box in report.boxes] == [
        ("north", None, 0, 0), ("south", None, 0, 0),
    ]  # fmt: skip


def test_without_a_readable_box_only_its_own_steps_are_left_out() -> None:
    """The other box is counted; the outcome lacks the one."""
    world = WORLD.changed("voting.setup", "body.boxes.0.roll.@", lambda _: {})
    report = world.report()
    shape = error(8, "json.shape", "box:north", where="/", expected="array of strings")
    assert told(report)[:2] == [shape, skipped(8, at("voting.setup"))]
    ballots = [each for each in told(report) if each[0] == 10]
    assert ballots == [
        skipped(10, f"entry:{n}")
        for n, e in enumerate(world.entries)
        if e["kind"].startswith("ballot.") and e["body"]["box"] == report.boxes[0].uuid
    ]
    assert [box.result for box in report.boxes] == [None, [[2, 1]]]
    assert report.total() is None


def test_without_a_tally_nothing_is_decrypted_or_counted() -> None:
    world = WORLD.changed("tally.encrypted", "body.encrypted_tally", lambda _: "[]")
    assert told(world.report()) == [
        error(11, "tally.shape", "box:north"),
        skipped(12, "box:north"),
        skipped(13, "box:north"),
        error(15, "result.missing", "box:north"),
    ]


def test_without_a_result_there_is_no_outcome() -> None:
    world = spoilt("outcome.declared", "body.rule", lambda rule: rule)
    index = world.find("tally.result", 1)
    swapped = {"result": [[1, 2]]}
    world.entries[index]["body"]["result"] = json.dumps(swapped, separators=(",", ":"))
    assert told(world.report()) == [
        error(13, "result.count", "box:south"),
        error(15, "result.missing", "box:south"),
    ]


def test_without_the_root_of_the_close_no_trustee_is_accused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The bound proofs name that root: they cannot be asked, all else of a share can."""

    def lost(log: Log, size: int) -> bytes:
        raise Unreadable("log.missing", "tile:tile/0/000")

    monkeypatch.setattr(Log, "root_at", lost)
    report = WORLD.report()
    assert told(report) == [
        error(1, "log.missing", "tile:tile/0/000"),
        *(skipped(12, at("tally.decrypted", number)) for number in range(4)),
    ]
    assert report.total() == [[4, 3]]


def test_a_broken_object_stops_its_own_event_alone() -> None:
    """The hearing was never told; the proposal that came from it is refused, and no other."""
    world = cut("proposal.received", 1)
    index = world.find("hearing.held")
    ref = world.entries[index]["body"]["minutes"]
    told_there = world.objects[ref["sha256"]]
    world.objects[ref["sha256"]] = told_there[:-1] + b"#"
    assert told(world.report()) == [
        error(4, "object.hash", f"object:{ref['sha256']}"),
        skipped(4, f"entry:{index}"),
        error(6, "hearing.unknown", "proposal:p-2", hearing="h-1"),
        UNFINISHED,
    ]


def test_how_far_a_record_has_come_is_told() -> None:
    assert told(cut("setup.confirmed", 2).report()) == [UNFINISHED]
    unanswered = WORLD.without("proposal.answered", 1)
    warning = (6, "warning", "proposal.unanswered", "proposal:p-2", {})
    assert told(cut("question.called", 0, unanswered).report()) == [warning, UNFINISHED]
    early = cut("proposal.received", 1)
    assert told(early.report()) == [UNFINISHED]


def test_a_rehearsal_is_said_to_be_one() -> None:
    world = spoilt("referendum.opened", "body.simulated", True)
    warning = (2, "warning", "record.simulated", "entry:0", {})
    assert told(world.report()) == [warning, UNFINISHED]


# What is counted


def test_every_step_says_how_many_things_it_checked() -> None:
    """A step that silently checked nothing would show here."""
    kinds = [entry["kind"] for entry in WORLD.entries]
    named = (set(re.findall(rb'"sha256":"([0-9a-f]+)"', line)) for line in WORLD.lines())
    objects = sum(len(names) for names in named)
    counts = {number: step.count for number, step in WORLD.report().steps.items()}
    assert counts == {
        steps.LOG: len(kinds),
        steps.ENTRIES: len(kinds),
        steps.ORDER: len(kinds),
        steps.OBJECTS: objects,
        steps.TEXTS: 3,
        steps.CONSULTATION: 21,
        steps.QUESTION: 2,
        steps.SETUP: 4,
        steps.CONFIRMATIONS: 3,
        steps.BALLOTS: 9,
        steps.ENCRYPTED_TALLY: 2,
        steps.DECRYPTIONS: 4,
        steps.RESULT: 2,
        steps.STATIONS: 4,
        steps.OUTCOME: 1,
        steps.IMPLEMENTATION: 1,
    }


def test_progress_is_told_entry_by_entry() -> None:
    seen: list[tuple[int, int]] = []
    report = Report(lambda: 0.0)
    source = MemorySource(WORLD.files())
    verify_record(source, report, progress=lambda done, total: seen.append((done, total)))
    size = len(WORLD.entries)
    assert seen == [(number, size) for number in range(1, size + 1)]
