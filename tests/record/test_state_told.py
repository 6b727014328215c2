"""What a refused event is told: its kind, the name that is taken or unknown, the right number."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dauys.ballots.wire import BallotCast, VotingClosed
from dauys.errors import Refused
from dauys.question.wire import Box, SetupConfirmed
from dauys.record.state import RecordState
from tests.record import bodies
from tests.record.bodies import AFTER, AT, OBJECT, OTHER, PROOF, UUID, entry, state_at

Told = tuple[str, str, dict[str, Any]]


def told(state: RecordState, body: Any, at: str | None = None) -> Told:
    """Code, accused and facts of what an event is refused with."""
    with pytest.raises(Refused) as caught:
        state.apply(entry(body, at or max(state.last_at, entry(body).at)), 99)
    return caught.value.code, caught.value.accused, dict(caught.value.facts)


KIND = "entry:99"
TWICE = Box("hill", UUID, OBJECT, OBJECT, 3, 3)
ROWS: dict[str, tuple[str, Any, str | None, Told]] = {
    "opened twice": (
        "opened", bodies.OPENED, None, ("record.order", KIND, {"kind": "referendum.opened"}),
    ),
    "not opened": ("empty", bodies.TEXT, None, ("record.order", KIND, {"kind": "text.published"})),
    "too early": ("text", bodies.SETUP, None, ("record.order", KIND, {"kind": "voting.setup"})),
    "dated back": ("voted", bodies.BALLOT, "2027-07-13T08:00:00Z", ("record.time", KIND, {})),
    "a version twice": (
        "text", bodies.TEXT, None, ("record.repeated", KIND, {"name": "charter draft-1"}),
    ),
    "a hearing twice": (
        "heard", bodies.HEARING, None, ("record.repeated", KIND, {"name": "h-1"}),
    ),
    "a proposal twice": (
        "heard", bodies.PROPOSAL, None, ("record.repeated", KIND, {"name": "p-1"}),
    ),
    "an answer to nobody": (
        "heard", replace(bodies.ANSWER, proposal="p-9"), None,
        ("record.unknown", KIND, {"name": "p-9"}),
    ),
    "a merging of what nobody received": (
        "heard", replace(bodies.MERGED, proposals=("p-2", "p-9")), None,
        ("record.unknown", KIND, {"name": "p-9"}),
    ),
    "a merging into what nobody received": (
        "heard", replace(bodies.MERGED, into="p-9"), None,
        ("record.unknown", KIND, {"name": "p-9"}),
    ),
    "a splitting before any text": (
        "opened", bodies.SPLIT, None, ("record.order", KIND, {"kind": "proposal.split"}),
    ),
    "a merging at no moment": (
        "heard", replace(bodies.MERGED, merged="2027-02-30T08:00:00Z"), None,
        ("json.shape", KIND, {"where": "/at", "expected": "moment"}),
    ),
    "an end of what nobody received": (
        "heard", replace(bodies.MODERATED, proposal="p-9"), None,
        ("record.unknown", KIND, {"name": "p-9"}),
    ),
    "an anchor before any text": (
        "opened", bodies.MOVED, None, ("record.order", KIND, {"kind": "anchor.decided"}),
    ),
    "an anchor of what nobody received": (
        "heard", replace(bodies.MOVED, proposal="p-9"), None,
        ("record.unknown", KIND, {"name": "p-9"}),
    ),
    "groups after the question": (
        "called", bodies.GROUPS, None, ("record.order", KIND, {"kind": "groups.computed"}),
    ),
    "a box twice": (
        "listed", replace(bodies.SETUP, boxes=(*bodies.SETUP.boxes, TWICE)), None,
        ("record.repeated", KIND, {"name": UUID}),
    ),
    "a confirmation twice": (
        "confirmed", bodies.CONFIRMATIONS[1], None,
        ("record.repeated", KIND, {"name": "trustee 1"}),
    ),
    "a third trustee of two": (
        "sealed", SetupConfirmed("trustee", 3, bodies.HASH, PROOF), None,
        ("record.unknown", KIND, {"name": "trustee 3"}),
    ),
    "a second registrar": (
        "sealed", SetupConfirmed("registrar", 1, bodies.HASH, PROOF), None,
        ("record.unknown", KIND, {"name": "registrar 1"}),
    ),
    "a ballot of another box": (
        "confirmed", BallotCast(OTHER, "ballot"), None, ("record.unknown", KIND, {"name": OTHER}),
    ),
    "a ballot after the hours": (
        "confirmed", bodies.BALLOT, AFTER,
        ("record.calendar", KIND, {"kind": "ballot.cast"}),
    ),
    "a challenge after the hours": (
        "confirmed", bodies.CHALLENGED, AFTER,
        ("record.calendar", KIND, {"kind": "ballot.challenged"}),
    ),
    "a close within the hours": (
        "voted", bodies.CLOSED, AT, ("record.calendar", KIND, {"kind": "voting.closed"}),
    ),
    "a close that counts otherwise": (
        "voted", VotingClosed(UUID, 7), AFTER, ("record.ballots", KIND, {"count": 1}),
    ),
    "a share twice": (
        "half open", bodies.DECRYPTED[0], None, ("record.repeated", KIND, {"name": "1"}),
    ),
    "a result too early": (
        "half open", bodies.RESULT, None, ("record.order", KIND, {"kind": "tally.result"}),
    ),
    "a station twice": (
        "listed", bodies.STATION, None, ("record.repeated", KIND, {"name": "S-01"}),
    ),
    "a station in the hours of the vote": (
        "voted", bodies.STATION, None,
        ("record.calendar", KIND, {"kind": "station.listed"}),
    ),
    "a protocol of nowhere": (
        "called", bodies.PROTOCOL, None, ("record.unknown", KIND, {"name": "S-01"}),
    ),
    "a protocol twice": (
        "confirmed on paper", bodies.PROTOCOL, None, ("record.repeated", KIND, {"name": "S-01"}),
    ),
    "an outcome too early": (
        "counted", bodies.DECLARED, None, ("record.order", KIND, {"kind": "outcome.declared"}),
    ),
    "an outcome within the hours": (
        "planned", bodies.DECLARED, None, ("record.order", KIND, {"kind": "outcome.declared"}),
    ),
    "a task twice": ("planned", bodies.PLANNED, None, ("record.repeated", KIND, {"name": "t-1"})),
}  # fmt: skip


@pytest.mark.parametrize("what", ROWS)
def test_a_refused_event_is_told_why(what: str) -> None:
    phase, body, at, expected = ROWS[what]
    assert told(state_at(phase), body, at) == expected


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        (bodies.ANSWER, bodies.ANSWER, ("record.repeated", KIND, {"name": "p-1"})),
        (bodies.WITHDRAWN, bodies.WITHDRAWN, ("record.repeated", KIND, {"name": "p-1"})),
        (bodies.MOVED, bodies.MOVED, ("record.repeated", KIND, {"name": "p-1 draft-2"})),
        (bodies.GROUPS, bodies.GROUPS, ("record.repeated", KIND, {"name": bodies.HASH})),
        (bodies.WITHDRAWN, bodies.ANSWER, ("record.order", KIND, {"kind": "proposal.answered"})),
        (bodies.ANSWER, bodies.MERGED, ("record.order", KIND, {"kind": "proposal.merged"})),
        (bodies.MERGED, bodies.ANSWER, ("lineage.gone", "proposal:p-1", {"into": "p-2"})),
    ],
)
def test_what_the_first_event_rules_out(first: Any, then: Any, expected: Told) -> None:
    """The second would contradict it: an answer twice, or to a proposal that stands no more."""
    state = state_at("heard")
    state.apply(entry(first), 8)
    assert told(state, then) == expected


def test_an_outcome_on_paper_is_not_declared_while_people_vote() -> None:
    state = state_at("listed")
    state.apply(entry(bodies.PROTOCOL, AT), 8)
    expected = ("record.calendar", KIND, {"kind": "outcome.declared"})
    assert told(state, bodies.DECLARED, AT) == expected


def test_the_moments_of_the_last_challenges_are_kept() -> None:
    """By them the keeper of a log holds back whoever challenges without an end."""
    state = state_at("voted")
    before, moment = list(state.boxes[UUID].lately), state.last_at
    state.apply(entry(bodies.CHALLENGED, moment), 99)
    assert list(state.boxes[UUID].lately) == [*before, moment]
