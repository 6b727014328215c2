"""Bars in parts: each row a whole, cut into shares of the series; a legend with the patterns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate

from dauys.site.look import numerals
from dauys.site.look.pictures.drawing import (
    LINE,
    SERIES,
    Picture,
    framed,
    named,
    patterned,
    patterns,
    share,
    text,
)

THICK = 24
STEP = LINE + THICK + 14
SWATCH = 14


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
    """The picture; ``head`` names the first column of the table. At most six series."""
    if len(series) > SERIES or any(len(row.values) != len(series) for row in of):
        raise ValueError("a value for each of at most six series")
    name = named(title, *series, *(row.label for row in of))
    parts = [patterns(name, len(series)), *_legend(name, series)]
    above = LINE * len(series) + 12
    for place, row in enumerate(of):
        parts += _drawn(name, row, above + STEP * place)
    rows = tuple((row.label, *(_told(v, row, language) for v in row.values)) for row in of)
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


def _drawn(name: str, row: Row, top: int) -> list[str]:
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
    return [text(row.label, "0", top + LINE - 6), *boxes]


def _told(value: int, row: Row, language: str) -> str:
    whole = sum(row.values)
    told = numerals.number(value, language)
    if not whole:
        return told
    return f"{told} ({numerals.percent(Fraction(value, whole), language)})"
