"""Errors and findings are held to their form in every test of this folder, ballots twice.

Every ballot that is put before a box of `tests.ballots.world` is put before the native kernel too,
where there is one: it must accept exactly what the reference accepts.
"""

from __future__ import annotations

import pytest

from tests.agreement.native import checked_by_both
from tests.ballots import world
from tests.wellformed import wellformed as wellformed


@pytest.fixture(autouse=True)
def both_arithmetics(monkeypatch: pytest.MonkeyPatch) -> None:
    """Puts the kernel beside the reference for the time of a test."""
    monkeypatch.setattr(world, "check_ballot", checked_by_both)
