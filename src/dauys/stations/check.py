"""The accounting checks of a protocol, each with its own code.

Specification: docs/specification/6-rules.md, section 4. Every check raises `Refused`; to collect
what is wrong in a whole file see `dauys.stations.findings`.
"""

from __future__ import annotations

from collections.abc import Mapping

from dauys.errors import Refused
from dauys.stations.protocol import FIGURES, Protocol
from dauys.stations.station import Station


def check_written(protocol: Protocol) -> None:
    """A protocol with nothing but noughts was not filled in; none is below nought."""
    figures = [getattr(protocol.figures, name) for name in FIGURES]
    if min(figures) < 0:
        name = FIGURES[figures.index(min(figures))]
        raise Refused("protocol.negative", protocol.accused(), column=name)
    if not any(figures):
        raise Refused("protocol.empty", protocol.accused())


def check_received(protocol: Protocol) -> None:
    """Every ballot received was issued, left over and cancelled, or spoiled and cancelled."""
    figures = protocol.figures
    accounted = figures.issued + figures.unused_cancelled + figures.spoiled
    if figures.received != accounted:
        raise Refused(
            "protocol.received",
            protocol.accused(),
            received=figures.received,
            accounted=accounted,
            issued=figures.issued,
            unused=figures.unused_cancelled,
            spoiled=figures.spoiled,
        )


def check_issued(protocol: Protocol) -> None:
    """No more ballots were handed out than electors stand on the list at the close."""
    figures = protocol.figures
    if figures.issued > figures.eligible:
        raise Refused(
            "protocol.issued",
            protocol.accused(),
            issued=figures.issued,
            eligible=figures.eligible,
        )


def check_in_box(protocol: Protocol) -> None:
    """No more ballots lie in the boxes than were handed out; fewer may: some carry theirs away."""
    figures = protocol.figures
    if figures.in_box > figures.issued:
        raise Refused(
            "protocol.in_box", protocol.accused(), in_box=figures.in_box, issued=figures.issued
        )


def check_piles(protocol: Protocol) -> None:
    """The four piles together are the ballots in the boxes."""
    figures = protocol.figures
    if figures.piles != figures.in_box:
        raise Refused(
            "protocol.piles", protocol.accused(), piles=figures.piles, in_box=figures.in_box
        )


def check_certificates(protocol: Protocol) -> None:
    """Who came with a certificate was added to the list."""
    figures = protocol.figures
    if figures.certificates_in > figures.eligible:
        raise Refused(
            "protocol.certificates",
            protocol.accused(),
            certificates=figures.certificates_in,
            eligible=figures.eligible,
        )


def check_home(protocol: Protocol) -> None:
    """The ballots of the portable boxes are among those in the boxes."""
    figures = protocol.figures
    if figures.home > figures.in_box:
        raise Refused("protocol.home", protocol.accused(), home=figures.home, in_box=figures.in_box)


CHECKS = (
    check_received,
    check_issued,
    check_in_box,
    check_piles,
    check_certificates,
    check_home,
)


def check_protocol(protocol: Protocol) -> None:
    """All accounting checks of one protocol; the first that fails raises ``protocol.*``."""
    check_written(protocol)
    for check in CHECKS:
        check(protocol)


def check_listed(protocol: Protocol, stations: Mapping[str, Station]) -> Station:
    """The station of a protocol; raises ``station.unknown`` where it is not on the list."""
    if protocol.station not in stations:
        raise Refused("station.unknown", protocol.accused())
    return stations[protocol.station]
