"""The figures that a rule is laid upon: rows per region, or one row for the whole.

Specification: docs/specification/6-rules.md, section 2. A figure that is not known is None, never
nought. Figures that cannot be are refused here, before a rule is laid upon them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from itertools import pairwise

from dauys.errors import Refused
from dauys.stations.station import Place
from dauys.wire.ids import Name
from dauys.wire.shape import Count

WHOLE = "whole"  # the region of a row that is not a region's


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The figures of a region, or of the whole.

    ``participants`` took part: ballots in the boxes, and online the credentials that voted.
    ``both_marked`` took part and are counted for no answer; ``blank`` (online) likewise; ``issued``
    ballots handed out, where a rule looks at them.
    """

    region: Place
    eligible: Count | None = None
    issued: Count | None = None
    participants: Count | None = None
    yes: Count | None = None
    no: Count | None = None
    both_marked: Count | None = None
    invalid: Count | None = None
    blank: Count = 0

    def accused(self) -> str:
        """How errors call this row."""
        return f"region:{self.region}"


NUMBERS = tuple(field.name for field in fields(Row) if field.name != "region")
OPTIONAL = tuple(name for name in NUMBERS if name != "blank")
PILES = ("yes", "no", "both_marked", "invalid", "blank")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outstanding:
    """Stations of a region whose protocols are not in the row.

    ``eligible`` is how many electors stand on their lists, and is not part of the row's.
    """

    region: Place
    stations: Count
    eligible: Count | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All figures of a vote.

    ``whole``: there is one row, and it is no region. ``stated``: then a commission may state
    ``regions_total`` and how many of them meet a regional leg, under the name that the rule gives.
    ``outstanding``: the stations that are missing; empty when none is, None when nobody says.
    """

    whole: bool
    rows: tuple[Row, ...]
    stated: dict[Name, Count]
    outstanding: tuple[Outstanding, ...] | None = None


def total(rows: Iterable[Row]) -> Row:
    """The rows added up; a figure that one of them does not know is not known."""
    found = tuple(rows)
    if len(found) == 1:
        return found[0]
    sums = {name: add(getattr(row, name) for row in found) for name in OPTIONAL}
    return Row(region=WHOLE, blank=sum(row.blank for row in found), **sums)


def add(numbers: Iterable[int | None]) -> int | None:
    """The sum; None when one of the numbers is None."""
    found = list(numbers)
    known = [number for number in found if number is not None]
    return sum(known) if len(known) == len(found) else None


def quantity(row: Row, name: str) -> int | None:
    """A quantity that a rule may name, from a row.

    ``valid`` is yes, no and both marked together: such a ballot is valid though counted for no
    answer (Kazakhstan, Art. 28(2)); ``yes_and_no`` leaves it out.
    """
    if name == "valid":
        return add((row.yes, row.no, row.both_marked))
    if name == "yes_and_no":
        return add((row.yes, row.no))
    found: int | None = getattr(row, name)
    return found


def check_figures(figures: Figures) -> None:
    """All rows, each and together; raises ``outcome.*``."""
    if not figures.rows:
        raise Refused("outcome.empty", "outcome")
    seen: set[str] = set()
    for row in figures.rows:
        if row.region in seen:
            raise Refused("outcome.twice", row.accused())
        seen.add(row.region)
        check_row(row)
    _check_stated(figures)
    _check_outstanding(figures, seen)


def check_row(row: Row) -> None:
    """One row: nothing below nought, the piles are the participants, who are electors.

    Figures that are not known are left out; those that are known must still fit.
    """
    for name in NUMBERS:
        if (getattr(row, name) or 0) < 0:
            raise Refused("outcome.negative", row.accused(), column=name)
    _check_sum(row)
    taken = (("participants", row.participants), ("issued", row.issued), ("eligible", row.eligible))
    known = [(name, number) for name, number in taken if number is not None]
    for (smaller, has), (larger, limit) in pairwise(known):
        if has > limit:
            raise Refused(
                "outcome.participants",
                row.accused(),
                smaller=smaller,
                has=has,
                larger=larger,
                limit=limit,
            )


def _check_sum(row: Row) -> None:
    limit = next((n for n in (row.participants, row.issued, row.eligible) if n is not None), None)
    piles = [getattr(row, name) for name in PILES]
    known = sum(pile or 0 for pile in piles)
    whole = row.participants is not None and None not in piles
    if limit is not None and (known > limit or (whole and known != limit)):
        raise Refused("outcome.sum", row.accused(), sum=known, participants=limit)


def _check_stated(figures: Figures) -> None:
    if not figures.whole:
        if figures.stated:
            raise Refused("outcome.whole", "outcome")
        return
    if len(figures.rows) != 1:
        raise Refused("outcome.whole", "outcome")
    regions = figures.stated.get("regions_total")
    for name, count in figures.stated.items():
        if count < 0 or (regions is not None and count > regions):
            raise Refused(
                "outcome.stated", "outcome", column=name, count=count, regions=regions or 0
            )


def _check_outstanding(figures: Figures, regions: set[str]) -> None:
    for each in figures.outstanding or ():
        wrong = each.stations < 1 or (each.eligible or 0) < 0
        if wrong or each.region not in regions:
            raise Refused("outcome.outstanding", f"region:{each.region}", stations=each.stations)
