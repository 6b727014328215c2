"""A rule laid upon figures: valid or not, adopted or not, by every reading.

Specification: docs/specification/6-rules.md, section 3. ``None`` is "not known from these
figures"; a verdict is None only when what is known does not already decide it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dauys.outcome.certainty import Certainty, LegCertainty, certainty_of_leg
from dauys.outcome.figures import Figures, add, check_figures
from dauys.outcome.legs import LegResult, regional_result, share_result
from dauys.question.rule import QuestionType, RegionalLeg, Rule, ShareLeg
from dauys.wire.ids import Name


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingResult:
    """What one reading of the law gives; ``decides`` marks the one that ``adopted`` follows."""

    id: Name
    legs: tuple[Name, ...]
    decides: bool
    source: Name
    adopted: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """The outcome; every leg of the question type and every reading is shown."""

    valid: bool | None = None
    adopted: bool | None = None
    legs: tuple[LegResult, ...]
    readings: tuple[ReadingResult, ...]
    certainty: Certainty


def evaluate(rule: Rule, question: str | None, figures: Figures) -> Result:
    """The outcome of a question type by a rule; raises ``outcome.*``, ``rule.question_unknown``."""
    asked = rule.question(question)
    check_figures(figures)
    legs = _legs_of(rule, asked)
    results = {leg.name: _result(leg, figures) for leg in legs}
    met = {name: result.passed for name, result in results.items()}
    valid = all_of(met[name] for name in asked.validity)
    readings = tuple(
        ReadingResult(
            id=reading.id,
            legs=reading.legs,
            decides=reading.decides,
            source=reading.source,
            adopted=all_of((valid, *(met[name] for name in reading.legs))),
        )
        for reading in asked.readings
    )
    certain = tuple(certainty_of_leg(leg, results[leg.name], figures) for leg in legs)
    return Result(
        valid=valid,
        adopted=next(reading.adopted for reading in readings if reading.decides),
        legs=tuple(results.values()),
        readings=readings,
        certainty=_certainty(asked, figures, certain),
    )


def all_of(verdicts: Iterable[bool | None]) -> bool | None:
    """All together: no when one is no, not known when one is not known, otherwise yes."""
    found = tuple(verdicts)
    if False in found:
        return False
    return None if None in found else True


def _legs_of(rule: Rule, asked: QuestionType) -> tuple[ShareLeg | RegionalLeg, ...]:
    used = {*asked.validity}.union(*(reading.legs for reading in asked.readings))
    return tuple(leg for leg in rule.legs() if leg.name in used)


def _result(leg: ShareLeg | RegionalLeg, figures: Figures) -> LegResult:
    if isinstance(leg, ShareLeg):
        return share_result(leg, figures)
    return regional_result(leg, figures)


def _certainty(asked: QuestionType, figures: Figures, legs: tuple[LegCertainty, ...]) -> Certainty:
    if figures.outstanding is None:
        return Certainty(status="unstated", legs=legs)
    by_name = {leg.name: leg for leg in legs}
    deciding = next(reading for reading in asked.readings if reading.decides)
    return Certainty(
        status="interim" if figures.outstanding else "final",
        stations_missing=sum(each.stations for each in figures.outstanding),
        eligible_missing=add(each.eligible for each in figures.outstanding),
        legs=legs,
        valid_settled=_settled(asked.validity, by_name),
        adopted_settled=_settled((*asked.validity, *deciding.legs), by_name),
    )


def _settled(names: tuple[Name, ...], legs: Mapping[str, LegCertainty]) -> bool | None:
    """Settled when one leg can no longer pass, or none can any longer fail."""
    found = [legs[name] for name in names]
    if any(leg.could_pass is False for leg in found):
        return True
    if any(leg.settled is None for leg in found):
        return None
    return all(leg.settled for leg in found)
