"""What is asked of the outcome: its legs, readings and figures, as the record has them."""

from __future__ import annotations

from dataclasses import dataclass

from dauys.site.outcome.models import Figure, Leg, Outcome
from dauys.site.question import queries as question
from dauys.site.question.told import LegTold, ReadingTold, needed, rule_told
from dauys.words import Words


@dataclass(frozen=True, slots=True)
class LegResult:
    """A leg of the rule in words, with its result; ``settled`` may be unknown."""

    leg: Leg
    told: LegTold | None
    needed: str
    settled: bool | None


@dataclass(frozen=True, slots=True)
class ReadingResult:
    """A reading of the law, what it asks for in words, and whether it adopts the question."""

    id: str
    legs: tuple[str, ...]
    decides: bool
    adopted: bool | None
    source: str


def outcome() -> Outcome | None:
    """The outcome; None before it is declared."""
    return Outcome.objects.first()


def legs(declared: Outcome, language: str) -> list[LegResult]:
    """Every leg of the rule, in its order."""
    told = {each.name: each for each in _told(declared, language)[0]}
    sure = {each["name"]: each.get("settled") for each in declared.certainty["legs"]}
    words = Words(language)
    return [
        LegResult(
            leg, told.get(leg.name), needed(words, leg.strictness, leg.needed), sure.get(leg.name)
        )
        for leg in Leg.objects.all()
    ]


def readings(declared: Outcome, language: str) -> list[ReadingResult]:
    """Every reading of the law, that which decides first."""
    legs, known = _told(declared, language)
    what = {each.name: each.what for each in legs}
    told = {each.id: each.source for each in known}
    found = [
        ReadingResult(
            each["id"],
            tuple(what.get(name, name) for name in each["legs"]),
            each["decides"],
            each.get("adopted"),
            told.get(each["id"], each["source"]),
        )
        for each in declared.readings
    ]
    return sorted(found, key=lambda reading: not reading.decides)


def figures() -> list[Figure]:
    """The figures that the outcome follows from, region by region."""
    return list(Figure.objects.all())


def _told(declared: Outcome, language: str) -> tuple[tuple[LegTold, ...], tuple[ReadingTold, ...]]:
    rule = question.rule()
    if rule is None:
        return (), ()
    told = rule_told(rule, declared.question, language)
    return told.legs, told.readings
