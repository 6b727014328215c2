"""A validity rule as data: what must be reached for a referendum to be valid and adopted.

Specification: docs/specification/6-rules.md. A rule is canonical JSON; it names its legs (tests of
one share, nationally or region by region), which of them make a vote valid, and the readings of
the law under which the question is adopted, each with its source. Fractions are exact and their
strictness is written out: nothing is rounded unless the rule says so.
It evaluates nothing: see `dauys.outcome`. It opens no file: the built-in rules stand beside it in
``rules/`` and their bytes are given to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain
from math import gcd
from typing import Literal

from dauys.errors import Refused, Unreadable
from dauys.wire import hashes, shape
from dauys.wire.ids import Name, Sha256

LIMIT = 64 * 1024  # bytes of a rule
QUANTITIES = ("eligible", "issued", "participants", "valid", "yes_and_no", "yes", "no")
_FRACTION = re.compile(r"([1-9][0-9]{0,8})/([1-9][0-9]{0,8})")

Strictness = Literal["more_than", "at_least"]
Rounding = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Share:
    """A test of one quantity against a fraction of another: yes, more_than 1/2 of participants."""

    numerator: str
    base: str
    strictness: Strictness
    fraction: str

    def least(self, base: int) -> int:
        """The smallest numerator that meets the test on this base."""
        return least(Fraction(self.fraction), self.strictness, base)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareLeg:
    """A leg that looks at the whole vote."""

    name: Name
    test: Share
    source: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionalLeg:
    """A leg that counts the regions which meet a test.

    Needed is either a ``fraction`` of the counting regions, with its ``rounding``, or a ``count``.
    ``national_only`` names regions whose votes count for the whole alone. ``stated`` is the column
    in which a commission states the number of such regions without their figures.
    """

    name: Name
    test: Share
    strictness: Strictness
    fraction: str | None = None
    rounding: Rounding | None = None
    count: int | None = None
    national_only: tuple[str, ...] | None = None
    stated: Name | None = None
    source: Name

    def least(self, regions: int) -> int:
        """The smallest number of regions that meets the leg, out of so many that count.

        Rounding ``up`` is the exact test (at least 2/3 of 17 regions is 12); ``down`` is for a law
        that says so in words (11), never fewer than one.
        """
        if self.count is not None:
            return self.count + (self.strictness == "more_than")
        share = Fraction(self.fraction or 1)
        if self.rounding == "down" and self.strictness == "at_least":
            return max(1, share.numerator * regions // share.denominator)
        return least(share, self.strictness, regions)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way of reading the law: the question is adopted when the vote is valid and all legs met.

    ``decides``: it is this reading on which the result's ``adopted`` rests; the others are shown.
    """

    id: Name
    legs: tuple[Name, ...]
    decides: bool
    source: Name


@dataclass(frozen=True, slots=True)
class QuestionType:
    """A kind of question with the legs that make the vote valid, and the readings."""

    name: Name
    validity: tuple[Name, ...]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a leg or a reading stands: a law's article, a notice, the press."""

    id: Name
    citation: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A whole rule. The first question type is the one meant when none is named."""

    format: Literal[1]
    name: Name
    shares: tuple[ShareLeg, ...]
    regional: tuple[RegionalLeg, ...]
    questions: tuple[QuestionType, ...]
    sources: tuple[Source, ...]

    def legs(self) -> tuple[ShareLeg | RegionalLeg, ...]:
        """All legs, in the order of the rule."""
        return (*self.shares, *self.regional)

    def question(self, name: str | None = None) -> QuestionType:
        """The question type of this name, or the first; raises ``rule.question_unknown``."""
        for question in self.questions:
            if name in (None, question.name):
                return question
        known = ", ".join(question.name for question in self.questions)
        raise Unreadable(
            "rule.question_unknown", self.accused(), question=str(name)[:80], known=known
        )

    def citation(self, source: str) -> str:
        """The words of a source."""
        return next(each.citation for each in self.sources if each.id == source)

    def accused(self) -> str:
        """How errors call this rule."""
        return f"rule:{self.name}"


def least(fraction: Fraction, strictness: Strictness, base: int) -> int:
    """The smallest whole number that is ``more_than`` or ``at_least`` a fraction of a base."""
    scaled = fraction.numerator * base
    if strictness == "more_than":
        return scaled // fraction.denominator + 1
    return -(-scaled // fraction.denominator)


def parse_rule(data: bytes, *, accused: str = "") -> Rule:
    """The rule that these canonical bytes spell; raises `Refused` ``json.*`` or ``rule.*``."""
    rule = shape.read(Rule, data, accused=accused, limit=LIMIT)
    check_rule(rule)
    return rule


def write_rule(rule: Rule) -> bytes:
    """The canonical bytes of a rule."""
    return shape.write(rule)


def rule_hash(rule: Rule) -> Sha256:
    """SHA-256 of a rule's canonical bytes: what an outcome is bound to."""
    return hashes.sha256_hex(write_rule(rule))


