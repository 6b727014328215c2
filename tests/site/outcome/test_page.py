"""The page of the outcome: every leg with the stage's numbers, the maps, what is not known."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.test import Client

from dauys.outcome.figures import Outstanding, Row
from dauys.site.look import numerals
from dauys.words import Words
from tests.site.outcome.conftest import KAZAKHSTAN, Declare, rows
from tests.site.said import document, plain, said, table, words
from tests.verification.world import World

PATH = "/en/outcome/"
YES = "Regions where yes / participants is more than 1/2"
TURNOUT = "Who took part, by region"


def cards(client: Client, path: str = PATH) -> list[dict[str, str]]:
    """The facts of each leg's card."""
    return [
        {words(term): words(term.getnext()) for term in card.iter("dt")}
        for card in document(client, path).find_class("card")
    ]


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_each_leg_has_the_numbers_of_the_stage(
    decided: Declare, client: Client, language: str
) -> None:
    result = decided(rows(short=3)).result
    told = cards(client, f"/{language}/outcome/")
    say = Words(language).say
    assert len(told) == len(result.legs) == 4
    for leg, card in zip(result.legs, told, strict=True):
        have = [numerals.number(n or 0, language) for n in (leg.numerator, leg.denominator)]
        share = plain(numerals.percent(Fraction(leg.have or "0"), language, 2))
        needed, there, verdict, *_rest = card.values()
        assert there == f"{' / '.join(have)} ({share})"
        assert needed.startswith(say(f"outcome.{leg.strictness}", fraction=leg.needed))
        assert numerals.number(leg.least or 0, language) in needed
        assert leg.passed
        assert verdict == say("outcome.met")


def test_a_leg_that_is_not_met_says_how_much_is_missing(decided: Declare, client: Client) -> None:
    decided(rows(short=8))
    regional = cards(client)[2]
    assert regional["Needed"] == "at least 2/3 (at the least 14)"
    assert regional["There is"] == "12 / 20 (60.00%)"
    assert regional["Result"] == "not met short by 2"
    assert "The question is not adopted." in said(client, PATH)


def test_the_bar_of_a_leg_is_as_long_as_what_there_is(decided: Declare, client: Client) -> None:
    result = decided(rows(short=8)).result
    drawn = document(client, PATH).xpath("//*[contains(@class, 'picture-thresholds')]")
    for leg, svg in zip(result.legs, drawn, strict=True):
        (bar,) = svg.find_class("series-1")
        (line,) = svg.find_class("needed")
        for at, share in ((bar.get("width"), leg.have), (line.get("x1"), leg.needed)):
            exact = Fraction(share or "0") * 100
            assert abs(Fraction(at.removesuffix("%")) - exact) <= Fraction(1, 1000)


def test_a_map_says_of_each_region_whether_it_meets_the_leg(
    decided: Declare, client: Client
) -> None:
    leg = decided(rows(short=3)).result.legs[2]
    told = {row[0]: row[1:] for row in table(document(client, PATH), YES)[1:]}
    assert len(told) == 20
    for region in leg.regions:
        there, verdict = told[region.region.title()]
        assert verdict == ("met" if region.passed else "not met")
        assert there.split(" (")[0].replace(",", "") == str(region.have).replace("/", " / ")
    assert [row[1] for row in list(told.values())[-3:]] == ["not met"] * 3
    svg = document(client, PATH).find_class("picture-tiles")[0]
    assert len(svg.xpath(".//*[contains(@class, 'tile met') and *]")) == 17
    assert len(svg.xpath(".//*[contains(@class, 'tile unmet') and *]")) == 3
    assert words(svg.xpath("*[local-name() = 'desc']")[0]) == (
        "A tile for each region. The condition is met in 17 of 20."
    )


def test_nothing_on_the_page_praises_or_blames_an_answer(decided: Declare, client: Client) -> None:
    """What is met is not green and what is not is not red."""
    decided(rows(short=8))
    main = document(client, PATH).get_element_by_id("main")
    assert main.xpath(".//*[contains(@class, 'good') or contains(@class, 'bad')]") == []


