"""A picture of rate and memory against the number of ballots, as SVG: for light paper and dark.

Both directions are logarithmic. Each line has a dash or a mark of its own, shown beside its name:
no colour is needed to tell them apart. The words for a reader who cannot see it are the figures.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

Point = tuple[float, float]
WIDTH, HEIGHT = 860, 470
LEFT, TOP, WIDE, HIGH = 70, 126, 330, 280  # of the first field
BESIDE = 420  # from one field to the next
STYLE = """
svg{--ground:#fff;--ink:#1b1b1b;--soft:#595959;--grid:#dedede;--own:#0b63a5;--peer:#b03a00}
@media (prefers-color-scheme:dark){svg{--ground:#15191e;--ink:#f0f0f0;--soft:#b4b4b4;--grid:#3a4048;
--own:#6cb6f5;--peer:#ff9d66}}
text{font-family:"DejaVu Sans","Noto Sans",Arial,sans-serif;font-size:12px;fill:var(--ink)}
.head{font-size:14px;font-weight:bold}.soft{fill:var(--soft)}.ground{fill:var(--ground)}
.grid{stroke:var(--grid)}.line{fill:none;stroke-width:2.2}
.line.own{stroke:var(--own)}.line.peer{stroke:var(--peer);stroke-dasharray:2 3}
.line.most{stroke:var(--soft);stroke-dasharray:9 3 2 3}
.mark.own{fill:var(--own)}.mark.peer{fill:var(--peer)}
"""
MARKS = {
    "own": "m-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0z",
    "peer": "m0-5l5 8.5h-10z",
}


@dataclass(frozen=True, slots=True)
class Line:
    """Values against numbers of ballots; the kind is one of the style's."""

    name: str
    kind: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One of the two drawings, with what its heights mean."""

    title: str
    lines: tuple[Line, ...]

    def bounds(self) -> tuple[range, range]:
        """The powers of ten between which all points lie, across and up."""
        xs, ys = zip(*(point for line in self.lines for point in line.points), strict=True)
        return _powers(xs), _powers(ys)


def draw(title: str, below: str, fields: Sequence[Field]) -> str:
    """The picture; ``below`` says when and where it was measured."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        'aria-labelledby="title desc">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(" ".join(_described(fields)))}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{HEIGHT}" rx="8"/>',
        f'<text class="head" x="20" y="28">{escape(title)}</text>',
        f'<text class="soft" x="20" y="{HEIGHT - 14}">{escape(below)}</text>',
    ]
    for number, field in enumerate(fields):
        parts += _field(field, LEFT + number * BESIDE)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _field(field: Field, left: int) -> Iterator[str]:
    across, up = field.bounds()
    low = TOP + HIGH

    def place(point: Point) -> Point:
        x, y = (math.log10(each) for each in point)
        return (
            left + (x - across[0]) / (across[-1] - across[0]) * WIDE,
            low - (y - up[0]) / (up[-1] - up[0]) * HIGH,
        )

    yield f'<text x="{left - 50}" y="{TOP - 76}">{escape(field.title)}</text>'
    for power in up:
        _, y = place((10.0 ** across[0], 10.0**power))
        yield f'<path class="grid" d="M{left} {y:.1f}h{WIDE}"/>'
        yield (
            f'<text class="soft" x="{left - 6}" y="{y + 4:.1f}" text-anchor="end">{10**power:,}'
            "</text>"
        )
    for power in across:
        x, _ = place((10.0**power, 10.0 ** up[0]))
        yield f'<path class="grid" d="M{x:.1f} {TOP}v{HIGH}"/>'
        yield (
            f'<text class="soft" x="{x:.1f}" y="{low + 18}" text-anchor="middle">{10**power:,}'
            "</text>"
        )
    yield (f'<text class="soft" x="{left + WIDE}" y="{low + 36}" text-anchor="end">ballots</text>')
    for number, line in enumerate(field.lines):
        y = TOP - 56 + 18 * number
        yield from _line(line, [(left - 45, y - 4), (left - 14, y - 4)])
        yield f'<text x="{left}" y="{y}">{escape(line.name)}</text>'
        yield from _line(line, [place(point) for point in sorted(line.points)])


def _line(line: Line, places: Sequence[Point]) -> Iterator[str]:
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    yield f'<path class="line {line.kind}" d="M{path}"/>'
    if line.kind in MARKS:
        marks = "".join(f"M{x:.1f} {y:.1f}{MARKS[line.kind]}" for x, y in places)
        yield f'<path class="mark {line.kind}" d="{marks}"/>'


def _described(fields: Sequence[Field]) -> Iterator[str]:
    for field in fields:
        yield f"{field.title}:"
        for line in field.lines:
            told = ", ".join(f"{x:,.0f} ballots {y:,.0f}" for x, y in sorted(line.points))
            yield f"{line.name}: {told}."


def _powers(values: Sequence[float]) -> range:
    least = math.floor(math.log10(min(values)))
    most = math.ceil(math.log10(max(values)))
    return range(least, max(most, least + 1) + 1)
