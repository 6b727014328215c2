"""The order that a record must follow (8-record, section 3): one object, moved on event by event.

`RecordState.apply` takes the next entry or refuses it; after a refusal the state is as before. It
holds names and counts only and looks into no object: what a document means is checked by its stage.
The writer of a log and the verifier of a record run the same machine.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from dauys import stages
from dauys.ballots.wire import BallotCast, BallotChallenged, VotingClosed
from dauys.consultation.course import (
    HearingModerated,
    ProposalMerged,
    ProposalModerated,
    ProposalSplit,
    ProposalWithdrawn,
    decision_of,
)
from dauys.consultation.decided import AnchorDecided
from dauys.consultation.lineage import Book
from dauys.consultation.opinion.event import GroupsComputed
from dauys.consultation.wire import DecisionWords, HearingHeld, ProposalAnswered, ProposalReceived
from dauys.errors import Refused
from dauys.implementation.wire import ImplementationPlanned
from dauys.outcome.wire import OutcomeDeclared
from dauys.question.wire import QuestionCalled, SetupConfirmed, VotingSetup
from dauys.record.entry import Entry
from dauys.record.opening import ReferendumOpened, check_opened
from dauys.stations.wire import ProtocolConfirmed, StationListed
from dauys.tally.wire import TallyDecrypted, TallyEncrypted, TallyResult
from dauys.text.wire import TextPublished
from dauys.wire.ids import seconds

SILENT = DecisionWords("", "–", "–")  # who decided and why stand in an object: no name of the order
CHALLENGES = 1000  # of one box, that a log keeper takes within an hour (5-voting, MUST 50j)


@dataclass(slots=True)
class BoxState:
    """How far one ballot box has come; ``lately`` holds the moments of its last challenges."""

    phase: str = "open"  # open, closed, encrypted, result
    ballots: int = 0
    owners: set[int] = field(default_factory=set)
    lately: deque[str] = field(default_factory=lambda: deque(maxlen=CHALLENGES))


@dataclass(slots=True)
class RecordState:
    """What has happened so far, as far as it decides what may happen next."""

    last_at: str = ""
    opened: ReferendumOpened | None = None
    texts: set[tuple[str, str]] = field(default_factory=set)  # work and version
    hearings: set[str] = field(default_factory=set)
    proposals: Book = field(default_factory=Book)
    answered: set[str] = field(default_factory=set)
    silenced: set[str] = field(default_factory=set)  # hearings whose words were set aside
    ended: set[str] = field(default_factory=set)  # moderated or withdrawn
    anchored: set[tuple[str, str]] = field(default_factory=set)  # proposal and version
    matrices: set[str] = field(default_factory=set)  # of votes whose groups were computed
    called: QuestionCalled | None = None
    setup: VotingSetup | None = None
    confirmed: set[tuple[str, int]] = field(default_factory=set)
    boxes: dict[str, BoxState] = field(default_factory=dict)
    stations: set[str] = field(default_factory=set)
    protocols: set[str] = field(default_factory=set)
    declared: bool = False
    adopted: bool = False
    planned: set[str] = field(default_factory=set)

    def apply(self, entry: Entry, index: int) -> None:
        """Takes the next entry, or raises ``record.*`` and stays as it was."""
        who = f"entry:{index}"
        if (self.opened is None) != (entry.kind == "referendum.opened"):
            raise Refused("record.order", who, kind=entry.kind)
        if entry.at < self.last_at:
            raise Refused("record.time", who)
        RULES[type(entry.body)](self, entry, who)
        self.last_at = entry.at

    def awaits_answer(self, proposal: str) -> bool:
        """Whether a proposal stands for one that nobody has set aside or taken back."""
        return not self.ended.issuperset(self.proposals.standing.get(proposal, (proposal,)))

    def voting_ready(self) -> bool:
        """Whether the registrar and every trustee have confirmed the set-up."""
        return self.setup is not None and len(self.confirmed) == 1 + self.setup.trustee_count

    def counted(self) -> bool:
        """Whether every box has its result and every station its protocol."""
        boxes = all(box.phase == "result" for box in self.boxes.values())
        voted = bool(self.boxes or self.stations)
        return voted and boxes and self.protocols == self.stations


def _expect(condition: bool, entry: Entry, who: str) -> None:
    """The event may not stand here."""
    if not condition:
        raise Refused("record.order", who, kind=entry.kind)


def _once(name: Any, taken: Any, who: str) -> None:
    """A name, of one part or of several, is given once."""
    if name in taken:
        told = " ".join(map(str, name)) if isinstance(name, tuple) else str(name)
        raise Refused("record.repeated", who, name=told)


def _known(name: str, names: Any, who: str) -> None:
    """An event may only speak of what the record has named before."""
    if name not in names:
        raise Refused("record.unknown", who, name=name)


def _opened(state: RecordState, entry: Entry, who: str) -> None:
    check_opened(entry.body)
    state.opened = entry.body


def _text(state: RecordState, entry: Entry, who: str) -> None:
    text: TextPublished = entry.body
    _expect(state.called is None, entry, who)  # the text that is voted on is then fixed
    _once((text.work, text.version), state.texts, who)
    state.texts.add((text.work, text.version))


def _hearing(state: RecordState, entry: Entry, who: str) -> None:
    hearing: HearingHeld = entry.body
    _expect(bool(state.texts) and state.called is None, entry, who)
    _once(hearing.hearing, state.hearings, who)
    state.hearings.add(hearing.hearing)


def _silenced(state: RecordState, entry: Entry, who: str) -> None:
    moderated: HearingModerated = entry.body
    _known(moderated.hearing, state.hearings, who)
    _once(moderated.hearing, state.silenced, who)
    state.silenced.add(moderated.hearing)


def _proposal(state: RecordState, entry: Entry, who: str) -> None:
    proposal: ProposalReceived = entry.body
    _expect(bool(state.texts) and state.called is None, entry, who)
    _once(proposal.proposal, state.proposals.received, who)
    state.proposals.receive(proposal.proposal, proposal.received)


def _decided(state: RecordState, entry: Entry, who: str) -> None:
    """A merging or a splitting: its proposals stand, and what it takes away is not answered."""
    event: ProposalMerged | ProposalSplit = entry.body
    decision = decision_of(event, SILENT)
    _expect(bool(state.texts) and state.called is None, entry, who)
    for name in (*decision.of, *decision.into):
        _known(name, state.proposals.received, who)
        kept = name in decision.of and name in decision.into
        _expect(kept or name not in state.answered, entry, who)
        _expect(state.awaits_answer(name), entry, who)  # what has ended goes no further
    seconds(decision.at, accused=who)
    state.proposals.apply(decision)


def _ended(state: RecordState, entry: Entry, who: str) -> None:
    ended: ProposalModerated | ProposalWithdrawn = entry.body
    _known(ended.proposal, state.proposals.received, who)
    _once(ended.proposal, state.ended, who)
    state.ended.add(ended.proposal)


def _answer(state: RecordState, entry: Entry, who: str) -> None:
    answer: ProposalAnswered = entry.body
    _known(answer.proposal, state.proposals.received, who)
    state.proposals.check_standing(answer.proposal)
    _expect(state.awaits_answer(answer.proposal), entry, who)
    _once(answer.proposal, state.answered, who)
    state.answered.add(answer.proposal)


def _anchor(state: RecordState, entry: Entry, who: str) -> None:
    decided: AnchorDecided = entry.body
    _expect(bool(state.texts) and state.called is None, entry, who)
    _known(decided.proposal, state.proposals.received, who)
    name = (decided.proposal, decided.version)
    _once(name, state.anchored, who)
    state.anchored.add(name)


def _groups(state: RecordState, entry: Entry, who: str) -> None:
    computed: GroupsComputed = entry.body
    _expect(bool(state.texts) and state.called is None, entry, who)
    # Of several seeds nobody may choose the groups that please.
    _once(computed.matrix.sha256, state.matrices, who)
    state.matrices.add(computed.matrix.sha256)


def _called(state: RecordState, entry: Entry, who: str) -> None:
    _expect(bool(state.texts) and state.called is None, entry, who)
    state.called = entry.body


def _setup(state: RecordState, entry: Entry, who: str) -> None:
    setup: VotingSetup = entry.body
    # An outcome counts every box: a vote that is set up after it would be in no outcome.
    _expect(state.called is not None and state.setup is None, entry, who)
    _expect(not state.declared, entry, who)
    boxes: dict[str, BoxState] = {}
    for box in setup.boxes:
        _once(box.uuid, boxes, who)
        boxes[box.uuid] = BoxState()
    state.setup, state.boxes = setup, boxes


def _confirmed(state: RecordState, entry: Entry, who: str) -> None:
    confirmed: SetupConfirmed = entry.body
    _expect(state.setup is not None, entry, who)
    last = state.setup.trustee_count if state.setup and confirmed.role == "trustee" else 0
    if not min(1, last) <= confirmed.index <= last:
        raise Refused("record.unknown", who, name=f"{confirmed.role} {confirmed.index}")
    name = (confirmed.role, confirmed.index)
    _once(name, state.confirmed, who)
    state.confirmed.add(name)


def _box(state: RecordState, entry: Entry, who: str, phase: str) -> BoxState:
    """The box that an event speaks of, which must be in this phase."""
    _known(entry.body.box, state.boxes, who)
    box = state.boxes[entry.body.box]
    _expect(box.phase == phase, entry, who)
    return box


def _voting(state: RecordState, entry: Entry, who: str) -> BoxState:
    """The box of a ballot, cast or challenged: everyone has confirmed, and the vote is on."""
    box = _box(state, entry, who, "open")
    _expect(state.voting_ready(), entry, who)
    if state.called is None or not stages.is_open(state.called.calendar, "ballots", entry.at):
        raise Refused("record.calendar", who, kind=entry.kind)
    return box


def _challenged(state: RecordState, entry: Entry, who: str) -> None:
    _voting(state, entry, who).lately.append(entry.at)


def _ballot(state: RecordState, entry: Entry, who: str) -> None:
    _voting(state, entry, who).ballots += 1


def _closed(state: RecordState, entry: Entry, who: str) -> None:
    closed: VotingClosed = entry.body
    box = _box(state, entry, who, "open")
    _expect(state.voting_ready(), entry, who)
    if state.called is None or not stages.is_over(state.called.calendar, "ballots", entry.at):
        raise Refused("record.calendar", who, kind=entry.kind)
    if closed.ballots != box.ballots:
        raise Refused("record.ballots", who, count=box.ballots)
    box.phase = "closed"


def _encrypted(state: RecordState, entry: Entry, who: str) -> None:
    _box(state, entry, who, "closed").phase = "encrypted"


def _decrypted(state: RecordState, entry: Entry, who: str) -> None:
    decrypted: TallyDecrypted = entry.body
    box = _box(state, entry, who, "encrypted")
    _once(decrypted.owner, box.owners, who)
    box.owners.add(decrypted.owner)


def _result(state: RecordState, entry: Entry, who: str) -> None:
    box = _box(state, entry, who, "encrypted")
    # Which trustees these are, and whether their shares hold, is asked when the result is checked.
    _expect(state.setup is not None and len(box.owners) >= state.setup.trustees_needed, entry, who)
    box.phase = "result"


def _station(state: RecordState, entry: Entry, who: str) -> None:
    listed: StationListed = entry.body
    _expect(state.called is not None and not state.protocols, entry, who)
    # The list is fixed before anybody votes: it is the base of the turnout.
    if state.called is None or not stages.is_ahead(state.called.calendar, "ballots", entry.at):
        raise Refused("record.calendar", who, kind=entry.kind)
    _once(listed.station.id, state.stations, who)
    state.stations.add(listed.station.id)


def _protocol(state: RecordState, entry: Entry, who: str) -> None:
    confirmed: ProtocolConfirmed = entry.body
    station = confirmed.protocol.station
    _expect(not state.declared, entry, who)
    _known(station, state.stations, who)
    _once(station, state.protocols, who)
    state.protocols.add(station)


def _declared(state: RecordState, entry: Entry, who: str) -> None:
    _expect(state.counted() and not state.declared, entry, who)
    if state.called is None or not stages.is_over(state.called.calendar, "ballots", entry.at):
        raise Refused("record.calendar", who, kind=entry.kind)
    declared: OutcomeDeclared = entry.body
    state.declared, state.adopted = True, declared.result.adopted is True


def _planned(state: RecordState, entry: Entry, who: str) -> None:
    planned: ImplementationPlanned = entry.body
    _expect(state.adopted, entry, who)  # what was not adopted is not carried out
    _once(planned.task.task, state.planned, who)
    state.planned.add(planned.task.task)


RULES: dict[type[Any], Callable[[RecordState, Entry, str], None]] = {
    ReferendumOpened: _opened,
    TextPublished: _text,
    HearingHeld: _hearing,
    HearingModerated: _silenced,
    ProposalReceived: _proposal,
    ProposalMerged: _decided,
    ProposalSplit: _decided,
    ProposalModerated: _ended,
    ProposalWithdrawn: _ended,
    ProposalAnswered: _answer,
    AnchorDecided: _anchor,
    GroupsComputed: _groups,
    QuestionCalled: _called,
    VotingSetup: _setup,
    SetupConfirmed: _confirmed,
    BallotChallenged: _challenged,
    BallotCast: _ballot,
    VotingClosed: _closed,
    TallyEncrypted: _encrypted,
    TallyDecrypted: _decrypted,
    TallyResult: _result,
    StationListed: _station,
    ProtocolConfirmed: _protocol,
    OutcomeDeclared: _declared,
    ImplementationPlanned: _planned,
}
