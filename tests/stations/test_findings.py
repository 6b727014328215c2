"""A whole file: every fault of every protocol is told, and what is missing."""

from __future__ import annotations

from dauys.errors import Findings
from dauys.stations.findings import find
from dauys.stations.protocol import Protocol
from dauys.stations.station import index
from tests.stations.made_protocols import protocol, station


def faults(protocols: list[Protocol], listed: int | None = None) -> list[tuple[str, str]]:
    found = Findings()
    stations = None if listed is None else index(station(n) for n in range(1, listed + 1))
    find(protocols, stations, found)
    return [(each.code, each.accused) for each in found.found]


def test_sound_protocols_of_all_stations_have_no_fault() -> None:
    assert faults([protocol("S-01"), protocol("S-02")], listed=2) == []


def test_every_fault_of_a_protocol_is_told_not_the_first_alone() -> None:
    wrong = protocol(received=1, issued=2000, in_box=2001, home=2002)
    assert [code for code, _ in faults([wrong])] == [
        "protocol.received",
        "protocol.issued",
        "protocol.in_box",
        "protocol.piles",
        "protocol.home",
    ]


def test_a_station_with_two_protocols_is_told() -> None:
    assert faults([protocol(), protocol()]) == [("protocol.twice", "station:S-01")]


def test_unknown_and_missing_stations_are_told_when_there_is_a_list() -> None:
    assert faults([protocol("S-01"), protocol("S-99")], listed=2) == [
        ("station.unknown", "station:S-99"),
        ("protocol.missing", "station:S-02"),
    ]


def test_more_certificates_cannot_come_in_than_were_given_out_once_all_are_there() -> None:
    """Otherwise somebody voted with a certificate that nobody issued."""
    came = [protocol("S-01", certificates_in=9, certificates_out=0)]
    assert faults(came, listed=1) == [("station.certificates", "")]
    assert ("station.certificates", "") not in faults(came, listed=2)


def test_an_empty_protocol_has_that_one_fault() -> None:
    noughts = dict.fromkeys(("eligible", "received", "issued", "unused_cancelled", "spoiled"), 0)
    noughts |= dict.fromkeys(("in_box", "yes", "no", "both_marked", "invalid", "home"), 0)
    empty = protocol(**noughts, certificates_in=0, certificates_out=0)
    assert faults([empty]) == [("protocol.empty", "station:S-01")]
