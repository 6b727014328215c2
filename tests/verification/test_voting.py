"""Steps 8 to 13 on archives of one box, and what is said of steps that could not be run.

The attacks on a box are in tests/attacks, each on an archive and on a record.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

import pytest

from dauys.errors import Refused
from dauys.record.belenios import PIECE, write_archive
from dauys.record.box import BoxDocuments
from dauys.verification.archive import verify_archive
from dauys.verification.export import boxes_of
from dauys.verification.judging import HERE, Execution
from dauys.verification.report import Report
from dauys.verification.verify import verify_record
from dauys.wire import hashes, shape
from tests.verification.both import verified_archive
from tests.verification.world import (
    Builder,
    MemorySource,
    build,
    found,
    opened,
)

WORLD = build()
BOXES = [box for _, box in boxes_of(MemorySource(WORLD.files())).values()]


def report_on(box: BoxDocuments) -> Report:
    """What verification finds in the archive of a box."""
    return verified_archive(write_archive(box))


def changed(**documents: object) -> BoxDocuments:
    """The first box with other documents."""
    box = deepcopy(BOXES[0])
    for name, value in documents.items():
        setattr(box, name, value)
    return box


def test_the_archive_of_a_box_is_accepted_as_far_as_it_can_be() -> None:
    """Its proofs of version 1 are not bound to their statement, which is said."""
    report = report_on(BOXES[0])
    assert report.verdict() == "accepted"
    assert [each.code for each in report.findings.found] == ["decryption.unbound"]
    assert report.verdict(strict=True) == "refused"


def test_a_box_that_is_still_open_is_accepted_and_said_to_be_unfinished() -> None:
    """An archive may be looked at while people vote."""
    box = changed(closed=False, encrypted_tally=None, sized=None, partials=[], result=None)
    report = report_on(box)
    assert report.verdict() == "accepted"
    assert [each.code for each in report.findings.found] == ["verify.unfinished"]
    assert report.total() is None


def test_a_ballot_of_another_box_is_refused() -> None:
    """It names its box and its election."""
    ballots = [*BOXES[0].ballots, BOXES[1].ballots[0]]
    assert (10, "ballot.election") in found(report_on(changed(ballots=ballots)))


def test_a_ballot_that_is_longer_than_a_piece_hides_nothing_that_follows() -> None:
    first, *others = BOXES[0].ballots
    ballots = [first, bytes(PIECE + 1), *others, BOXES[1].ballots[0]]
    report = report_on(changed(ballots=ballots))
    told = [(each.code, each.accused) for each in report.findings.errors()]
    assert told[:2] == [("json.size", "ballot:2"), ("ballot.election", f"ballot:{len(ballots)}")]


def test_the_roll_of_another_box_lists_nobody_here() -> None:
    """No credential that voted is on it."""
    assert (10, "ballot.credential") in found(report_on(changed(roll=BOXES[1].roll)))


def test_a_key_that_is_not_the_product_of_the_trustees_is_refused() -> None:
    """One trustee of two, left out of the list."""
    trustees = b"[" + BOXES[0].trustees[1:-1].split(b',["Single"')[0] + b"]"
    report = report_on(changed(trustees=trustees))
    assert (8, "election.key") in found(report)
    codes = {(each.code, each.severity) for each in report.findings.found}
    assert ("verify.skipped", "information") in codes


def test_a_plan_is_bound_to_the_text_that_was_voted_on() -> None:
    """A provision of an older version, whose words are right there, is not what was adopted."""
    older = WORLD.changed("implementation.planned", "body.task.anchor.version", lambda _: "draft-1")
    assert (16, "implementation.text") in found(older.report())


def test_a_proof_of_one_box_cannot_stand_in_another() -> None:
    """The bound proof names its place in the tally, its box and its trustee."""
    stranger = WORLD.entries[WORLD.find("tally.decrypted", 2)]["body"]["bound"]
    swapped = WORLD.changed("tally.decrypted", "body.bound", lambda _: stranger)
    assert (12, "decryption.bound") in found(swapped.report())


def test_a_text_stands_in_every_language_of_the_record() -> None:
    """A version in one language alone would be voted on by people who cannot read it."""
    made = Builder("Ed25519")
    made.add("2027-01-01T08:00:00Z", opened())
    with pytest.raises(Refused) as caught:
        made.text("2027-01-02T08:00:00Z", "in-force", "in_force", {"en": "four"})
    assert (caught.value.code, caught.value.accused) == ("record.languages", "entry:1")


def test_what_is_trusted_of_a_text_gives_the_anchors_that_its_readers_made() -> None:
    trusted = verify_record(MemorySource(WORLD.files()), Report(lambda: 0.0))
    assert trusted is not None
    anchor = WORLD.entries[WORLD.find("proposal.received")]["body"]["anchor"]
    places = trusted.texts[("charter", "draft-1")].places[anchor["language"]]
    assert shape.plain(places.anchor(anchor["address"])) == anchor


def test_confirmations_are_one_for_each_party() -> None:
    """The confirmation of one trustee says nothing for another."""
    proof = WORLD.entries[WORLD.find("setup.confirmed", 1)]["body"]["proof"]
    copied = WORLD.changed("setup.confirmed", "body.proof", lambda _: proof, 2)
    assert (9, "setup.signature") in found(copied.report())


def test_both_groups_are_verified_alike() -> None:
    """The same referendum in the finite field."""
    report = build("BELENIOS-2048").report()
    assert report.verdict(strict=True) == "accepted"
    assert report.total() == [[4, 3]]


class Altered:
    """An archive some documents of which become others when it has been read through."""

    def __init__(self, data: bytes, documents: Sequence[bytes]) -> None:
        self.data, self.length, self.read = data, len(data), False
        self.documents = documents

    def at(self, position: int, size: int) -> bytes:
        found = self.data[position : position + size]
        if self.read:
            for document in self.documents:
                found = found.replace(document, bytes(len(document)))
        self.read = self.read or position + size >= self.length
        return found


@pytest.mark.parametrize("execution", [None, HERE], ids=["as they come", "in pieces"])
def test_an_archive_that_is_altered_meanwhile_is_told_beside_what_was_found(
    execution: Execution | None,
) -> None:
    report = Report(lambda: 0.0)
    box = BOXES[0]
    verify_archive(Altered(write_archive(box), box.ballots), report, execution=execution)
    told = [(each.code, each.step) for each in report.findings.found]
    assert told == [("archive.hash", 1), ("verify.skipped", 10)]
    assert report.verdict() == "refused"
    assert len(report.boxes) == 1


@pytest.mark.parametrize("execution", [None, HERE], ids=["as they come", "in pieces"])
def test_a_partial_decryption_that_is_altered_meanwhile_is_told_and_no_result_is_judged(
    execution: Execution | None,
) -> None:
    """It is no fault of the trustee; the ballots have been judged, and what was found stays."""
    box = changed(ballots=[*BOXES[0].ballots, BOXES[1].ballots[0]])
    report = Report(lambda: 0.0)
    altered = Altered(write_archive(box), [box.partials[-1][1]])
    verify_archive(altered, report, execution=execution)
    told = [(each.code, each.step) for each in report.findings.found]
    assert told == [("ballot.election", 10), ("archive.hash", 1), ("verify.skipped", 12)]
    (hashed,) = (each.facts for each in report.findings.found if each.code == "archive.hash")
    assert hashed == {"name": hashes.sha256_hex(box.partials[-1][1])}
    assert report.steps[12].count == len(box.partials) - 1
    assert (report.verdict(), report.boxes[0].result) == ("refused", None)
