"""Any list of the desk as a file: CSV and XLSX that can be taken in again, and JSON."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.http import HttpResponse

from dauys.consultation.export import open_data
from dauys.site.consultation import queries
from dauys.site.consultation.desk import selections
from dauys.site.people import actions as people
from dauys.site.people.models import Person

SUFFIXES = {
    ".csv": "text/csv; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".json": "application/json",
}


@transaction.atomic
def export(person: Person, names: Sequence[str], suffix: str) -> HttpResponse:
    """The proposals with their answers and origins; words that are not public are not in it."""
    people.allow(person, "consultation.export")
    rows = selections.rows(names)
    withheld = {row.id for row in rows if row.silent}
    told = [queries.stage_proposal(row) for row in rows]
    answers = queries.stage_answers(names)
    data = open_data(told, answers, queries.lineage(), withheld, suffix)
    people.note(person, "consultation.export", count=len(rows), form=suffix)
    answer = HttpResponse(data, content_type=SUFFIXES[suffix])
    answer["Content-Disposition"] = f'attachment; filename="proposals{suffix}"'
    return answer
