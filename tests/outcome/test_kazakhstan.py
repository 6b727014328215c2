"""The Kazakh rule on the real national figures, and on regions made by a script."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from dauys.outcome.evaluate import evaluate
from dauys.outcome.figures import Row, total
from tests.outcome.made_split import split
from tests.outcome.world import KZ, KZ_2022, KZ_2024, KZ_2026, leg, regions, whole


def readings(question: str, figures: object) -> dict[str, bool | None]:
    result = evaluate(KZ, question, figures)  # type: ignore[arg-type]
    return {reading.id: reading.adopted for reading in result.readings}


@pytest.mark.parametrize(
    ("row", "count", "turnout", "yes"),
    [
        (KZ_2026, 20, "9127192/12482613", "7954667/9127192"),
        (KZ_2022, 17, "7985769/11734642", "6163516/7985769"),
    ],
    ids=["2026", "2022"],
)
def test_the_official_decision_follows_from_the_national_row_and_the_stated_regions(
    row: Row, count: int, turnout: str, yes: str
) -> None:
    figures = whole(row, regions_total=count, regions_yes_majority=count)
    result = evaluate(KZ, "constitution", figures)
    assert (result.valid, result.adopted) == (True, True)
    assert leg(result, "turnout").have == turnout
    assert leg(result, "national-yes").have == yes
    stated = leg(result, "regional-yes")
    assert (stated.have, stated.passed, stated.declared) == (f"{count}/{count}", True, True)
    assert leg(result, "turnout").declared is False


def test_a_leg_without_data_is_neither_met_nor_failed_and_so_is_its_reading() -> None:
    figures = whole(KZ_2026, regions_total=20, regions_yes_majority=20)
    turnout = leg(evaluate(KZ, "constitution", figures), "regional-turnout")
    assert (turnout.have, turnout.passed, turnout.short_by) == (None, None, None)
    assert (turnout.needed, turnout.least) == ("2/3", 14)
    assert readings("constitution", figures) == {
        "both": True,
        "regional": True,
        "national": True,
        "press": None,
    }


def test_without_stated_regions_only_the_national_reading_can_be_told() -> None:
    result = evaluate(KZ, "constitution", whole(KZ_2026))
    assert (result.valid, result.adopted) == (True, None)
    assert readings("constitution", whole(KZ_2026))["national"] is True


def test_a_verdict_that_does_not_depend_on_the_missing_leg_is_given() -> None:
    """The national leg has failed: whatever the regions did, both legs are not met."""
    lost = replace(KZ_2026, yes=898099, no=7954667)
    assert evaluate(KZ, "constitution", whole(lost)).adopted is False


def test_2024_was_an_ordinary_question_and_its_missing_rows_do_not_matter() -> None:
    result = evaluate(KZ, "ordinary", whole(KZ_2024))
    assert (result.valid, result.adopted) == (True, True)
    assert [each.have for each in result.legs] == ["7820204/12284487", "5561937/7820204"]


@pytest.mark.parametrize(("count", "needed"), [(17, 12), (20, 14)])
def test_at_least_two_thirds_of_the_regions(count: int, needed: int) -> None:
    for in_favour, adopted in ((needed, True), (needed - 1, False)):
        rows = split(KZ_2026, count, in_favour)
        result = evaluate(KZ, "constitution", regions(*rows))
        found = leg(result, "regional-yes")
        assert (found.numerator, found.denominator, found.least) == (in_favour, count, needed)
        assert (found.passed, found.short_by) == (adopted, needed - in_favour)
        assert result.adopted is adopted
        assert found.declared is False


def test_a_made_split_adds_up_to_the_nation() -> None:
    for row in (KZ_2022, KZ_2026):
        assert replace(total(split(row, 17, 11)), region=row.region) == row


def test_exactly_half_is_not_more_than_half_of_the_nation() -> None:
    half = Row(
        region="n", eligible=2000, participants=1000, yes=500, no=480, both_marked=20, invalid=0
    )
    result = evaluate(KZ, "ordinary", whole(half))
    assert [(each.passed, each.short_by, each.least) for each in result.legs] == [
        (False, 1, 1001),
        (False, 1, 501),
    ]
    assert (result.valid, result.adopted) == (False, False)
    one_more = replace(half, participants=1001, yes=501)
    assert evaluate(KZ, "ordinary", whole(one_more)).adopted is True


def test_exactly_half_is_not_more_than_half_of_a_region() -> None:
    rows = split(KZ_2026, 3, 2)
    found = leg(evaluate(KZ, "constitution", regions(*rows)), "regional-yes")
    assert (found.regions[2].have, found.regions[2].passed) == ("500/1000", False)


def test_a_region_marked_both_counts_against_yes() -> None:
    """Who marks both answers takes part: yes must be more than half of participants."""
    row = Row(region="n", eligible=100, participants=100, yes=50, no=40, both_marked=10, invalid=0)
    assert leg(evaluate(KZ, "ordinary", whole(row)), "national-yes").passed is False


def test_the_press_reading_differs_where_turnout_in_regions_is_low() -> None:
    rows = [
        replace(row, eligible=(row.participants or 0) * 3) if number >= 13 else row
        for number, row in enumerate(split(KZ_2026, 20, 20))
    ]
    told = readings("constitution", regions(*rows))
    assert (told["both"], told["press"]) == (True, False)


def test_fractions_are_exact() -> None:
    result = evaluate(KZ, "constitution", whole(KZ_2026))
    have = leg(result, "turnout").have
    assert have is not None
    assert Fraction(have) == Fraction(9127192, 12482613)


def test_nobody_came() -> None:
    """A share of nothing is no share: nought out of nought does not pass, and nothing breaks."""
    row = Row(region="n", eligible=100, participants=0, yes=0, no=0, both_marked=0, invalid=0)
    result = evaluate(KZ, "ordinary", whole(row))
    found = leg(result, "national-yes")
    assert (found.have, found.passed, found.denominator) == (None, False, 0)
    assert result.adopted is False
