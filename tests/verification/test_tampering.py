"""Every field of every event that a step covers: changed, sealed again, refused with its code.

The tables stand in `tampered`. A test holds both to the record itself: a field that is added to an
event is in one of the two, or the suite fails.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

import pytest

from dauys.group import Element
from dauys.group.ed25519 import ED25519
from tests.verification.tampered import EXPECTED, FREE
from tests.verification.world import World, build, found

WORLD = build()


def leaves(world: World) -> Iterator[tuple[str, int, str]]:
    """(kind, which entry of the kind, path) of every place that holds a value."""
    numbers: dict[str, int] = {}
    for entry in world.entries:
        kind = entry["kind"]
        number = numbers[kind] = numbers.get(kind, -1) + 1
        for path in _leaves(world, "body", entry["body"]):
            yield kind, number, path


def _leaves(world: World, path: str, value: Any) -> Iterator[str]:
    if isinstance(value, dict) and set(value) == {"sha256", "size"}:
        yield from (f"{path}.sha256", f"{path}.size")
        inner = world.objects[value["sha256"]]
        if inner.startswith((b"{", b"[")):  # a matrix of votes is no document
            yield from _leaves(world, f"{path}.@", json.loads(inner))
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _leaves(world, f"{path}.{key}", each)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _leaves(world, f"{path}.{index}", each)
    elif isinstance(value, str) and value.startswith(("{", "[")):
        yield from _leaves(world, f"{path}.@", json.loads(value))
    else:
        yield path


def another(value: Any) -> Any:
    """Another value of the same form."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int):
        return value + 1
    if value is None:
        return "x"
    if re.fullmatch("[0-9a-f]{64}", value):
        return "f" * 64  # no hash of anything here, and no element
    if re.fullmatch("[0-9]+", value):
        return str(int(value) + 1)
    if re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        return "2028" + value[4:]
    return value + "x"


def places() -> dict[tuple[str, str], tuple[int, str]]:
    """Every place once: (kind, path with * for numbers) to an entry and a path."""
    found_places: dict[tuple[str, str], tuple[int, str]] = {}
    for kind, number, path in leaves(WORLD):
        general = re.sub(r"\.[0-9]+(?=\.|$)", ".*", path)
        found_places.setdefault((kind, general), (number, path))
    return found_places


def free(kind: str, path: str) -> bool:
    """Whether no step covers a place."""
    return any(fnmatchcase(kind, k) and fnmatchcase(path, p) for k, p, _ in FREE)


def expected(kind: str, path: str) -> tuple[int, str] | None:
    """The step and the code that must appear, by the first row that fits."""
    rows = (row for row in EXPECTED if fnmatchcase(kind, row[0]) and fnmatchcase(path, row[1]))
    return next((code for _, _, code in rows), None)


PLACES = places()
COVERED = sorted(place for place in PLACES if not free(*place))


def test_the_record_itself_is_accepted() -> None:
    """What is tampered with below has no fault of its own."""
    report = WORLD.report()
    assert report.verdict(strict=True) == "accepted"
    assert report.total() == [[4, 3]]


@pytest.mark.parametrize(("kind", "path"), COVERED)
def test_a_changed_field_is_refused_with_its_code(kind: str, path: str) -> None:
    """One place is another, all above it is sealed again: the code of that place appears."""
    number, exact = PLACES[(kind, path)]
    report = WORLD.changed(kind, exact, another, number).report()
    assert expected(kind, path) in found(report)
    assert report.verdict() != "accepted"


