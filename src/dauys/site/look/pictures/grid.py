"""The tiles of regions: a box for each in a grid, with lines of letters that keep their size.

Places and widths are shares of the picture, which is as wide as its columns want and never wider
than the page. What the boxes show is said by `tiles` (how much) and `verdicts` (met or not).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dauys.site.look import numerals
from dauys.site.look.pictures.drawing import element, share, shortened, text

LINE = 18  # px from one line in a tile to the next
GAP = 4
WIDEST = (150, 92)  # px of a column where there is room: of few columns, of many
FEW = 5
PHONE = 320  # px of the narrowest page, less its margins
LETTER = 15  # half px of a letter
BETWEEN = Fraction(1, 125)  # of the width, between two columns


@dataclass(frozen=True, slots=True)
class Tile:
    """A region at a place of the grid; without a value it is drawn empty.

    ``code`` stands in the tile, ``label`` in the table; ``told`` is how the value is written, and
    ``exact`` how the table writes it, where there is more to say.
    """

    code: str
    label: str
    column: int
    row: int
    value: int | Fraction | None
    told: str = ""
    exact: str = ""

    def words(self, language: str) -> str:
        """The value as it is written; a dash where there is none."""
        if self.value is None:
            return self.told or "–"
        return self.told or numerals.number(self.value, language)

    def cell(self, language: str) -> str:
        """The value as the table writes it."""
        return self.exact or self.words(language)


@dataclass(frozen=True, slots=True)
class Grid:
    """How many columns and rows there are, and how many lines a tile has."""

    columns: int
    rows: int
    lines: int

    @staticmethod
    def of(tiles: Sequence[Tile], lines: int) -> Grid:
        """The smallest grid that holds these tiles."""
        columns = max((tile.column for tile in tiles), default=0) + 1
        return Grid(columns, max((tile.row for tile in tiles), default=0) + 1, lines)

    @property
    def width(self) -> int:
        """Pixels that it takes where there is room."""
        return self.columns * self._wide

    @property
    def height(self) -> int:
        """Pixels from the first row to the foot of the last."""
        return self.rows * (self._tall + GAP) - GAP

    def drawn(self, tile: Tile, kind: str, lines: Sequence[str]) -> list[str]:
        """A tile of a class, with what is written in it: the first line is its name."""
        left, width = Fraction(tile.column, self.columns), Fraction(1, self.columns) - BETWEEN
        top = tile.row * (self._tall + GAP)
        box = element(
            "rect",
            element("title", f"{tile.label}: {', '.join(lines[1:])}"),
            class_=f"tile {kind}",
            x=share(left, 1),
            y=top,
            width=share(width, 1),
            height=self._tall,
            rx=2,
        )
        middle = share(left + width / 2, 1)
        kinds = ("tile-code", *("tile-value" for _ in lines[1:]))
        written = [
            text(words, middle, top + LINE * (place + 1), anchor="middle", kind=kind)
            for place, (words, kind) in enumerate(
                zip((shortened(lines[0], self._room), *lines[1:]), kinds, strict=True)
            )
        ]
        return [box, *written]

    @property
    def _tall(self) -> int:
        return LINE * self.lines + LINE // 2

    @property
    def _room(self) -> int:
        """Letters of a name that fit into a tile, on a phone too."""
        return max(2, 2 * min(self._wide, PHONE // self.columns) // LETTER)

    @property
    def _wide(self) -> int:
        return WIDEST[self.columns > FEW]
