"""The public tables: each app registers its own, with every column in words.

In ``AppConfig.ready``::

    tables.register(
        Table("stations", _("Polling stations"), (Column("station", _("…")), …), rows)
    )

``rows`` gives the cells of a row in the order of the columns, one row after the other and never all
at once: text, whole numbers, true or false, or nothing. ``stamp`` is a short text that changes
whenever the rows may have changed; what comes from the record alone need not give one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from dauys.site.record import queries as record

Cell = str | int | bool | None
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the file, and what it holds in words."""

    name: str
    told: Words


@dataclass(frozen=True, slots=True)
class Table:
    """A public table; its name is that of the file."""

    name: str
    told: Words
    columns: tuple[Column, ...]
    rows: Callable[[], Iterable[tuple[Cell, ...]]]
    stamp: Callable[[], str] = record.version


_tables: dict[str, Table] = {}


def register(table: Table) -> None:
    """Makes a table public."""
    _tables[table.name] = table


def register_all(tables: Iterable[Table]) -> None:
    """Makes the tables of an app public."""
    for table in tables:
        register(table)


def every() -> list[Table]:
    """All public tables, by name."""
    return [_tables[name] for name in sorted(_tables)]


def named(name: str) -> Table | None:
    """The table of a name."""
    return _tables.get(name)


def columns(**told: Words) -> tuple[Column, ...]:
    """Columns by their names, in order."""
    return tuple(Column(name, words) for name, words in told.items())