VOTE = "body.rule.@.shares.0.test.strictness"
CHALLENGED = "body.challenge.@.answers.0."
STANDS = WORLD.entries[WORLD.find("implementation.planned")]["body"]["task"]["anchor"]
ELSEWHERE = STANDS | {"version": "draft-1"}  # words that are the same in both drafts
SWAPS: tuple[tuple[str, str, int, str, tuple[int, str]], ...] = (
    ("text.published", "body.role", 0, "draft", (5, "text.version")),
    ("text.published", "body.authoritative.0", 0, "ru", (5, "text.version")),
    ("proposal.received", "body.origin", 0, "hearing", (6, "proposal.hearing")),
    ("proposal.merged", "body.into", 0, "p-1", (3, "record.order")),
    ("proposal.merged", "body.into", 0, "p-4.1", (3, "lineage.taken")),
    ("proposal.merged", "body.proposals", 0, ["p-4"], (3, "lineage.count")),
    ("proposal.merged", "body.proposals.0", 0, "p-4", (3, "lineage.twice")),
    ("proposal.merged", "body.merged", 0, "2027-02-01T08:00:00Z", (3, "lineage.early")),
    ("proposal.merged", "body.merged", 0, "2027-02-30T08:00:00Z", (3, "json.shape")),
    ("proposal.merged", "body.reasons.@.who", 0, "", (6, "lineage.words")),
    ("proposal.split", "body.proposal", 0, "p-3", (3, "lineage.gone")),
    ("proposal.split", "body.split", 0, "2027-02-19T08:00:00Z", (3, "lineage.order")),
    ("proposal.split", "body.reasons.@.why", 0, "", (6, "lineage.words")),
    ("hearing.moderated", "body.moderated", 0, "2027-02-19T08:00:00Z", (6, "hearing.early")),
    ("hearing.moderated", "body.reasons.@.why", 0, "", (6, "hearing.reason")),
    ("hearing.moderated", "body.hearing", 0, "h-9", (3, "record.unknown")),
    ("proposal.moderated", "body.moderated", 0, "2027-02-01T08:00:00Z", (6, "step.time")),
    ("proposal.moderated", "body.reasons.@.who", 0, "", (6, "step.who")),
    ("proposal.withdrawn", "body.reasons.@.why", 0, "", (6, "step.reason")),
    ("proposal.withdrawn", "body.proposal", 0, "p-5", (3, "record.repeated")),
    ("proposal.withdrawn", "body.proposal", 0, "p-4", (6, "step.time")),
    ("proposal.answered", "body.proposal", 2, "p-3", (3, "lineage.gone")),
    ("proposal.answered", "body.answered", 2, "2027-02-19T08:00:00Z", (6, "proposal.early")),
    ("proposal.answered", "body.outcome", 0, "rejected", (6, "proposal.carried")),
    ("proposal.answered", "body.outcome", 1, "accepted", (6, "proposal.uncarried")),
    ("anchor.decided", "body.proposal", 1, "p-1", (3, "record.repeated")),
    ("anchor.decided", "body.decided", 0, "2027-02-01T08:00:00Z", (6, "anchor.early")),
    ("anchor.decided", "body.version", 0, "in-force", (6, "anchor.place")),
    ("anchor.decided", "body.version", 1, "draft-1", (6, "anchor.place")),
    ("anchor.decided", "body.before", 1, ELSEWHERE, (6, "anchor.place")),
    ("anchor.decided", "body.decision", 0, "orphaned", (6, "anchor.place")),
    ("anchor.decided", "body.decision", 1, "reanchored", (6, "anchor.place")),
    ("anchor.decided", "body.words.@.who", 0, "", (6, "anchor.words")),
    ("groups.computed", "body.statements.@.statements.0.words.kk", 0, "", (6, "groups.statements")),
    ("groups.computed", "body.result.@.people.0.x", 0, 5_000_000, (6, "groups.position")),
    ("groups.computed", "body.result.@.people.0.y", 0, 5_000_000, (6, "groups.position")),
    ("groups.computed", "body.result.@.people.0.group", 0, "B", (6, "groups.assignment")),
    ("question.called", "body.calendar.0.stage", 0, "stations", (8, "setup.calendar")),
    ("question.called", VOTE, 0, "at_least", (8, "setup.election")),
    ("question.called", "body.rule.@.regional.0.rounding", 0, "down", (8, "setup.election")),
    ("setup.confirmed", "body.role", 1, "registrar", (3, "record.unknown")),
    ("ballot.challenged", CHALLENGED + "choices", 0, [1, 0], (10, "challenge.opening")),
    ("ballot.challenged", CHALLENGED + "choices", 0, [0], (10, "challenge.answers")),
    ("ballot.challenged", CHALLENGED + "randomness", 0, ["1"], (10, "challenge.answers")),
    ("ballot.challenged", "body.challenge.@.answers", 0, [], (10, "challenge.answers")),
    ("station.listed", "body.station.district", 0, "s1", (14, "station.region")),
    ("station.listed", "body.station.region", 0, "south", (14, "station.region")),
    ("protocol.confirmed", "body.protocol.station", 1, "S-1", (3, "record.repeated")),
    ("tally.decrypted", "body.owner", 0, 2, (12, "decryption.proof")),
    ("outcome.declared", "body.result.certainty.status", 0, "interim", (15, "outcome.declared")),
    ("outcome.declared", "body.result.legs.0.kind", 0, "regional", (15, "outcome.declared")),
    ("outcome.declared", "body.result.legs.0.strictness", 0, "at_least", (15, "outcome.declared")),
    ("referendum.opened", "body.witnesses", 0, ["w"], (3, "note.key")),
)


