"""Steps 8 to 13 on archives of one box, and what is said of steps that could not be run."""

from __future__ import annotations

from copy import deepcopy
from itertools import chain

import pytest

from dauys.errors import Refused
from dauys.group.ed25519 import ED25519
from dauys.parties.randomness import scalars
from dauys.record.belenios import write_archive
from dauys.record.box import BoxDocuments
from dauys.verification.archive import verify_archive
from dauys.verification.export import boxes_of
from dauys.verification.report import Report
from tests.verification.world import (
    Builder,
    MemorySource,
    build,
    found,
    opened,
    played_until_the_count,
)

WORLD = build()
BOXES = [box for _, box in boxes_of(MemorySource(WORLD.files())).values()]


def report_on(box: BoxDocuments) -> Report:
    """What verification finds in the archive of a box."""
    report = Report(lambda: 0.0)
    verify_archive(write_archive(box), report)
    return report


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


def test_one_trustee_cannot_decrypt_twice() -> None:
    """A second factor of one trustee would be counted twice, or hide the first."""
    partials = BOXES[0].partials
    report = report_on(changed(partials=[*partials, partials[0]]))
    assert (12, "decryption.repeated") in found(report)


def test_a_result_needs_every_trustee() -> None:
    """What some of the trustees decrypt is not what all of them would."""
    report = report_on(changed(partials=BOXES[0].partials[:1]))
    assert (13, "result.trustees") in found(report)


def test_a_trustee_that_is_not_on_the_list_decrypts_nothing() -> None:
    """Numbers of trustees begin with 1."""
    partials = [(3, BOXES[0].partials[0][1]), BOXES[0].partials[1]]
    assert (12, "trustees.owner") in found(report_on(changed(partials=partials)))


def test_the_factors_of_two_trustees_cannot_be_exchanged() -> None:
    """Each is proven with its own trustee's key."""
    (_, one), (_, two) = BOXES[0].partials
    assert (12, "decryption.proof") in found(report_on(changed(partials=[(1, two), (2, one)])))


def test_a_decryption_of_another_box_proves_nothing_here() -> None:
    """The factors belong to the ciphertexts of their own box."""
    partials = [BOXES[1].partials[0], BOXES[0].partials[1]]
    assert (12, "decryption.proof") in found(report_on(changed(partials=partials)))


def test_a_ballot_of_another_box_is_refused() -> None:
    """It names its box and its election."""
    ballots = [*BOXES[0].ballots, BOXES[1].ballots[0]]
    assert (10, "ballot.election") in found(report_on(changed(ballots=ballots)))


def test_a_ballot_cannot_be_cast_again() -> None:
    """An old ballot that comes back would undo the later one of the same voter."""
    ballots = [*BOXES[0].ballots, BOXES[0].ballots[0]]
    assert (10, "ballot.duplicate") in found(report_on(changed(ballots=ballots)))


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


def test_a_nonce_cannot_serve_twice() -> None:
    """A trustee of our own making that draws the same number each time gives its key away: from
    two responses to one commitment anyone can compute it. The log does not take the proof."""
    careless = played_until_the_count()
    careless.draw = lambda: 4711
    with pytest.raises(Refused) as caught:
        careless.count()
    assert caught.value.code == "decryption.nonce"


# Whose nonces the numbers drawn at the set-up are: x1, n1, x2, n2, xr, nr, then the confirmations.
@pytest.mark.parametrize("taken", [1, 3, 7, 8])
def test_a_nonce_of_a_key_or_a_confirmation_cannot_serve_a_decryption(taken: int) -> None:
    """All proofs of a trustee are held against each other, of whatever statement they are."""
    drawn: list[int] = []
    fresh = scalars(ED25519)

    def remembered() -> int:
        drawn.append(fresh())
        return drawn[-1]

    careless = played_until_the_count(draw=remembered)
    numbers = chain([drawn[taken]], iter(fresh, None))
    careless.draw = lambda: next(numbers)
    with pytest.raises(Refused) as caught:
        careless.count()
    assert caught.value.code == "decryption.nonce"


def test_a_nonce_of_one_box_cannot_serve_another() -> None:
    """Eight proofs of the first box (two trustees, answers, kinds), then its first nonce."""
    fresh = scalars(ED25519)
    first = [fresh() for _ in range(8)]
    careless = played_until_the_count()
    numbers = chain(first, first[:1], iter(fresh, None))
    careless.draw = lambda: next(numbers)
    with pytest.raises(Refused) as caught:
        careless.count()
    assert caught.value.code == "decryption.nonce"


def test_a_text_stands_in_every_language_of_the_record() -> None:
    """A version in one language alone would be voted on by people who cannot read it."""
    made = Builder("Ed25519")
    made.add("2027-01-01T08:00:00Z", opened())
    with pytest.raises(Refused) as caught:
        made.text("2027-01-02T08:00:00Z", "in-force", "in_force", {"en": "four"})
    assert caught.value.code == "record.languages"


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
