"""What the site holds of a person, in all apps: each says what it has and how that is erased.

An app registers in ``AppConfig.ready``: ``holdings.register("consultation", export, erase)``.
``export`` gives what JSON can carry; ``erase`` runs in the transaction that erases the account, and
what it must do outside the database it does on commit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dauys.site.people.models import Person

Export = Callable[[Person], Any]
Erase = Callable[[Person], None]


@dataclass(frozen=True, slots=True)
class Holding:
    """What one app has of a person."""

    export: Export
    erase: Erase


_holdings: dict[str, Holding] = {}


def register(name: str, export: Export, erase: Erase) -> None:
    """Says that an app holds something of persons; a name is registered once."""
    _holdings[name] = Holding(export, erase)


def export(person: Person) -> dict[str, Any]:
    """Everything that the site holds of a person, by the names of the holdings."""
    return {name: _holdings[name].export(person) for name in sorted(_holdings)}


def erase(person: Person) -> None:
    """Has every app erase what it holds; the account itself, which the others look at, comes last.

    What one app refuses (an entry that cannot be written now) stops the whole erasing.
    """
    for name in sorted(_holdings, key=lambda name: (name == ACCOUNT, name)):
        _holdings[name].erase(person)


ACCOUNT = "account"
