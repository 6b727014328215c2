"""The legs of a rule laid upon figures: what is needed, what is there, how much is missing.

Specification: docs/specification/6-rules.md, section 3. Integers and exact fractions only. A leg
whose figures are not known gives None, which is neither met nor failed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from dauys.outcome.figures import Figures, Row, quantity, total
from dauys.question.rule import RegionalLeg, Share, ShareLeg, Strictness
from dauys.stations.station import Place
from dauys.wire.ids import Name
from dauys.wire.shape import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A share test on one row; ``least`` is the smallest numerator that meets it."""

    numerator: int | None
    base: int | None
    least: int | None
    passed: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionResult:
    """Whether one region meets the test of a regional leg."""

    region: Place
    have: str | None = None
    passed: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LegResult:
    """A leg: ``needed`` is the rule's own fraction, ``have`` the counts as they are, "a/b".

    ``numerator`` and ``denominator`` are those counts (of a regional leg: regions), ``least`` the
    smallest numerator that meets the leg, ``short_by`` how many votes or regions are missing.
    ``declared``: the count of regions was stated by a commission and not worked out here.
    """

    name: Name
    kind: Literal["share", "regional"]
    strictness: Strictness
    needed: str
    have: str | None = None
    passed: bool | None = None
    numerator: Count | None = None
    denominator: Count | None = None
    least: Count | None = None
    short_by: Count | None = None
    declared: bool = False
    regions: tuple[RegionResult, ...] = ()


def weigh(share: Share, row: Row) -> Weighed:
    """A share test on a row. A share of nothing is no share: on a base of nought it is not met."""
    numerator, base = quantity(row, share.numerator), quantity(row, share.base)
    least = None if base is None else share.least(base)
    passed = None
    if numerator is not None and base is not None and least is not None:
        passed = base > 0 and numerator >= least
    return Weighed(numerator=numerator, base=base, least=least, passed=passed)


def share_result(leg: ShareLeg, figures: Figures) -> LegResult:
    """A leg that looks at the whole vote: all rows together."""
    weighed = weigh(leg.test, total(figures.rows))
    return LegResult(
        name=leg.name,
        kind="share",
        strictness=leg.test.strictness,
        needed=leg.test.fraction,
        have=written(weighed.numerator, weighed.base),
        passed=weighed.passed,
        numerator=weighed.numerator,
        denominator=weighed.base,
        least=weighed.least,
        short_by=short_by(weighed.numerator, weighed.least),
    )


def regional_result(leg: RegionalLeg, figures: Figures) -> LegResult:
    """A leg that counts regions: worked out from their rows, or as stated beside the whole."""
    if figures.whole:
        met, regions = _stated(leg, figures.stated)
        return _regional(leg, met, regions, declared=met is not None)
    results = tuple(_region(leg, row) for row in counting(leg, figures))
    unknown = any(result.passed is None for result in results)
    met = None if unknown else sum(result.passed is True for result in results)
    return _regional(leg, met, len(results), results=results)


def counting(leg: RegionalLeg, figures: Figures) -> tuple[Row, ...]:
    """The rows of the regions that count for a leg."""
    left_out = leg.national_only or ()
    return tuple(row for row in figures.rows if row.region not in left_out)


def written(numerator: int | None, denominator: int | None) -> str | None:
    """A fraction as its counts stand, "9127192/12482613"; None without counts or over nought."""
    if numerator is None or not denominator:
        return None
    return f"{numerator}/{denominator}"


def short_by(numerator: int | None, least: int | None) -> int | None:
    """How much is missing to the smallest numerator that suffices, the base left as it is."""
    if numerator is None or least is None:
        return None
    return max(0, least - numerator)


def _stated(leg: RegionalLeg, stated: Mapping[str, int]) -> tuple[int | None, int | None]:
    return stated.get(leg.stated or ""), stated.get("regions_total")


def _region(leg: RegionalLeg, row: Row) -> RegionResult:
    weighed = weigh(leg.test, row)
    have = written(weighed.numerator, weighed.base)
    return RegionResult(region=row.region, have=have, passed=weighed.passed)


def _regional(
    leg: RegionalLeg,
    met: int | None,
    regions: int | None,
    *,
    declared: bool = False,
    results: tuple[RegionResult, ...] = (),
) -> LegResult:
    least = None if regions is None else leg.least(regions)
    passed = None
    if met is not None and regions is not None and least is not None:
        passed = regions > 0 and met >= least
    return LegResult(
        name=leg.name,
        kind="regional",
        strictness=leg.strictness,
        needed=leg.fraction or f"{leg.count}/{regions or leg.count}",
        have=written(met, regions),
        passed=passed,
        numerator=met,
        denominator=regions,
        least=least,
        short_by=short_by(met, least),
        declared=declared,
        regions=results,
    )
