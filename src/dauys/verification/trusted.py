"""What a verification of a record believes so far; one object, moved on entry by entry."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dauys.consultation.anchor import Anchor, Places
from dauys.consultation.decision import Decision as Verdict
from dauys.consultation.lifecycle import Step as Ended
from dauys.consultation.lineage import Decision
from dauys.consultation.proposal import Proposal
from dauys.question.rule import Rule
from dauys.question.trustees import Trustees
from dauys.question.wire import QuestionCalled, VotingSetup
from dauys.record.entry import Entry
from dauys.record.opening import opening_hash
from dauys.record.state import RecordState
from dauys.stations.protocol import Protocol
from dauys.stations.station import Station
from dauys.tally.decryption import Nonces
from dauys.text.wire import TextPublished
from dauys.verification.judging import Judge
from dauys.verification.objects import Objects
from dauys.verification.report import Report
from dauys.verification.voting import BoxVerifier
from dauys.wire.ids import Moment, ObjectRef, Payload


@dataclass(frozen=True, slots=True)
class PublishedText:
    """A version whose hash has been checked, with its text in each language."""

    event: TextPublished
    places: dict[str, Places]


@dataclass(frozen=True, slots=True)
class Step:
    """One entry in its place, with the objects that it names."""

    index: int
    entry: Entry
    objects: dict[str, bytes]

    @property
    def who(self) -> str:
        return f"entry:{self.index}"

    def object(self, ref: ObjectRef) -> bytes:
        """An object that the entry names, already checked."""
        return self.objects[ref.sha256]

    def payload(self, payload: Payload) -> bytes:
        """The exact bytes of a document that stands in the entry or in an object."""
        return payload.encode("utf-8") if isinstance(payload, str) else self.object(payload)


@dataclass(slots=True)
class Trusted:
    """Everything that later entries rest on."""

    report: Report
    objects: Objects
    root_at: Callable[[int], bytes]  # the root of the log when it had so many entries
    judge: Judge | None = None  # who judges the ballots later; else each is judged as it comes
    state: RecordState = field(default_factory=RecordState)
    texts: dict[tuple[str, str], PublishedText] = field(default_factory=dict)
    hearings: dict[str, str] = field(default_factory=dict)  # those that were held, and their ends
    proposals: dict[str, Proposal] = field(default_factory=dict)
    moments: dict[str, Moment] = field(default_factory=dict)  # of a proposal's last event
    decisions: set[Decision] = field(default_factory=set)  # merged and split
    endings: set[Ended] = field(default_factory=set)  # moderated and withdrawn
    followed: dict[tuple[str, str], Verdict] = field(default_factory=dict)  # proposal, version
    # Of a proposal, by version, where it stands; None where it was said to have no place.
    anchors: dict[str, dict[str, Anchor | None]] = field(default_factory=dict)
    called: QuestionCalled | None = None
    rule: Rule | None = None
    setup: VotingSetup | None = None
    trustees: Trustees | None = None
    nonces: Nonces = field(default_factory=Nonces)
    boxes: dict[str, BoxVerifier] = field(default_factory=dict)
    closing_roots: dict[str, str] = field(default_factory=dict)  # box -> hex
    stations: dict[str, Station] = field(default_factory=dict)
    protocols: list[Protocol] = field(default_factory=list)

    def versions(self, work: str, language: str) -> dict[str, Places]:
        """The published versions of a text in a language, in their order."""
        return {
            version: each.places[language]
            for (of, version), each in self.texts.items()
            if of == work and language in each.places
        }

    @property
    def log_hash(self) -> str:
        """The hash by which a question names this log."""
        return opening_hash(self.state.opened) if self.state.opened else ""

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages of the record."""
        return self.state.opened.languages if self.state.opened else ()
