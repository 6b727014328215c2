"""The answers of a batch: what each proposal would be told, and why one cannot be answered so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from dauys.consultation.anchor import Anchor, Places
from dauys.consultation.check import carried, check_answer
from dauys.consultation.proposal import Answer
from dauys.consultation.wire import answered
from dauys.errors import DauysError, Refused
from dauys.site import secret
from dauys.site.consultation import queries, rules, texts
from dauys.site.consultation.desk.filling import Filling
from dauys.site.consultation.desk.lines import ENDED, Line
from dauys.site.consultation.models import Batch, Proposal, State
from dauys.site.consultation.texts import Version
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


@dataclass(frozen=True, slots=True)
class Book:
    """What is looked up once for all lines of a batch: who reads which answer in which language,
    the texts that could carry a proposal, the moment."""

    origins: dict[str, set[str]]
    languages: dict[str, str]
    new: Version | None
    places: dict[str, Places]
    at: str
    filling: Filling = field(default_factory=Filling)

    def needed(self, name: str) -> list[str]:
        """The languages in which everybody reads whose proposal it is."""
        return sorted({self.languages[each] for each in self.origins[name]})


def lines(batch: Batch, rows: Sequence[Proposal]) -> list[Line]:
    """Every proposal of a batch with its answer, or with what is in the way."""
    origins = queries.origins_of([row.id for row in rows])
    everyone = {each for some in origins.values() for each in some}
    read = Proposal.objects.filter(pk__in=everyone).values_list("pk", "language")
    new = texts.current()
    places = texts.all_places(new) if new else {}
    book = Book(origins, dict(read), new, places, rules.now())
    return [_line(batch, row, book) for row in rows]


def _line(batch: Batch, row: Proposal, book: Book) -> Line:
    if row.state in FAULTS:
        return Line(row, fault=FAULTS[row.state])
    told = batch.told
    reasons = book.filling.filled(told["reasons"], row)
    answer = Answer(row.id, book.at, told["outcome"], tuple(told["carried"]), reasons)
    try:
        return Line(row, made=_reply(answer, row, book))
    except DauysError as error:
        return Line(row, fault=Words(get_language() or "kk").error(error))


def _reply(answer: Answer, row: Proposal, book: Book) -> Reply:
    proposal = queries.stage_proposal(row)
    check_answer(answer, {row.id: proposal})
    for language in book.needed(row.id):
        if not answer.reasons.get(language):
            raise Refused("proposal.reasons", answer.accused(), language=language)
    if answer.carried and (book.new is None or book.new.name == row.version):
        raise Refused("anchor.version", answer.accused(), version="–")
    return Reply(answer, carried(answer, proposal, book.places))


def enter(batch: Batch, made: Sequence[Reply]) -> None:
    """Puts answers into the record, in the caller's transaction."""
    told = [answered(each.answer, each.carried, secret.salt()) for each in made]
    record.append([body for body, _ in told], [data for _, data in told])
