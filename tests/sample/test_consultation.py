"""Proposals, answers and hearings of the sample hold together, and account for every change."""

from __future__ import annotations

from collections import Counter

import pytest

from dauys import sample
from dauys.consultation import check, findings
from dauys.consultation.proposal import ACCEPTED, GROUPS, KINDS, ORIGINS, OUTCOMES
from dauys.errors import Findings
from dauys.wire.ids import seconds
from tests.sample.read import answers, every_language, hearings, places, proposals, text

DAY = 24 * 60 * 60


def test_nothing_is_wrong() -> None:
    """Every anchor holds, every proposal is answered, every answer has its reasons."""
    found = Findings()
    known = findings.find_in_hearings(hearings(found), found)
    by_id = findings.find_in_proposals(proposals(found), known, found)
    findings.find_in_answers(answers(found), by_id, every_language("new"), found)
    assert found.found == []
    assert (len(known), len(by_id)) == (2, 60)


def test_all_kinds_of_everything_occur() -> None:
    every = proposals(Findings())
    assert {each.group for each in every} == set(GROUPS)
    assert {each.kind for each in every} == set(KINDS)
    assert {each.origin for each in every} == set(ORIGINS)
    assert {each.language for each in every} == set(sample.LANGUAGES)
    assert {each.region for each in every} == {each.id for each in sample.districts()}
    assert {each.outcome for each in answers(Findings())} == set(OUTCOMES)


def changed(language: str) -> set[str]:
    """The smallest places at which the second draft differs from the first."""
    before, after = places("draft", language), places("new", language)
    here = {each.address for each in before.text.walk()}
    there = {each.address for each in after.text.walk()}
    return (here ^ there) | {
        a for a in here & there if "__para" in a and before.hash_at(a) != after.hash_at(a)
    }


@pytest.mark.parametrize("language", sample.LANGUAGES)
def test_the_drafts_differ_in_nine_places(language: str) -> None:
    assert changed(language) == {
        "art_8__para_2",
        "art_9__para_3",
        "art_9__para_5",
        "art_10__para_1",
        "art_16__para_2",
        "art_22__para_3",
        "art_24__para_3",
        "art_24__para_5",
        "art_27__para_2",
    }


def test_every_accepted_proposal_changed_words_and_every_change_has_its_proposal() -> None:
    by_id = {each.id: each for each in proposals(Findings())}
    causes: Counter[str] = Counter()
    for answer in answers(Findings()):
        if answer.outcome not in ACCEPTED:
            continue
        proposal = by_id[answer.proposal]
        carried = check.carried(answer, proposal, every_language("new"))
        for anchor in carried:
            place = anchor.address
            if proposal.kind == "delete":
                place = proposal.anchor.address
            assert place in changed(proposal.language), answer.proposal
            causes[place] += 1
    assert set(causes) == changed("kk")
    assert sum(causes.values()) == 17


def test_answers_come_within_sixty_days_as_the_charter_in_force_wants() -> None:
    assert "шестидесяти дней" in text("old", "ru").find("art_7__para_6").text
    received = {each.id: seconds(each.received) for each in proposals(Findings())}
    for answer in answers(Findings()):
        assert seconds(answer.answered) - received[answer.proposal] <= 60 * DAY


def test_what_was_said_at_a_hearing_came_on_its_day() -> None:
    days = {each.id: each.opens[:10] for each in hearings(Findings())}
    said = [each for each in proposals(Findings()) if each.hearing]
    assert Counter(each.hearing for each in said) == {"h-1": 8, "h-2": 5}
    assert all(each.received[:10] == days[each.hearing or ""] for each in said)


def test_the_minutes_of_a_hearing_say_how_many_spoke_and_proposed() -> None:
    counted = {"h-1": ("Twelve", 12, "eight", 8), "h-2": ("Nine", 9, "five", 5)}
    for each in hearings(Findings()):
        spoken, speakers, registered, made = counted[each.id]
        assert f"{spoken} people spoke, {registered} proposals" in each.minutes["en"]
        assert len(each.speakers) == speakers
        assert sum(one.hearing == each.id for one in proposals(Findings())) == made
