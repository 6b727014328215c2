"""MADE figures: a national row split into invented regions. No region below is a real one.

Real regional figures of 2022 and 2026 were shown on air and not published as a table; this script
makes some that add up to the real national row, so that the regional path has something to count.
"""

from __future__ import annotations

from dataclasses import replace

from dauys.outcome.figures import NUMBERS, Row

SMALL = 500  # yes, and no, in a region that is split down the middle


def split(whole: Row, regions: int, in_favour: int) -> tuple[Row, ...]:
    """The row in so many regions, of which ``in_favour`` have yes over half of participants.

    The others have exactly half, which is not more than half. All figures add up to the whole.
    """
    halved = [_halved(number) for number in range(in_favour + 1, regions + 1)]
    left = {name: (getattr(whole, name) or 0) - _sum(halved, name) for name in NUMBERS}
    rows = []
    for number in range(1, in_favour + 1):
        shares = {name: _share(left[name], number, in_favour) for name in NUMBERS}
        rows.append(Row(region=f"made-{number:02}", **shares | {"issued": None}))
    return (*_evened(rows), *halved)


def _halved(number: int) -> Row:
    return Row(
        region=f"made-{number:02}",
        eligible=2 * SMALL + 1,
        participants=2 * SMALL,
        yes=SMALL,
        no=SMALL,
        both_marked=0,
        invalid=0,
    )


def _sum(rows: list[Row], name: str) -> int:
    return sum(getattr(row, name) or 0 for row in rows)


def _share(number: int, part: int, parts: int) -> int:
    """The part-th of nearly equal parts, which add up to the number."""
    return number * part // parts - number * (part - 1) // parts


def _evened(rows: list[Row]) -> list[Row]:
    """Each pile was divided by itself: the participants of a region are the sum of its piles."""
    return [
        replace(
            row,
            participants=sum((row.yes or 0, row.no or 0, row.both_marked or 0, row.invalid or 0)),
        )
        for row in rows
    ]
