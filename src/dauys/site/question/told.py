"""The rule in words, leg by leg: the same words that ``dauys outcome`` uses."""

from __future__ import annotations

from dataclasses import dataclass

from dauys.question.rule import QuestionType, RegionalLeg, Rule, ShareLeg
from dauys.words import Words


@dataclass(frozen=True, slots=True)
class LegTold:
    """A leg: what is looked at, what is needed, where it stands, and for what it is asked."""

    name: str
    what: str
    needed: str
    source: str
    validity: bool


@dataclass(frozen=True, slots=True)
class ReadingTold:
    """A reading of the law: what it asks for, in words, and where it stands."""

    id: str
    legs: tuple[str, ...]
    decides: bool
    source: str


@dataclass(frozen=True, slots=True)
class RuleTold:
    """A rule for one type of question."""

    name: str
    legs: tuple[LegTold, ...]
    readings: tuple[ReadingTold, ...]


def rule_told(rule: Rule, question_type: str, language: str) -> RuleTold:
    """The legs and readings of a type of question, in a language."""
    asked, words = rule.question(question_type), Words(language)
    used = {*asked.validity}.union(*(reading.legs for reading in asked.readings))
    legs = tuple(_leg(rule, asked, leg, words) for leg in rule.legs() if leg.name in used)
    what = {leg.name: leg.what for leg in legs}
    readings = tuple(
        ReadingTold(
            each.id,
            tuple(what[name] for name in each.legs),
            each.decides,
            rule.citation(each.source),
        )
        for each in asked.readings
    )
    return RuleTold(rule.name, legs, readings)


def needed(words: Words, strictness: str, fraction: str) -> str:
    """What is needed: more than 1/2."""
    return words.say(f"outcome.{strictness}", fraction=fraction)


def _leg(rule: Rule, asked: QuestionType, leg: ShareLeg | RegionalLeg, words: Words) -> LegTold:
    test, kind = leg.test, "share" if isinstance(leg, ShareLeg) else "regional"
    what = words.say(
        f"outcome.{kind}",
        numerator=words.say(f"outcome.quantity.{test.numerator}"),
        base=words.say(f"outcome.quantity.{test.base}"),
        test=needed(words, test.strictness, test.fraction),
    )
    return LegTold(
        leg.name,
        what[:1].upper() + what[1:],
        _needed(leg, words),
        rule.citation(leg.source),
        leg.name in asked.validity,
    )


def _needed(leg: ShareLeg | RegionalLeg, words: Words) -> str:
    if isinstance(leg, ShareLeg):
        return needed(words, leg.test.strictness, leg.test.fraction)
    return needed(words, leg.strictness, leg.fraction or str(leg.count))
