"""The picture of opinion groups: an SVG in which groups differ by shape as well as by colour.

One file without script, style sheet or outside reference: title and description for who cannot see
it, a mark for each person, the outline of each group, and below the same as a table with the
statements that stand for each group. Drawn for a width of 400 units, so that its letters can be
read on a telephone. The words are given (`Labels`); positions become whole tenths of a unit.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from dauys.consultation.opinion.groups import Group, GroupName, Groups
from dauys.consultation.opinion.representative import Representative

WIDTH = 400
MARGIN = 16
LINE = 19
COLUMNS = 46  # letters in a line of 14 units; a wide letter counts twice
MAX_TEXT = 280
INK, GREY = "#222222", "#767676"
Point = tuple[int, int]  # tenths of a unit, y downwards

# Colours that people who see colours otherwise tell apart (Okabe and Ito), a shape for each.
COLOURS: dict[GroupName, str] = {
    "A": "#0072b2",
    "B": "#d55e00",
    "C": "#009e73",
    "D": "#a3478a",
    "E": "#8a6d00",
}
SHAPES: dict[GroupName, str] = {
    "A": "m-2.6 0a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0z",
    "B": "m-2.4-2.4h4.8v4.8h-4.8z",
    "C": "m0-3.2l3.2 5.6h-6.4z",
    "D": "m0-3.4l3 3.4l-3 3.4l-3-3.4z",
    "E": "m-3-1h2v-2h2v2h2v2h-2v2h-2v-2h-2z",
}
DOT = "m-1.2-1.2h2.4v2.4h-2.4z"
DASHES: dict[GroupName, str] = {"A": "none", "B": "6 3", "C": "2 3", "D": "8 3 2 3", "E": "1 2"}


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of a picture, in one language; ``group`` and ``represented`` tell one of them."""

    language: str
    title: str
    description: str
    apart: str
    group: Callable[[Group], str]
    represented: Callable[[Representative], str]


def draw(groups: Groups, labels: Labels, texts: Mapping[int, str]) -> bytes:
    """The SVG of a result; ``texts`` are the words of statements, by id, as far as known."""
    height, places = _places(groups)
    parts = [*_marks(groups, places)]
    below = height // 10 + MARGIN + LINE
    table, bottom = _table(groups, labels, texts, below)
    size = f'viewBox="0 0 {WIDTH} {bottom}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" '
        f"xml:lang={quoteattr(labels.language)} "
        'aria-labelledby="title desc" font-family="sans-serif" font-size="14">'
    )
    lines = [
        head,
        f'<title id="title">{_safe(labels.title)}</title>',
        f'<desc id="desc">{_safe(labels.description)}</desc>',
        f'<rect width="{WIDTH}" height="{bottom}" fill="#ffffff"/>',
        *parts,
        *table,
        "</svg>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def field(groups: Groups, labels: Labels) -> bytes:
    """The marks alone, on no ground of their own, for a page that tells the rest in words.

    The colours stand out from light paper and from dark.
    """
    height, places = _places(groups)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height // 10}" role="img" '
        f"xml:lang={quoteattr(labels.language)} "
        'aria-labelledby="title desc" font-family="sans-serif">',
        f'<title id="title">{_safe(labels.title)}</title>',
        f'<desc id="desc">{_safe(labels.description)}</desc>',
        *_marks(groups, places),
        "</svg>",
    ]
    return ("\n".join(lines) + "\n").encode("utf-8")


