"""What is cast after a challenge is a ballot like any other, by belenios-tool 3.3 too."""

from __future__ import annotations

from pathlib import Path

import pytest

from dauys.ballots.challenge import check_challenge
from dauys.parties import pending
from dauys.question.election import Question
from tests.agreement.test_made_by_dauys import at_setup, verify, verify_ballot
from tests.ballots.world import TWO, count, make_world

BLANK = (Question(("Yes", "No"), 1, 1, "Do you adopt the charter?", blank=True), TWO[1])
VOTES = {
    "two questions": (TWO, [[0, 1], [1, 0, 1]]),
    "a blank vote": (BLANK, [[1, 0, 0], [0, 0, 0]]),
    "an answer beside blank": (BLANK, [[0, 0, 1], [0, 1, 0]]),
}


@pytest.mark.peer("belenios-3.3")
@pytest.mark.parametrize("vote", sorted(VOTES))
@pytest.mark.parametrize("name", ["Ed25519", "BELENIOS-2048"])
def test_belenios_3_accepts_a_ballot_cast_after_a_challenge(
    belenios_3: str, tmp_path: Path, name: str, vote: str
) -> None:
    """One ballot is prepared and opened, the next is prepared and cast; then the box is counted."""
    questions, choices = VOTES[vote]
    world = make_world(name, questions)
    opened, kept = (
        pending.prepare(world.sealed, world.credentials[0], choices, world.draw) for _ in range(2)
    )
    check_challenge(world.sealed, world.roll, opened.opened())
    ballot = pending.cast(kept, world.credentials[0], world.draw)
    at_setup(world, tmp_path)
    code, told = verify_ballot(belenios_3, tmp_path, ballot)
    assert code == 0, told
    assert "ballot is valid" in told
    counted = count(world, [world.ballot(1, choices), ballot])
    code, told = verify(belenios_3, tmp_path, counted)
    assert code == 0, told
    assert "all checks passed" in told
