"""Bars of shares, each with a line at what is needed: the share and the need in words under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dauys.site.look.pictures.drawing import LINE, Picture, element, framed, share, text

THICK = 14
OVER = 4  # px by which the line at what is needed stands out
BELOW = THICK + LINE + 20  # px from the head of a bar to the next label


@dataclass(frozen=True, slots=True)
class Measure:
    """A share of the whole, without a label where it stands alone, and the share that is needed.

    ``told`` and ``wanted`` are how the two are written. None is a share that is not known, and
    where nothing is needed.
    """

    label: str
    value: Fraction | None
    told: str
    needed: Fraction | None
    wanted: str


def thresholds(
    title: str,
    description: str,
    of: Sequence[Measure],
    *,
    head: tuple[str, str, str],
) -> Picture:
    """The picture; a full width is the whole."""
    parts: list[str] = []
    height = 0
    for each in of:
        above = LINE if each.label else OVER
        parts += _drawn(each, height, height + above)
        height += above + BELOW
    rows = tuple((each.label or title, each.told, each.wanted) for each in of)
    svg = framed(title, description, max(height, 1), parts, kind="thresholds")
    return Picture(title, description, svg, head, rows)


def _drawn(of: Measure, top: int, bar: int) -> list[str]:
    foot = bar + THICK + LINE
    parts: list[str] = [
        *([text(of.label, "0", top + LINE - 6)] if of.label else []),
        element("rect", class_="track", x=0, y=bar, width="100%", height=THICK),
        text(of.told, "0", foot, kind="value"),
        *([text(of.wanted, "100%", foot, anchor="end")] if of.needed is not None else []),
    ]
    if of.value is not None:
        width = share(of.value, 1)
        parts.append(element("rect", class_="series-1", x=0, y=bar, width=width, height=THICK))
    if of.needed is not None:
        at, low = share(of.needed, 1), bar + THICK + OVER
        parts += [
            element("line", class_=kind, x1=at, x2=at, y1=bar - OVER, y2=low)
            for kind in ("needed-ground", "needed")
        ]
    return parts
