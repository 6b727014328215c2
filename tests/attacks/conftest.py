"""Every ballot that an attack presents is put before the native kernel too, where there is one.

The codes of the attacks are those of the reference; here it is asked that the kernel accepts
exactly what the reference accepts, with each kind of arithmetic that the processor has.
"""

from __future__ import annotations

import pytest

from dauys.verification import voting
from tests.agreement.native import checked_by_both
from tests.ballots import world


@pytest.fixture(autouse=True)
def both_arithmetics(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts the kernel beside the reference for the time of a test."""
    for place in (voting, world):
        monkeypatch.setattr(place, "check_ballot", checked_by_both)
