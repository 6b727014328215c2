"""Which steps an entry of each kind sets in motion."""

from __future__ import annotations

from collections.abc import Callable
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
from dauys.verification import course, public, vote
from dauys.verification.trusted import Step, Trusted

HANDLERS: dict[type[Any], Callable[[Trusted, Step], None]] = {
    ReferendumOpened: lambda trusted, step: None,  # all of it is asked by steps 1 to 3
    TextPublished: public.text,
    HearingHeld: public.hearing,
    HearingModerated: course.silenced,
    ProposalReceived: public.proposal,
    ProposalMerged: course.decision,
    ProposalSplit: course.decision,
    ProposalModerated: course.ended,
    ProposalWithdrawn: course.ended,
    ProposalAnswered: public.answer,
    AnchorDecided: course.anchor,
    GroupsComputed: course.groups,
    QuestionCalled: public.question,
    VotingSetup: vote.setup,
    SetupConfirmed: vote.confirmed,
    BallotChallenged: vote.challenged,
    BallotCast: vote.ballot,
    VotingClosed: vote.closed,
    TallyEncrypted: vote.encrypted,
    TallyDecrypted: vote.decrypted,
    TallyResult: vote.result,
    StationListed: public.station,
    ProtocolConfirmed: public.protocol,
    OutcomeDeclared: public.outcome,
    ImplementationPlanned: public.implementation,
}
