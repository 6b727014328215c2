"""The closed list of event kinds, each with the document that its body must be.

A later version adds kinds, each with a section of docs/specification and a vector; none is ever
taken away or changed. A kind that is not listed is ``record.version``: a newer reader may know it.
"""

from __future__ import annotations

from typing import Any

from dauys.ballots.wire import BallotCast, BallotChallenged, VotingClosed
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
from dauys.implementation.wire import ImplementationPlanned
from dauys.outcome.wire import OutcomeDeclared
from dauys.question.wire import QuestionCalled, SetupConfirmed, VotingSetup
from dauys.record.opening import ReferendumOpened
from dauys.stations.wire import ProtocolConfirmed, StationListed
from dauys.tally.wire import TallyDecrypted, TallyEncrypted, TallyResult
from dauys.text.wire import TextPublished

KINDS: dict[str, type[Any]] = {
    "referendum.opened": ReferendumOpened,
    "text.published": TextPublished,
    "hearing.held": HearingHeld,
    "hearing.moderated": HearingModerated,
    "proposal.received": ProposalReceived,
    "proposal.merged": ProposalMerged,
    "proposal.split": ProposalSplit,
    "proposal.moderated": ProposalModerated,
    "proposal.withdrawn": ProposalWithdrawn,
    "proposal.answered": ProposalAnswered,
    "anchor.decided": AnchorDecided,
    "groups.computed": GroupsComputed,
    "question.called": QuestionCalled,
    "voting.setup": VotingSetup,
    "setup.confirmed": SetupConfirmed,
    "ballot.challenged": BallotChallenged,
    "ballot.cast": BallotCast,
    "voting.closed": VotingClosed,
    "tally.encrypted": TallyEncrypted,
    "tally.decrypted": TallyDecrypted,
    "tally.result": TallyResult,
    "station.listed": StationListed,
    "protocol.confirmed": ProtocolConfirmed,
    "outcome.declared": OutcomeDeclared,
    "implementation.planned": ImplementationPlanned,
}
KIND_OF: dict[type[Any], str] = {form: kind for kind, form in KINDS.items()}
