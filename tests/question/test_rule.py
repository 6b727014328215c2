"""A validity rule is data: it is read strictly, and what cannot be meant is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from dauys.errors import Refused, Unreadable
from dauys.question import rule as rules

BUILT_IN = Path(rules.__file__).parent / "rules"


def town() -> dict[str, Any]:
    """The town's rule as a value, for a test to spoil."""
    loaded: dict[str, Any] = json.loads((BUILT_IN / "town-charter.json").read_bytes())
    return loaded


def parse(value: dict[str, Any]) -> rules.Rule:
    return rules.parse_rule(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


@pytest.mark.parametrize("path", sorted(BUILT_IN.glob("*.json")), ids=lambda path: path.stem)
def test_a_built_in_rule_is_canonical_and_named_as_its_file(path: Path) -> None:
    rule = rules.parse_rule(path.read_bytes())
    assert rule.name == path.stem
    assert rules.write_rule(rule) == path.read_bytes()


def test_the_kazakh_rule_shows_four_readings_of_which_both_legs_decide() -> None:
    rule = rules.parse_rule((BUILT_IN / "kz-1995-art31.json").read_bytes())
    readings = rule.question("constitution").readings
    assert [(each.id, each.legs, each.decides) for each in readings] == [
        ("both", ("national-yes", "regional-yes"), True),
        ("regional", ("regional-yes",), False),
        ("national", ("national-yes",), False),
        ("press", ("national-yes", "regional-turnout"), False),
    ]
    assert [each.legs for each in rule.question("ordinary").readings] == [("national-yes",)]
    assert all(rule.citation(each.source) for each in (*rule.legs(), *readings))


def test_two_thirds_of_17_regions_is_12_and_of_20_is_14() -> None:
    leg = rules.parse_rule((BUILT_IN / "kz-1995-art31.json").read_bytes()).regional[0]
    assert (leg.least(17), leg.least(20)) == (12, 14)


def test_a_law_that_rounds_down_says_so() -> None:
    value = town()
    value["regional"][0]["rounding"] = "down"
    assert [parse(value).regional[0].least(n) for n in (1, 2, 17, 18)] == [1, 1, 11, 12]


def test_a_count_of_regions_stands_in_the_place_of_a_fraction() -> None:
    value = town()
    leg = value["regional"][0]
    del leg["fraction"], leg["rounding"]
    value["regional"][0] = {k: leg[k] for k in ("name", "test", "strictness")} | {
        "count": 4,
        "source": "adopted",
    }
    assert parse(value).regional[0].least(6) == 4


def test_least_agrees_with_the_fraction_itself_on_every_small_base() -> None:
    for fraction in (Fraction(1, 2), Fraction(2, 3), Fraction(9, 20), Fraction(1)):
        for base in range(1, 60):
            exact = fraction * base
            over = next(n for n in range(base + 2) if n > exact)
            reached = next(n for n in range(base + 2) if n >= exact)
            assert rules.least(fraction, "more_than", base) == over
            assert rules.least(fraction, "at_least", base) == reached


def test_the_first_question_type_is_meant_when_none_is_named() -> None:
    rule = rules.parse_rule((BUILT_IN / "kz-1995-art31.json").read_bytes())
    assert rule.question().name == "constitution"
    with pytest.raises(Unreadable) as refused:
        rule.question("budget")
    assert refused.value.code == "rule.question_unknown"


def unknown_base(value: dict[str, Any]) -> None:
    """A base that the engine does not know could only be guessed."""
    value["shares"][0]["test"]["base"] = "population"


def unknown_numerator(value: dict[str, Any]) -> None:
    """So could a numerator."""
    value["regional"][0]["test"]["numerator"] = "seats"


def share_of_itself(value: dict[str, Any]) -> None:
    """Eligible out of eligible is met always."""
    value["shares"][0]["test"]["numerator"] = "eligible"


def nought_below(value: dict[str, Any]) -> None:
    """Nothing can be divided by nought."""
    value["shares"][0]["test"]["fraction"] = "1/0"


def more_than_one(value: dict[str, Any]) -> None:
    """More than the whole can never be reached."""
    value["shares"][0]["test"]["fraction"] = "3/2"


def not_lowest_terms(value: dict[str, Any]) -> None:
    """One fraction has one spelling, so that one rule has one hash."""
    value["regional"][0]["fraction"] = "4/6"


def decimal_fraction(value: dict[str, Any]) -> None:
    """A decimal would have to be rounded: two thirds is not 0.67."""
    value["regional"][0]["fraction"] = "0.67"


def leg_twice(value: dict[str, Any]) -> None:
    """A reading that names it could mean either."""
    value["regional"][0]["name"] = "turnout"


def leg_that_is_not_there(value: dict[str, Any]) -> None:
    """A reading cannot rest on a condition that nobody wrote."""
    value["questions"][0]["readings"][0]["legs"].append("quorum")


def validity_that_is_not_there(value: dict[str, Any]) -> None:
    """Neither can validity."""
    value["questions"][0]["validity"] = ["quorum"]


def fraction_and_count(value: dict[str, Any]) -> None:
    """Two needs at once may contradict each other."""
    leg = value["regional"][0]
    value["regional"][0] = {
        **{k: leg[k] for k in ("name", "test", "strictness", "fraction", "rounding")},
        "count": 4,
        "source": "adopted",
    }


def fraction_without_rounding(value: dict[str, Any]) -> None:
    """The rounding of a number of regions must be written out: 11 or 12 of 17?"""
    del value["regional"][0]["rounding"]


def no_region_needed(value: dict[str, Any]) -> None:
    """A leg that needs no region at all is always met."""
    del value["regional"][0]["fraction"], value["regional"][0]["rounding"]


def nothing_decides(value: dict[str, Any]) -> None:
    """Then `adopted` would rest on nothing."""
    value["questions"][0]["readings"][0]["decides"] = False


def two_decide(value: dict[str, Any]) -> None:
    """Then `adopted` could be both."""
    reading = value["questions"][0]["readings"][0]
    value["questions"][0]["readings"].append({**reading, "id": "other"})


def reading_twice(value: dict[str, Any]) -> None:
    """Two results would stand under one name."""
    reading = value["questions"][0]["readings"][0]
    value["questions"][0]["readings"].append({**reading, "decides": False})


def reading_without_legs(value: dict[str, Any]) -> None:
    """It would adopt every question."""
    value["questions"][0]["readings"][0]["legs"] = []


def no_question_type(value: dict[str, Any]) -> None:
    """A rule must say of which questions it speaks."""
    value["questions"] = []


def question_type_twice(value: dict[str, Any]) -> None:
    """Two rules for one kind of question."""
    value["questions"] *= 2


def source_that_is_not_there(value: dict[str, Any]) -> None:
    """Every leg and reading is cited."""
    value["shares"][0]["source"] = "hearsay"


def empty_citation(value: dict[str, Any]) -> None:
    """A source that says nothing is none."""
    value["sources"][0]["citation"] = " "


def unknown_key(value: dict[str, Any]) -> None:
    """A reader that skips what it does not know would evaluate another rule."""
    value["shares"][0]["test"]["unless"] = "tie"


def no_strictness(value: dict[str, Any]) -> None:
    """More than half and at least half differ by one vote: 9,619,696 or 9,619,697."""
    del value["shares"][0]["test"]["strictness"]


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (unknown_base, "rule.quantity"),
        (unknown_numerator, "rule.quantity"),
        (share_of_itself, "rule.quantity"),
        (nought_below, "rule.fraction"),
        (more_than_one, "rule.fraction"),
        (not_lowest_terms, "rule.fraction"),
        (decimal_fraction, "rule.fraction"),
        (leg_twice, "rule.leg_twice"),
        (leg_that_is_not_there, "rule.leg_unknown"),
        (validity_that_is_not_there, "rule.leg_unknown"),
        (fraction_and_count, "rule.regions"),
        (fraction_without_rounding, "rule.regions"),
        (no_region_needed, "rule.regions"),
        (nothing_decides, "rule.decides"),
        (two_decide, "rule.decides"),
        (reading_twice, "rule.reading"),
        (reading_without_legs, "rule.reading"),
        (no_question_type, "rule.questions"),
        (question_type_twice, "rule.questions"),
        (source_that_is_not_there, "rule.source"),
        (empty_citation, "rule.source"),
        (unknown_key, "json.shape"),
        (no_strictness, "json.shape"),
    ],
    ids=lambda given: given if isinstance(given, str) else given.__name__,
)
def test_a_rule_that_cannot_be_meant_is_refused(
    spoil: Callable[[dict[str, Any]], None], code: str
) -> None:
    value = town()
    spoil(value)
    with pytest.raises(Refused) as refused:
        parse(value)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "json.syntax"),
        (b"\xff", "json.encoding"),
        (b"[" * 100_000, "json.size"),
        (b"[" * 1000, "json.depth"),
        (b'{"format":2}', "json.shape"),
        (b"[]", "json.shape"),
        ((BUILT_IN / "town-charter.json").read_bytes() + b"\n", "json.canonical"),
        ((BUILT_IN / "town-charter.json").read_bytes()[:-1], "json.syntax"),
    ],
    ids=["empty", "encoding", "huge", "deep", "format", "array", "newline", "truncated"],
)
def test_bytes_that_are_no_rule_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        rules.parse_rule(data)
    assert refused.value.code == code
