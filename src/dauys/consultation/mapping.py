"""A mapping file: how the columns and words of another system's export become ours.

Specification: docs/specification/4-consultation.md, section 11. It is CSV with the columns
``part``, ``ours``, ``theirs``, or the same as JSON. It translates and leaves judgement to the
import: a word that it does not list stays as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from dauys.consultation.dates import Pattern, offset, pattern
from dauys.consultation.guard import unguarded
from dauys.consultation.table import PROPOSALS
from dauys.errors import Refused, Unreadable
from dauys.wire import table

COLUMNS = (*PROPOSALS, "hearing", "hash")
VALUES = ("kind", "group", "region", "language", "origin", "hearing")
MAX_BYTES = 1024 * 1024
_UNFIT = re.compile("[^a-z0-9._-]")

Triple = tuple[str, str, str, int]  # part, ours, theirs, and the line where it stands


@dataclass(frozen=True, slots=True)
class Plan:
    """What a mapping file says; empty, it leaves every row as it is.

    ``columns`` and ``constants`` are by our column, ``values`` by our column and their word in
    small letters. ``header`` is the line of the header, 0 for the first that is not empty.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    dates: tuple[Pattern, ...] = ()
    offset: timedelta | None = None
    prefix: str | None = None
    sheet: str | None = None
    header: int = 0

    def source(self, column: str) -> str:
        """The name in their file of a column of ours."""
        return self.columns.get(column, column)

    def cell(self, column: str, told: str) -> str:
        """Our cell for theirs."""
        if column in self.values:
            return self.values[column].get(_plain(told), told)
        if column == "received" and self.offset is not None:
            moments = (each.moment(told.strip(), self.offset) for each in self.dates)
            return next((each for each in moments if each is not None), told)
        if column == "id" and self.prefix is not None:
            return self.prefix + _UNFIT.sub("", told.casefold())
        return told


NOTHING = Plan()


def read_mapping(data: bytes, *, accused: str = "") -> Plan:
    """The plan of a mapping file, JSON where it begins with a brace.

    Raises `Unreadable` table.* or json.syntax, and `Refused` mapping.*.
    """
    if len(data) > MAX_BYTES:
        raise Unreadable("table.size", accused, limit=MAX_BYTES)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return _plan(_of_json(data, accused), accused)
    rows = table.read(data, ("part", "ours", "theirs"), accused=accused)
    return _plan([_triple(row) for row in rows], accused)


def _triple(row: table.Row) -> Triple:
    return row.cells["part"], row.cells["ours"], unguarded(row.cells["theirs"]), row.line


def _of_json(data: bytes, accused: str) -> list[Triple]:
    """``{"columns": {ours: theirs}, "values": {column: {theirs: ours}}, …}`` as triples."""
    try:
        told = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_pairs)
    except UnicodeDecodeError:
        raise Unreadable("json.encoding", accused) from None
    except (ValueError, RecursionError) as error:
        raise Unreadable("json.syntax", accused, position=getattr(error, "pos", 0)) from None
    found: list[Triple] = []
    for key, value in told:
        if key in ("columns", "constants"):
            found += [
                (key[:-1], ours, _text(x, key, accused), 0)
                for ours, x in _items(value, key, accused)
            ]
        elif key == "values":
            for column, words in _items(value, key, accused):
                listed = _items(words, f"values/{column}", accused)
                found += [(column, _text(x, column, accused), theirs, 0) for theirs, x in listed]
        elif key == "dates" and isinstance(value, list) and not isinstance(value, _Pairs):
            found += [("date", "", _text(each, key, accused), 0) for each in value]
        elif key in ("offset", "prefix", "sheet"):
            found.append((key, "", _text(value, key, accused), 0))
        elif key == "header" and type(value) is int:
            found.append((key, "", str(value), 0))
        else:
            raise Refused("mapping.form", accused, where=key[:80], line=0)
    return found


class _Pairs(list[tuple[str, Any]]):
    """An object of JSON with its keys as they stand, so that one given twice is seen."""


def _pairs(found: list[tuple[str, Any]]) -> _Pairs:
    return _Pairs(found)


def _items(value: Any, where: str, accused: str) -> _Pairs:
    if not isinstance(value, _Pairs):
        raise Refused("mapping.form", accused, where=where[:80], line=0)
    return value


def _text(value: Any, where: str, accused: str) -> str:
    if not isinstance(value, str):
        raise Refused("mapping.form", accused, where=where[:80], line=0)
    return value


def _plan(triples: Iterable[Triple], accused: str) -> Plan:
    maker = _Maker(accused)
    for triple in triples:
        maker.take(*triple)
    return maker.plan()


class _Maker:
    """Takes the triples of a file one by one and refuses what contradicts."""

    def __init__(self, accused: str) -> None:
        self.accused = accused
        self.named: dict[str, dict[str, str]] = {"column": {}, "constant": {}}
        self.values: dict[str, dict[str, str]] = {}
        self.dates: list[Pattern] = []
        self.single: dict[str, str] = {}

    def take(self, part: str, ours: str, theirs: str, line: int) -> None:
        if part in self.named:
            if ours not in COLUMNS:
                raise Refused("mapping.column", self.accused, column=ours[:80], line=line)
            if any(ours in found for found in self.named.values()):
                raise Refused("mapping.twice", self.accused, value=ours, line=line)
            self.named[part][ours] = theirs
        elif part in VALUES:
            words = self.values.setdefault(part, {})
            if words.setdefault(_plain(theirs), ours) != ours:
                raise Refused("mapping.twice", self.accused, value=theirs[:80], line=line)
        elif part == "date":
            made = pattern(theirs)
            if made is None:
                raise Refused("mapping.date", self.accused, pattern=theirs[:80], line=line)
            self.dates.append(made)
        elif part in ("offset", "prefix", "sheet", "header"):
            self._single(part, theirs, line)
        else:
            raise Refused("mapping.form", self.accused, where=part[:80] or "–", line=line)

    def _single(self, part: str, theirs: str, line: int) -> None:
        if part in self.single:
            raise Refused("mapping.twice", self.accused, value=part, line=line)
        sound = {
            "offset": lambda: offset(theirs) is not None,
            "prefix": lambda: not _UNFIT.search(theirs),
            "sheet": lambda: bool(theirs),
            "header": lambda: re.fullmatch("[1-9][0-9]{0,5}", theirs) is not None,
        }
        if not sound[part]():
            raise Refused("mapping.form", self.accused, where=part, line=line)
        self.single[part] = theirs

    def plan(self) -> Plan:
        if bool(self.dates) != ("offset" in self.single):  # a moment somewhere on Earth is none
            raise Refused("mapping.offset", self.accused)
        return Plan(
            columns=self.named["column"],
            constants=self.named["constant"],
            values=self.values,
            dates=tuple(self.dates),
            offset=offset(self.single.get("offset", "")),
            prefix=self.single.get("prefix"),
            sheet=self.single.get("sheet"),
            header=int(self.single.get("header", "0")),
        )


def _plain(told: str) -> str:
    return " ".join(told.split()).casefold()
