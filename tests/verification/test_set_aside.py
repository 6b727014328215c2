"""A false share of a threshold group is set aside where the others are enough, and only there."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from functools import cache

import pytest

from dauys.errors import Refused
from dauys.parties import trustee
from dauys.record.belenios import write_archive
from dauys.record.box import BoxDocuments
from dauys.tally.wire import PartialDecryption
from dauys.verification import archive as archives
from dauys.verification import steps
from dauys.verification.archive import verify_archive
from dauys.verification.report import Report
from dauys.wire import shape
from tests.ballots.world import Count, count
from tests.parties.threshold import threshold_world
from tests.verification.both import verified_archive
from tests.verification.test_voting import Altered
from tests.verification.world import found


@cache
def counted() -> Count:
    """Trustee 1 is single; of 2, 3 and 4 any two suffice."""
    world = threshold_world()
    return count(world, [world.ballot(who, [[1, 0]]) for who in range(3)])


def false(partial: PartialDecryption) -> PartialDecryption:
    """The same factors, one proof of which does not hold."""
    first, *rest = partial.decryption_proofs[0]
    order = counted().world.group.order
    wrong = replace(first, response=(first.response + 1) % order)
    return replace(partial, decryption_proofs=((wrong, *rest),))


def box(*owners: int, wrong: tuple[int, ...] = (), result: bool = True) -> BoxDocuments:
    """The box with the decryptions of these trustees in this order, some of them false."""
    made = counted()
    documents = deepcopy(made.documents)
    documents.partials = [
        (each, shape.write(false(made.partials[each]) if each in wrong else made.partials[each]))
        for each in owners
    ]
    if not result:
        documents.result = None
    return documents


def report_on(documents: BoxDocuments) -> Report:
    return verified_archive(write_archive(documents))


def codes(report: Report) -> set[tuple[str, str, str]]:
    return {(each.code, each.severity, each.accused) for each in report.findings.found}


UNBOUND = ("decryption.unbound", "warning", "archive")


@pytest.mark.parametrize("owners", [(1, 2, 3), (4, 1, 2), (1, 2, 3, 4)])
def test_a_box_is_accepted_with_those_who_suffice(owners: tuple[int, ...]) -> None:
    report = report_on(box(*owners))
    assert report.verdict() == "accepted"
    assert report.total() == [[5, 0]]
    assert codes(report) == {UNBOUND}


@pytest.mark.parametrize("owners", [(1, 2, 3, 4), (3, 1, 4, 2)])
def test_a_false_share_is_set_aside_where_the_others_are_enough(owners: tuple[int, ...]) -> None:
    """Whenever it came: one member cannot stop the count, nor pass unnoticed."""
    report = report_on(box(*owners, wrong=(3,)))
    assert report.verdict() == "accepted"
    assert report.total() == [[5, 0]]
    assert codes(report) == {UNBOUND, ("decryption.set_aside", "warning", "trustee:3")}
    assert report.steps[steps.DECRYPTIONS].count == 4
    assert report.verdict(strict=True) == "refused"


def test_a_false_share_that_is_needed_is_an_error() -> None:
    report = report_on(box(1, 2, 3, wrong=(3,)))
    assert found(report) == {(12, "decryption.proof"), (13, "result.trustees")}
    assert ("decryption.proof", "error", "trustee:3") in codes(report)


def test_of_two_false_shares_both_are_named() -> None:
    report = report_on(box(1, 2, 3, 4, wrong=(2, 4)))
    assert report.verdict() == "refused"
    for owner in ("trustee:2", "trustee:4"):
        assert ("decryption.proof", "error", owner) in codes(report)


def test_a_single_trustee_is_never_set_aside() -> None:
    """Nobody else holds its part of the key."""
    report = report_on(box(1, 2, 3, 4, wrong=(1,)))
    assert found(report) == {(12, "decryption.proof")}


@pytest.mark.parametrize("there", [(1, 2, 3, 4), (1, 2, 3), (2,)])
def test_before_the_result_a_false_share_waits_for_those_who_may_still_come(
    there: tuple[int, ...],
) -> None:
    """Else one false share would keep every other trustee's tool from decrypting."""
    report = report_on(box(*there, wrong=(2,), result=False))
    assert ("decryption.set_aside", "warning", "trustee:2") in codes(report)
    assert report.verdict() == "accepted"


def test_before_the_result_false_shares_are_errors_when_too_few_are_left() -> None:
    """Two of three have handed in false ones, and two are needed."""
    report = report_on(box(1, 2, 3, wrong=(2, 3), result=False))
    assert found(report) == {(12, "decryption.proof")}


