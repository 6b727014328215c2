"""From protocols and online counts to the rows of the counting regions."""

from __future__ import annotations

import time
from dataclasses import replace

from dauys.errors import Findings
from dauys.outcome.evaluate import evaluate
from dauys.outcome.figures import Outstanding, check_figures
from dauys.outcome.rows import OnlineCount, figures_of
from dauys.stations.findings import find
from dauys.stations.protocol import Protocol
from dauys.stations.station import Station, index
from dauys.stations.wire import read_protocols
from tests.outcome.world import KZ, built_in
from tests.stations.made_protocols import SOUND, protocol, station, written
from tests.stations.refusal import refused

STATIONS = index([station(1), station(2), station(3, "east"), station(4, "east", None)])
BOX = OnlineCount(region="west", eligible=300, participants=120, yes=70, no=45, blank=5)


def all_protocols() -> list[Protocol]:
    return [protocol(name) for name in STATIONS]


def test_paper_and_online_add_up_and_blank_keeps_its_own_column() -> None:
    figures = figures_of(STATIONS, all_protocols(), [BOX])
    east, west = figures.rows
    assert (east.region, west.region) == ("east", "west")
    assert (west.eligible, west.participants, west.yes, west.no) == (2300, 1516, 870, 545)
    assert (west.both_marked, west.invalid, west.blank) == (40, 56, 5)
    assert (east.eligible, east.blank) == (2000, 0)
    assert figures.outstanding == ()
    check_figures(figures)


def test_the_order_of_the_protocols_does_not_matter() -> None:
    forwards = figures_of(STATIONS, all_protocols(), [BOX])
    assert figures_of(STATIONS, all_protocols()[::-1], [BOX]) == forwards


def test_a_region_may_vote_online_alone() -> None:
    figures = figures_of(STATIONS, all_protocols(), [replace(BOX, region="abroad")])
    assert [row.region for row in figures.rows] == ["abroad", "east", "west"]
    assert figures.rows[0].eligible == 300


def test_stations_without_a_protocol_are_outstanding_with_their_electors() -> None:
    figures = figures_of(STATIONS, [protocol("S-01"), protocol("S-03")])
    assert figures.outstanding == (
        Outstanding(region="east", stations=1, eligible=None),
        Outstanding(region="west", stations=1, eligible=1000),
    )


def test_a_region_of_which_nothing_is_in_yet_still_counts_among_the_regions() -> None:
    figures = figures_of(STATIONS, [protocol("S-01"), protocol("S-02")])
    assert [(row.region, row.eligible) for row in figures.rows] == [("east", 0), ("west", 2000)]
    result = evaluate(built_in("town-charter"), None, figures)
    assert (result.certainty.status, result.certainty.adopted_settled) == ("interim", False)


def test_a_wrong_protocol_is_not_added_up() -> None:
    with refused("protocol.piles"):
        figures_of(STATIONS, [protocol("S-01", yes=401)])


def test_an_unknown_station_is_not_added_up() -> None:
    with refused("station.unknown"):
        figures_of(STATIONS, [protocol("S-99")])


def test_a_protocol_is_not_added_up_twice() -> None:
    with refused("protocol.twice"):
        figures_of(STATIONS, [protocol("S-01"), protocol("S-01")])


def test_two_counts_of_one_box_are_not_added_up() -> None:
    with refused("outcome.twice"):
        figures_of(STATIONS, all_protocols(), [BOX, BOX])


def test_an_online_count_that_does_not_add_up_is_refused_with_its_region() -> None:
    with refused("outcome.sum"):
        check_figures(figures_of(STATIONS, all_protocols(), [replace(BOX, yes=71)]))


def test_eleven_thousand_protocols_are_read_checked_added_up_and_decided() -> None:
    """As many as a country has; the time is a matter of the benchmarks (under a second)."""
    names = [f"S-{number:05}" for number in range(11_000)]
    stations = index(Station(n, "d", f"r-{i % 20:02}", None, 1000) for i, n in enumerate(names))
    data = written([Protocol(name, SOUND) for name in names])
    begun = time.perf_counter()
    found = Findings()
    protocols = read_protocols(data, found)
    find(protocols, stations, found)
    figures = figures_of(stations, protocols)
    result = evaluate(KZ, "constitution", figures)
    print(f"11,000 protocols: {time.perf_counter() - begun:.2f} s")  # noqa: T201
    assert found.found == []
    assert (result.adopted, result.legs[0].have) == (True, "7678000/11000000")
    assert result.legs[2].have == "20/20"
