"""Bars in parts: each row a whole, cut into shares of the series; a legend with the patterns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from dauys.site.look import numerals
from dauys.site.look.pictures.drawing import (
    LINE,
    Picture,
    framed,
    named,
    patterned,
    patterns,
    share,
    shortened,
    text,
)

THICK = 24
STEP = LINE + THICK + 14
SWATCH = 14
ROOM = 20  # letters of a label beside the shares, on a phone


@dataclass(frozen=True, slots=True)
class Row:
    """A whole and its parts, in the order of the series."""

    label: str
    values: tuple[int, ...]


def stacks(
    title: str,
    description: str,
    series: Sequence[str],
    of: Sequence[Row],
    language: str,
    *,
    head: str,
) -> Picture:
    """The picture; ``head`` names the first column. At most six series, all in each row."""
    name = named(title, *series, *(row.label for row in of))
    parts = [patterns(name, len(series)), *_legend(name, series)]
    above = LINE * len(series) + 12
    for place, row in enumerate(of):
        parts += _drawn(name, row, above + STEP * place, language)
    rows = tuple(
        (row.label, *(_told(v, row, language) for _s, v in zip(series, row.values, strict=True)))
        for row in of
    )
    svg = framed(title, description, above + STEP * len(of), parts, kind="stacks")
    return Picture(title, description, svg, (head, *series), rows)


def _legend(name: str, series: Sequence[str]) -> list[str]:
    return [
        part
        for place, label in enumerate(series)
        for part in (
            patterned(name, place + 1, x=0, y=LINE * place + 2, width=SWATCH, height=SWATCH),
            text(label, "24", LINE * place + 14),
        )
    ]


def _drawn(name: str, row: Row, top: int, language: str) -> list[str]:
    whole = sum(row.values)
    begins = [0, *accumulate(row.values)]
    boxes = [
        patterned(
            name,
            place + 1,
            x=share(begins[place], whole),
            y=top + LINE,
            width=share(value, whole),
            height=THICK,
        )
        for place, value in enumerate(row.values)
        if value
    ]
    shares = " · ".join(_percent(value, whole, language) for value in row.values)
    return [
        text(shortened(row.label, ROOM), "0", top + LINE - 6),
        text(shares, "100%", top + LINE - 6, anchor="end", kind="value"),
        *boxes,
    ]


def _percent(value: int, whole: int, language: str) -> str:
    return numerals.percent(Fraction(value, whole), language, 0) if whole else "–"


def _told(value: int, row: Row, language: str) -> str:
    whole = sum(row.values)
    told = numerals.number(value, language)
    if not whole:
        return told
    return f"{told} ({numerals.percent(Fraction(value, whole), language)})"
