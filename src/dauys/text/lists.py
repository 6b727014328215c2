"""From the passages of an article to paragraphs, points and sub-points (3-text, 3.3).

A marked line («1.», «2)», «а)», «1º.-») is an item of the list of its style; a style that is not
open yet opens a list beneath the passage above. A passage without a mark belongs to the innermost
item whose list goes on after it; where none goes on, it leaves one list. Where the format says how
deep a passage stands (`indents`, HTML), that counts.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace

from dauys.errors import Findings, Unreadable
from dauys.text import findings, numbers
from dauys.text.grammar import Grammar
from dauys.text.lines import Line
from dauys.text.outline import Node
from dauys.text.provision import Kind

PARAGRAPH = "paragraph"
MAX_LISTS = 6  # within each other; more would not fit into the depth of a text (`wire`)
_SHORT = 60  # a passage without a stop that is shorter may be a heading or a torn line
_STOPS = re.compile(r"[.;:,!?…][)»”\"]*$|[)»”\"]$|[;,]\s*\w{1,3}$")
_LETTERS = re.compile(r"\(?([a-zñ]{1,6})\)")
_INLINE = re.compile(r"(?P<lead>.{3,}?:)\s+(?P<item>\(?1\)\s.+)")


@dataclass(frozen=True, slots=True)
class Item:
    """A passage with its mark, if it has one; ``style`` is "" where it has none."""

    where: str
    style: str
    number: str
    text: str
    notes: tuple[str, ...]
    depth: int = 0


@dataclass(slots=True)
class Level:
    """An open list: its style, what it hangs under, its last item, and how many items that item
    and those around it are, where the format says so."""

    style: str
    owner: Node
    item: Node
    depth: int = 0


@dataclass(slots=True)
class Arrangement:
    """Builds the children of one node from its items."""

    node: Node
    items: list[Item]
    found: Findings
    paragraph: Node | None = None  # the paragraph that is open
    last: Node | None = None  # what was made last: the next list hangs under it
    levels: list[Level] = field(default_factory=list)
    last_depth: int = 0
    settled: bool = False  # passages after an ended list stay where the first of them went
    marked: dict[str, list[int]] = field(default_factory=dict)

    def run(self) -> None:
        for n, item in enumerate(self.items):
            if item.style:
                self.marked.setdefault(item.style, []).append(n)
        placed = any(item.depth and item.style != PARAGRAPH for item in self.items)
        for n, item in enumerate(self.items):
            if item.style == PARAGRAPH:
                self._paragraph(item)
            elif item.style:
                self._point(item, placed)
            else:
                self._close_placed(item) if placed else self._close(n)
                self._passage(item)

    def _paragraph(self, item: Item) -> None:
        number = item.number
        previous = self.paragraph.number if self.paragraph else ""
        if meant := numbers.lost_superscript(previous, number):
            self.found.add(
                findings.note("text.superscript", item.where, printed=number, meant=meant)
            )
            number = meant
        self.levels, self.settled, self.last_depth = [], False, 0
        self.paragraph = self._made("paragraph", number, item)
        self.node.children.append(self.paragraph)

    def _point(self, item: Item, placed: bool) -> None:
        self.settled = False
        level = self._placed_level(item) if placed else self._open_level(item)
        if level is None and placed and len(self.levels) >= MAX_LISTS:
            raise Unreadable("text.depth", f"line:{item.where}", limit=MAX_LISTS)
        if level is None:
            owner = self._owner(item.depth + 1) if placed else self.last or self.node
            level = Level(item.style, owner, owner, item.depth + 1)
            self.levels.append(level)
            if item.number not in ("1", "а", "a", "A", "i"):
                self.found.add(findings.doubt("text.list", item.where, number=item.number))
        kind: Kind = "point" if len(self.levels) == 1 else "subpoint"
        level.item = Node(kind, item.number, where=item.where)
        self._fill(level.item, item)
        self.last_depth = item.depth + 1
        level.owner.children.append(level.item)

    def _open_level(self, item: Item) -> Level | None:
        """The open list of an item's style; the lists within it have ended."""
        open_styles = [level.style for level in self.levels]
        if item.style not in open_styles:
            return None
        del self.levels[open_styles.index(item.style) + 1 :]
        return self.levels[-1]

    def _placed_level(self, item: Item) -> Level | None:
        """The open list that an item goes on with, by its depth; the deeper ones have ended."""
        depth = item.depth + 1
        while self.levels and self.levels[-1].depth >= depth:
            level = self.levels[-1]
            if (level.depth, level.style) == (depth, item.style):
                return level
            self.levels.pop()
        return None

    def _owner(self, depth: int) -> Node:
        """What a list of this depth hangs under: the passage above it, if that is less deep."""
        if self.last is not None and self.last_depth < depth:
            return self.last
        if self.levels:
            return self.levels[-1].item
        return self.paragraph or self.node

    def _close(self, n: int) -> None:
        """Ends the lists that a passage without a mark, at position n, does not stand in."""
        going_on = next(
            (k for k in range(len(self.levels) - 1, -1, -1) if self._goes_on(k, n)), None
        )
        if going_on is not None:
            del self.levels[going_on + 1 :]
        elif self.levels and not self.settled:
            self.levels.pop()
            while self.levels and self._begins_anew(n):
                self.levels.pop()
            self.settled = True

    def _close_placed(self, item: Item) -> None:
        while self.levels and self.levels[-1].depth > item.depth:
            self.levels.pop()

    def _passage(self, item: Item) -> None:
        passage = self._made("paragraph", "", item)
        self.last_depth = item.depth
        if self.levels:
            self.levels[-1].item.children.append(passage)
        elif self.paragraph is not None and self.paragraph.number:
            self.paragraph.children.append(passage)
        else:
            self.paragraph = passage
            self.node.children.append(passage)

    def _goes_on(self, k: int, n: int) -> bool:
        """Whether the k-th open list has a later item after position n."""
        following = self._following(k, n)
        level = self.levels[k]
        roman = level.style == "roman"
        here = numbers.order(level.item.number, roman=roman)
        return following is not None and numbers.order(following, roman=roman) > here

    def _begins_anew(self, n: int) -> bool:
        """Whether the innermost open list is followed by one of its style that counts from the
        beginning: then it has ended, and what announces the new one stands outside it."""
        return self._following(len(self.levels) - 1, n) is not None

    def _following(self, k: int, n: int) -> str | None:
        """The number of the next item in the style of the k-th open list, if it comes before the
        list must end: at the next paragraph, or the next item of a list around it."""
        following = self._next(self.levels[k].style, n)
        around = [PARAGRAPH, *(outer.style for outer in self.levels[:k])]
        ends = [end for style in around if (end := self._next(style, n)) is not None]
        if following is None or (ends and min(ends) < following):
            return None
        return self.items[following].number

    def _next(self, style: str, n: int) -> int | None:
        places = self.marked.get(style, [])
        at = bisect_right(places, n)
        return places[at] if at < len(places) else None

    def _made(self, kind: Kind, number: str, item: Item) -> Node:
        node = Node(kind, number, where=item.where)
        self._fill(node, item)
        return node

    def _fill(self, node: Node, item: Item) -> None:
        node.text = item.text
        node.notes.extend(item.notes)
        node.normal = node.number
        self.last = node


