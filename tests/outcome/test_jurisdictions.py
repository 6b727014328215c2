"""Rules of other places as data, on counted votes (reference/referendum.md, C.3).

Not carried by the type of a rule: half cantons (Switzerland's second majority) and rules by which
a question is rejected only if enough say no (Ireland 47.2, Denmark 42).
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any

import pytest

from dauys.outcome.evaluate import evaluate
from dauys.outcome.figures import Row
from tests.outcome.world import leg, regions, rule_of, share, whole
from tests.shared import shared

MAJORITY = share("yes", "more_than", "1/2", "yes_and_no")
TURNOUT = share("participants", "more_than", "1/2", "eligible")
YES_OF_PARTICIPANTS = share("yes", "more_than", "1/2", "participants")


def test_taiwan_2022_needs_one_vote_more_than_half_of_the_electors() -> None:
    rule = rule_of({}, {"yes": share("yes", "more_than", "1/2", "eligible")})
    result = evaluate(rule, None, whole(Row(region="TW", eligible=19239392, yes=5647102)))
    found = leg(result, "yes")
    assert (found.least, found.passed, found.short_by) == (9619697, False, 3972595)
    assert result.adopted is False


def test_the_same_vote_at_least_half_would_need_one_less() -> None:
    rule = rule_of({}, {"yes": share("yes", "at_least", "1/2", "eligible")})
    result = evaluate(rule, None, whole(Row(region="TW", eligible=19239392, yes=5647102)))
    assert leg(result, "yes").least == 9619696


def test_denmark_1939_was_short_by_11762() -> None:
    rule = rule_of({}, {"yes": MAJORITY, "quorum": share("yes", "at_least", "9/20", "eligible")})
    result = evaluate(rule, None, whole(Row(region="DK", eligible=2173420, yes=966277)))
    assert (leg(result, "quorum").have, leg(result, "quorum").short_by) == ("966277/2173420", 11762)
    assert leg(result, "yes").passed is None
    assert result.adopted is False


def test_lithuania_2024_needs_more_than_half_of_all_electors() -> None:
    rule = rule_of({}, {"yes": share("yes", "more_than", "1/2", "eligible")})
    result = evaluate(rule, None, whole(Row(region="LT", eligible=2385234, yes=1011014)))
    assert (leg(result, "yes").least, result.adopted) == (1192618, False)


def test_lithuania_article_1_needs_three_quarters() -> None:
    rule = rule_of({}, {"yes": share("yes", "at_least", "3/4", "eligible")})
    result = evaluate(rule, None, whole(Row(region="LT", eligible=2385234, yes=1011014)))
    assert leg(result, "yes").least == 1788926  # 1,788,925.5


def test_scotland_1979_did_not_reach_forty_per_cent_of_the_electorate() -> None:
    rule = rule_of({}, {"quorum": share("yes", "at_least", "2/5", "eligible")})
    result = evaluate(rule, None, whole(Row(region="SCO", eligible=3747112, yes=1230937)))
    assert (leg(result, "quorum").short_by, result.adopted) == (267908, False)


def test_chile_2023_counts_valid_votes_alone() -> None:
    rule = rule_of({}, {"yes": share("yes", "more_than", "1/2", "valid")})
    row = Row(
        region="CL",
        participants=13014963,
        yes=12364312 - 6894287,
        no=6894287,
        both_marked=0,
        invalid=480730,
        blank=169921,
    )
    result = evaluate(rule, None, whole(row))
    assert (leg(result, "yes").have, result.adopted) == ("5470025/12364312", False)


def test_uzbekistan_2023_turnout_and_yes_among_participants() -> None:
    rule = rule_of({"turnout": TURNOUT}, {"yes": YES_OF_PARTICIPANTS})
    row = Row(region="UZ", eligible=19722809, participants=16667097, yes=15034608)
    result = evaluate(rule, None, whole(row))
    assert (result.valid, result.adopted) == (True, True)


def test_kyrgyzstan_2021_without_the_roll_the_turnout_is_not_known() -> None:
    turnout = share("participants", "more_than", "3/10", "eligible")
    rule = rule_of({"turnout": turnout}, {"yes": YES_OF_PARTICIPANTS})
    row = Row(region="KG", participants=1294076, yes=1026917, no=176701)
    result = evaluate(rule, None, whole(row))
    assert (result.valid, result.adopted, leg(result, "yes").passed) == (None, None, True)


def test_italy_abrogative_a_quorum_of_exactly_half_is_missed() -> None:
    rule = rule_of({"turnout": TURNOUT}, {"yes": MAJORITY})
    row = Row(region="IT", eligible=1000, participants=500, yes=499, no=1, both_marked=0, invalid=0)
    result = evaluate(rule, None, whole(row))
    assert (result.valid, result.adopted, leg(result, "turnout").short_by) == (False, False, 1)


def test_armenia_needs_both_a_majority_of_participants_and_a_quarter_of_electors() -> None:
    quarter = share("yes", "at_least", "1/4", "eligible")
    rule = rule_of({}, {"yes": YES_OF_PARTICIPANTS, "quarter": quarter})
    row = Row(region="AM", eligible=400, participants=150, yes=100, no=50, both_marked=0, invalid=0)
    assert evaluate(rule, None, whole(row)).adopted is True  # exactly a quarter is at least it


FOUR_OF_SIX: dict[str, Any] = {
    "name": "states",
    "test": MAJORITY,
    "strictness": "at_least",
    "count": 4,
    "national_only": ["ACT", "NT"],
    "source": "test",
}


@pytest.mark.parametrize("file", ["republic_referendum", "voice_referendum"], ids=["1999", "2023"])
def test_australia_needs_four_of_six_states_and_territories_count_only_nationally(
    file: str,
) -> None:
    """Both years the capital's territory alone was in favour, which is no state."""
    rows = regions(*australia(file))
    result = evaluate(rule_of({}, {"national": MAJORITY}, FOUR_OF_SIX), None, rows)
    states = leg(result, "states")
    assert (states.numerator, states.denominator, states.least) == (0, 6, 4)
    assert (states.needed, states.short_by, result.adopted) == ("4/6", 4, False)
    counted = {key: value for key, value in FOUR_OF_SIX.items() if key != "national_only"}
    everywhere = evaluate(rule_of({}, {}, counted), None, rows)
    assert (everywhere.legs[0].numerator, everywhere.legs[0].denominator) == (1, 8)


def australia(file: str) -> Iterator[Row]:
    path = shared(f"referendums/australia/{file}_national_results.csv")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for line in csv.DictReader(stream):
            if line["state"] != "National":
                yes = line.get("yes_num") or line["yes_no"]
                yield Row(region=line["state"].strip(), yes=int(yes), no=int(line["no_num"]))


def swiss_votes() -> Iterator[tuple[Row, bool]]:
    path = shared("referendums/swissvotes/swissvotes.ch.csv")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for line in csv.DictReader(stream, delimiter=";"):
            if line["volk"] in ("0", "1") and line["volkja"].isdigit():
                row = Row(region="CH", yes=int(line["volkja"]), no=int(line["volknein"]))
                yield row, line["volk"] == "1"


def test_switzerland_the_people_s_majority_of_every_vote_since_1848() -> None:
    rule = rule_of({}, {"people": MAJORITY})
    checked = [(evaluate(rule, None, whole(row)).adopted, said) for row, said in swiss_votes()]
    assert len(checked) > 600
    assert [pair for pair in checked if pair[0] is not pair[1]] == []
