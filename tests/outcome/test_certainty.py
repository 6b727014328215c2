"""What missing stations could still turn, held against every way in which they could turn out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from dauys.outcome.certainty import Certainty
from dauys.outcome.evaluate import evaluate
from dauys.outcome.figures import PILES, Figures, Outstanding, Row
from dauys.question.rule import Rule
from tests.outcome.made_split import split
from tests.outcome.world import KZ, KZ_2026, regions, rule_of, share, whole

TINY = Row(region="a", eligible=8, participants=4, yes=2, no=1, both_marked=1, invalid=0)
REGIONAL = {
    "name": "regional",
    "test": share("yes", "more_than", "1/2", "participants"),
    "strictness": "at_least",
    "fraction": "2/3",
    "rounding": "up",
    "source": "test",
}


def certainty(rule: Rule, figures: Figures, *missing: Outstanding) -> Certainty:
    return evaluate(rule, None, replace(figures, outstanding=missing)).certainty


def ways(row: Row, missing: int) -> Iterator[Row]:
    """Every way in which the missing electors can stay away or fill the piles."""
    for counts in product(range(missing + 1), repeat=len(PILES)):
        if sum(counts) <= missing:
            more = {n: getattr(row, n) + c for n, c in zip(PILES, counts, strict=True)}
            came = (row.participants or 0) + sum(counts)
            eligible = (row.eligible or 0) + missing
            yield replace(row, **more, participants=came, eligible=eligible)


@pytest.mark.parametrize("missing", [0, 1, 2, 3])
@pytest.mark.parametrize("strictness", ["more_than", "at_least"])
@pytest.mark.parametrize("fraction", ["1/3", "1/2", "2/3"])
@pytest.mark.parametrize(
    ("numerator", "base"),
    [
        ("participants", "eligible"),
        ("yes", "participants"),
        ("yes", "eligible"),
        ("yes", "yes_and_no"),
        ("no", "valid"),
    ],
)
def test_the_bounds_of_a_leg_are_exact(
    numerator: str, base: str, fraction: str, strictness: str, missing: int
) -> None:
    rule = rule_of({}, {"leg": share(numerator, strictness, fraction, base)})
    outstanding = Outstanding(region="a", stations=1, eligible=missing)
    found = certainty(rule, whole(TINY), outstanding).legs[0]
    answers = {evaluate(rule, None, whole(row)).legs[0].passed for row in ways(TINY, missing)}
    assert (found.could_pass, found.could_fail) == (True in answers, False in answers)
    assert found.settled == (len(answers) == 1)


def test_the_bounds_of_a_regional_leg_are_exact() -> None:
    rule = rule_of({}, {}, REGIONAL)
    rows = [replace(TINY, region=name) for name in "abc"]
    rows[0] = replace(rows[0], yes=3, no=0)
    for electors in product(range(3), repeat=2):
        missing = [
            Outstanding(region=name, stations=1, eligible=number)
            for name, number in zip("ab", electors, strict=True)
        ]
        found = certainty(rule, regions(*rows), *missing).legs[0]
        answers = {
            evaluate(rule, None, regions(first, second, rows[2])).adopted
            for first in ways(rows[0], electors[0])
            for second in ways(rows[1], electors[1])
        }
        assert (found.could_pass, found.could_fail) == (True in answers, False in answers)


def test_when_no_station_is_missing_all_is_final() -> None:
    found = evaluate(KZ, None, regions(*split(KZ_2026, 17, 17))).certainty
    assert (found.status, found.stations_missing, found.eligible_missing) == ("final", 0, 0)
    assert (found.valid_settled, found.adopted_settled) == (True, True)
    assert [leg.could_fail for leg in found.legs] == [False] * 4


def test_figures_that_do_not_say_it_are_not_called_final() -> None:
    found = evaluate(KZ, None, whole(KZ_2026)).certainty
    assert (found.status, found.adopted_settled) == ("unstated", None)
    assert [leg.settled for leg in found.legs] == [None] * 4


def test_a_few_missing_stations_cannot_turn_a_wide_margin() -> None:
    rows = split(KZ_2026, 17, 17)
    missing = Outstanding(region="made-01", stations=3, eligible=2400)
    found = certainty(KZ, regions(*rows), missing)
    assert (found.status, found.stations_missing, found.eligible_missing) == ("interim", 3, 2400)
    assert (found.valid_settled, found.adopted_settled) == (True, True)


def test_one_region_can_hold_the_whole_open() -> None:
    """12 of 17 are in favour; the twelfth, of 1,000 participants, still lacks a station."""
    rows = [*split(KZ_2026, 17, 11)]
    rows[11] = replace(rows[11], yes=501, no=499)
    figures = regions(*rows)
    assert evaluate(KZ, None, figures).adopted is True
    few = certainty(KZ, figures, Outstanding(region="made-12", stations=1, eligible=1))
    more = certainty(KZ, figures, Outstanding(region="made-12", stations=1, eligible=2))
    assert (few.adopted_settled, more.adopted_settled) == (True, False)


def test_missing_stations_whose_electors_nobody_knows_leave_it_open() -> None:
    rows = split(KZ_2026, 17, 17)
    found = certainty(KZ, regions(*rows), Outstanding(region="made-01", stations=1))
    assert found.eligible_missing is None
    assert (found.valid_settled, found.adopted_settled) == (False, False)


def test_stated_regions_stay_open_while_stations_are_missing() -> None:
    """Nobody says in which regions they lie."""
    figures = whole(KZ_2026, regions_total=20, regions_yes_majority=20)
    missing = Outstanding(region=KZ_2026.region, stations=1, eligible=10)
    found = certainty(KZ, figures, missing)
    assert (found.valid_settled, found.adopted_settled) == (True, False)


def test_what_can_no_longer_be_adopted_is_settled_though_other_legs_are_open() -> None:
    lost = replace(KZ_2026, yes=898099, no=7954667)
    figures = whole(lost, regions_total=20, regions_yes_majority=0)
    found = certainty(KZ, figures, Outstanding(region=lost.region, stations=1, eligible=10))
    assert found.adopted_settled is True


def test_ballots_issued_may_be_carried_away() -> None:
    rule = rule_of({}, {"leg": share("participants", "more_than", "1/2", "issued")})
    row = Row(region="a", issued=10, participants=6)
    found = certainty(rule, whole(row), Outstanding(region="a", stations=1, eligible=2))
    assert (found.legs[0].could_pass, found.legs[0].could_fail) == (True, True)
