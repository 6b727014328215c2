"""What is wrong in a matrix, collected for the body that keeps it.

Specification: docs/specification/7-implementation.md, section 1. It changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from dauys.consultation.anchor import Places
from dauys.errors import Findings, Refused
from dauys.implementation import check
from dauys.implementation.matrix import Task


def find(tasks: Sequence[Task], places: Places, findings: Findings) -> None:
    """Adds to ``findings`` what is wrong with each task, and which of them stand twice."""
    ids: set[str] = set()
    rows: dict[tuple[object, ...], str] = {}
    for task in tasks:
        with findings.collecting():
            check.check_task(task)
        with findings.collecting():
            check.check_bound(task, places)
        with findings.collecting():
            if task.task in ids:
                raise Refused("implementation.twice", task.accused())
            _check_new(task, rows)
        ids.add(task.task)


def _check_new(task: Task, rows: dict[tuple[object, ...], str]) -> None:
    """The same act for the same provision may stand in the matrix once only."""
    same = (task.anchor.address, task.act, tuple(sorted(task.title.items())))
    if same in rows:
        raise Refused("implementation.duplicate", task.accused(), other=rows[same])
    rows[same] = task.task
