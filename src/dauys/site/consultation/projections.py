"""From the entries of a consultation to its rows; nothing else writes them.

Words that were taken back or set aside are emptied here, so that they go wherever the record goes,
whether or not their object has been destroyed yet.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

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
from dauys.consultation.opinion.worded import StatementWords
from dauys.consultation.wire import (
    AnswerWords,
    DecisionWords,
    HearingHeld,
    HearingWords,
    ProposalAnswered,
    ProposalReceived,
    ProposalWords,
)
from dauys.site.consultation import models
from dauys.site.consultation.models import ENDED, State
from dauys.site.consultation.search import folded
from dauys.site.record import projections
from dauys.site.record.projections import Entered, Run
from dauys.wire import shape
from dauys.wire.ids import ObjectRef, Words

T = TypeVar("T")
BATCH = 500  # rows of a query


def register_all() -> None:
    """Has the record call these functions (in ``AppConfig.ready``)."""
    projections.register(HearingHeld, hearing)
    projections.register(HearingModerated, silenced)
    projections.register_run(ProposalReceived, received)
    projections.register(ProposalMerged, merged)
    projections.register(ProposalSplit, split)
    projections.register(ProposalModerated, ended)
    projections.register(ProposalWithdrawn, ended)
    projections.register_run(ProposalAnswered, answered)
    projections.register_run(AnchorDecided, decided)
    projections.register(GroupsComputed, groups)


def hearing(entered: Entered) -> None:
    """A hearing with its place, agenda and minutes."""
    body: HearingHeld = entered.body
    told = _told(HearingWords, entered, body.minutes)
    models.Hearing.objects.create(
        id=body.hearing,
        entry=entered.index,
        opens=body.opens,
        closes=body.closes,
        region=body.region,
        attended=body.attended,
        groups=list(body.groups),
        place=told.place if told else {},
        agenda=told.agenda if told else {},
        minutes=told.minutes if told else {},
        speakers=[[each.group, each.name] for each in getattr(told, "speakers", None) or ()],
    )


def silenced(entered: Entered) -> None:
    """The words of a hearing are set aside; when it was, and who came, stays.

    What the desk took down while people spoke goes with them.
    """
    body: HearingModerated = entered.body
    told = _told(DecisionWords, entered, body.reasons)
    who, why = (told.who, told.why) if told else ("", "")
    models.Hearing.objects.filter(pk=body.hearing).update(
        place={}, agenda={}, minutes={}, speakers=[], silenced=body.moderated, who=who, why=why
    )
    models.Planned.objects.filter(pk=body.hearing).update(place={}, agenda={}, minutes={})
    models.Spoke.objects.filter(hearing=body.hearing).delete()


def received(run: Run) -> None:
    """Proposals; without words where they were withdrawn before the record came here."""
    models.Proposal.objects.bulk_create(map(_proposal, run), batch_size=BATCH)
    _steps("received", [(each, each.body.received) for each in run])


def _proposal(entered: Entered) -> models.Proposal:
    body: ProposalReceived = entered.body
    told = _told(ProposalWords, entered, body.words)
    quote, proposed, reasons = (told.quote, told.proposed, told.reasons) if told else ("", "", "")
    return models.Proposal(
        id=body.proposal,
        entry=entered.index,
        received=body.received,
        kind=body.kind,
        work=body.anchor.work,
        version=body.anchor.version,
        language=body.language,
        address=body.anchor.address,
        hash=body.anchor.hash,
        group=body.group,
        region=body.region,
        origin=body.origin,
        hearing=body.hearing or "",
        quote=quote,
        proposed=proposed,
        reasons=reasons,
        folded=folded(f"{quote} {proposed} {reasons}"),
        words=body.words.sha256,
    )


def merged(entered: Entered) -> None:
    """Proposals of which one stands for all."""
    body: ProposalMerged = entered.body
    gone = [name for name in body.proposals if name != body.into]
    _replaced(gone, State.MERGED, [body.into])
    _decided(
        body.proposals, entered, "merged", body.merged, body.reasons, body.proposals, [body.into]
    )


def split(entered: Entered) -> None:
    """A proposal and its parts, which stand for it from now on."""
    body: ProposalSplit = entered.body
    parts = [name for name in body.into if name != body.proposal]
    models.Proposal.objects.filter(pk__in=parts).update(part=True)
    if body.proposal not in body.into:
        _replaced([body.proposal], State.SPLIT, list(body.into))
    names = [body.proposal, *parts]
    _decided(names, entered, "split", body.split, body.reasons, [body.proposal], body.into)


def ended(entered: Entered) -> None:
    """A proposal that was taken back or set aside: its words go from every page."""
    body: ProposalModerated | ProposalWithdrawn = entered.body
    if isinstance(body, ProposalModerated):
        state, at = State.MODERATED, body.moderated
    else:
        state, at = State.WITHDRAWN, body.withdrawn
    models.Proposal.objects.filter(pk=body.proposal).update(
        state=state, ended=at, quote="", proposed="", reasons="", folded=""
    )
    _decided([body.proposal], entered, state.value, at, body.reasons)


def answered(run: Run) -> None:
    """Answers with the provisions that carry the proposals."""
    answers = models.Answer.objects.bulk_create(map(_answer, run), batch_size=BATCH)
    carried = [
        _carried(answer, anchor)
        for answer, entered in zip(answers, run, strict=True)
        for anchor in entered.body.carried
    ]
    models.Carried.objects.bulk_create(carried, batch_size=BATCH)
    names = [each.body.proposal for each in run]
    waiting = models.Proposal.objects.filter(pk__in=names).exclude(state__in=ENDED)
    waiting.update(state=State.ANSWERED)
    _steps("answered", [(each, each.body.answered) for each in run])


def _answer(entered: Entered) -> models.Answer:
    body: ProposalAnswered = entered.body
    told = _told(AnswerWords, entered, body.reasons)
    return models.Answer(
        proposal_id=body.proposal,
        entry=entered.index,
        answered=body.answered,
        outcome=body.outcome,
        reasons=told.reasons if told else {},
    )


def _carried(answer: models.Answer, anchor: Anchor) -> models.Carried:
    return models.Carried(
        answer=answer, version=anchor.version, language=anchor.language, address=anchor.address
    )


def decided(run: Run) -> None:
    """What became of anchors in a new version."""
    models.AnchorDecision.objects.bulk_create(map(_verdict, run), batch_size=BATCH)


def _verdict(entered: Entered) -> models.AnchorDecision:
    body: AnchorDecided = entered.body
    told = _told(DecisionWords, entered, body.words)
    return models.AnchorDecision(
        proposal_id=body.proposal,
        entry=entered.index,
        decided=body.decided,
        version=body.version,
        decision=body.decision,
        before_version=body.before.version,
        before=body.before.address,
        after=body.after.address if body.after else "",
        who=told.who if told else "",
        why=told.why if told else "",
    )


def groups(entered: Entered) -> None:
    """Opinion groups, with their result as it stands in the record."""
    body: GroupsComputed = entered.body
    models.Groups.objects.create(
        entry=entered.index,
        at=entered.at,
        method=body.method,
        seed=body.seed,
        matrix=body.matrix.sha256,
        result=body.result.sha256,
        told=entered.object(body.result) or b"",
        words=_asked(entered, body.statements),
    )


def _asked(entered: Entered, reference: ObjectRef | None) -> dict[str, Words]:
    """The words of statements by number, as JSON has it; none where the record does not tell."""
    told = _told(StatementWords, entered, reference) if reference else None
    return {str(number): words for number, words in told.by_number().items()} if told else {}


def _told(form: type[T], entered: Entered, ref: ObjectRef) -> T | None:
    """The object that an entry names; None where its words were withdrawn."""
    data = entered.object(ref)
    return None if data is None else shape.read(form, data)


def _replaced(names: Sequence[str], state: State, into: Sequence[str]) -> None:
    """Others stand in the place of these; one that was taken back or set aside stays that."""
    gone = models.Proposal.objects.filter(pk__in=names)
    gone.update(into=list(into))
    gone.exclude(state__in=ENDED).update(state=state)


def _decided(
    names: Sequence[str],
    entered: Entered,
    act: str,
    at: str,
    reasons: ObjectRef,
    of: Sequence[str] = (),
    into: Sequence[str] = (),
) -> None:
    """A step that somebody decided, in the course of each proposal that it touches."""
    told = _told(DecisionWords, entered, reasons)
    who, why = (told.who, told.why) if told else ("", "")
    models.Course.objects.bulk_create(
        models.Course(
            proposal_id=name,
            entry=entered.index,
            act=act,
            at=at,
            who=who,
            why=why,
            of=list(of),
            into=list(into),
        )
        for name in names
    )


def _steps(act: str, of: Sequence[tuple[Entered, str]]) -> None:
    """A step that nobody gave reasons for, of each proposal, with its moment."""
    rows = (
        models.Course(proposal_id=each.body.proposal, entry=each.index, act=act, at=at)
        for each, at in of
    )
    models.Course.objects.bulk_create(rows, batch_size=BATCH)
