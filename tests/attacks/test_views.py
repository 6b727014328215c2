"""Family "board", row 59: one log, two histories.

A server that shows one log to one person and another to the next, or an older one, is found out by
whoever kept a head of it, and by witnesses, who cosign one history only.
"""

from __future__ import annotations

from dataclasses import replace

from dauys.log import writer
from dauys.log.continuity import check_kept
from dauys.log.keys import SigningKey
from dauys.log.note import Signature
from dauys.log.witness import add_checkpoint
from dauys.verification.head import read_head
from tests.attacks import case
from tests.attacks.attack import raises, warned
from tests.attacks.case import Case, Json
from tests.log.test_witness import KEY as LOG_KEY
from tests.log.test_witness import other_past, request, seen, signed
from tests.verification.test_head import STRANGER, WITNESSES, by, cosigned, watched
from tests.verification.world import KEY, MemorySource, World


def kept_and_shown(kept: World, shown: World) -> None:
    """Somebody kept a head of the first record, and is shown the second."""
    files = shown.files()
    log = read_head(MemorySource(files), None).log
    check_kept(log, files["checkpoint"], kept.files()["checkpoint"], KEY.verifier)


def record(stage: str) -> World:
    """The honest record as far as a stage."""
    found = case.of("Ed25519").until(stage).record
    assert found
    return found


@raises(59, "log.rollback")
def test_an_older_head_of_the_same_log() -> None:
    """Ballots that were acknowledged are gone."""
    kept_and_shown(record("ballots"), record("confirmed"))


@raises(59, "log.fork")
def test_a_log_that_was_rewritten_and_goes_on() -> None:
    """It is longer, signed, and each entry in order: the past is another."""
    other = record("closed")
    other.entries[other.find("ballot.cast", 2)]["at"] = "2027-05-01T13:00:00Z"
    for entry in other.entries[other.find("ballot.cast", 2) :]:
        entry["at"] = max(entry["at"], "2027-05-01T13:00:00Z")
    kept_and_shown(record("ballots"), other)


@raises(59, "log.key")
def test_a_head_that_another_key_signed() -> None:
    """A log has one key; who shows it under another shows another log."""
    files = record("ballots").files()
    stranger = SigningKey(KEY.name, bytes(32))
    _, other = writer.publish(writer.EMPTY, record("ballots").lines(), KEY.name, [stranger])
    log = read_head(MemorySource(files), None).log
    check_kept(log, files["checkpoint"], dict(other)["checkpoint"], KEY.verifier)


@raises(59, "log.fork")
def test_a_second_head_of_one_size_before_a_witness() -> None:
    """A witness cosigns one of them, and keeps both."""
    add_checkpoint(replace(request(3, 3), signed=signed(3, other_past())), seen(3))


@raises(59, "log.proof")
def test_a_longer_log_without_a_proof_before_a_witness() -> None:
    """It must contain all that was cosigned before."""
    add_checkpoint(replace(request(3, 5), signed=signed(5, other_past())), seen(3))


@raises(59, "note.unsigned")
def test_a_head_without_the_logs_signature_before_a_witness() -> None:
    """A witness cosigns what the log itself has signed."""
    stranger = SigningKey(LOG_KEY.name, bytes(32))
    add_checkpoint(replace(request(3, 5), signed=signed(5, key=stranger)), seen(3))


@warned(59, "witness.cosignature", form="record")
def test_a_false_cosignature(made: Case) -> dict[str, Json]:
    """It does not count; but whoever copies a record could have added it, so that it accuses nobody
    and refuses no record that enough others have cosigned."""
    world = watched()
    one, two, three = by(world, *WITNESSES)
    false = Signature(three.name, three.key_id, one.signature)
    return {"record": cosigned(world, one, two, false)}


@warned(59, "log.unwitnessed", form="record")
def test_a_head_that_strangers_cosigned(made: Case) -> dict[str, Json]:
    """Who is not named in entry 0 witnesses nothing."""
    world = watched()
    return {"record": cosigned(world, *by(world, STRANGER, WITNESSES[0]))}
