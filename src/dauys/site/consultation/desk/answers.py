"""The answers of a batch: what each proposal would be told, and why one cannot be answered so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dauys.consultation.anchor import Anchor
from dauys.consultation.check import carried, check_answer
from dauys.consultation.lineage import Lineage
from dauys.consultation.proposal import Answer
from dauys.consultation.wire import answered
from dauys.errors import DauysError, Refused
from dauys.site import secret
from dauys.site.consultation import queries, rules, texts
from dauys.site.consultation.desk.filling import filled
from dauys.site.consultation.desk.lines import ENDED, Line
from dauys.site.consultation.models import Batch, Proposal, State
from dauys.site.record import actions as record
from dauys.words import Words

ANSWERED = _("It has been answered already.")
REPLACED = _("It was merged or split: what stands in its place is answered.")
FAULTS: dict[str, str | Promise] = {
    State.ANSWERED: ANSWERED,
    State.MERGED: REPLACED,
    State.SPLIT: REPLACED,
    State.WITHDRAWN: ENDED,
    State.MODERATED: ENDED,
}


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer with the provisions of the next version that carry it."""

    answer: Answer
    carried: tuple[Anchor, ...]


def lines(batch: Batch, rows: Sequence[Proposal]) -> list[Line]:
    """Every proposal of a batch with its answer, or with what is in the way."""
    lineage, at = queries.lineage(), rules.now()
    languages = dict(Proposal.objects.values_list("pk", "language"))
    return [_line(batch, row, at, _needed(row, lineage, languages)) for row in rows]


def _needed(row: Proposal, lineage: Lineage, languages: dict[str, str]) -> set[str]:
    """The languages in which everybody reads whose proposal it is."""
    return {languages[name] for name in lineage.standing.get(row.id, (row.id,))}


def _line(batch: Batch, row: Proposal, at: str, needed: set[str]) -> Line:
    if row.state in FAULTS:
        return Line(row, fault=FAULTS[row.state])
    told = batch.told
    reasons = filled(told["reasons"], row)
    answer = Answer(row.id, at, told["outcome"], tuple(told["carried"]), reasons)
    try:
        return Line(row, made=_reply(answer, row, needed))
    except DauysError as error:
        return Line(row, fault=Words(get_language() or "kk").error(error))


def _reply(answer: Answer, row: Proposal, needed: set[str]) -> Reply:
    proposal = queries.stage_proposal(row)
    check_answer(answer, {row.id: proposal})
    for language in sorted(needed):
        if not answer.reasons.get(language):
            raise Refused("proposal.reasons", answer.accused(), language=language)
    if not answer.carried:
        return Reply(answer, ())
    new = texts.current()
    if new is None or new.name == row.version:
        raise Refused("anchor.version", answer.accused(), version="–")
    return Reply(answer, carried(answer, proposal, texts.all_places(new)))


def enter(batch: Batch, made: Sequence[Reply]) -> None:
    """Puts answers into the record, in the caller's transaction."""
    told = [answered(each.answer, each.carried, secret.salt()) for each in made]
    record.append([body for body, _ in told], [data for _, data in told])
