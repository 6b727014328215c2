"""What the tests of outcomes share: the built-in rules, rules as data, real national rows."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from dauys.outcome.evaluate import Result
from dauys.outcome.figures import Figures, Row
from dauys.outcome.legs import LegResult
from dauys.question import rule as rules

BUILT_IN = Path(rules.__file__).parent / "rules"

# reference/referendum.md 0.3: the sums were checked
KZ_2026 = Row(
    region="KZ-2026",
    eligible=12482613,
    participants=9127192,
    yes=7954667,
    no=898099,
    both_marked=127868,
    invalid=146558,
)
KZ_2022 = Row(
    region="KZ-2022",
    eligible=11734642,
    participants=7985769,
    yes=6163516,
    no=1490470,
    both_marked=125859,
    invalid=205924,
)
KZ_2024 = Row(region="KZ-2024", eligible=12284487, participants=7820204, yes=5561937)


def built_in(name: str) -> rules.Rule:
    return rules.parse_rule((BUILT_IN / f"{name}.json").read_bytes())


KZ = built_in("kz-1995-art31")


def share(numerator: str, strictness: str, fraction: str, base: str) -> dict[str, str]:
    """A share test in words: share("yes", "more_than", "1/2", "participants")."""
    return {"numerator": numerator, "base": base, "strictness": strictness, "fraction": fraction}


def rule_of(
    validity: dict[str, dict[str, str]],
    adoption: dict[str, dict[str, str]],
    *regional: dict[str, Any],
) -> rules.Rule:
    """A rule with one question type and one reading, through the parser as any rule."""
    shares = [
        {"name": name, "test": test, "source": "test"}
        for name, test in (validity | adoption).items()
    ]
    legs = [*adoption, *(leg["name"] for leg in regional)]
    reading = {"id": "law", "legs": legs, "decides": True, "source": "test"}
    value = {
        "format": 1,
        "name": "made",
        "shares": shares,
        "regional": list(regional),
        "questions": [{"name": "any", "validity": list(validity), "readings": [reading]}],
        "sources": [{"id": "test", "citation": "reference/referendum.md, C.3"}],
    }
    return rules.parse_rule(json.dumps(value, separators=(",", ":")).encode())


def whole(row: Row, **stated: int) -> Figures:
    return Figures(whole=True, rows=(row,), stated=stated)


def regions(*rows: Row) -> Figures:
    return Figures(whole=False, rows=rows, stated={}, outstanding=())


def leg(result: Result, name: str) -> LegResult:
    return next(each for each in result.legs if each.name == name)
