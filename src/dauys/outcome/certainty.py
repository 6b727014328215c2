"""How certain an outcome is: whether the stations that are missing could turn a leg.

Specification: docs/specification/6-rules.md, section 5. The electors on the lists of the missing
stations may stay away, or all come and fill one pile: between these corners lies everything else,
and a share test is a straight line between them, so that the corners give exact bounds for each
leg. A leg is settled when every corner gives the same answer. Several legs together are called
settled only if that follows from each alone: "open" may be said too often, never too seldom.
Certificates that could bring further electors to a missing station are not counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from dauys.outcome.figures import PILES, Figures, Outstanding, Row, add, total
from dauys.outcome.legs import LegResult, counting, weigh
from dauys.question.rule import RegionalLeg, Share, ShareLeg
from dauys.wire.ids import Name
from dauys.wire.shape import Count


@dataclass(frozen=True, slots=True, kw_only=True)
class LegCertainty:
    """What the missing stations could still make of a leg; None where its data are not known."""

    name: Name
    could_pass: bool | None = None
    could_fail: bool | None = None
    settled: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """``final`` when no station is missing, ``interim`` when some are, ``unstated`` when the
    figures do not say; then nothing is said of what could turn."""

    status: Literal["final", "interim", "unstated"]
    stations_missing: Count | None = None
    eligible_missing: Count | None = None
    legs: tuple[LegCertainty, ...]
    valid_settled: bool | None = None
    adopted_settled: bool | None = None


def certainty_of_leg(
    leg: ShareLeg | RegionalLeg, result: LegResult, figures: Figures
) -> LegCertainty:
    """The bounds of one leg, given its result so far."""
    if figures.outstanding is None or result.passed is None:
        return LegCertainty(name=leg.name)
    if not figures.outstanding:
        could_pass, could_fail = result.passed, not result.passed
    elif isinstance(leg, ShareLeg):
        missing = add(each.eligible for each in figures.outstanding)
        could_pass, could_fail = _share_bounds(leg.test, total(figures.rows), missing)
    elif figures.whole:  # nobody says in which regions the missing stations lie
        could_pass = could_fail = True
    else:
        could_pass, could_fail = _regional_bounds(leg, figures)
    return LegCertainty(
        name=leg.name,
        could_pass=could_pass,
        could_fail=could_fail,
        settled=could_pass != could_fail,
    )


def _regional_bounds(leg: RegionalLeg, figures: Figures) -> tuple[bool, bool]:
    """Regions vary freely of one another: the fewest and the most that can meet the test."""
    missing: dict[str, list[Outstanding]] = {}
    for each in figures.outstanding or ():
        missing.setdefault(each.region, []).append(each)
    rows = counting(leg, figures)
    fewest = most = 0
    for row in rows:
        eligible = add(each.eligible for each in missing.get(row.region, ()))
        could_pass, could_fail = _share_bounds(leg.test, row, eligible)
        fewest += not could_fail
        most += could_pass
    least = leg.least(len(rows))
    return most >= least, fewest < least


def _share_bounds(share: Share, row: Row, missing: int | None) -> tuple[bool, bool]:
    """Whether a test could pass and could fail; both, when the missing electors are not known."""
    if missing is None:
        return True, True
    answers = {weigh(share, corner).passed for corner in _corners(row, missing)}
    return True in answers, False in answers


def _corners(row: Row, missing: int) -> Iterator[Row]:
    """The row with the missing electors: none came; all took a ballot away; all on one pile."""
    listed = _more(row, "eligible", missing)
    yield listed
    if row.issued is not None:
        yield _more(listed, "issued", missing)
    came = _more(_more(listed, "issued", missing), "participants", missing)
    for pile in PILES:
        yield _more(came, pile, missing)


def _more(row: Row, name: str, number: int) -> Row:
    known = getattr(row, name)
    return row if known is None else replace(row, **{name: known + number})