def check_rule(rule: Rule) -> None:
    """Refuses a rule that could not be evaluated, or whose parts do not fit together."""
    _check_sources(rule)
    names: set[str] = set()
    for leg in rule.legs():
        if leg.name in names:
            raise Refused("rule.leg_twice", rule.accused(), leg=leg.name)
        names.add(leg.name)
        _check_share(rule, leg.name, leg.test)
    for regional in rule.regional:
        _check_regional(rule, regional)
    _check_questions(rule, names)


def _check_sources(rule: Rule) -> None:
    known = [source.id for source in rule.sources]
    twice = [name for name in known if known.count(name) > 1]
    readings = chain.from_iterable(question.readings for question in rule.questions)
    asked = [each.source for each in (*rule.legs(), *readings)]
    unknown = [name for name in asked if name not in known]
    empty = [source.id for source in rule.sources if not source.citation.strip()]
    for wrong in (*twice, *unknown, *empty):
        raise Refused("rule.source", rule.accused(), source=wrong)


def _check_share(rule: Rule, leg: str, share: Share) -> None:
    for quantity in (share.numerator, share.base):
        if quantity not in QUANTITIES:
            raise Refused("rule.quantity", rule.accused(), leg=leg, quantity=quantity[:80])
    if share.numerator == share.base:  # such a test is met always or never
        raise Refused("rule.quantity", rule.accused(), leg=leg, quantity=share.base)
    _check_fraction(rule, leg, share.fraction)


def _check_fraction(rule: Rule, leg: str, text: str) -> None:
    """One spelling for one fraction: lowest terms, above zero, at most one."""
    found = _FRACTION.fullmatch(text)
    if found:
        numerator, denominator = int(found[1]), int(found[2])
        if numerator <= denominator and gcd(numerator, denominator) == 1:
            return
    raise Refused("rule.fraction", rule.accused(), leg=leg, fraction=text[:80])


def _check_regional(rule: Rule, leg: RegionalLeg) -> None:
    if leg.fraction is not None:
        _check_fraction(rule, leg.name, leg.fraction)
    by_share = leg.fraction is not None and leg.rounding is not None and leg.count is None
    by_count = leg.fraction is None and leg.rounding is None and (leg.count or 0) > 0
    if not by_share and not by_count:
        raise Refused("rule.regions", rule.accused(), leg=leg.name)


def _check_questions(rule: Rule, legs: set[str]) -> None:
    names = [question.name for question in rule.questions]
    if not names or len(set(names)) < len(names):
        raise Refused("rule.questions", rule.accused())
    for question in rule.questions:
        for name in chain(question.validity, *(each.legs for each in question.readings)):
            if name not in legs:
                raise Refused("rule.leg_unknown", rule.accused(), leg=name, question=question.name)
        _check_readings(rule, question)


def _check_readings(rule: Rule, question: QuestionType) -> None:
    ids: set[str] = set()
    for reading in question.readings:
        # a reading without legs would adopt every question
        if reading.id in ids or not reading.legs:
            raise Refused(
                "rule.reading", rule.accused(), reading=reading.id, question=question.name
            )
        ids.add(reading.id)
    if sum(reading.decides for reading in question.readings) != 1:
        raise Refused("rule.decides", rule.accused(), question=question.name)
