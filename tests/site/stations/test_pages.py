"""The pages of the stations say what the stage says: sums, piles, what is awaited, turnout."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.db import transaction
from django.test import Client

from dauys.errors import Refused
from dauys.site.look import numerals
from dauys.site.record import actions
from dauys.site.stations.models import Protocol, Station
from dauys.stations import protocol as stage
from dauys.stations.protocol import Figures
from dauys.stations.wire import ProtocolConfirmed
from tests.site.said import document, facts, plain, said, table
from tests.verification.world import World

SECOND = Figures(1200, 1000, 900, 90, 10, 890, 500, 380, 6, 4, 3, 2, 40)
REGIONS = {
    "kk": "Өңірлер, расталған хаттамалар бойынша",
    "ru": "Регионы, по подтверждённым протоколам",
    "en": "Regions, by the protocols that are confirmed",
}
MAP = "Ballots in the boxes as a share of electors, by region"


def listed(count: int, region: str = "north") -> None:
    """More stations on the list, without a protocol."""
    Station.objects.bulk_create(
        Station(station=f"X-{n}", entry=900 + n, district="n1", region=region, eligible=100)
        for n in range(count)
    )


def confirmed(name: str, figures: Figures) -> None:
    """The protocol of a station, as the projection of its entry writes it."""
    values = {each: getattr(figures, each) for each in stage.FIGURES}
    Protocol.objects.create(station_id=name, entry=950, at="2027-05-02T04:00:00Z", **values)


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_sums_are_those_of_the_stage(whole: World, client: Client, language: str) -> None:
    listed(1)
    confirmed("X-0", SECOND)
    _head, north, south, total = table(
        document(client, f"/{language}/stations/"), REGIONS[language]
    )
    for row, regions in ((north, ["north"]), (south, ["south"]), (total, ["north", "south"])):
        rows = Protocol.objects.filter(station__region__in=regions)
        sums = stage.total(stage.Protocol(each.pk, each.figures()) for each in rows)
        share = plain(numerals.percent(Fraction(sums.in_box, sums.eligible), language))
        counts = [numerals.number(n, language) for n in (sums.eligible, sums.issued, sums.in_box)]
        assert row[2:] == [*counts, share]
    assert numerals.number(1200 + 120, language) == north[2]  # with the spaces of the language


def test_turnout_stands_beside_what_the_rule_asks(whole: World, client: Client) -> None:
    rows = table(document(client, "/en/stations/"), "Turnout, by the protocols")
    assert rows[1:] == [
        ["Ballots handed out", "75.0%", "–"],
        ["Ballots in the boxes", "75.0%", "more than 1/2"],
    ]


def test_a_region_without_a_protocol_has_no_share(whole: World, client: Client) -> None:
    """None of nothing is not nought per cent."""
    listed(2, "west")
    page = document(client, "/en/stations/")
    assert ["west", "no data"] in table(page, MAP)
    assert table(page, REGIONS["en"])[-2] == ["west", "0 of 2", "0", "0", "0", "–"]
    assert page.xpath("//*[contains(@class, 'level-0')]/*[local-name() = 'title']")


def test_the_map_says_what_the_table_says(whole: World, client: Client) -> None:
    assert table(document(client, "/en/stations/"), MAP)[1:] == [
        ["North", "90 / 120 (75.00%)"], ["South", "90 / 120 (75.00%)"],
    ]  # fmt: skip


def test_before_there_is_a_station_the_page_says_so(db: None, client: Client) -> None:
    told = said(client, "/en/stations/")
    assert "No polling station has been listed yet." in told
    assert "Turnout" not in told


def test_stations_are_listed_and_protocols_awaited(counted: World, client: Client) -> None:
    Protocol.objects.filter(station="S-2").delete()
    rows = table(document(client, "/en/stations/"), "Stations")
    assert rows[1] == ["S-1", "n1", "confirmed", "120", "90", "75.0%"]
    assert rows[2] == ["S-2", "s1", "awaited", "120", "", ""]
    told = said(client, "/en/stations/S-2/")
    assert "The protocol of this station has not been confirmed yet." in told
    assert "The four piles" not in told


def test_every_figure_of_a_protocol_is_told(whole: World, client: Client) -> None:
    listed(1)
    confirmed("X-0", SECOND)
    page = document(client, "/en/stations/X-0/")
    told = facts(page)
    assert [told[name] for name in (
        "Electors on the list at the close", "Ballots received", "Ballots handed out",
        "Left over and cancelled", "Spoiled and cancelled", "Ballots in the boxes",
        "Of these in portable boxes", "Electors who left with a certificate",
        "Electors who came with a certificate",
    )] == ["1,200", "1,000", "900", "90", "10", "890", "40", "3", "2"]  # fmt: skip
    assert [row[:2] for row in table(page, "The four piles")[1:]] == [
        ["yes", "500"], ["no", "380"], ["both answers marked", "6"], ["invalid", "4"],
        ["in the boxes", "890"],
    ]  # fmt: skip


def test_figures_that_do_not_add_up_are_shown_as_such(whole: World, client: Client) -> None:
    """No entry can be so; the page asks the stage again and does not take the row's word."""
    Protocol.objects.filter(station="S-1").update(yes=59)
    told = said(client, "/en/stations/S-1/")
    assert "The four piles together are the ballots in the boxes. does not hold" in told
    assert told.count("does not hold") == 1


@pytest.mark.django_db(transaction=True)
def test_a_second_protocol_of_a_station_is_refused(counted: World, client: Client) -> None:
    """A recount would be an event of its own; nobody edits figures by confirming them again."""
    before = said(client, "/en/stations/S-1/")
    again = ProtocolConfirmed(stage.Protocol("S-1", SECOND))
    with pytest.raises(Refused) as refused, transaction.atomic():
        actions.append([again])
    assert refused.value.code == "record.repeated"
    assert said(client, "/en/stations/S-1/") == before


def test_a_list_is_cut_to_a_region_and_to_what_is_awaited(whole: World, client: Client) -> None:
    listed(1)
    rows = table(document(client, "/en/stations/?region=north&state=awaited"), "Stations")
    assert [row[0] for row in rows[1:]] == ["X-0"]
    told = said(client, "/en/stations/?region=south&state=awaited")
    assert "No station is like that." in told


def test_the_name_of_a_station_may_have_any_sign(whole: World, client: Client) -> None:
    name = "5/a «Школа» №1 & <b>"
    Station.objects.create(station=name, entry=7, district="n1", region="north")
    page = document(client, "/en/stations/?state=awaited")
    (link,) = page.xpath("//main//tbody//a[contains(@href, '/stations/5')]")
    told = said(client, link.get("href"))
    assert f"Station {name}" in told


@pytest.mark.parametrize("count", [60, 700])
def test_the_page_asks_no_more_as_stations_grow(  # type: ignore[no-untyped-def]
    whole: World, client: Client, django_assert_max_num_queries, count: int
) -> None:
    listed(count)
    for row in range(0, count, 35):
        Station.objects.filter(station=f"X-{row}").update(region=f"r{row}")
    with django_assert_max_num_queries(15):
        rows = table(document(client, "/en/stations/"), "Stations")
    assert len(rows) == 1 + 50
