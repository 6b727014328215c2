"""The public figures of a matrix, each defined in words in docs/10-implementation.md.

It says what was planned and reported, not whether a provision is lived.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dauys.consultation.anchor import Places
from dauys.errors import Unreadable
from dauys.implementation.matrix import NORMS, STATUSES, Task
from dauys.implementation.wire import is_date


@dataclass(frozen=True, slots=True)
class Report:
    """How a matrix stands on a day.

    ``overdue`` are tasks whose deadline is past and which are not complete; ``suspect`` those
    whose provision has other words now; ``without`` the articles for which there is no task.
    """

    at: str
    tasks: int
    statuses: dict[str, int]
    norms: dict[str, int]
    overdue: tuple[str, ...]
    suspect: tuple[str, ...]
    without: tuple[str, ...]


def report(tasks: Sequence[Task], places: Places, at: str) -> Report:
    """The figures on the day ``at`` (2026-03-15); raises implementation.date."""
    if not is_date(at):
        raise Unreadable("implementation.date", given=at[:40])
    return Report(
        at=at,
        tasks=len(tasks),
        statuses={name: sum(task.status == name for task in tasks) for name in STATUSES},
        norms={name: sum(task.norm == name for task in tasks) for name in NORMS},
        overdue=tuple(task.task for task in tasks if is_overdue(task, at)),
        suspect=tuple(
            task.task for task in tasks if places.hash_at(task.anchor.address) != task.anchor.hash
        ),
        without=_without(tasks, places),
    )


def is_overdue(task: Task, at: str) -> bool:
    """Whether the deadline is past and the task not complete; the day itself is still in time."""
    return task.status != "complete" and task.deadline is not None and task.deadline < at


def _without(tasks: Sequence[Task], places: Places) -> tuple[str, ...]:
    planned = {task.anchor.address for task in tasks}
    return tuple(
        unit.address
        for unit in places.text.units()
        if not any(below.address in planned for below in unit.walk())
    )
