"""What all pictures share: elements, the frame with title and description, patterns, the table."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

SERIES = 6  # colours with a pattern each; see the palette
LINE = 20  # px from one line of text to the next
ROOM = 44  # letters that fit beside nothing on a phone
# Drawn over the colour of a series in that of the page; the first series is plain.
PATTERNS = (
    "",
    "M0 8L8 0M-2 2L2 -2M6 10L10 6",
    "M4 0V8",
    "M0 4H8",
    "M0 0L8 8M-2 6L2 10M6 -2L10 2",
    "M4 0V8M0 4H8",
)

Cell = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing and its table: ``head`` names the columns of ``rows``."""

    title: str
    description: str
    svg: SafeString
    head: Cell
    rows: tuple[Cell, ...]


def element(name: str, content: str = "", /, **attributes: object) -> SafeString:
    """An element; ``class_`` and ``text_anchor`` are written as SVG has them. All is escaped."""
    told = format_html_join(
        "",
        ' {}="{}"',
        ((key.rstrip("_").replace("_", "-"), value) for key, value in attributes.items()),
    )
    return format_html("<{}{}>{}</{}>", mark_safe(name), told, content, mark_safe(name))


def together(parts: Sequence[str]) -> SafeString:
    """Elements one after the other."""
    return format_html_join("", "{}", ((part,) for part in parts))


def text(content: str, x: str, y: int, *, anchor: str = "start", kind: str = "label") -> SafeString:
    """A line of text; one that is too long is cut, and whole in the table."""
    return element("text", shortened(content), x=x, y=y, text_anchor=anchor, class_=kind)


def shortened(content: str, room: int = ROOM) -> str:
    """The beginning of a text that does not fit, and an ellipsis."""
    return content if len(content) <= room else content[: room - 1].rstrip() + "…"


def share(value: Fraction | int, whole: Fraction | int) -> str:
    """A share of the width, to a thousandth: ``43.217%``."""
    if not whole:
        return "0%"
    scaled = int(Fraction(value) * 100_000 / Fraction(whole) + Fraction(1, 2))
    return f"{scaled // 1000}.{scaled % 1000:03d}%"


def framed(
    title: str,
    description: str,
    height: int,
    parts: Sequence[str],
    *,
    kind: str,
    width: int | str = "100%",
) -> SafeString:
    """An ``<svg>`` as wide as its place, or as said, and ``height`` px high; named, described."""
    name = named(title, description, *parts)
    return element(
        "svg",
        together(_heads(name, title, description, parts)),
        class_=f"picture picture-{kind}",
        role="img",
        width=width,
        height=height,
        aria_labelledby=f"{name}-t",
        aria_describedby=f"{name}-d",
    )


def named(*what: str) -> str:
    """A name for what these words make, the same each time."""
    return "p" + hashlib.sha256("\0".join(what).encode()).hexdigest()[:10]


def patterns(name: str, count: int) -> SafeString:
    """The patterns of the first series, to be filled with ``url(#NAME-number)``."""
    made = [
        element(
            "pattern",
            element("path", d=path),
            id=f"{name}-{number}",
            width=8,
            height=8,
            patternUnits="userSpaceOnUse",
        )
        for number, path in enumerate(PATTERNS[:count], 1)
        if path
    ]
    return element("defs", together(made))


def patterned(name: str, series: int, **place: object) -> SafeString:
    """A box in the colour of a series, under its pattern."""
    box = element("rect", class_=f"series-{series}", **place)
    if not PATTERNS[series - 1]:
        return box
    return together(
        [box, element("rect", class_="pattern", fill=f"url(#{name}-{series})", **place)]
    )


def _heads(name: str, title: str, description: str, parts: Sequence[str]) -> list[str]:
    return [
        element("title", title, id=f"{name}-t"),
        element("desc", description, id=f"{name}-d"),
        *parts,
    ]