def arrange(node: Node, grammar: Grammar, found: Findings) -> None:
    """Turns the body of a node into its children, placed before those that it has."""
    inner, node.children = node.children, []
    items = _items(_split_inline(node.body, found), grammar)
    for before, item in zip([None, *items], items, strict=False):
        _doubt(before, item, found)
    Arrangement(node, items, found).run()
    node.children += inner
    node.body = []


def _items(lines: list[Line], grammar: Grammar) -> list[Item]:
    items: list[Item] = []
    before = Before()
    following = [*_letters_after(lines)]
    for line, after in zip(lines, following, strict=True):
        text, notes = grammar.without_notes(line.text)
        style, number, rest = mark(text, grammar, replace(before, after=after))
        before = before.then(style, number)
        items.append(Item(line.where, style, number, rest, tuple(notes), line.depth))
    return items


def _letters_after(lines: list[Line]) -> list[str]:
    """For each line the letters in the next mark that has letters, "" behind the last."""
    after, found = "", []
    for line in reversed(lines):
        found.append(after)
        if letters := _LETTERS.match(line.text):
            after = letters[1]
    return found[::-1]


@dataclass(frozen=True, slots=True)
class Before:
    """What tells the letters of h) i) j) from the numerals of (i) (ii): the last letter and the
    last small Roman numeral before, and the letters of the mark ``after``."""

    letter: str = ""
    numeral: str = ""
    after: str = ""

    def then(self, style: str, number: str) -> Before:
        """What stands before the next item; a new paragraph begins anew."""
        if style == PARAGRAPH:
            return Before()
        if style == "letter":
            return Before(number)
        return Before(self.letter, number) if style == "roman" else self

    def means_roman(self, number: str) -> bool:
        """Whether a numeral such as i, v or x is one here, and not the letter."""
        value = numbers.roman_value(number)
        if not value or len(number) > 1:
            return bool(value)
        goes_on = value in (1, numbers.roman_value(self.numeral) + 1)
        if goes_on and self.letter and ord(number) == ord(self.letter[0]) + 1:
            return numbers.roman_value(self.after) == value + 1
        return goes_on or not (self.letter or self.numeral)


def mark(text: str, grammar: Grammar, before: Before) -> tuple[str, str, str]:
    """The list style, the number and the words of a passage; "" and "" where it has no mark."""
    for style in grammar.styles:
        found = style.pattern.match(text)
        if not found or (style.name == "roman" and not before.means_roman(found["number"])):
            continue
        return style.name, found["number"], text[found.end() :]
    return "", "", text


def _split_inline(lines: list[Line], found: Findings) -> list[Line]:
    """A list whose first item stands in the line that announces it: «…: 1) …», then «2) …»."""
    seconds = [n for n, line in enumerate(lines) if re.match(r"\(?2\)", line.text)]
    firsts = any(re.match(r"\(?1\)", line.text) for line in lines)
    split: list[Line] = []
    for n, line in enumerate(lines):
        parts = _INLINE.fullmatch(line.text)
        if parts and not firsts and seconds and n < seconds[-1]:
            found.add(findings.note("text.inline", line.where, words=findings.excerpt(line.text)))
            split += [replace(line, text=parts["lead"]), replace(line, text=parts["item"])]
        else:
            split.append(line)
    return split


def _doubt(before: Item | None, item: Item, found: Findings) -> None:
    """A passage that begins in the middle or has no end may be torn, or a heading."""
    text = item.text
    if item.style:
        return
    enumerated = before is not None and before.text.endswith((",", ";", ":"))
    torn = text[:1].islower() and not enumerated
    endless = len(text) <= _SHORT and not _STOPS.search(text)
    if torn or endless:
        found.add(findings.doubt("text.broken", item.where, words=findings.excerpt(text)))
