"""The public table of the implementation."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from dauys.site.data.tables import Cell, Table, columns
from dauys.site.implementation.models import Task

LANGUAGES = ("kk", "ru", "en")
PLAIN = columns(
    task=_("name of the task"),
    version=_("version of the text"),
    address=_("address of the provision"),
    hash=_("hash of the provision's words"),
    norm=_("how the provision works"),
    act=_("what happens to the act"),
    trigger=_("what the time runs from"),
    trigger_date=_("day from which the time runs"),
    deadline=_("deadline"),
    status=_("status that has been reported"),
    evidence=_("link to the evidence"),
    lapses_on=_("day on which the old norm lapses"),
    transitional=_("transitional provision"),
    entry=_("entry of the record"),
)
WORDS = columns(
    title_kk=_("title of the act, in Kazakh"),
    title_ru=_("title of the act, in Russian"),
    title_en=_("title of the act, in English"),
    body_kk=_("responsible body, in Kazakh"),
    body_ru=_("responsible body, in Russian"),
    body_en=_("responsible body, in English"),
)


def tasks() -> Iterator[tuple[Cell, ...]]:
    """A row for each task."""
    for task in Task.objects.iterator():
        yield (
            *(getattr(task, column.name) for column in PLAIN),
            *(task.title.get(language, "") for language in LANGUAGES),
            *(task.body.get(language, "") for language in LANGUAGES),
        )


TABLES = (Table("tasks", _("Tasks from provision to practice"), (*PLAIN, *WORDS), tasks),)
