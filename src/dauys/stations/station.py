"""A polling station, and the list of all of them.

Specification: docs/specification/6-rules.md, section 4.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from dauys.errors import Refused
from dauys.wire.ids import Name
from dauys.wire.shape import Count, Match

# Letters of any script and digits, so that "№ 12" and "Алматы қ." stand as printed; neither
# control characters nor a space at the end, which would make two names of one to the eye.
PLACE = r"[\w№][\w№ .,()/'’&+-]{0,79}(?<! )"
Place = Annotated[str, Match(PLACE, "name of a place, at most 80 characters")]


@dataclass(frozen=True, slots=True)
class Station:
    """A station on the list.

    ``region`` is the region that the rule counts; ``district`` is what the station belongs to, and
    several districts may be joined in one region. ``eligible`` is the number of electors on the
    station's own list before voting day, where it is known.
    """

    id: Place
    district: Place
    region: Place
    kind: Name | None = None
    eligible: Count | None = None

    def accused(self) -> str:
        """How errors call this station."""
        return f"station:{self.id}"


def index(stations: Iterable[Station]) -> dict[str, Station]:
    """The stations by their id; raises ``station.twice``."""
    found: dict[str, Station] = {}
    for station in stations:
        if station.id in found:
            raise Refused("station.twice", station.accused())
        found[station.id] = station
    return found
