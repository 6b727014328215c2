"""Stations and protocols as they travel: the clerk's CSV, and the events of the record.

Specification: docs/specification/6-rules.md, section 4. Nothing is checked here but that a cell is
a name or a count.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields

from dauys.errors import Findings
from dauys.stations.protocol import FIGURES, Figures, Protocol
from dauys.stations.station import PLACE, Station
from dauys.wire import table

REQUIRED = tuple(f.name for f in fields(Figures) if not isinstance(f.default, int))
OPTIONAL = tuple(name for name in FIGURES if name not in REQUIRED)
_PLACE = re.compile(PLACE)
_KIND = re.compile("[a-z0-9][a-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class StationListed:
    """A station is on the list."""

    station: Station


@dataclass(frozen=True, slots=True)
class ProtocolConfirmed:
    """The protocol of a station was entered, checked and confirmed."""

    protocol: Protocol


def read_stations(data: bytes, *, accused: str = "") -> list[Station]:
    """The list of stations: columns station, district, region, and perhaps kind, eligible.

    Raises `Unreadable` ``table.*`` when it is no such table, `Refused` for a wrong row.
    """
    rows = table.read(data, ("station", "district", "region"), key="station", accused=accused)
    return [_station(row) for row in rows]


def read_protocols(data: bytes, findings: Findings, *, accused: str = "") -> list[Protocol]:
    """The protocols of a clerk's file; a row that cannot be read is kept in ``findings``.

    Required are ``station`` and the columns of `REQUIRED`; those of `OPTIONAL` are nought where
    the column is not there; others are left alone. Raises ``table.*`` when it is no such table.
    """
    rows = table.read(data, ("station", *REQUIRED), accused=accused)
    there = [name for name in FIGURES if rows and name in rows[0].cells]
    protocols = []
    for row in rows:
        with findings.collecting(accused=accused):
            protocols.append(_protocol(row, there))
    return protocols


def place(row: table.Row, column: str) -> str:
    """A cell that names a place; raises ``table.cell``."""
    if not _PLACE.fullmatch(row.cells[column]):
        raise row.wrong(column, "name of a place, at most 80 characters")
    return row.cells[column]


def _station(row: table.Row) -> Station:
    kind = row.cells.get("kind") or None
    if kind is not None and not _KIND.fullmatch(kind):
        raise row.wrong("kind", "short name of a-z, 0-9, dot, dash")
    eligible = row.number("eligible") if row.cells.get("eligible") else None
    return Station(
        place(row, "station"), place(row, "district"), place(row, "region"), kind, eligible
    )


def _protocol(row: table.Row, there: Sequence[str]) -> Protocol:
    return Protocol(place(row, "station"), Figures(**{name: row.number(name) for name in there}))
