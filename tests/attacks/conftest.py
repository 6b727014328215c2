"""Every ballot that an attack presents is put before the native kernel too, where there is one.

The codes of the attacks are those of the reference; here it is asked that the kernel accepts
exactly what the reference accepts, with each kind of arithmetic that the processor has.
"""

from __future__ import annotations

import pytest

from dauys.ballots.arithmetic import REFERENCE
from dauys.ballots.check import check_ballot
from dauys.ballots.native import Native, load
from dauys.ballots.wire import Ballot
from dauys.group.kernel import PATHS
from dauys.question.election import SealedElection
from dauys.question.roll import Roll
from dauys.verification import voting
from tests.agreement.native import told

KERNELS: list[Native] = [kernel for path in PATHS if path and (kernel := load(path)) is not None]


@pytest.fixture(autouse=True)
def both_arithmetics(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts the kernel beside the reference for the time of a test."""
    monkeypatch.setattr(voting, "check_ballot", checked_by_both)


def checked_by_both(sealed: SealedElection, roll: Roll, data: bytes, accused: str = "") -> Ballot:
    """As `check_ballot`, which it calls, after the kernel has said the same."""
    faults = [each.check(sealed, roll, [data], [accused], [1]).faults[0] for each in KERNELS]
    expected = REFERENCE.check(sealed, roll, [data], [accused], [1]).faults[0]
    assert [told(fault) for fault in faults] == [told(expected)] * len(KERNELS)
    return check_ballot(sealed, roll, data, accused)
