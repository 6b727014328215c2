"""What the forgeries start from is in order: else their refusal would say nothing."""

from __future__ import annotations

import pytest

from tests.attacks import case
from tests.attacks.attack import GROUPS, HONEST, holds
from tests.attacks.case import STAGES, verified
from tests.ballots import world as ballots

either = pytest.mark.parametrize("name", GROUPS)
NOTES = {"decryption.unbound", "verify.unfinished", "proposal.unanswered"}


def accepted(forged: case.Case, form: str) -> None:
    """No error, and nothing said but how far it has come and what an archive cannot hold."""
    report = verified(forged, form)
    assert {each.code for each in report.findings.found} <= NOTES
    assert report.verdict() == "accepted"


@either
@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("form", ["bel", "record"])
@holds(HONEST)
def test_the_honest_election_is_accepted_behind_each_stage(
    name: str, stage: str, form: str
) -> None:
    """The forgeries cut it there."""
    accepted(case.of(name).until(stage), form)


@either
@pytest.mark.parametrize("form", ["bel", "record"])
@holds(HONEST)
def test_documents_that_are_replaced_by_honest_ones_are_accepted(name: str, form: str) -> None:
    """The tools of the forgeries make nothing wrong by themselves."""
    made = case.of(name)
    world = made.world
    again = world.ballot(1, [[0, 1]])
    accepted(case.of(name).cast(again), form)
    accepted(case.of(name).cast(ballots.resigned(world, 1, ballots.parsed(again))), form)
    accepted(case.of(name).altered_ballot(lambda ballot: None), form)
    accepted(case.of(name).keys(world.entries), form)
    accepted(case.of(name).set_up(roll=made.box.roll), form)
    accepted(case.of(name).encrypted(made.box.encrypted_tally), form)
    accepted(case.of(name).decrypted(*made.box.partials[-1]), form)
    assert made.box.result
    accepted(case.of(name).counted(made.box.result), form)


@either
@holds(HONEST)
def test_an_election_of_several_questions_is_accepted(name: str) -> None:
    """Some forgeries need a second question."""
    accepted(case.wide(name), "bel")