@pytest.mark.parametrize("wrong", [(2,), (2, 3)])
def test_a_false_share_is_told_where_the_archive_is_altered_behind_it(
    wrong: tuple[int, ...],
) -> None:
    """As in an archive that has come no further: those who follow may be true."""
    documents = box(1, 2, 3, 4, wrong=wrong)
    report = Report(lambda: 0.0)
    altered = Altered(write_archive(documents), [documents.partials[3][1]])
    verify_archive(altered, report, execution=None)
    told = [(each.code, each.accused) for each in report.findings.found]
    aside = ("decryption.set_aside", "trustee:2")
    failed = [("decryption.proof", f"trustee:{owner}") for owner in wrong]
    assert told == [
        ("archive.hash", "archive"),
        ("verify.skipped", "archive"),
        *([aside] if len(wrong) == 1 else failed),
    ]
    assert report.verdict() == "refused"


def test_a_false_share_hides_no_other_fault_of_its_own() -> None:
    """A false proof in front of a true one that repeats a nonce: the key lies open all the same."""
    world, tally = counted().world, counted().tally
    once = world.draw()
    given = trustee.decrypt(world.sealed, tally, world.keys[3], lambda: once)
    documents = box(1, 2, 3, 4)
    documents.partials[3] = (4, shape.write(given))
    assert found(report_on(documents)) == {(12, "decryption.nonce")}
    first, *others = given.decryption_proofs[0]
    spoilt = replace(first, response=first.response ^ 1)
    altered = replace(given, decryption_proofs=((spoilt, *others), *given.decryption_proofs[1:]))
    documents.partials[3] = (4, shape.write(altered))
    beyond = replace(others[-1], response=others[-1].response + world.group.order)
    worse = replace(altered, decryption_proofs=((spoilt, *others[:-1], beyond),))
    documents.partials[3] = (4, shape.write(worse))
    assert found(report_on(documents)) == {(12, "proof.scalar")}


def test_whose_share_is_set_aside_hands_in_no_second_one() -> None:
    """Good or false: each trustee decrypts a box once."""
    documents = box(1, 2, 3, 4, wrong=(2,))
    documents.partials.append((2, shape.write(counted().partials[2])))
    assert found(report_on(documents)) == {(12, "decryption.repeated")}


def test_a_share_of_another_shape_is_an_error_whoever_is_there() -> None:
    """What cannot be read as a decryption was not made by a member's program."""
    documents = box(1, 2, 3, 4)
    partial = counted().partials[4]
    for altered, code in (
        (replace(partial, decryption_proofs=()), "decryption.shape"),
        (replace(partial, decryption_factors=(("zz", "zz"),)), "group.encoding"),
    ):
        documents.partials[3] = (4, shape.write(altered))
        assert found(report_on(documents)) == {(12, code)}
    order = counted().world.group.order
    first, second = partial.decryption_proofs[0]
    beyond = replace(first, response=first.response + order)
    altered = replace(partial, decryption_proofs=((beyond, second),))
    documents.partials[3] = (4, shape.write(altered))
    assert found(report_on(documents)) == {(12, "proof.scalar")}


def test_a_shared_nonce_is_an_error_whoever_is_there() -> None:
    """It is no accident of one member's machine: a private key lies open."""
    partial, report = counted().partials[4], Report(lambda: 0.0)
    read = box(1, 2, 3, 4)
    verifier = archives.open_box(read, report)
    group = counted().world.group
    nonce = partial.decryption_proofs[0][0]
    commitment = group.product_vartime(
        ((group.generator, nonce.response), (verifier.trustees.key(4), nonce.challenge))
    )
    verifier.nonces.seen.add(commitment)
    archives.follow(read, verifier, lambda done, total: None)
    assert found(report) == {(12, "decryption.nonce")}


def test_the_keeper_of_the_log_refuses_a_false_share_at_once() -> None:
    """It never enters the log: its member hands in another."""
    report = Report(lambda: 0.0, fail_fast=True, writing=True)
    with pytest.raises(Refused) as caught:
        verify_archive(write_archive(box(1, 2, 3, 4, wrong=(4,))), report)
    assert (caught.value.code, caught.value.accused) == ("decryption.proof", "trustee:4")


def test_there_is_no_trustee_beyond_the_group() -> None:
    documents = box(1, 2, 3)
    documents.partials.append((5, documents.partials[0][1]))
    assert found(report_on(documents)) == {(12, "trustees.owner")}
