"""Family "tally", rows 46 and 47: what a trustee's own tool refuses to open.

A trustee who decrypts whatever is shown can be made to open a single ballot: by the sum of a board
that has it, and that of one that has not. The tool verifies the whole record first, holds the log
to what it has seen of it, asks whether the witnesses see the same, remembers what it has opened,
and leaves sums of few ballots alone.
"""

from __future__ import annotations

from pathlib import Path

from dauys.cli import trustee as tool
from dauys.log.continuity import check_kept
from dauys.parties import duty
from dauys.parties.duty import Due
from dauys.tally import encrypted
from dauys.verification.head import read_head
from dauys.verification.trusted import Trusted
from tests.attacks import case
from tests.attacks.attack import raises
from tests.attacks.few import One
from tests.verification.test_head import WITNESSES, by, cosigned, watched
from tests.verification.world import KEY, MemorySource, World


def verified(files: dict[str, bytes]) -> Trusted:
    """The record as the trustee's tool takes it."""
    return duty.verified(MemorySource(files), lambda: 0.0, None, lambda done, total: None)


def added_up(leave_out: int = 0) -> World:
    """A record as far as the sum of the first box, with so many of its ballots left out: each is a
    whole record, in which nothing is wrong."""
    made = case.of("Ed25519").until("encrypted")
    record = made.record
    assert record
    for _ in range(leave_out):
        last = record.find("ballot.cast", len(made.box.ballots) - 1)
        del record.entries[last]
        made.box.ballots.pop()
        record.entries[record.find("voting.closed")]["body"]["ballots"] -= 1
    counted = {
        ballot.credential: ballot
        for ballot in (made.world.check(each) for each in made.box.ballots)
    }
    data, sized = encrypted.encrypted_tally(made.world.sealed, made.world.roll, counted.values())
    return (
        made.encrypted(data, num_tallied=sized.num_tallied, total_weight=sized.total_weight).record
        or record
    )


def _until_the_ballots() -> World:
    record = case.of("Ed25519").until("ballots").record
    assert record
    return record


def due(record: World) -> list[Due]:
    """The sums that wait for the first trustee."""
    return duty.due_boxes(verified(record.files()), case.of("Ed25519").world.keys[0].public)


@raises(46, "tally.product")
def test_a_single_ballot_in_the_place_of_the_sum() -> None:
    """The tool adds up itself, and opens nothing else."""
    made = case.of("Ed25519")
    ballot = made.world.check(made.box.ballots[1])
    single, _ = encrypted.encrypted_tally(made.world.sealed, made.world.roll, [ballot])
    record = made.encrypted(single).record
    assert record
    verified(record.files())


@raises(46, "log.fork")
def test_a_smaller_board_after_the_tool_has_seen_the_whole() -> None:
    """Nothing is wrong in it but that there was another; the two heads are the evidence."""
    kept, shown = _until_the_ballots().files(), added_up(leave_out=1).files()
    log = read_head(MemorySource(shown), None).log
    check_kept(log, shown["checkpoint"], kept["checkpoint"], KEY.verifier)


@raises(46, "log.unwitnessed")
def test_a_board_that_no_quorum_of_witnesses_has_seen() -> None:
    """One of the two witnesses who are needed has cosigned it; it may be shown to this trustee
    alone."""
    record = watched()
    verified(cosigned(record, *by(record, WITNESSES[0])))


@raises(46, "decryption.other")
def test_a_second_sum_of_one_box(tmp_path: Path) -> None:
    """Two sums that differ by a ballot betray that ballot, to whoever they are opened for."""
    tool.remember(tmp_path, due(added_up()))
    tool.recall(tmp_path, due(added_up(leave_out=1)))


@raises(47, "decryption.few")
def test_a_sum_of_a_single_voter() -> None:
    """It is that voter's ballot."""
    record = case.of("Ed25519", One).until("encrypted").record
    assert record
    public = case.of("Ed25519", One).world.keys[0].public
    duty.check_minimum(duty.due_boxes(verified(record.files()), public), 2)
