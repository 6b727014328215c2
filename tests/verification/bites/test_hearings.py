"""Step 6 for a hearing that names its speakers."""

from __future__ import annotations

from dauys.consultation import check as consultation
from dauys.consultation.proposal import Hearing, Speaker
from dauys.consultation.wire import held
from dauys.verification import steps
from tests.verification.bites.bite import bites
from tests.verification.bites.forge import cut, then
from tests.verification.world import World


@bites(steps.CONSULTATION, "hearing.speakers", without=[consultation.check_hearing])
def test_that_who_spoke_is_of_the_groups_for_which_someone_spoke() -> World:
    """A hearing at which, it says, nobody spoke for the group of a speaker."""
    times = "2027-02-02T08:00:00Z", "2027-02-02T10:00:00Z"
    both = {"en": "words", "ru": "слова"}
    spoke = (Speaker("youth", "M. Orlov"),)
    hearing = Hearing("h-2", *times, "north", 40, ("citizen",), both, both, both, spoke)
    event, data = held(hearing, bytes(32))
    return then(cut("hearing.held", 0), times[1], event, data)
