"""What a task of the matrix must be; each fault has its own code.

Specification: docs/specification/7-implementation.md, section 1. Every check raises `Refused`; to
collect what is wrong in a whole matrix see `dauys.implementation.findings`.
"""

from __future__ import annotations

from dauys.consultation.anchor import Places
from dauys.errors import Refused
from dauys.implementation.matrix import Task
from dauys.implementation.wire import is_date


def check_task(task: Task) -> None:
    """Refuses a task without title or body, with no time for it, or done without evidence."""
    check_dates(task)
    for column in ("title", "body"):
        if not getattr(task, column):
            raise Refused("implementation.words", task.accused(), column=column)
    if task.deadline is None and task.norm == "needs_deadline_act":
        raise Refused("implementation.undated", task.accused())
    if task.deadline is not None and task.deadline < task.trigger_date:
        raise Refused(
            "implementation.deadline",
            task.accused(),
            deadline=task.deadline,
            trigger=task.trigger_date,
        )
    if task.status == "complete" and task.evidence is None:
        raise Refused("implementation.evidence", task.accused())


def check_bound(task: Task, places: Places) -> None:
    """Refuses a task whose provision is not there or no longer has the words it was made for.

    Raises anchor.language, anchor.address, and implementation.hash: the suspect link.
    """
    try:
        places.check(task.anchor, accused=task.accused())
    except Refused as error:
        if error.code != "anchor.hash":
            raise
        address = task.anchor.address
        raise Refused("implementation.hash", task.accused(), address=address) from None
    if task.transitional is not None:
        places.provision(task.transitional, accused=task.accused())


def check_dates(task: Task) -> None:
    """Refuses a date that no calendar has, such as 31 February; raises implementation.date."""
    for column in ("trigger_date", "deadline", "lapses_on"):
        date = getattr(task, column)
        if date is not None and not is_date(date):
            raise Refused("implementation.date", task.accused(), given=date)
