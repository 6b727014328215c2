"""A small valid body of every kind, made by hand, and a whole life of a record out of them.

The bodies are right in form and order; what they name (objects, proofs) is nothing: the order of a
record is asked without looking into them.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

from dauys.ballots.wire import BallotCast, BallotChallenged, VotingClosed
from dauys.consultation.anchor import Anchor
from dauys.consultation.course import (
    HearingModerated,
    ProposalMerged,
    ProposalModerated,
    ProposalSplit,
    ProposalWithdrawn,
)
from dauys.consultation.decided import AnchorDecided
from dauys.consultation.opinion.event import GroupsComputed
from dauys.consultation.wire import HearingHeld, ProposalAnswered, ProposalReceived
from dauys.implementation.matrix import Task
from dauys.implementation.wire import ImplementationPlanned
from dauys.log.keys import SigningKey
from dauys.outcome.evaluate import Result
from dauys.outcome.figures import Figures as OutcomeFigures
from dauys.outcome.figures import Row
from dauys.outcome.wire import OutcomeDeclared
from dauys.outcome.wire import declare as declared_by
from dauys.proofs.wire import Proof
from dauys.question.rule import (
    QuestionType,
    Reading,
    Rule,
    Share,
    ShareLeg,
    Source,
)
from dauys.question.wire import (
    Answer,
    Box,
    CountingRegion,
    QuestionCalled,
    SetupConfirmed,
    VotingSetup,
)
from dauys.record.entry import Entry, read_entry, write_entry
from dauys.record.kinds import KIND_OF
from dauys.record.opening import ReferendumOpened
from dauys.record.state import RecordState
from dauys.stages import Window
from dauys.stations.protocol import Figures, Protocol
from dauys.stations.station import Station
from dauys.stations.wire import ProtocolConfirmed, StationListed
from dauys.tally.wire import TallyDecrypted, TallyEncrypted, TallyResult
from dauys.text.wire import TextPublished
from dauys.wire.ids import ObjectRef

OPENS, CLOSES = "2027-07-12T02:00:00Z", "2027-07-18T15:00:00Z"
BEFORE = "2027-07-01T09:00:00Z"
AT = "2027-07-13T09:00:00Z"  # within the hours of the vote
AFTER = "2027-07-19T09:00:00Z"
UUID, OTHER = "TownBox1111111", "HillBox1111111"
HASH = "ab" * 32
OBJECT = ObjectRef(HASH, 5)
WORDS = {"kk": "Жарғы", "ru": "Устав"}
ANCHOR = Anchor("charter", "draft-1", "ru", "art_1", HASH)
PROOF = Proof(1, 2)
KEY = SigningKey("log.example", bytes(32)).verifier.write()

RULE = Rule(
    format=1,
    name="simple",
    shares=(
        ShareLeg(name="yes", test=Share("yes", "participants", "more_than", "1/2"), source="law"),
    ),
    regional=(),
    questions=(QuestionType("charter", (), (Reading("only", ("yes",), True, "law"),)),),
    sources=(Source("law", "Article 1"),),
)
ROW = Row(
    region="town",
    eligible=9,
    issued=6,
    participants=6,
    yes=4,
    no=2,
    both_marked=0,
    invalid=0,
)

OPENED = ReferendumOpened(1, WORDS, ("kk", "ru"), KEY, (), 0, True)
TEXT = TextPublished(
    "charter", "draft-1", "draft", "2027-05-14", "council", ("kk",), {"ru": OBJECT}, HASH
)
HEARING = HearingHeld("h-1", OPENS, CLOSES, "town", 3, ("youth",), OBJECT)
PROPOSAL = ProposalReceived(
    "p-1", OPENS, "amend", ANCHOR, "ru", "youth", "town", "hearing", OBJECT, "h-1"
)
SECOND, PART = replace(PROPOSAL, proposal="p-2"), replace(PROPOSAL, proposal="p-1.1")
MERGED = ProposalMerged(("p-1", "p-2"), "p-2", CLOSES, OBJECT)
SPLIT = ProposalSplit("p-1", ("p-1", "p-1.1"), CLOSES, OBJECT)
MODERATED = ProposalModerated("p-2", CLOSES, OBJECT)
SILENCED = HearingModerated("h-1", CLOSES, OBJECT)
WITHDRAWN = ProposalWithdrawn("p-1", CLOSES, OBJECT)
MOVED = AnchorDecided("p-1", CLOSES, "draft-2", "orphaned", ANCHOR, OBJECT)
GROUPS = GroupsComputed("dauys/groups/1", 1, OBJECT, OBJECT)
ANSWER = ProposalAnswered("p-1", CLOSES, "accepted", (ANCHOR,), OBJECT)
CALLED = QuestionCalled(
    "charter-2027",
    HASH,
    WORDS,
    WORDS,
    (Answer("yes", WORDS), Answer("no", WORDS)),
    False,
    HASH,
    OBJECT,
    "charter",
    (Window("ballots", OPENS, CLOSES),),
    (CountingRegion("town", WORDS, ("centre",)),),
    3,
)
STATION = StationListed(Station("S-01", "centre", "town"))
SETUP = VotingSetup(
    "charter-2027", "Ed25519", "aa", OBJECT, 2, 2, (Box("town", UUID, OBJECT, OBJECT, 3, 3),)
)
CONFIRMATIONS = (
    SetupConfirmed("registrar", 0, HASH, PROOF),
    SetupConfirmed("trustee", 1, HASH, PROOF),
    SetupConfirmed("trustee", 2, HASH, PROOF),
)
CHALLENGED = BallotChallenged(UUID, "challenge")
BALLOT = BallotCast(UUID, "ballot")
CLOSED = VotingClosed(UUID, 1)
ENCRYPTED = TallyEncrypted(UUID, "sized", "tally")
DECRYPTED = tuple(TallyDecrypted(UUID, owner, "partial", ((PROOF,),)) for owner in (1, 2))
RESULT = TallyResult(UUID, "result")
PROTOCOL = ProtocolConfirmed(Protocol("S-01", Figures(9, 9, 6, 3, 0, 6, 4, 2, 0, 0)))
DECLARED: OutcomeDeclared = declared_by(
    RULE, "charter", OutcomeFigures(whole=False, rows=(ROW,), stated={}, outstanding=())
)
PLANNED = ImplementationPlanned(
    Task(
        "t-1",
        ANCHOR,
        "needs_body",
        "new",
        WORDS,
        WORDS,
        "in_force",
        "2027-08-01",
        "not_started",
        "2028-08-01",
    )
)
assert isinstance(DECLARED.result, Result)

# The life of a record: each row leads to the phase of that name.
LIFE: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("empty", ()),
    ("opened", (OPENED,)),
    ("text", (TEXT,)),
    ("heard", (HEARING, PROPOSAL, SECOND, PART)),
    ("called", (CALLED,)),
    ("listed", (STATION,)),
    ("sealed", (SETUP,)),
    ("confirmed", CONFIRMATIONS),
    ("voted", (BALLOT,)),
    ("closed", (CLOSED,)),
    ("added up", (ENCRYPTED,)),
    ("half open", (DECRYPTED[0],)),
    ("open", (DECRYPTED[1],)),
    ("counted", (RESULT,)),
    ("confirmed on paper", (PROTOCOL,)),
    ("declared", (DECLARED,)),
    ("planned", (PLANNED,)),
)
PHASES = tuple(phase for phase, _ in LIFE)
EVERY = (
    MERGED,
    SPLIT,
    MODERATED,
    SILENCED,
    WITHDRAWN,
    MOVED,
    GROUPS,
    ANSWER,
    CHALLENGED,
    *(body for _, bodies in LIFE for body in bodies),
)


def moment_of(body: Any) -> str:
    """When an event of this kind belongs: before, in or after the hours of the vote."""
    if isinstance(body, BallotCast):
        return AT
    if isinstance(body, BallotChallenged):
        return "2027-07-14T09:00:00Z"
    counting = (VotingClosed, TallyEncrypted, TallyDecrypted, TallyResult, ProtocolConfirmed)
    late = isinstance(body, (*counting, OutcomeDeclared, ImplementationPlanned))
    return AFTER if late else BEFORE


def entry(body: Any, at: str | None = None) -> Entry:
    """A body as the entry of its kind."""
    return Entry(KIND_OF[type(body)], at or moment_of(body), body)


def spelt(body: Any, at: str = AT) -> bytes:
    """The bytes of that entry; they read back as the same."""
    data = write_entry(at, body)
    assert read_entry(data, 0).body == body
    return data


def state_at(phase: str) -> RecordState:
    """The state of a record that has come as far as a phase."""
    state, index = RecordState(), 0
    for _, bodies in LIFE[: PHASES.index(phase) + 1]:
        for body in bodies:
            state.apply(entry(body), index)
            index += 1
    return deepcopy(state)
