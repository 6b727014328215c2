"""A map of tiles: a box for each region, where the caller says; its value is written in it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from dauys.site.look import numerals
from dauys.site.look.pictures.drawing import Picture, element, framed, text
from dauys.site.look.pictures.grid import Grid, Tile

LEVELS = 5
LINES = 2
SWATCH = 22  # px of a shade in the legend
FOOT = 34  # px of the legend
EDGE = 44  # px of the number before it


def tiles(
    title: str,
    description: str,
    of: Sequence[Tile],
    language: str,
    *,
    head: tuple[str, str],
    whole: int | Fraction = 0,
    ends: tuple[str, str] | None = None,
) -> Picture:
    """The picture; the five shades part the way from nothing to ``whole``, else to the greatest.

    ``ends`` are the words of nothing and of the whole under the shades.
    """
    full = whole or max((tile.value for tile in of if tile.value is not None), default=0)
    grid = Grid.of(of, LINES)
    parts = [
        part
        for tile in of
        for part in grid.drawn(
            tile, f"level-{level(tile.value, full)}", (tile.code, tile.words(language))
        )
    ]
    told = ends or (numerals.number(0, language), numerals.number(full, language))
    parts += _legend(grid.height + FOOT - SWATCH, told)
    svg = framed(title, description, grid.height + FOOT, parts, kind="tiles", width=grid.width)
    rows = tuple((tile.label, tile.cell(language)) for tile in of)
    return Picture(title, description, svg, head, rows)


def level(value: int | Fraction | None, whole: int | Fraction) -> int:
    """0 for no value, else 1 to 5: in which fifth of the way to the whole the value lies."""
    if value is None:
        return 0
    if not whole:
        return 1
    return min(LEVELS, int(Fraction(value) * LEVELS / Fraction(whole)) + 1)


def _legend(top: int, ends: tuple[str, str]) -> list[str]:
    shades = [
        element(
            "rect",
            class_=f"tile level-{shade + 1}",
            x=EDGE + shade * SWATCH,
            y=top,
            width=SWATCH,
            height=SWATCH // 2,
        )
        for shade in range(LEVELS)
    ]
    after = str(EDGE + LEVELS * SWATCH + 8)
    return [
        text(ends[0], str(EDGE - 8), top + SWATCH // 2, anchor="end", kind="legend"),
        *shades,
        text(ends[1], after, top + SWATCH // 2, kind="legend"),
    ]
