"""Proposals, answers and hearings of the sample hold together, and account for every change."""

from __future__ import annotations

from collections import Counter

import pytest

from dauys import sample
from dauys.consultation import check, decision, duplicates, findings, lifecycle, lineage
from dauys.consultation.following import Following
from dauys.consultation.opinion import wire
from dauys.consultation.opinion.groups import find
from dauys.consultation.proposal import ACCEPTED, GROUPS, KINDS, ORIGINS, OUTCOMES
from dauys.errors import Findings
from dauys.wire.ids import seconds
from tests.sample.read import (
    answers,
    decisions,
    every_language,
    hearings,
    places,
    proposals,
    steps,
    text,
)

DAY = 24 * 60 * 60


def test_nothing_is_wrong() -> None:
    """Every anchor holds; every proposal is answered that was not merged, split or ended."""
    found = Findings()
    known = findings.find_in_hearings(hearings(found), found)
    by_id = findings.find_in_proposals(proposals(found), known, found)
    received = {each.id: each.received for each in by_id.values()}
    origins = lineage.find(received, decisions(found), found)
    given = lineage.find_in_answers(origins, answers(found), found)
    ways = lifecycle.ways(received, steps(found), found)
    ended = {name for name, way in ways.items() if way.state() in lifecycle.REASONED}
    owed = {name: by_id[name] for name in origins.roots() if name not in ended}
    findings.find_in_answers(given, owed, every_language("new"), found)
    assert found.found == []
    assert (len(known), len(by_id), len(owed), ended) == (2, 66, 62, {"p-62", "p-63"})
    assert origins.origins("p-01") == ("p-01", "p-61")
    assert origins.heirs()["p-64"] == ("p-64.1", "p-64.2")


def test_what_was_merged_was_suggested_as_alike() -> None:
    groups = duplicates.find(proposals(Findings()), every_language("draft"))
    assert {"p-01", "p-61"} in [set(group.proposals) for group in groups]


def test_every_anchor_that_is_not_kept_is_decided_about() -> None:
    """Where a person must look, a person has looked, and nowhere else."""
    texts = {
        language: {sample.VERSIONS[v]: places(v, language) for v in ("draft", "new")}
        for language in sample.LANGUAGES
    }
    by_id = {each.id: each for each in proposals(Findings())}
    recorded = {name: {each.anchor.version: each.anchor} for name, each in by_id.items()}
    between = (sample.VERSIONS["draft"], sample.VERSIONS["new"])
    following = Following(by_id, recorded, texts, *between)
    moved = {name for name, each in by_id.items() if following.fate(each).state != "kept"}
    found = Findings()
    given = decision.read_decisions(sample.data("anchors.csv"), found)
    assert {each.proposal for each in given} == moved
    assert len(following.decided(given, found)) == len(given)
    assert found.found == []


def test_the_votes_are_those_of_the_script_and_have_groups() -> None:
    from tools import sample_votes

    assert sample.data("votes.csv") == sample_votes.table()
    statements = wire.read_statements(sample.data("statements.csv"))
    export = wire.read(sample.data("votes.csv"), statements)
    assert export.set_aside == (12,)
    groups = find(export.votes, seed=sample.SEED)
    assert len(groups.groups) == 2
    assert all(group.representative for group in groups.groups)
    assert len(groups.consensus_agree) == 5


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