@pytest.mark.parametrize(("kind", "path", "number", "value", "code"), SWAPS)
def test_another_allowed_value_is_refused_too(
    kind: str, path: str, number: int, value: Any, code: tuple[int, str]
) -> None:
    """Where a field takes one of a few values, one of the others is tried."""
    assert code in found(WORLD.changed(kind, path, lambda _: value, number).report())


FACTORS = "body.partial_decryption.@.decryption_factors.0."
ELEMENTS: tuple[tuple[str, str, int, tuple[int, str]], ...] = (
    ("voting.setup", "body.registrar", 0, (9, "setup.hash")),
    ("voting.setup", "body.trustees.@.0.1.public_key", 0, (8, "trustees.proof")),
    ("voting.setup", "body.boxes.0.election.@.public_key", 0, (8, "setup.election")),
    ("voting.setup", "body.boxes.0.roll.@.0", 0, (10, "ballot.credential")),
    ("ballot.challenged", "body.challenge.@.ballot.credential", 0, (10, "ballot.credential")),
    (
        "ballot.challenged",
        "body.challenge.@.ballot.answers.0.choices.1.alpha",
        1,
        (10, "ballot.proof"),
    ),
    ("ballot.cast", "body.ballot.@.credential", 0, (10, "ballot.credential")),
    ("ballot.cast", "body.ballot.@.answers.0.choices.0.alpha", 0, (10, "ballot.proof")),
    ("ballot.cast", "body.ballot.@.answers.0.choices.1.beta", 0, (10, "ballot.proof")),
    ("tally.encrypted", "body.encrypted_tally.@.0.0.alpha", 0, (11, "tally.product")),
    ("tally.encrypted", "body.encrypted_tally.@.0.1.beta", 1, (11, "tally.product")),
    (
        "tally.decrypted",
        "body.partial_decryption.@.decryption_factors.0.0",
        0,
        (12, "decryption.proof"),
    ),
    (
        "tally.decrypted",
        "body.partial_decryption.@.decryption_factors.0.1",
        3,
        (12, "decryption.proof"),
    ),
)


@pytest.mark.parametrize(("kind", "path", "number", "code"), ELEMENTS)
def test_another_element_of_the_group_is_refused(
    kind: str, path: str, number: int, code: tuple[int, str]
) -> None:
    """A place that holds an element gets a valid one that is not its own."""

    def times_generator(spelt: str) -> str:
        element, comma, weight = spelt.partition(",")
        return ED25519.times(Element(element), ED25519.generator) + comma + weight

    assert code in found(WORLD.changed(kind, path, times_generator, number).report())


def test_every_kind_of_event_stands_in_the_record() -> None:
    """So that no kind escapes the test above."""
    from dauys.record.kinds import KINDS

    assert {entry["kind"] for entry in WORLD.entries} == set(KINDS)


def test_every_row_of_the_tables_is_needed() -> None:
    """A row that fits no place any more would hide a hole."""
    for kind, pattern, _ in (*EXPECTED, *FREE):
        assert any(fnmatchcase(k, kind) and fnmatchcase(p, pattern) for k, p in PLACES), pattern


@pytest.mark.parametrize(("kind", "pattern", "reason"), FREE)
def test_a_free_field_says_why(kind: str, pattern: str, reason: str) -> None:
    """What no step covers changes nothing but the proofs bound to the log, and has a reason."""
    number, exact = next(v for (k, p), v in PLACES.items() if k == kind and fnmatchcase(p, pattern))
    errors = found(WORLD.changed(kind, exact, another, number).report())
    assert errors <= {(12, "decryption.bound")}, reason
    assert len(reason) > 10
