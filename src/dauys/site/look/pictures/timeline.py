"""What is open when: a row for each span of days on one scale, and a line where today is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dauys.site.look import dates
from dauys.site.look.pictures.drawing import (
    LINE,
    Picture,
    element,
    framed,
    share,
    text,
)

THICK = 10
STEP = LINE + THICK + 16
FOOT = 4


@dataclass(frozen=True, slots=True)
class Span:
    """From one day up to and with another; the same day twice is a moment."""

    label: str
    first: date
    last: date


def timeline(
    title: str,
    description: str,
    of: Sequence[Span],
    language: str,
    *,
    head: tuple[str, str, str],
    now: date | None = None,
) -> Picture:
    """The picture; what is over, open and to come differ in their filling, not in colour alone."""
    begins = min((span.first for span in of), default=date.min)
    days = max(((span.last - begins).days for span in of), default=0) + 1
    height = STEP * len(of) + FOOT
    parts = [part for n, span in enumerate(of) for part in _drawn(span, n, begins, days, now)]
    if now is not None and 0 <= (now - begins).days <= days:
        at = share((now - begins).days, days)
        parts.append(element("line", class_="now", x1=at, x2=at, y1=0, y2=height))
    svg = framed(title, description, max(height, 1), parts, kind="timeline")
    rows = tuple(
        (span.label, dates.day(span.first, language), dates.day(span.last, language)) for span in of
    )
    return Picture(title, description, svg, head, rows)


def _drawn(span: Span, place: int, begins: date, days: int, now: date | None) -> list[str]:
    top = STEP * place
    state = "done" if now and span.last < now else "ahead" if now and span.first > now else "open"
    return [
        text(span.label, "0", top + LINE - 4),
        element("rect", class_="track", x=0, y=top + LINE + 2, width="100%", height=THICK),
        element(
            "rect",
            class_=f"span span-{state}",
            x=share((span.first - begins).days, days),
            y=top + LINE + 2,
            width=share((span.last - span.first).days + 1, days),
            height=THICK,
        ),
    ]
