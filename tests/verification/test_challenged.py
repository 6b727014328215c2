"""Step 10 over a whole record: what was challenged is never cast, and the other way round."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dauys.ballots.wire import BallotCast, BallotChallenged, tracker
from dauys.errors import Refused
from dauys.parties import pending
from dauys.parties.pending import Pending
from dauys.record.box import BoxDocuments
from dauys.record.entry import write_entry
from dauys.verification import traces
from dauys.verification.export import boxes_of
from dauys.verification.report import LogReport
from dauys.wire import shape
from dauys.wire.payload import carried, object_of
from tests.verification.world import (
    Builder,
    MemorySource,
    World,
    build,
    found,
    played_until_the_count,
)

AT = "2027-05-01T12:00:00Z"
WORLD = build()


def prepared(made: Builder, region: int = 0) -> tuple[str, str, Pending]:
    """A ballot of the first voter of a region: box, credential, and the ballot that waits."""
    uuid = made.made[region].public.uuid
    secret = made.made[region].secrets[0][1]
    sealed = made.trusted.boxes[uuid].sealed.sealed
    return uuid, secret, pending.prepare(sealed, secret, [[1, 0]], made.draw)


def event(uuid: str, data: bytes, *, challenged: bool) -> Any:
    """The event of a ballot."""
    return (BallotChallenged if challenged else BallotCast)(uuid, carried(data))


@pytest.mark.parametrize("challenged_first", [True, False])
def test_one_ballot_is_cast_or_challenged_and_never_both(challenged_first: bool) -> None:
    """The log keeper's own tool refuses the second of the two, in either order."""
    made = played_until_the_count()
    uuid, secret, waiting = prepared(made)
    documents = {True: waiting.opened(), False: pending.cast(waiting, secret, made.draw)}
    first, second = documents[challenged_first], documents[not challenged_first]
    made.add(AT, event(uuid, first, challenged=challenged_first), *object_of(first))
    other = event(uuid, second, challenged=not challenged_first)
    with pytest.raises(Refused) as caught:
        made.add(AT, other, *object_of(second))
    assert caught.value.code == ("ballot.challenged" if challenged_first else "challenge.cast")


def cast_and_challenged(challenged_first: bool) -> World:
    """A record with a ballot that was opened, and cast as well."""
    made = played_until_the_count()
    uuid, secret, waiting = prepared(made)
    pair = [
        event(uuid, waiting.opened(), challenged=True),
        event(uuid, pending.cast(waiting, secret, made.draw), challenged=False),
    ]
    lines = [json.loads(write_entry(AT, body)) for body in pair]
    return World(made.entries + (lines if challenged_first else lines[::-1]), made.objects)


@pytest.mark.parametrize("challenged_first", [True, False])
def test_a_record_with_both_is_refused(challenged_first: bool) -> None:
    """A log keeper who wrote them with another tool is found by every verifier."""
    expected = "ballot.challenged" if challenged_first else "challenge.cast"
    assert found(cast_and_challenged(challenged_first).report()) == {(10, expected)}


def test_a_ballot_is_challenged_once() -> None:
    world = WORLD.copy()
    index = world.find("ballot.challenged")
    world.entries.insert(index, world.entries[index])
    assert (10, "challenge.repeated") in found(world.report())


def test_a_challenge_of_another_box_is_refused() -> None:
    """It names its box and its election."""
    other = WORLD.entries[WORLD.find("ballot.challenged", 1)]["body"]["challenge"]
    world = WORLD.changed("ballot.challenged", "body.challenge", lambda _: other)
    assert (10, "ballot.election") in found(world.report())


def test_a_challenge_counts_for_nothing() -> None:
    """Without it box, tally and result are the same."""
    bare = WORLD.without("ballot.challenged").without("ballot.challenged")
    assert found(bare.report()) == {(12, "decryption.bound")}, "the closing root is another"
    boxes = [each.summary() for each in _verifiers()]
    assert [(each.ballots, each.counted) for each in boxes] == [(4, 3), (3, 2)]


def _verifiers() -> Any:
    made = played_until_the_count()
    return made.trusted.boxes.values()


def test_no_archive_holds_a_challenged_ballot() -> None:
    """The format of other programs has no place for it."""
    exported: list[BoxDocuments] = [
        box for _, box in boxes_of(MemorySource(WORLD.files())).values()
    ]
    cast = [entry["body"]["ballot"].encode() for entry in WORLD.entries if _is_cast(entry)]
    assert sorted(data for box in exported for data in box.ballots) == sorted(cast)


def _is_cast(entry: dict[str, Any]) -> bool:
    return bool(entry["kind"] == "ballot.cast")


def head(world: World) -> tuple[MemorySource, LogReport]:
    """The files of a record, and its head as it was verified."""
    verified = world.report().log
    assert verified is not None
    return MemorySource(world.files()), verified


def test_every_ballot_of_a_credential_is_told_from_any_of_them() -> None:
    """The first voter of a box challenged one ballot and cast two."""
    source, log = head(WORLD)
    entry = WORLD.entries[WORLD.find("ballot.challenged")]
    opened = json.loads(entry["body"]["challenge"])
    own = [
        each
        for each in traces.traces(source, log)
        if each.credential == opened["ballot"]["credential"]
    ]
    assert [each.challenge is None for each in own] == [False, True, True]
    assert [each.entry for each in own] == sorted(each.entry for each in own)
    assert [each.tracker is None for each in own] == [True, False, False]
    for each in own:
        for name in (each.code, each.tracker or each.code):
            again = traces.named(source, log, name)
            assert again == each
            assert traces.beside(source, log, again) == own
    assert own[0].challenge is not None
    assert shape.plain(own[0].challenge) == opened


def test_a_cast_ballot_is_found_by_the_code_that_was_written_down() -> None:
    """It is the hash that the credential signed, and no other ballot has it."""
    source, log = head(WORLD)
    cast = [json.loads(each["body"]["ballot"]) for each in WORLD.entries if _is_cast(each)]
    for ballot in cast:
        found = traces.named(source, log, ballot["signature"]["hash"])
        assert (found.credential, found.challenge) == (ballot["credential"], None)


def test_of_a_ballot_that_was_signed_twice_the_later_is_found() -> None:
    """It is the one that may count."""
    made = played_until_the_count()
    uuid, secret, waiting = prepared(made)
    for _ in range(2):
        data = pending.cast(waiting, secret, made.draw)
        made.add(AT, event(uuid, data, challenged=False), *object_of(data))
    source, log = head(World(made.entries, made.objects))
    found = traces.named(source, log, waiting.code)
    assert (found.entry, found.tracker) == (len(made.entries) - 1, tracker(data))


def test_a_trace_is_read_from_the_log_that_was_verified() -> None:
    """A server that shows another log the second time is found out."""
    _, log = head(WORLD)
    other = MemorySource(WORLD.changed("ballot.cast", "body.box", lambda box: box + "1").files())
    with pytest.raises(Refused) as caught:
        traces.named(other, log, "A" * 43)
    assert caught.value.code.startswith("log.")


def test_a_ballot_that_is_not_there_is_said_to_be_absent() -> None:
    source, log = head(WORLD)
    with pytest.raises(Refused) as caught:
        traces.named(source, log, "A" * 43)
    assert caught.value.code == "ballot.absent"
