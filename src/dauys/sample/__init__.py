"""The embedded sample: the referendum of the invented town of Araitas on a new charter.

Texts in Kazakh, Russian and English, proposals, hearings, stations, rolls, a calendar: files that
stand beside this module (README.md names each). They are read here as package data and given out
as bytes or as small typed values; what the bytes mean is for the stages to say. Nothing here is
needed for a real referendum.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Literal, TypeVar

from dauys.stages import Window
from dauys.wire import shape, table
from dauys.wire.ids import Language, Moment, Name, Words

LANGUAGES = ("kk", "ru", "en")
Version = Literal["old", "draft", "new"]
VERSIONS: dict[Version, str] = {"old": "in-force", "draft": "draft-1", "new": "draft-2"}
WORK = "araitas-charter"
SEED = 20270201  # of the opinion groups: the day of the opening, when nobody had voted yet
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer on the ballot; ``key`` is the column of the result."""

    key: Name
    words: Words


@dataclass(frozen=True, slots=True)
class Question:
    """What is put to the vote; ``order`` says why the answers stand in this order."""

    question: Name
    title: Words
    wording: Words
    answers: tuple[Answer, ...]
    blank: bool
    order: Words
    minimum_electors: int


@dataclass(frozen=True, slots=True)
class Party:
    """A body with a task in the referendum; invented, and named by its office."""

    id: Name
    title: Words


@dataclass(frozen=True, slots=True)
class Parties:
    """Who keeps the log, witnesses it, makes the credentials and holds the keys.

    ``trustees_needed`` of the trustees suffice to open a sum.
    """

    log: Party
    witnesses: tuple[Party, ...]
    registrar: Party
    trustees: tuple[Party, ...]
    trustees_needed: int


@dataclass(frozen=True, slots=True)
class Dated:
    """A step of the referendum and its moment."""

    name: str
    at: Moment


@dataclass(frozen=True, slots=True)
class Calendar:
    """The windows of the stages, and the moments of single steps in their order."""

    windows: tuple[Window, ...]
    moments: tuple[Dated, ...]

    def at(self, name: str) -> Moment:
        """The moment of a step, such as ``question_called``."""
        return next(each.at for each in self.moments if each.name == name)


@dataclass(frozen=True, slots=True)
class District:
    """A district of the town; ``joined`` where it is too small for a ballot box of its own."""

    id: Name
    region: Name
    joined: bool
    title: Words


@dataclass(frozen=True, slots=True)
class Region:
    """A counting region, and the ids of its districts: one ballot box."""

    id: Name
    title: Words
    districts: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Voter:
    """An elector who votes online; invented, and named by number."""

    id: str
    name: str
    district: Name
    region: Name
    weight: int


def data(name: str) -> bytes:
    """The bytes of a file of the sample, such as ``proposals.csv``."""
    return resources.files(__name__).joinpath(name).read_bytes()


@contextmanager
def file(name: str) -> Iterator[Path]:
    """The same file as a path, for readers that want one."""
    with resources.as_file(resources.files(__name__).joinpath(name)) as path:
        yield path


def charter(version: Version, language: Language) -> str:
    """The name of the file of a version of the charter, for `data` and `file`."""
    return f"charter.{version}.{language}.txt"


def question() -> Question:
    """The wording in three languages, and the answers."""
    return _document(Question, "question.json")


def parties() -> Parties:
    """The bodies that have a task in the vote."""
    return _document(Parties, "parties.json")


def calendar() -> Calendar:
    """The calendar, from the opening to the implementation."""
    return _document(Calendar, "calendar.json")


def districts() -> tuple[District, ...]:
    """The four districts and the counting region of each."""
    columns = ("district", "region", "joined", *_titles())
    return tuple(
        District(row.text("district"), row.text("region"), row.text("joined") == "yes", _title(row))
        for row in _rows("districts.csv", columns)
    )


def regions() -> tuple[Region, ...]:
    """The two counting regions: one ballot box each."""
    every = districts()
    return tuple(
        Region(
            row.text("region"),
            _title(row),
            tuple(each.id for each in every if each.region == row.text("region")),
        )
        for row in _rows("regions.csv", ("region", *_titles()))
    )


def voters() -> tuple[Voter, ...]:
    """The 300 electors who vote online; all others vote at a station."""
    columns = ("id", "name", "district", "region", "weight")
    return tuple(
        Voter(row.text("id"), row.text("name"), row.text("district"), row.text("region"), weight)
        for row in _rows("voters.csv", columns)
        for weight in (row.number("weight"),)
    )


def _document(form: type[T], name: str) -> T:
    # Written for people to read, so not in the canonical spelling of the wire.
    return shape.value_of(form, json.loads(data(name)), accused=f"file:{name}")


def _rows(name: str, columns: tuple[str, ...]) -> list[table.Row]:
    return table.read(data(name), columns, key=columns[0], accused=f"file:{name}")


def _titles() -> tuple[str, ...]:
    return tuple(f"title_{language}" for language in LANGUAGES)


def _title(row: table.Row) -> Words:
    return {language: row.text(f"title_{language}") for language in LANGUAGES}
