"""Proposals that are set aside, or taken back for their authors: the lines and what is entered."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from dauys.site.consultation import actions
from dauys.site.consultation.desk.lines import ENDED, Line
from dauys.site.consultation.desk.words import GROUNDS
from dauys.site.consultation.models import Batch, Proposal
from dauys.site.people.models import Person

STATES = {Batch.Act.MODERATE: "moderated", Batch.Act.WITHDRAW: "withdrawn"}


def lines(batch: Batch, rows: Sequence[Proposal]) -> list[Line]:
    """Every proposal of a batch; what has ended before is a fault."""
    return [Line(row, fault=ENDED) if row.silent else Line(row, made=row.id) for row in rows]


def enter(batch: Batch, made: Sequence[str]) -> None:
    """Ends the proposals with their parts, in the caller's transaction."""
    act = Batch.Act(batch.act)
    names = actions.with_parts(list(made))
    actions.end(names, STATES[act], signature(batch.by), why(batch), destroy=destroys(batch))


def why(batch: Batch) -> str:
    """The reason as it is published: the ground in words, where there is one."""
    if batch.act == Batch.Act.MODERATE:
        return f"{GROUNDS[batch.told['ground']].words}. {batch.told['why']}"
    return str(batch.told["why"])


def destroys(batch: Batch) -> bool:
    """Whether the words are kept nowhere; an author who takes words back may ask for that."""
    return batch.act == Batch.Act.WITHDRAW or GROUNDS[batch.told["ground"]].destroys


def signature(person: Person) -> str:
    """How somebody of the staff is named in the record: by name, never by an address."""
    return person.name or _("Staff of the consultation")
