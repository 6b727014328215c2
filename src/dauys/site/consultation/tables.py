"""The public tables of the consultation: what was proposed, answered, heard and thought.

Words that were taken back or set aside are in no row, so they are in no file. What was said to
statements stands here as it was counted into the groups: figures that change with every vote would
tell who said what.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from dauys.site.consultation import grouped, opinions, queries
from dauys.site.consultation.models import Answer, Course, Hearing, Proposal, Statement
from dauys.site.data.tables import Cell, Table, columns
from dauys.site.record import queries as record
from dauys.wire.hashes import sha256_hex

if TYPE_CHECKING:
    from dauys.consultation.opinion.groups import Groups

Rows = Iterator[tuple[Cell, ...]]
LANGUAGES = ("kk", "ru", "en")
PIECE = 500  # rows that are read at a time

PROPOSALS = columns(
    id=_("number of the proposal"),
    received=_("moment of receipt"),
    language=_("language of its words"),
    kind=_("kind of the proposal"),
    version=_("version of the text"),
    address=_("address of the provision"),
    quote=_("words that it quotes"),
    proposed=_("words that it proposes"),
    reasons=_("its reasons"),
    group=_("group for which the author speaks"),
    region=_("region of the author"),
    origin=_("the way on which it came"),
    hearing=_("hearing at which it was made"),
    hash=_("hash of the provision's words"),
    state=_("where it stands now"),
    ended=_("moment at which it was taken back or set aside"),
    part=_("whether it is a part of another"),
    into=_("proposals that stand in its place"),
    origins=_("proposals for which it stands"),
    entry=_("entry of the record"),
)
ANSWERS = columns(
    proposal=_("number of the proposal"),
    answered=_("moment of the answer"),
    outcome=_("what was decided"),
    version=_("version that carries it"),
    carried=_("provisions that carry it"),
    reasons_kk=_("reasons in Kazakh"),
    reasons_ru=_("reasons in Russian"),
    reasons_en=_("reasons in English"),
    entry=_("entry of the record"),
)
HEARINGS = columns(
    hearing=_("name of the hearing"),
    opens=_("moment at which it began"),
    closes=_("moment at which it ended"),
    region=_("region of the hearing"),
    attended=_("how many were present"),
    groups=_("groups for which someone spoke"),
    place_kk=_("place in Kazakh"),
    place_ru=_("place in Russian"),
    place_en=_("place in English"),
    agenda_kk=_("agenda in Kazakh"),
    agenda_ru=_("agenda in Russian"),
    agenda_en=_("agenda in English"),
    minutes_kk=_("minutes in Kazakh"),
    minutes_ru=_("minutes in Russian"),
    minutes_en=_("minutes in English"),
    speakers=_("who spoke, each with the group"),
    silenced=_("moment at which its words were set aside"),
    who=_("who set them aside"),
    why=_("why they were set aside"),
    entry=_("entry of the record"),
)
COURSE = columns(
    proposal=_("number of the proposal"),
    act=_("what happened to it"),
    at=_("moment of the step"),
    who=_("who decided it"),
    why=_("why it was decided"),
    of=_("proposals that the step took"),
    into=_("proposals that stand in their place"),
    entry=_("entry of the record"),
)
OPINIONS = columns(
    statement=_("number of the statement"),
    words_kk=_("statement in Kazakh"),
    words_ru=_("statement in Russian"),
    words_en=_("statement in English"),
    agree=_("how many agreed"),
    disagree=_("how many disagreed"),
    passed=_("how many passed"),
    entry=_("entry of the record"),
)
GROUPS = columns(
    group=_("name of the group"),
    people=_("how many persons are in it"),
    statement=_("number of the statement"),
    agree=_("how many agreed"),
    disagree=_("how many disagreed"),
    passed=_("how many passed"),
    entry=_("entry of the record"),
)


def proposals() -> Rows:
    """A row for each proposal, in the order of the record."""
    standing = queries.lineage().standing
    for row in Proposal.objects.order_by("entry").iterator(PIECE):
        yield (
            row.id,
            row.received,
            row.language,
            row.kind,
            row.version,
            row.address,
            row.quote,
            row.proposed,
            row.reasons,
            row.group,
            row.region,
            row.origin,
            row.hearing,
            row.hash,
            row.state,
            row.ended,
            row.part,
            " ".join(row.into),
            " ".join(standing.get(row.id, ())),
            row.entry,
        )


def answers() -> Rows:
    """A row for each answer, in the order of the record."""
    rows = Answer.objects.order_by("entry").prefetch_related("carried")
    for row in rows.iterator(PIECE):
        carried = list(row.carried.all())
        yield (
            row.pk,
            row.answered,
            row.outcome,
            " ".join(dict.fromkeys(each.version for each in carried)),
            " ".join(dict.fromkeys(each.address for each in carried)),
            *_by_language(row.reasons),
            row.entry,
        )


def hearings() -> Rows:
    """A row for each hearing, in the order of the record."""
    for row in Hearing.objects.order_by("entry").iterator(PIECE):
        yield (
            row.id,
            row.opens,
            row.closes,
            row.region,
            row.attended,
            " ".join(row.groups),
            *_by_language(row.place),
            *_by_language(row.agenda),
            *_by_language(row.minutes),
            "; ".join(f"{name} ({group})" for group, name in row.speakers),
            row.silenced,
            row.who,
            row.why,
            row.entry,
        )


def course() -> Rows:
    """A row for each step of each proposal, in the order of the record."""
    for row in Course.objects.order_by("entry", "id").iterator(PIECE):
        of, into = " ".join(row.of), " ".join(row.into)
        yield row.proposal_id, row.act, row.at, row.who, row.why, of, into, row.entry


def opinion_counts() -> Rows:
    """A row for each statement that was counted into the last groups; those set aside wordless."""
    row = opinions.latest()
    for words, each in opinions.counted_last():
        counts = each.agree, each.disagree, each.passed
        yield each.statement, *_by_language(words), *counts, row.entry if row else 0


def groups() -> Rows:
    """A row for each statement in each of the last groups."""
    found, entry = _last()
    if found is None:
        return
    for place, group in enumerate(found.groups):
        for each in found.statements:
            tally = each.groups[place]
            counts = tally.agree, tally.disagree, tally.passed
            yield group.name, group.people, each.statement, *counts, entry


def _last() -> tuple[Groups | None, int]:
    row = opinions.latest()
    return (None, 0) if row is None or not row.told else (grouped.read(bytes(row.told)), row.entry)


def _by_language(words: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(words.get(language, "") for language in LANGUAGES)


def _statements() -> str:
    """The stamp of what also depends on the statements that are open."""
    known = [f"{pk}{opened}" for pk, opened in Statement.objects.values_list("pk", "open")]
    return f"{record.version()}-{sha256_hex(' '.join(known).encode())[:16]}"


TABLES = (
    Table("proposals", _("Proposals"), PROPOSALS, proposals),
    Table("answers", _("Answers to proposals"), ANSWERS, answers),
    Table("hearings", _("Hearings"), HEARINGS, hearings),
    Table("course", _("Steps of proposals"), COURSE, course),
    Table("opinions", _("Statements with opinions"), OPINIONS, opinion_counts, _statements),
    Table("groups", _("Groups of opinion by statement"), GROUPS, groups),
)
