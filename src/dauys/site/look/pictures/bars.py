"""Bars that lie: a label with its value, and under it the bar, long as its share of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dauys.site.look import numerals
from dauys.site.look.pictures.drawing import (
    LINE,
    Picture,
    element,
    framed,
    share,
    text,
)

THICK = 12
STEP = LINE + THICK + 16


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, not below nothing; ``told`` is how its value is written, else as a number."""

    label: str
    value: int | Fraction
    told: str = ""
    series: int = 1


def bars(
    title: str,
    description: str,
    of: Sequence[Bar],
    language: str,
    *,
    head: tuple[str, str],
    whole: int | Fraction = 0,
) -> Picture:
    """The picture; ``whole`` is what a full width stands for, else the longest bar."""
    full = whole or max((bar.value for bar in of), default=0)
    parts = [each for place, bar in enumerate(of) for each in _drawn(bar, place, full, language)]
    rows = tuple((bar.label, _told(bar, language)) for bar in of)
    svg = framed(title, description, max(STEP * len(of), 1), parts, kind="bars")
    return Picture(title, description, svg, head, rows)


def _drawn(bar: Bar, place: int, full: int | Fraction, language: str) -> list[str]:
    top = STEP * place
    return [
        text(bar.label, "0", top + LINE - 4),
        text(_told(bar, language), "100%", top + LINE - 4, anchor="end", kind="value"),
        element("rect", class_="track", x=0, y=top + LINE + 2, width="100%", height=THICK),
        element(
            "rect",
            class_=f"series-{bar.series}",
            x=0,
            y=top + LINE + 2,
            width=share(bar.value, full),
            height=THICK,
        ),
    ]


def _told(bar: Bar, language: str) -> str:
    return bar.told or numerals.number(bar.value, language)
