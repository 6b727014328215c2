"""Made protocols: a sound one to spoil, and a country's worth of them."""

from __future__ import annotations

from dataclasses import replace

from dauys.stations.protocol import Figures, Protocol
from dauys.stations.station import Station

SOUND = Figures(
    eligible=1000,
    received=1010,
    issued=700,
    unused_cancelled=305,
    spoiled=5,
    in_box=698,
    yes=400,
    no=250,
    both_marked=20,
    invalid=28,
    certificates_out=4,
    certificates_in=3,
    home=12,
)
COLUMNS = (
    "station,eligible,received,issued,unused_cancelled,spoiled,in_box,yes,no,both_marked,invalid,"
    "certificates_out,certificates_in,home"
)


def protocol(station: str = "S-01", **changed: int) -> Protocol:
    """The sound protocol with some figures changed."""
    return Protocol(station, replace(SOUND, **changed))


def station(number: int = 1, region: str = "west", eligible: int | None = 1000) -> Station:
    return Station(f"S-{number:02}", f"district-{number % 3}", region, None, eligible)


def written(protocols: list[Protocol]) -> bytes:
    """The protocols as a clerk's file."""
    names = COLUMNS.split(",")[1:]
    lines = [
        ",".join([each.station, *(str(getattr(each.figures, name)) for name in names)])
        for each in protocols
    ]
    return "\n".join([COLUMNS, *lines, ""]).encode()
