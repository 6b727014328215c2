"""What is asked of the question: its words, rule and calendar, its regions, the set-up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dauys.question.rule import Rule, Share, parse_rule
from dauys.site.question.models import Confirmation, Question, Region, Setup
from dauys.stages import Window


@dataclass(frozen=True, slots=True)
class Keeper:
    """The registrar (index 0) or a trustee, and when the set-up was confirmed; empty if not yet."""

    role: str
    index: int
    at: str
    entry: int | None


def question() -> Question | None:
    """The question; None before it is called."""
    return Question.objects.first()


def calendar() -> tuple[Window, ...]:
    """The windows of the stages; none before a question is called."""
    windows = Question.objects.values_list("calendar", flat=True).first() or []
    return tuple(Window(each["stage"], each["opens"], each["closes"]) for each in windows)


def rule() -> Rule | None:
    """The rule by which the outcome is worked out."""
    told = Question.objects.values_list("rule", flat=True).first()
    return _rule(told) if told else None


def shares_of_electors() -> list[Share]:
    """What the rule asks of the whole vote as shares of the electors, for this question."""
    told, asked = rule(), question()
    if told is None or asked is None:
        return []
    kind = told.question(asked.question_type)
    used = {*kind.validity}.union(*(reading.legs for reading in kind.readings))
    return [leg.test for leg in told.shares if leg.name in used and leg.test.base == "eligible"]


def regions() -> list[Region]:
    """The counting regions, in the order of the question."""
    return list(Region.objects.all())


def region_titles(language: str) -> dict[str, str]:
    """What each counting region is called in a language."""
    return {
        each.region: each.title.get(language) or next(iter(each.title.values()), each.region)
        for each in Region.objects.all()
    }


def setup() -> Setup | None:
    """The sealed set-up; None before there is one."""
    return Setup.objects.first()


def keepers(sealed: Setup) -> list[Keeper]:
    """The registrar and every trustee, by number: nobody is named."""
    done = {(each.role, each.index): each for each in Confirmation.objects.all()}
    everyone = [("registrar", 0)]
    everyone += [("trustee", number) for number in range(1, sealed.trustee_count + 1)]
    return [_keeper(role, index, done.get((role, index))) for role, index in everyone]


def _keeper(role: str, index: int, done: Confirmation | None) -> Keeper:
    return Keeper(role, index, done.at if done else "", done.entry if done else None)


@lru_cache(maxsize=4)
def _rule(told: str) -> Rule:
    return parse_rule(told.encode("utf-8"))
