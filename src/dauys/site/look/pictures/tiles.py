"""A map of tiles: a square for each region, where the caller says; its value is written in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dauys.site.look import numerals
from dauys.site.look.pictures.drawing import (
    Picture,
    element,
    scaled,
    shortened,
    text,
)

SIZE = 60
GAP = 4
LEVELS = 5
ROOM = 7  # letters in a tile


@dataclass(frozen=True, slots=True)
class Tile:
    """A region at a place of the grid; without a value it is drawn empty."""

    code: str
    label: str
    column: int
    row: int
    value: int | Fraction | None
    told: str = ""


def tiles(
    title: str,
    description: str,
    of: Sequence[Tile],
    language: str,
    *,
    head: tuple[str, str],
    whole: int | Fraction = 0,
) -> Picture:
    """The picture; the five shades part the way from nothing to ``whole``, else to the greatest."""
    full = whole or max((tile.value for tile in of if tile.value is not None), default=0)
    columns = max((tile.column for tile in of), default=0) + 1
    lines = max((tile.row for tile in of), default=0) + 1
    parts = [part for tile in of for part in _drawn(tile, full, language)]
    size = (columns * (SIZE + GAP) - GAP, lines * (SIZE + GAP) - GAP)
    svg = scaled(title, description, size, parts, kind="tiles")
    rows = tuple((tile.label, _told(tile, language)) for tile in of)
    return Picture(title, description, svg, head, rows)


def level(value: int | Fraction | None, whole: int | Fraction) -> int:
    """0 for no value, else 1 to 5: in which fifth of the way to the whole the value lies."""
    if value is None:
        return 0
    if not whole:
        return 1
    return min(LEVELS, int(Fraction(value) * LEVELS / Fraction(whole)) + 1)


def _drawn(tile: Tile, full: int | Fraction, language: str) -> list[str]:
    x, y = tile.column * (SIZE + GAP), tile.row * (SIZE + GAP)
    kind = f"tile level-{level(tile.value, full)}"
    middle = str(x + SIZE // 2)
    box = element(
        "rect", element("title", tile.label), class_=kind, x=x, y=y, width=SIZE, height=SIZE, rx=2
    )
    told = shortened(_told(tile, language), ROOM + 1)
    return [
        box,
        text(shortened(tile.code, ROOM), middle, y + 25, anchor="middle", kind="tile-code"),
        text(told, middle, y + 44, anchor="middle", kind="tile-value"),
    ]


def _told(tile: Tile, language: str) -> str:
    if tile.value is None:
        return tile.told or "–"
    return tile.told or numerals.number(tile.value, language)
