"""Statements, what is said to them, and the groups of opinion that follow from it.

Groups are made by `dauys.consultation.opinion`, out of the votes as its own export has them. The
seed follows from the first entry of the record, which stood there before anyone voted: nobody can
choose the groups that please.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count
from django_tasks import task

from dauys.errors import Refused
from dauys.record.opening import opening_hash
from dauys.site.consultation import grouped
from dauys.site.consultation.models import Groups, Opinion, Statement
from dauys.site.people import actions as people
from dauys.site.people.models import Person
from dauys.site.record import actions as record
from dauys.site.record import queries as records
from dauys.site.secret import salt
from dauys.wire.ids import Words

if TYPE_CHECKING:
    from dauys.consultation.opinion.groups import Told

SEED_DIGITS = 13  # hexadecimal: 52 bits, below the largest seed
HEADER = "timestamp,comment-id,voter-id,vote\n"


def statement(number: int) -> Statement | None:
    """An open statement by its number."""
    return Statement.objects.filter(pk=number, open=True).first()


def open_count() -> int:
    """How many statements people are asked about."""
    return Statement.objects.filter(open=True).count()


def said_by(person: Person | None) -> list[Opinion]:
    """What a person has said, in the order of the statements."""
    if person is None:
        return []
    rows = Opinion.objects.filter(participant__person=person, statement__open=True)
    return list(rows.select_related("statement").order_by("statement_id"))


def next_for(person: Person | None, number: str) -> Statement | None:
    """The statement that is asked for, else the first to which the person has said nothing."""
    if number.isascii() and number.isdigit() and len(number) < 19:
        return statement(int(number))
    rows = Statement.objects.filter(open=True)
    if person is not None:
        rows = rows.exclude(opinions__participant__person=person)
    return rows.order_by("id").first()


def add_statement(by: Person, words: dict[str, str]) -> Statement:
    """The staff puts a statement before people, in every language it is given in."""
    people.allow(by, "consultation.statement")
    with transaction.atomic():
        made = Statement.objects.create(words=words)
        people.note(by, "consultation.statement", f"statement:{made.pk}", open=True)
    return made


def close_statement(by: Person, number: int, *, reopen: bool = False) -> None:
    """The staff sets a statement aside, with all that was said to it, or takes it back in."""
    people.allow(by, "consultation.statement")
    with transaction.atomic():
        Statement.objects.filter(pk=number).update(open=reopen)
        people.note(by, "consultation.statement", f"statement:{number}", open=reopen)


def ask_groups(by: Person) -> None:
    """The staff has the groups computed; a task does it. Raises ``groups.empty``."""
    people.allow(by, "consultation.groups")
    if not Opinion.objects.filter(statement__open=True).exists():
        raise Refused("groups.empty", "")
    with transaction.atomic():
        people.note(by, "consultation.groups")
        transaction.on_commit(compute.enqueue)


@task()
def compute() -> str:
    """Computes the groups and puts them into the record; gives the hash of the matrix.

    The same votes are computed once: for votes that have their groups nothing is written.
    """
    from dauys.consultation.opinion import check, groups, wire, worded  # numpy, for groups alone

    votes = wire.read(export()).votes
    matrix = votes.sha256()
    if Groups.objects.filter(matrix=matrix).exists():
        return matrix
    event, cells, result = check.computed(votes, groups.find(votes, seed=seed()))
    words = dict(Statement.objects.values_list("pk", "words"))
    event, told = worded.worded(event, words, votes.statements.tolist(), salt())
    with transaction.atomic():
        record.append([event], [cells, result, told])
    return matrix


def seed() -> int:
    """The seed that the opening of this record fixes."""
    opened = records.opened()
    if opened is None:
        raise Refused("record.order", "entry:0", kind="groups.computed")
    return int(opening_hash(opened)[:SEED_DIGITS], 16)


def export() -> bytes:
    """All votes on open statements, as the stage reads an export; people by their numbers."""
    rows = Opinion.objects.filter(statement__open=True).order_by("participant__number")
    cells = rows.values_list("statement_id", "participant__number", "vote")
    lines = (f"0,{at},{who},{vote}\n" for at, who, vote in cells.iterator(chunk_size=5000))
    return "".join([HEADER, *lines]).encode("ascii")


def latest() -> Groups | None:
    """The groups that were computed last."""
    return Groups.objects.first()


def told(found: Groups, language: str) -> dict[str, Any]:
    """A result in words: the groups with what stands for each, and what all agree on."""
    return grouped.told(bytes(found.told), language, _texts(found, language))


def picture(result: str, language: str) -> bytes | None:
    """The SVG of a result by its hash; None where there is no such result."""
    found = Groups.objects.filter(result=result).first()
    if found is None:
        return None
    return grouped.picture(bytes(found.told), language)


def words_of(found: Groups) -> dict[int, Words]:
    """The words of the statements of a result: as the record has them, else as the staff has.

    What the staff has set aside since is told by its number alone.
    """
    known = dict(Statement.objects.values_list("pk", "words"))
    aside = set(Statement.objects.filter(open=False).values_list("pk", flat=True))
    told = known | {int(number): words for number, words in found.words.items()}
    return {number: words for number, words in told.items() if number not in aside}


def past() -> list[tuple[Words, Told]]:
    """The statements of the last groups with what was said to them, where their words are known."""
    return [(words, each) for words, each in counted_last() if words]


def counted_last() -> list[tuple[Words, Told]]:
    """Every statement of the last groups, its words where they are known, and what was said."""
    found = latest()
    if found is None or not found.told:
        return []
    words = words_of(found)
    counts = grouped.read(bytes(found.told)).statements
    return [(words.get(each.statement, {}), each) for each in counts]


def _texts(found: Groups, language: str) -> dict[int, str]:
    return {
        number: words.get(language) or next(iter(words.values()), "")
        for number, words in words_of(found).items()
    }


def counted() -> dict[int, dict[int, int]]:
    """Of each statement how many agree, pass and disagree; for the staff."""
    rows = Opinion.objects.values_list("statement_id", "vote").annotate(count=Count("id"))
    found: dict[int, dict[int, int]] = {}
    for number, vote, count in rows.order_by():
        found.setdefault(number, {})[vote] = count
    return found
