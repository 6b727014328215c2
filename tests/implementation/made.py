"""A small matrix for the tests of the implementation; the law is that of the consultation."""

from __future__ import annotations

from dataclasses import replace

from dauys.errors import Findings
from dauys.implementation.matrix import Task
from dauys.implementation.wire import read_matrix
from tests.consultation.made import places

HEADER = (
    "id,language,provision,hash,norm,act,trigger,trigger_date,deadline,status,evidence,"
    "lapses_on,transitional,title_ru,body_ru\n"
)
ROW = (
    "t-1,ru,art_1__para_1,,immediate,amend,in_force,2027-08-21,2027-11-21,limited,"
    "https://garden.example/hours,2027-08-21,art_3,Правила сада,Садовник\n"
)


def read(text: str, found: Findings | None = None) -> list[Task]:
    """The tasks of rows under the usual header."""
    return read_matrix((HEADER + text).encode(), places(), found or Findings())


def task(**changes: object) -> Task:
    """A task that is in order but for the changes."""
    return replace(read(ROW)[0], **changes)  # type: ignore[arg-type]
