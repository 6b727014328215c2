"""A picture of what went where: articles of both texts by division, ribbons between them (SVG).

Every article has a box with its number and a sign; the sign, the outline of the ribbon and the
colour each say what became of it, so that none is needed alone. No script, no font of its own, no
float: the same texts give the same bytes. The same as a table is `ties` (the page prints it).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

from dauys.text.compare import Comparison, Row
from dauys.text.provision import Provision, Text
from dauys.text.table.names import Names, Say, became
from dauys.text.table.sheet import legal

WIDTH = 400
BOX = 46  # width of the box of an article
SIDE = 96  # width of the names of divisions, at either edge
STEP = 15  # height of an article
GAP = 9  # between divisions
LINE = 11  # height of a line of a division's name
LETTERS = 15  # of a division's name in a line
WORD = 17  # letters of a word that may still have a line to itself
ROW = 18  # height of a line of the legend
SHOWN = 6  # lines of a division's name

Drawn = Literal["same", "moved", "reworded", "away", "split", "merged", "new", "dropped"]
SIGNS: dict[Drawn, str] = {
    "same": "=", "moved": "↕", "reworded": "≈", "away": "≈↕", "split": "<", "merged": ">",
    "new": "+", "dropped": "×",
}  # fmt: skip
STYLE = """
svg.ties{max-width:100%;height:auto;background:#fff}
text{font-family:"DejaVu Sans","Noto Sans",Arial,sans-serif;fill:#1b1b1b}
.h{font-size:12.5px;font-weight:bold}.d{font-size:9px}.n{font-size:10.5px}.s{font-size:11px}
.k{font-size:9.5px}
rect.same{fill:#e8e8e8;stroke:#555}rect.reworded{fill:#dcebf7;stroke:#1d5c8f}
rect.moved{fill:#efe3f7;stroke:#6a2c91}rect.away{fill:#efe3f7;stroke:#6a2c91}rect.split{fill:#fdebd0;stroke:#8a4b00}
rect.merged{fill:#fff6bf;stroke:#6b5900}rect.new{fill:#d8f0dc;stroke:#1b6b2c}
rect.dropped{fill:#f9dcd9;stroke:#a3231a;stroke-dasharray:3 2}
path{stroke-width:1}
path.same{fill:#bdbdbd;fill-opacity:.55;stroke:#777}
path.reworded{fill:#9cc4e4;fill-opacity:.4;stroke:#5d97c4}
path.moved{fill:#b98ad0;fill-opacity:.6;stroke:#6a2c91;stroke-dasharray:5 2}
path.away{fill:#c9a6dc;fill-opacity:.6;stroke:#6a2c91;stroke-dasharray:5 2}
path.split{fill:#f0b060;fill-opacity:.6;stroke:#8a4b00;stroke-dasharray:1.5 1.5}
path.merged{fill:#e8d44d;fill-opacity:.6;stroke:#6b5900;stroke-dasharray:6 2 1 2}
g:hover>path{fill-opacity:.95;stroke-width:2}
"""


@dataclass(frozen=True, slots=True)
class Tie:
    """What the picture and the table beside it say of one row: names, relation, likeness."""

    old: str
    relation: str
    new: str
    hundredths: str


@dataclass(frozen=True, slots=True)
class Block:
    """A division of one side: its name in lines, and its units from a height on."""

    name: str
    lines: tuple[str, ...]
    units: tuple[Provision, ...]
    top: int
    height: int


def ties(comparison: Comparison, say: Say) -> list[Tie]:
    """The rows of a comparison in words."""
    old, new = Names(comparison.old, say), Names(comparison.new, say)
    return [
        Tie(
            _called(row.old, old),
            became(row, say),
            _called(row.new, new),
            str(row.hundredths()) if row.old and row.new else "",
        )
        for row in comparison.rows
    ]


def _called(units: Sequence[Provision], names: Names) -> str:
    return legal("; ".join(names.called[unit.address] for unit in units))


def picture(comparison: Comparison, say: Say, language: str) -> str:
    """The picture as SVG, words in ``language``: as wide as a phone, and legible there."""
    top = 32 + ROW * ((len(counts(comparison)) + 1) // 2)
    sides = [_blocks(text, Names(text, say), top) for text in (comparison.old, comparison.new)]
    low = max(blocks[-1].top + blocks[-1].height for blocks in sides) + 8
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {low}" '
        f'width="{WIDTH * 3 // 2}" height="{low * 3 // 2}" role="img" '
        f'class="ties" aria-labelledby="what how" lang="{language}">',
        f'<title id="what">{escape(say("picture.heading"))}</title>',
        f'<desc id="how">{escape(_description(comparison, say))}</desc>',
        f"<style>{STYLE}</style>",
        *_legend(comparison, say),
        *_ribbons(comparison, sides, say),
        *_side(sides[0], comparison, 0, say),
        *_side(sides[1], comparison, 1, say),
        "</svg>\n",
    ]
    return "\n".join(parts)


def counts(comparison: Comparison) -> dict[Drawn, int]:
    """How many rows are drawn each way; ways that none is drawn are left out."""
    found = Counter(map(_kind, comparison.rows))
    return {kind: found[kind] for kind in SIGNS if found[kind]}


def _kind(row: Row) -> Drawn:
    """How a row is drawn: a reworded article that went elsewhere is told from one that stayed."""
    return "away" if row.moved and row.relation == "reworded" else row.relation


def _kind_in_words(kind: Drawn, say: Say) -> str:
    if kind == "away":
        return f"{say('text.reworded')}, {say('text.also_moved')}"
    return say(f"text.{kind}")


def _description(comparison: Comparison, say: Say) -> str:
    told = ", ".join(f"{_kind_in_words(k, say)} {n}" for k, n in counts(comparison).items())
    old, new = (len(text.units()) for text in (comparison.old, comparison.new))
    return say("picture.desc", old=old, new=new, counts=told)


def _legend(comparison: Comparison, say: Say) -> Iterator[str]:
    """The heads of both sides, and what the signs mean with how often each occurs."""
    left, right = say("table.old"), say("table.new")
    yield f'<text class="h" x="2" y="14">{escape(left)}</text>'
    yield f'<text class="h" x="{WIDTH - 2}" y="14" text-anchor="end">{escape(right)}</text>'
    for n, (kind, count) in enumerate(counts(comparison).items()):
        x, y = 2 + n % 2 * 200, 34 + n // 2 * ROW
        yield (
            f'<rect class="{kind}" x="{x}" y="{y - 11}" width="24" height="14" rx="2"/>'
            f'<text class="s" x="{x + 12}" y="{y}" text-anchor="middle">'
            f"{escape(SIGNS[kind])}</text>"
            f'<text class="k" x="{x + 29}" y="{y}">{escape(_kind_in_words(kind, say))}: {count}'
            "</text>"
        )


def _blocks(text: Text, names: Names, top: int) -> list[Block]:
    """The units of a text by the division nearest around them, from a height on down."""
    divisions = text.divisions()
    found: list[Block] = []
    gathered: list[tuple[Provision | None, list[Provision]]] = []
    for unit in text.units():
        around = divisions.get(unit.address)
        if not gathered or gathered[-1][0] != around:
            gathered.append((around, []))
        gathered[-1][1].append(unit)
    for around, units in gathered:
        name = _division(around, names)
        lines = _wrapped(name)
        height = max(len(units) * STEP, len(lines) * LINE + 4)
        found.append(Block(name, lines, tuple(units), top, height))
        top += height + GAP
    return found


def _division(around: Provision | None, names: Names) -> str:
    if around is None:
        return ""
    name = names.called[around.address]
    return legal(f"{name}. {around.heading}" if around.heading not in ("", name) else name)


def _wrapped(name: str) -> tuple[str, ...]:
    """A name in lines of a few letters; a word that is longer is cut."""
    lines = [""]
    for word in name.split():
        pieces = [word[at : at + WORD] for at in range(0, len(word), WORD)]
        for piece in pieces:
            joined = f"{lines[-1]} {piece}".strip()
            if len(joined) <= LETTERS:
                lines[-1] = joined
            else:
                lines.append(piece)
    if len(lines) > SHOWN:
        lines = [*lines[: SHOWN - 1], f"{lines[SHOWN - 1][:LETTERS]}…"]
    return tuple(line for line in lines if line)


def _heights(blocks: Sequence[Block]) -> dict[str, int]:
    return {
        unit.address: block.top + n * STEP for block in blocks for n, unit in enumerate(block.units)
    }


def _ribbons(comparison: Comparison, sides: Sequence[list[Block]], say: Say) -> Iterator[str]:
    """A ribbon for each tie; those that stay in place first, so that moves lie on top."""
    heights = _heights(sides[0]), _heights(sides[1])
    rows = [row for row in comparison.rows if row.old and row.new]
    old, new = Names(comparison.old, say), Names(comparison.new, say)
    for row in sorted(rows, key=lambda each: _kind(each) not in ("same", "reworded")):
        told = f"{_called(row.old, old)} → {_called(row.new, new)}: {became(row, say)}"
        yield f"<g><title>{escape(told)}, {row.hundredths()} %</title>"
        for first in row.old:
            for second in row.new:
                a, b = heights[0][first.address], heights[1][second.address]
                yield f'<path class="{_kind(row)}" d="{_band(a, b)}"/>'
        yield "</g>"


def _band(a: int, b: int) -> str:
    left, right = SIDE + BOX, WIDTH - SIDE - BOX
    middle, high = (left + right) // 2, STEP - 3
    a, b = a + 1, b + 1
    return (
        f"M{left} {a}C{middle} {a} {middle} {b} {right} {b}v{high}"
        f"C{middle} {b + high} {middle} {a + high} {left} {a + high}z"
    )


def _side(blocks: Sequence[Block], comparison: Comparison, side: int, say: Say) -> Iterator[str]:
    """The boxes of one side, and outside of them the names of the divisions."""
    names = Names(comparison.new if side else comparison.old, say)
    found = _relations(comparison, side)
    x = WIDTH - SIDE - BOX if side else SIDE
    edge = f'x="{WIDTH - 2}" text-anchor="end"' if side else 'x="2"'
    for block in blocks:
        yield f"<g><title>{escape(block.name)}</title>"
        for n, line in enumerate(block.lines):
            y = block.top + 10 + n * LINE
            yield f'<text class="d" {edge} y="{y}">{escape(line)}</text>'
        yield "</g>"
        for n, unit in enumerate(block.units):
            y = block.top + n * STEP
            became = found[unit.address]
            name = f"{_called([unit], names)}: {_kind_in_words(became, say)}"
            yield (
                f'<g><title>{escape(name)}</title><rect class="{became}" x="{x}" y="{y}" '
                f'width="{BOX}" height="{STEP - 1}" rx="2"/>'
                f'<text class="n" x="{x + 4}" y="{y + 11}">'
                f"{escape(legal(unit.number)) or '§'}</text>"
                f'<text class="s" x="{x + BOX - 3}" y="{y + 11}" text-anchor="end">'
                f"{escape(SIGNS[became])}</text></g>"
            )


def _relations(comparison: Comparison, side: int) -> dict[str, Drawn]:
    found: dict[str, Drawn] = {}
    for row in comparison.rows:
        for unit in row.new if side else row.old:
            if unit.address not in found or row.relation in ("split", "merged"):
                found[unit.address] = _kind(row)
    return found
