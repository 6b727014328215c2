"""From protocols on paper and online counts to the figures of each counting region.

Specification: docs/specification/6-rules.md, section 2. Each elector stands on one list, a
station's or the roll of an online box, so that eligible electors and participants add up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dauys.errors import Refused
from dauys.outcome.figures import Figures, Outstanding, Row, add
from dauys.stations.check import check_listed, check_protocol
from dauys.stations.protocol import Protocol, total
from dauys.stations.station import Place, Station
from dauys.wire.shape import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineCount:
    """The count of a region's ballot box.

    ``eligible`` is the weight of its roll, ``participants`` that of the credentials that voted; in
    a referendum each weighs 1. An online ``blank`` took part in a column of its own, and is never
    a yes or a no.
    """

    region: Place
    eligible: Count
    participants: Count
    yes: Count
    no: Count
    blank: Count = 0


NOBODY = {"eligible": 0, "participants": 0, "yes": 0, "no": 0, "blank": 0}


def figures_of(
    stations: Mapping[str, Station],
    protocols: Iterable[Protocol],
    online: Iterable[OnlineCount] = (),
) -> Figures:
    """The rows of all counting regions in the order of their names, and what is missing.

    Every protocol is checked; raises ``protocol.*``, ``station.unknown``, ``protocol.twice`` and
    ``outcome.twice`` (two online counts of one region).
    """
    papers: dict[str, list[Protocol]] = {station.region: [] for station in stations.values()}
    seen: set[str] = set()
    for protocol in protocols:
        station = check_listed(protocol, stations)
        check_protocol(protocol)
        if protocol.station in seen:
            raise Refused("protocol.twice", protocol.accused())
        seen.add(protocol.station)
        papers[station.region].append(protocol)
    boxes: dict[str, OnlineCount] = {}
    for count in online:
        if count.region in boxes:
            raise Refused("outcome.twice", f"region:{count.region}")
        boxes[count.region] = count
    regions = sorted({*papers, *boxes})
    return Figures(
        whole=False,
        rows=tuple(_row(name, papers.get(name, []), boxes.get(name)) for name in regions),
        stated={},
        outstanding=_outstanding(stations, seen),
    )


def _row(region: str, protocols: list[Protocol], box: OnlineCount | None) -> Row:
    paper = total(protocols)
    count = box or OnlineCount(region=region, **NOBODY)
    return Row(
        region=region,
        eligible=paper.eligible + count.eligible,
        issued=paper.issued + count.participants,
        participants=paper.participants + count.participants,
        yes=paper.yes + count.yes,
        no=paper.no + count.no,
        both_marked=paper.both_marked,
        invalid=paper.invalid,
        blank=count.blank,
    )


def _outstanding(stations: Mapping[str, Station], seen: set[str]) -> tuple[Outstanding, ...]:
    missing: dict[str, list[Station]] = defaultdict(list)
    for station in stations.values():
        if station.id not in seen:
            missing[station.region].append(station)
    return tuple(
        Outstanding(
            region=region,
            stations=len(missing[region]),
            eligible=add(station.eligible for station in missing[region]),
        )
        for region in sorted(missing)
    )
