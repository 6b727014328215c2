"""What is wrong in a file of protocols, collected for the person who must repair it.

Specification: docs/specification/6-rules.md, section 4. Every fault of every protocol is told, not
the first alone. It changes no figure: a protocol is corrected on paper by its own commission.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dauys.errors import Findings, Refused
from dauys.stations import check
from dauys.stations.protocol import Protocol, total
from dauys.stations.station import Station


def find(
    protocols: Sequence[Protocol], stations: Mapping[str, Station] | None, findings: Findings
) -> None:
    """Adds to ``findings`` what is wrong with the protocols, each alone and all together.

    Without a list of ``stations`` it is not asked whether each is known and none is missing.
    """
    seen: set[str] = set()
    for protocol in protocols:
        _find_in_one(protocol, findings)
        with findings.collecting():
            if protocol.station in seen:
                raise Refused("protocol.twice", protocol.accused())
            if stations is not None:
                check.check_listed(protocol, stations)
        seen.add(protocol.station)
    if stations is not None:
        _find_in_all(protocols, stations, seen, findings)


def _find_in_one(protocol: Protocol, findings: Findings) -> None:
    """An empty protocol has that one fault; otherwise each check speaks for itself."""
    try:
        check.check_written(protocol)
    except Refused as error:
        findings.add_error(error)
        return
    for each in check.CHECKS:
        with findings.collecting():
            each(protocol)


def _find_in_all(
    protocols: Sequence[Protocol],
    stations: Mapping[str, Station],
    seen: set[str],
    findings: Findings,
) -> None:
    missing = [station for station in stations.values() if station.id not in seen]
    for station in missing:
        with findings.collecting():
            raise Refused("protocol.missing", station.accused())
    figures = total(protocols)
    with findings.collecting():
        if not missing and figures.certificates_in > figures.certificates_out:
            raise Refused(
                "station.certificates",
                came=figures.certificates_in,
                given=figures.certificates_out,
            )
