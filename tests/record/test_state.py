"""The order of a record: where each event may stand, and that a refusal changes nothing."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest

from dauys.ballots.wire import BallotCast, BallotChallenged, VotingClosed
from dauys.errors import Refused
from dauys.question.wire import Box
from dauys.record.entry import Entry
from dauys.record.kinds import KIND_OF, KINDS
from dauys.record.state import RecordState
from dauys.stages import Window
from dauys.stations.station import Station
from dauys.stations.wire import StationListed
from tests.record import bodies
from tests.record.bodies import AFTER, AT, OTHER, PHASES, UUID, entry, moment_of, state_at

# For each event, what it meets in each phase, in the order of PHASES: + accepted, o record.order,
# u record.unknown, r record.repeated, c record.calendar. Text, hearing and so on bear names that
# are still free.
WORDS = {
    "+": "accepted",
    "o": "record.order",
    "u": "record.unknown",
    "r": "record.repeated",
    "c": "record.calendar",
}
#                 empty: opened, text, heard: called, listed: sealed, confirmed, voted: closed,
#                 added up, half open, open: counted: on paper, declared, planned
ANOTHER_TASK = replace(bodies.PLANNED, task=replace(bodies.PLANNED.task, task="t-9"))
MATRIX: tuple[tuple[Any, str], ...] = (
    (bodies.OPENED, "+ooo oo ooo oooo o ooo"),
    (replace(bodies.TEXT, version="draft-9"), "o+++ oo ooo oooo o ooo"),
    (replace(bodies.HEARING, hearing="h-9"), "oo++ oo ooo oooo o ooo"),
    (replace(bodies.PROPOSAL, proposal="p-9"), "oo++ oo ooo oooo o ooo"),
    (bodies.MERGED, "oou+ oo ooo oooo o ooo"),
    (bodies.SPLIT, "oou+ oo ooo oooo o ooo"),
    (bodies.MODERATED, "ouu+ ++ +++ ++++ + +++"),
    (bodies.SILENCED, "ouu+ ++ +++ ++++ + +++"),
    (bodies.WITHDRAWN, "ouu+ ++ +++ ++++ + +++"),
    (bodies.MOVED, "oou+ oo ooo oooo o ooo"),
    (bodies.GROUPS, "oo++ oo ooo oooo o ooo"),
    (bodies.ANSWER, "ouu+ ++ +++ ++++ + +++"),
    (bodies.CALLED, "oo++ oo ooo oooo o ooo"),
    (StationListed(Station("S-09", "centre", "town")), "oooo ++ ++c cccc c ooo"),
    (bodies.SETUP, "oooo ++ ooo oooo o ooo"),
    (bodies.CONFIRMATIONS[0], "oooo oo +rr rrrr r rrr"),
    (bodies.CHALLENGED, "ouuu uu o++ oooo o ooo"),
    (bodies.BALLOT, "ouuu uu o++ oooo o ooo"),
    (bodies.ENCRYPTED, "ouuu uu ooo +ooo o ooo"),
    (bodies.DECRYPTED[1], "ouuu uu ooo o++r o ooo"),
    (bodies.RESULT, "ouuu uu ooo ooo+ o ooo"),
    (bodies.PROTOCOL, "ouuu u+ +++ ++++ + roo"),
    (bodies.DECLARED, "oooo oo ooo oooo o +oo"),
    (
        replace(bodies.PLANNED, task=replace(bodies.PLANNED.task, task="t-9")),
        "oooo oo ooo oooo o o++",
    ),
)
CASES = [
    (body, phase, WORDS[mark])
    for body, row in MATRIX
    for phase, mark in zip(PHASES, row.replace(" ", ""), strict=True)
]


def at_last(state: RecordState, body: Any) -> Entry:
    """An event at the moment of its kind, or at that of the last event where this is later."""
    return entry(body, max(state.last_at, moment_of(body)))


def met(state: RecordState, body: Any, at: str | None = None) -> str:
    """What an event meets: accepted, or the code; a refusal must leave the state as it was."""
    before = deepcopy(state)
    try:
        state.apply(entry(body, at) if at else at_last(state, body), 99)
    except Refused as error:
        refused = error
    else:
        assert state != before
        return "accepted"
    assert refused.accused == "entry:99"
    assert state == before, "a refused event has changed the state"
    return refused.code


def test_the_matrix_has_every_kind() -> None:
    assert {KIND_OF[type(body)] for body, _ in MATRIX} | {"voting.closed"} == set(KINDS)


@pytest.mark.parametrize(
    ("body", "phase", "expected"),
    CASES,
    ids=[f"{KIND_OF[type(body)]} in {phase}" for body, phase, _ in CASES],
)
def test_an_event_in_a_phase(body: Any, phase: str, expected: str) -> None:
    assert met(state_at(phase), body) == expected


@pytest.mark.parametrize("phase", PHASES)
def test_voting_closes_once_and_only_when_it_was_open(phase: str) -> None:
    cast = {"confirmed": 0, "voted": 1}
    expected = "record.order" if phase == "empty" else "record.unknown"
    if PHASES.index(phase) >= PHASES.index("sealed"):
        expected = "accepted" if phase in cast else "record.order"
    assert met(state_at(phase), VotingClosed(UUID, cast.get(phase, 1))) == expected


@pytest.mark.parametrize("stated", [0, 2, -1])
def test_the_close_states_how_many_ballots_were_cast(stated: int) -> None:
    """A box that says less than was cast could have lost some on the way."""
    assert met(state_at("voted"), VotingClosed(UUID, stated)) == "record.ballots"


def test_a_moment_never_decreases() -> None:
    state = state_at("voted")
    assert met(state, BallotCast(UUID, "another"), "2027-07-13T08:59:59Z") == "record.time"
    assert met(state, BallotCast(UUID, "another"), AT) == "accepted"
    assert met(state, BallotCast(UUID, "later"), "2027-07-13T09:00:01Z") == "accepted"
    assert met(state, BallotCast(UUID, "earlier"), AT) == "record.time"


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (bodies.OPENS, "accepted"),
        ("2027-07-18T14:59:59Z", "accepted"),
        (bodies.CLOSES, "record.calendar"),
        ("2027-07-19T09:00:00Z", "record.calendar"),
    ],
)
def test_ballots_are_cast_in_the_hours_of_the_vote(at: str, expected: str) -> None:
    """The window is open from its first second up to its last, and not at its end."""
    for body in (bodies.CHALLENGED, bodies.BALLOT):
        state = state_at("confirmed")
        state.last_at = ""
        assert met(state, body, at) == expected


def test_a_ballot_before_the_vote_opens_is_refused() -> None:
    state = state_at("confirmed")
    state.last_at = ""
    for body in (bodies.CHALLENGED, bodies.BALLOT):
        assert met(state, body, "2027-07-12T01:59:59Z") == "record.calendar"


def test_a_challenged_ballot_is_not_among_the_ballots_of_the_close() -> None:
    """It was never in the box."""
    state = state_at("voted")
    assert met(state, bodies.CHALLENGED) == "accepted"
    assert met(state, VotingClosed(UUID, 2)) == "record.ballots"
    assert met(state, VotingClosed(UUID, 1)) == "accepted"


def test_without_a_window_voting_is_bound_to_no_hours() -> None:
    state = state_at("heard")
    windows = (Window("tally", bodies.OPENS, bodies.CLOSES),)
    for body in (replace(bodies.CALLED, calendar=windows), bodies.SETUP, *bodies.CONFIRMATIONS):
        state.apply(entry(body), 9)
    assert met(state, bodies.BALLOT, "2031-01-01T00:00:00Z") == "accepted"


@pytest.mark.parametrize("missing", range(3))
def test_voting_opens_only_with_everyones_confirmation(missing: int) -> None:
    state = state_at("sealed")
    for number, body in enumerate(bodies.CONFIRMATIONS):
        if number != missing:
            state.apply(entry(body), 9)
    assert met(state, bodies.BALLOT) == "record.order"
    assert met(state, VotingClosed(UUID, 0)) == "record.order"
    assert met(state, bodies.CONFIRMATIONS[missing]) == "accepted"
    assert met(state, bodies.BALLOT) == "accepted"


@pytest.mark.parametrize(
    ("phase", "body", "name"),
    [
        ("text", bodies.TEXT, "charter draft-1"),
        ("heard", bodies.HEARING, "h-1"),
        ("heard", bodies.PROPOSAL, "p-1"),
        ("listed", bodies.STATION, "S-01"),
        ("confirmed", bodies.CONFIRMATIONS[2], "trustee 2"),
        ("half open", bodies.DECRYPTED[0], "1"),
        ("confirmed on paper", bodies.PROTOCOL, "S-01"),
        ("planned", bodies.PLANNED, "t-1"),
    ],
)
def test_a_name_is_given_once(phase: str, body: Any, name: str) -> None:
    state = state_at(phase)
    with pytest.raises(Refused) as told:
        state.apply(at_last(state, body), 99)
    assert (told.value.code, told.value.facts) == ("record.repeated", {"name": name})


def test_a_proposal_is_answered_once() -> None:
    state = state_at("heard")
    assert met(state, bodies.ANSWER) == "accepted"
    assert met(state, bodies.ANSWER) == "record.repeated"


def test_a_proposal_that_was_taken_back_is_neither_answered_nor_set_aside() -> None:
    state = state_at("heard")
    assert met(state, bodies.WITHDRAWN) == "accepted"
    assert met(state, replace(bodies.MODERATED, proposal="p-1")) == "record.repeated"
    assert met(state, bodies.ANSWER) == "record.order"


def test_what_was_answered_is_merged_or_split_no_more() -> None:
    """Its author has the answer in hand; only what stays as it was may be among the new ones."""
    state = state_at("heard")
    assert met(state, bodies.ANSWER) == "accepted"
    assert met(deepcopy(state), bodies.MERGED) == "record.order"
    assert met(deepcopy(state), replace(bodies.MERGED, into="p-1")) == "accepted"
    assert met(deepcopy(state), bodies.SPLIT) == "accepted"
    answered_part = replace(bodies.ANSWER, proposal="p-1.1")
    assert met(state, answered_part) == "accepted"
    assert met(state, bodies.SPLIT) == "record.order"


def test_an_answer_is_due_while_somebody_else_stands_behind_a_proposal() -> None:
    """Two proposals were merged; the author of one takes it back, the other still asks."""
    state = state_at("heard")
    assert met(state, replace(bodies.MERGED, into="p-1")) == "accepted"
    assert met(state, bodies.WITHDRAWN) == "accepted"
    assert state.awaits_answer("p-1")
    assert met(deepcopy(state), bodies.ANSWER) == "accepted"
    assert met(state, bodies.MODERATED) == "accepted"
    assert met(state, bodies.ANSWER) == "record.order"


def test_behind_a_proposal_that_stands_no_more_is_its_own_author_alone() -> None:
    state = state_at("heard")
    assert met(state, bodies.MERGED) == "accepted"
    assert state.awaits_answer("p-1")
    assert met(state, bodies.WITHDRAWN) == "accepted"
    assert not state.awaits_answer("p-1")
    assert state.awaits_answer("p-2")


@pytest.mark.parametrize(
    ("ended", "decision"),
    [
        (bodies.WITHDRAWN, bodies.MERGED),
        (bodies.MODERATED, bodies.MERGED),
        (bodies.WITHDRAWN, bodies.SPLIT),
        (replace(bodies.WITHDRAWN, proposal="p-1.1"), bodies.SPLIT),
    ],
)
def test_what_has_ended_is_neither_merged_nor_split(ended: Any, decision: Any) -> None:
    """Its author asks for nothing any more, and counts for nobody."""
    state = state_at("heard")
    assert met(state, ended) == "accepted"
    assert met(state, decision) == "record.order"


def test_what_somebody_else_stands_behind_is_merged_on() -> None:
    """One of two authors took the common proposal back; the other one still asks."""
    state = state_at("heard")
    assert met(state, replace(bodies.MERGED, into="p-1")) == "accepted"
    assert met(state, bodies.WITHDRAWN) == "accepted"
    assert met(state, bodies.SPLIT) == "accepted"


def test_an_anchor_is_decided_once_for_a_version() -> None:
    state = state_at("heard")
    assert met(state, bodies.MOVED) == "accepted"
    assert met(state, bodies.MOVED) == "record.repeated"
    assert met(state, replace(bodies.MOVED, version="draft-3")) == "accepted"


def test_the_groups_of_a_matrix_are_computed_once() -> None:
    """With another seed others could come out."""
    state = state_at("heard")
    assert met(state, bodies.GROUPS) == "accepted"
    assert met(state, replace(bodies.GROUPS, seed=2)) == "record.repeated"


def test_two_versions_of_a_text_are_two_names() -> None:
    state = state_at("text")
    assert met(state, replace(bodies.TEXT, version="draft-2")) == "accepted"
    assert met(state, replace(bodies.TEXT, work="other")) == "accepted"


def test_a_box_of_a_set_up_stands_once() -> None:
    twice = replace(bodies.SETUP, boxes=bodies.SETUP.boxes * 2)
    assert met(state_at("called"), twice) == "record.repeated"


@pytest.mark.parametrize(
    ("phase", "body"),
    [
        ("voted", BallotCast(OTHER, "ballot")),
        ("voted", BallotChallenged(OTHER, "challenge")),
        ("voted", VotingClosed(OTHER, 1)),
        ("closed", replace(bodies.ENCRYPTED, box=OTHER)),
        ("added up", replace(bodies.DECRYPTED[0], box=OTHER)),
        ("open", replace(bodies.RESULT, box=OTHER)),
    ],
)
def test_a_box_that_is_not_in_the_set_up_is_unknown(phase: str, body: Any) -> None:
    """Its ballots would be counted nowhere."""
    state = state_at(phase)
    with pytest.raises(Refused) as told:
        state.apply(at_last(state, body), 99)
    assert (told.value.code, told.value.facts) == ("record.unknown", {"name": OTHER})


def test_each_box_goes_its_own_way() -> None:
    second = Box("hill", OTHER, bodies.OBJECT, bodies.OBJECT, 3, 3)
    state = state_at("called")
    boxes = (*bodies.SETUP.boxes, second)
    for body in (replace(bodies.SETUP, boxes=boxes), *bodies.CONFIRMATIONS):
        state.apply(entry(body), 9)
    assert met(state, BallotCast(OTHER, "ballot")) == "accepted"
    assert met(state, VotingClosed(UUID, 0)) == "accepted"
    assert met(state, bodies.BALLOT) == "record.order"
    assert met(state, replace(bodies.ENCRYPTED, box=OTHER)) == "record.order"
    assert met(state, bodies.ENCRYPTED) == "accepted"


def test_a_result_waits_for_every_trustee() -> None:
    state = state_at("half open")
    assert met(state, bodies.RESULT) == "record.order"
    assert met(state, bodies.DECRYPTED[1]) == "accepted"
    assert met(state, bodies.RESULT) == "accepted"


def test_an_outcome_waits_for_every_station() -> None:
    state = state_at("listed")
    assert met(state, StationListed(Station("S-02", "centre", "town"))) == "accepted"
    assert met(state, bodies.PROTOCOL) == "accepted"
    assert met(state, bodies.DECLARED) == "record.order"


def test_the_list_of_stations_is_fixed_before_the_vote() -> None:
    """It is the base of the turnout: a station that is listed late could move it at will."""
    late = StationListed(Station("S-02", "centre", "town"))
    assert met(state_at("confirmed"), late, bodies.OPENS) == "record.calendar"
    assert met(state_at("confirmed"), late, "2027-07-12T01:59:59Z") == "accepted"


@pytest.mark.parametrize("at", [bodies.BEFORE, AT, "2027-07-18T14:59:59Z"])
def test_a_box_is_not_closed_before_its_hours_are_over(at: str) -> None:
    """Who closes at will decides who may vote, and could open the sum between two ballots."""
    state = state_at("confirmed")
    assert met(state, VotingClosed(UUID, 0), at) == "record.calendar"
    assert met(state, VotingClosed(UUID, 0), bodies.CLOSES) == "accepted"


def test_an_outcome_is_not_declared_while_people_vote() -> None:
    """Nor can a vote be set up behind it, which no outcome would count."""
    state = state_at("listed")
    state.apply(entry(bodies.PROTOCOL, AT), 9)
    assert met(state, bodies.DECLARED, AT) == "record.calendar"
    assert met(state, bodies.DECLARED, AFTER) == "accepted"
    assert met(state, bodies.SETUP) == "record.order"


def test_what_was_not_adopted_is_not_carried_out() -> None:
    """A plan for a text that stayed a draft binds nobody."""
    state = state_at("confirmed on paper")
    rejected = replace(bodies.DECLARED, result=replace(bodies.DECLARED.result, adopted=False))
    assert met(state, rejected) == "accepted"
    assert met(state, bodies.PLANNED) == "record.order"


@pytest.mark.parametrize(("role", "index"), [("registrar", 1), ("trustee", 0), ("trustee", 3)])
def test_nobody_confirms_who_holds_no_key(role: Any, index: int) -> None:
    """Two trustees and one registrar: no other numbers."""
    stranger = replace(bodies.CONFIRMATIONS[0], role=role, index=index)
    assert met(state_at("sealed"), stranger) == "record.unknown"


def test_a_vote_on_paper_alone_needs_no_set_up() -> None:
    state = state_at("listed")
    assert met(state, bodies.DECLARED) == "record.order"
    assert met(state, bodies.PROTOCOL) == "accepted"
    assert met(state, bodies.DECLARED) == "accepted"


def test_an_outcome_of_nothing_is_refused() -> None:
    """Neither a box nor a station: nobody has voted anywhere."""
    assert met(state_at("called"), bodies.DECLARED) == "record.order"


def test_an_opening_that_is_refused_opens_nothing() -> None:
    state = RecordState()
    before = deepcopy(state)
    with pytest.raises(Refused) as told:
        state.apply(entry(replace(bodies.OPENED, languages=())), 0)
    assert told.value.code == "record.languages"
    assert state == before