def _places(groups: Groups) -> tuple[int, list[Point]]:
    """The height of the field and each person's point in it, one scale for both directions."""
    xs, ys = [each.x for each in groups.people], [-each.y for each in groups.people]
    left, top = min(xs), min(ys)
    across, down = max(xs) - left, max(ys) - top
    field = 10 * (WIDTH - 2 * MARGIN)
    scale = max(across, down, 1)
    height = max(600, down * field // scale)
    aside = (field - across * field // scale) // 2
    under = (height - down * field // scale) // 2
    edge = 10 * MARGIN
    return height + 2 * edge, [
        (edge + aside + (x - left) * field // scale, edge + under + (y - top) * field // scale)
        for x, y in zip(xs, ys, strict=True)
    ]


def _marks(groups: Groups, places: Sequence[Point]) -> Iterator[str]:
    """The marks of people and the outlines of groups; marks on the same unit are drawn once."""
    of: dict[str | None, list[Point]] = {}
    for person, place in zip(groups.people, places, strict=True):
        of.setdefault(person.group, []).append(place)
    yield f'<path fill="{GREY}" d="{_path(of.get(None, []), DOT)}"/>'
    for group in groups.groups:
        colour, points = COLOURS[group.name], of.get(group.name, [])
        outline = " ".join(f"{_tenths(x)},{_tenths(y)}" for x, y in hull(points))
        yield (
            f'<polygon points="{outline}" fill="{colour}" fill-opacity="0.1" stroke="{colour}" '
            f'stroke-width="1.5" stroke-linejoin="round" '
            f'stroke-dasharray="{DASHES[group.name]}"/>'
        )
        # no rims: where people stand densely, rims would hide the marks below them
        yield f'<path fill="{colour}" d="{_path(points, SHAPES[group.name])}"/>'
    for group in groups.groups:
        yield _name(group.name, of.get(group.name, []))


def _name(name: GroupName, points: Sequence[Point]) -> str:
    """The letter of a group in its middle, with a white rim so that marks do not hide it."""
    x, y = (sum(each) // max(len(points), 1) for each in zip(*points, strict=True))
    return (
        f'<text x="{_tenths(x)}" y="{_tenths(y + 80)}" font-size="24" font-weight="bold" '
        f'text-anchor="middle" fill="{INK}" stroke="#ffffff" stroke-width="4" '
        f'paint-order="stroke">{name}</text>'
    )


def _path(points: Sequence[Point], shape: str) -> str:
    once = sorted({(x // 10 * 10 + 5, y // 10 * 10 + 5) for x, y in points})
    return "".join(f"M{_tenths(x)} {_tenths(y)}{shape}" for x, y in once)


def _table(
    groups: Groups, labels: Labels, texts: Mapping[int, str], top: int
) -> tuple[list[str], int]:
    """The groups in words below the field, and where they end."""
    lines, y = [], top
    for group in groups.groups:
        colour, shape = COLOURS[group.name], SHAPES[group.name]
        lines.append(f'<path fill="{colour}" d="M{MARGIN + 4} {y - 5}{shape}"/>')
        lines.append(_text(MARGIN + 14, y, labels.group(group), "bold"))
        y += LINE
        for each in group.representative:
            told = _wrapped(labels.represented(each) + _quoted(texts.get(each.statement)))
            for number, line in enumerate(told):
                lines.append(_text(MARGIN + (14 if number else 0), y, line))
                y += LINE
        y += LINE // 2
    if any(person.group is None for person in groups.people):
        lines.append(f'<path fill="{GREY}" d="M{MARGIN + 4} {y - 5}{DOT}"/>')
        for line in _wrapped(labels.apart):
            lines.append(_text(MARGIN + 14, y, line))
            y += LINE
    return lines, y


def _quoted(text: str | None) -> str:
    if text is None:
        return ""
    short = text if len(text) <= MAX_TEXT else text[:MAX_TEXT] + "…"
    return ": " + " ".join(short.split())


def _text(x: int, y: int, words: str, weight: str = "normal") -> str:
    return f'<text x="{x}" y="{y}" fill="{INK}" font-weight="{weight}">{_safe(words)}</text>'


def _safe(words: str) -> str:
    """Text for XML: no mark-up, no character that XML does not allow."""
    return escape("".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in words))


def _wrapped(words: str) -> list[str]:
    """Lines of at most `COLUMNS` letters, broken between words, or within one that is longer."""
    lines, line, width = [], "", 0
    for word in words.split(" "):
        for piece in _pieces(word):
            wide = _wide(piece)
            if line and width + 1 + wide > COLUMNS:
                lines.append(line)
                line, width = piece, wide
            else:
                line, width = (f"{line} {piece}", width + 1 + wide) if line else (piece, wide)
    return [*lines, line]


def _pieces(word: str) -> Iterator[str]:
    piece = ""
    for char in word:
        if _wide(piece + char) > COLUMNS:
            yield piece
            piece = ""
        piece += char
    yield piece


def _wide(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _tenths(value: int) -> str:
    whole, tenth = divmod(value, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)


def hull(points: Sequence[Point]) -> list[Point]:
    """The convex outline of points, after Andrew 1979, in exact integers."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return ordered
    lower, upper = _chain(ordered), _chain(ordered[::-1])
    return lower[:-1] + upper[:-1]


def _chain(points: Sequence[Point]) -> list[Point]:
    chain: list[Point] = []
    for point in points:
        while len(chain) > 1 and _turn(chain[-2], chain[-1], point) <= 0:
            chain.pop()
        chain.append(point)
    return chain


def _turn(a: Point, b: Point, c: Point) -> int:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
