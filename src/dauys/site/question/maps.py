"""Maps of the counting regions, for the pages of stations and outcome: shares, and conditions met.

The figures are the caller's; this knows where a region lies and what it is called.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from django.utils.translation import gettext as _

from dauys.site.look import numerals, pictures
from dauys.site.look.pictures import Picture, Tile, Verdict
from dauys.site.question import layout, queries
from dauys.words import Words

DIGITS = 2  # of a share in a table, where a condition hangs on it
Share = tuple[str, str | None]  # a region, and its share as counts, "60/90", if it is known


def shares(
    title: str, description: str, of: Iterable[Share], language: str, *, column: str
) -> Picture:
    """How much of a whole each region has, in five shades from nothing to all of it."""
    return pictures.tiles(
        title,
        description,
        _tiles(list(of), language),
        language,
        head=(_("Region"), column),
        whole=1,
        ends=(
            numerals.percent(Fraction(0), language, 0),
            numerals.percent(Fraction(1), language, 0),
        ),
    )


def conditions(
    title: str, description: str, of: Iterable[tuple[Share, bool | None]], language: str
) -> Picture:
    """Which regions meet a condition."""
    rows = list(of)
    tiles = _tiles([told for told, _passed in rows], language)
    words = (Words(language).say("outcome.met"), _("not met"), _("no data"))
    return pictures.verdicts(
        title,
        description,
        [Verdict(tile, passed) for tile, (_told, passed) in zip(tiles, rows, strict=True)],
        language,
        head=(_("Region"), _("There is"), _("Result")),
        words=words,
    )


def _tiles(of: list[Share], language: str) -> list[Tile]:
    titles = queries.region_titles(language)
    spots = layout.layout([region for region, _counts in of])
    made = []
    for region, counts in of:
        spot, title = spots[region], titles.get(region, region)
        share = Fraction(counts) if counts else None
        made.append(
            Tile(
                spot.short.get(language, title),
                title,
                spot.column,
                spot.row,
                share,
                "" if share is None else numerals.percent(share, language),
                _exact(counts, share, language),
            )
        )
    return made


def _exact(counts: str | None, share: Fraction | None, language: str) -> str:
    if not counts or share is None:
        return _("no data")
    told = " / ".join(numerals.number(int(each), language) for each in counts.split("/"))
    return f"{told} ({numerals.percent(share, language, DIGITS)})"
