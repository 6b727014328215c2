"""The native kernel for tests: with every kind of arithmetic that this processor has."""

from __future__ import annotations

import os
import shutil
from array import array

import pytest

from dauys.ballots.arithmetic import REFERENCE, Checked
from dauys.ballots.check import check_ballot
from dauys.ballots.native import Native, load
from dauys.ballots.wire import Ballot
from dauys.errors import Refused
from dauys.group.kernel import PATHS
from dauys.question.election import SealedElection
from dauys.question.roll import Roll, Weights

MISSING = "the native kernel is not installed: make setup, where there is a cargo"


def need_native(path: str, threads: int = 1) -> Native:
    """The kernel with this kind of arithmetic; skips aloud without it."""
    if os.environ.get("DAUYS_NATIVE") == "off":
        pytest.skip("the native kernel is left out: DAUYS_NATIVE=off")
    if load() is None:
        if os.environ.get("CI") == "true" and shutil.which("cargo"):
            pytest.fail(f"CI requires what can be built: {MISSING}", pytrace=False)
        pytest.skip(MISSING)
    found = load(path, threads)
    if found is None:
        pytest.skip(f"this processor has no {path}")
    return found


KERNELS: list[Native] = [kernel for path in PATHS if path and (kernel := load(path)) is not None]
every_path = pytest.mark.parametrize("path", [each for each in PATHS if each])


def told(fault: Refused | None) -> object:
    """What a fault says, to be compared."""
    return fault and (fault.code, fault.accused, fault.certain, fault.facts)


def kept_by(native: Native, roll: Roll) -> Roll:
    """The same roll, its hashes kept by the library."""
    digests = native.digests()
    digests.add_all(b"".join(roll.weights.digests()))
    return Roll(Weights(digests, array("Q", map(roll.weights.at, range(len(roll.weights))))))


def agree(native: Native, sealed: SealedElection, roll: Roll, ballots: list[bytes]) -> Checked:
    """Both arithmetics say the same of every ballot, and of the sum of the sound ones."""
    who = [f"ballot:{number}" for number in range(1, len(ballots) + 1)]
    weights = [(0, 1, 1, 3, 70_000_000_019)[number % 5] for number in range(len(ballots))]
    expected = REFERENCE.check(sealed, roll, ballots, who, weights)
    found = native.check(sealed, roll, ballots, who, weights)
    assert [told(each) for each in found.faults] == [told(each) for each in expected.faults]
    assert found.sums == expected.sums
    assert native.scan(sealed, ballots) == REFERENCE.scan(sealed, ballots)
    formed = native.formed(sealed, ballots)
    assert formed == REFERENCE.formed(sealed, ballots)
    assert all(fine or fault for fine, fault in zip(formed, expected.faults, strict=True))
    assert native.hashes(ballots) == REFERENCE.hashes(ballots)
    voters = REFERENCE.voters(sealed, roll.weights, ballots)
    assert native.voters(sealed, kept_by(native, roll).weights, ballots) == voters
    assert native.voters(sealed, roll.weights, ballots) == voters
    return expected


def checked_by_both(sealed: SealedElection, roll: Roll, data: bytes, accused: str = "") -> Ballot:
    """As `check_ballot`, which it calls, after each kernel that there is has said the same."""
    faults = [each.check(sealed, roll, [data], [accused], [1]).faults[0] for each in KERNELS]
    expected = REFERENCE.check(sealed, roll, [data], [accused], [1]).faults[0]
    assert [told(fault) for fault in faults] == [told(expected)] * len(KERNELS)
    return check_ballot(sealed, roll, data, accused)
