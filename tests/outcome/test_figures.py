"""Figures that cannot be are refused before any rule is laid upon them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dauys.errors import DauysError
from dauys.outcome.evaluate import evaluate
from dauys.outcome.figures import (
    Figures,
    Outstanding,
    Row,
    check_figures,
    check_row,
    quantity,
    total,
)
from tests.outcome.world import KZ, KZ_2026, regions, whole
from tests.stations.refusal import refused

ROW = Row(
    region="west", eligible=1000, participants=600, yes=300, no=250, both_marked=20, invalid=30
)


def test_sound_rows_pass() -> None:
    check_figures(regions(ROW, replace(ROW, region="east", issued=610)))


def test_the_piles_are_the_participants() -> None:
    """A notice that leaves out the ballots marked for both does not add up."""
    with refused("outcome.sum", sum=580, participants=600):
        check_row(replace(ROW, both_marked=0))


def test_an_online_blank_is_a_participant() -> None:
    check_row(replace(ROW, participants=605, blank=5))
    with refused("outcome.sum"):
        check_row(replace(ROW, blank=5))


def test_known_piles_cannot_be_more_than_the_participants_even_when_one_is_unknown() -> None:
    check_row(replace(ROW, invalid=None))
    with refused("outcome.sum"):
        check_row(replace(ROW, invalid=None, yes=351))


def test_piles_cannot_be_more_than_the_electors_where_nobody_counted_participants() -> None:
    with refused("outcome.sum"):
        check_row(Row(region="n", eligible=100, yes=101))


def test_participants_are_electors() -> None:
    with refused("outcome.participants", smaller="participants", larger="eligible"):
        check_row(replace(ROW, eligible=599))


def test_participants_were_issued_a_ballot() -> None:
    with refused("outcome.participants", smaller="participants", larger="issued"):
        check_row(replace(ROW, issued=599))


def test_no_figure_is_below_nought() -> None:
    """Minus ten yes with ten more no would still add up."""
    with refused("outcome.negative", column="yes"):
        check_row(replace(ROW, yes=-10, no=560))


def test_a_region_stands_once() -> None:
    with refused("outcome.twice"):
        check_figures(regions(ROW, ROW))


def test_no_rows_are_no_figures() -> None:
    with refused("outcome.empty"):
        evaluate(KZ, None, regions())


def test_stated_regions_stand_beside_one_row_for_the_whole() -> None:
    with refused("outcome.whole"):
        check_figures(replace(regions(ROW), stated={"regions_total": 1}))
    with refused("outcome.whole"):
        check_figures(Figures(whole=True, rows=(ROW, replace(ROW, region="east")), stated={}))


def test_no_more_regions_are_in_favour_than_there_are() -> None:
    with refused("outcome.stated", column="regions_yes_majority", count=21, regions=20):
        check_figures(whole(KZ_2026, regions_total=20, regions_yes_majority=21))
    with refused("outcome.stated"):
        check_figures(whole(KZ_2026, regions_total=-1))


@pytest.mark.parametrize(
    "missing",
    [
        Outstanding(region="nowhere", stations=1),
        Outstanding(region="west", stations=0),
        Outstanding(region="west", stations=1, eligible=-1),
    ],
)
def test_stations_can_only_be_missing_where_there_is_a_row(missing: Outstanding) -> None:
    with refused("outcome.outstanding"):
        check_figures(replace(regions(ROW), outstanding=(missing,)))


def test_a_sum_with_an_unknown_part_is_unknown() -> None:
    both = total([ROW, replace(ROW, region="east", no=None)])
    assert (both.yes, both.no, both.region) == (600, None, "whole")
    assert quantity(both, "yes_and_no") is None


def test_valid_holds_the_ballots_marked_for_both_and_yes_and_no_does_not() -> None:
    assert (quantity(ROW, "valid"), quantity(ROW, "yes_and_no")) == (570, 550)


def test_every_refusal_names_the_region() -> None:
    with pytest.raises(DauysError) as error:
        check_row(replace(ROW, eligible=1))
    assert error.value.accused == "region:west"