def test_kazakhstan_lies_as_on_its_map(decided: Declare, client: Client) -> None:
    decided(rows())
    svg = document(client, PATH).find_class("picture-tiles")[-1]
    at = {
        each.xpath("string(*)").split(":")[0]: (each.get("x"), int(each.get("y")))
        for each in svg.find_class("tile")
        if len(each)
    }
    assert len(set(at.values())) == len(at) == len(KAZAKHSTAN)
    assert at["Astana"][1] < at["Shymkent"][1]


def test_what_is_not_known_is_said_and_not_nought(decided: Declare, client: Client) -> None:
    of = rows()
    blind = Row(region="abai", eligible=10_000)
    result = decided((blind, *of[1:])).result
    page = document(client, PATH)
    assert ["Abai", "no data", "no data"] in table(page, YES)
    assert ["Abai", "no data"] in table(page, TURNOUT)
    figures = {row[0]: row[1:] for row in table(page, "The figures behind it")}
    assert figures["Abai"] == ["10,000", "–", "–", "–", "–", "–", "–", "0"]
    assert figures["Total"][:3] == ["200,000", "–", "–"]
    first = cards(client)[0]
    assert (first["There is"], first["Result"]) == ("no data", "not known from these figures")
    assert result.valid is None
    assert "Whether the vote is valid is not known" in said(client, PATH)


def test_a_count_that_a_commission_states_is_said_to_be_stated(
    decided: Declare, client: Client
) -> None:
    """The national figures of 2026 alone: no region is known, so there is no map."""
    whole = Row(
        region="whole", eligible=12_482_613, participants=9_127_192, yes=7_954_667, no=898_099,
        both_marked=127_868, invalid=146_558,
    )  # fmt: skip
    decided((whole,), stated={"regions_total": 20, "regions_yes_majority": 20}, outstanding=None)
    page = document(client, PATH)
    assert page.find_class("picture-tiles") == []
    told = cards(client)
    assert told[0]["There is"] == "9,127,192 / 12,482,613 (73.12%)"
    assert told[2]["There is"] == "20 / 20 (100.00%, as stated by the commission)"
    assert told[3]["There is"] == "no data"
    assert "The figures do not say whether stations are missing." in said(client, PATH)


def test_an_interim_outcome_says_which_legs_can_still_change(
    decided: Declare, client: Client
) -> None:
    missing = (Outstanding(region="abai", stations=3, eligible=900),)
    result = decided(rows(short=6), outstanding=missing).result
    told = said(client, PATH)
    assert "Interim. Stations missing: 3. Electors on their lists: 900." in told
    settled = [each.settled for each in result.certainty.legs]
    assert told.count("can no longer change") == settled.count(True) > 0
    assert told.count("can still change") == settled.count(False)


def test_every_reading_is_shown_and_the_one_that_decides_stands_first(
    decided: Declare, client: Client
) -> None:
    result = decided(rows(short=8)).result
    told = said(client, PATH).partition("Ways in which the law can be read")[2]
    order = sorted(result.readings, key=lambda reading: not reading.decides)
    for number, reading in enumerate(order, 1):
        verdict = "adopted" if reading.adopted else "not adopted"
        mark = " decides" if reading.decides else ""
        assert f"Reading {number}{mark} The question is {verdict}. It asks for: " in told
        assert told.partition(f"Reading {number}")[2].count(YES) >= ("regional-yes" in reading.legs)
    assert order[0].id == "both"


def test_before_it_is_declared_the_page_leads_to_the_rule(counted: World, client: Client) -> None:
    page = document(client, PATH)
    assert "The outcome has not been declared yet." in words(page.get_element_by_id("main"))
    assert page.xpath("//main//a[@href='/en/question/#rule']")
    assert page.find_class("picture") == []


@pytest.mark.parametrize("count", [2, 20])
def test_the_page_asks_no_more_as_regions_grow(  # type: ignore[no-untyped-def]
    decided: Declare, client: Client, django_assert_max_num_queries, count: int
) -> None:
    decided(rows()[:count])
    with django_assert_max_num_queries(16):
        assert len(table(document(client, PATH), YES)) == count + 1
