"""A map of tiles that says of each region whether it meets a condition; neutral to which is better.

What is met, what is not and what is not known differ in filling, border and sign, not in colour
alone; the value stands in the tile too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dauys.site.look.pictures.drawing import Picture, element, framed, text
from dauys.site.look.pictures.grid import Grid, Tile

LINES = 3
SWATCH = 14
STEP = 22  # px from one line of the legend to the next
KINDS: dict[bool | None, tuple[str, str]] = {
    True: ("met", "●"),
    False: ("unmet", "○"),
    None: ("level-0", "–"),
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """A region, and whether it meets the condition; None is not known."""

    tile: Tile
    passed: bool | None


def verdicts(
    title: str,
    description: str,
    of: Sequence[Verdict],
    language: str,
    *,
    head: tuple[str, str, str],
    words: tuple[str, str, str],
) -> Picture:
    """The picture; ``words`` are what met, not met and not known are called."""
    said = dict(zip(KINDS, words, strict=True))
    grid = Grid.of([each.tile for each in of], LINES)
    parts = [part for each in of for part in _drawn(grid, each, language)]
    used = [each for each in KINDS if each is not None or None in {v.passed for v in of}]
    for place, passed in enumerate(used):
        parts += _legend(passed, said[passed], grid.height + STEP * place + STEP // 2)
    height = grid.height + STEP * len(used) + STEP // 2
    svg = framed(title, description, height, parts, kind="tiles", width=grid.width)
    rows = tuple((each.tile.label, each.tile.cell(language), said[each.passed]) for each in of)
    return Picture(title, description, svg, head, rows)


def _drawn(grid: Grid, each: Verdict, language: str) -> list[str]:
    kind, sign = KINDS[each.passed]
    return grid.drawn(each.tile, kind, (each.tile.code, each.tile.words(language), sign))


def _legend(passed: bool | None, words: str, top: int) -> list[str]:
    kind, sign = KINDS[passed]
    box = element("rect", class_=f"tile {kind}", x=1, y=top + 1, width=SWATCH, height=SWATCH, rx=2)
    return [box, text(f"{sign} {words}", str(SWATCH + 10), top + SWATCH - 1, kind="legend")]
