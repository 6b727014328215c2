"""How the pages of a PDF are set: body, margins, leading; and where a line begins a new passage.

Learnt from the whole document, as a reader's eye does: most lines of a text are of one size, begin
at one edge and end near another. Places are whole hundredths of a point. Where the file is tagged
its tags speak first.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from dauys.text.formats.pdf_lines import Line
from dauys.text.grammar import Grammar
from dauys.text.languages import GRAMMARS
from dauys.text.outline import MAX_HEADING

LEVELS = 6
ALIKE = 20  # sizes that differ by less than this part are one size
INDENT = 300  # what is nearer to the edge than this stands at it
_CLOSING = re.compile(r"[,.;:!?)»”\]]")
_STOPS = tuple('.;:!?)»”"…')
_ITEM = re.compile(r"\(?(?:\d[\d-]{0,5}|\w|[ivxIVX]{1,5})\s?[.)º°](?!\d)")
_PAGE_NUMBER = re.compile(r"[-–—\s]*(\d{1,4})[-–—\s]*")


@dataclass(frozen=True, slots=True)
class Setting:
    """The size of the body, where its lines end at most, the distance of its baselines, the left
    edge of each page, and whether the first lines of passages are set in from it."""

    size: int
    right: int
    leading: int
    left: dict[int, int]
    first_set_in: bool = False
    headings: tuple[int, ...] = ()  # sizes larger than the body, in half points

    def begins(self, before: Line, line: Line) -> bool:
        """Whether a line begins a passage, after the line before it."""
        if before.broken:
            return False
        if before.tag and line.tag and before.tag.block == line.tag.block:
            return not self.reaches_edge(before, line)
        if (before.tag and line.tag) or abs(before.size - line.size) * ALIKE > before.size:
            return True
        if before.page == line.page:
            down = before.base - line.base
            if abs(down) * 4 < before.size:
                return False  # the same line, in two pieces
            usual = self.leading * line.size // self.size
            if down * 4 > usual * 5:
                return True
        return self._begins_by_its_place(before, line)

    def _begins_by_its_place(self, before: Line, line: Line) -> bool:
        if _CLOSING.match(line.text):
            return False
        short = not self.reaches_edge(before, line)
        announced = before.text.endswith(_STOPS) and _is_marked(line.text)
        if not self.is_set_in(line):
            return short or announced
        if self.first_set_in:
            return True
        block = abs(line.left - before.left) < INDENT  # a block set in from the edge
        return short or announced or not block

    def level(self, line: Line, text: str) -> int:
        """The level of a heading that its size alone shows; 0 where it is none."""
        larger = line.size * 100 > self.size * (104 if line.bold else 114)
        rank = len(self.headings) - bisect_left(self.headings, line.size // 50)
        return min(rank, LEVELS) if larger and len(text) <= MAX_HEADING else 0

    def is_set_in(self, line: Line) -> bool:
        """It begins away from the edge of its page."""
        return line.left > self.left.get(line.page, 0) + INDENT

    def reaches_edge(self, before: Line, line: Line) -> bool:
        """The line was not ended on purpose: the first word of the next had no room in it."""
        room = self.right - before.right
        return room <= line.first + before.size // 2 or bool(_CLOSING.match(line.text))


def setting_of(lines: Sequence[Line]) -> Setting:
    """How the lines of a document are set."""
    sizes: Counter[int] = Counter()
    for line in lines:
        sizes[line.size // 50] += len(line.text)
    size = sizes.most_common(1)[0][0] * 50 if sizes else 1000
    body = [line for line in lines if abs(line.size - size) * ALIKE <= size] or list(lines)
    rights = sorted((line.right for line in body), reverse=True)
    right = rights[len(rights) // 50] if rights else 0
    setting = Setting(size, right, _leading(body), _lefts(body))
    larger = tuple(sorted(each for each in sizes if each * 50 > size))
    return replace(setting, first_set_in=_first_set_in(setting, body), headings=larger)


def _first_set_in(setting: Setting, body: list[Line]) -> bool:
    """Whether lines that follow one that is set in mostly go back to the edge: then it was the
    first of a passage, and not one of a block that is set in as a whole."""
    back = along = 0
    for a, b in pairwise(body):
        if a.page == b.page and setting.is_set_in(a) and setting.reaches_edge(a, b):
            back += not setting.is_set_in(b)
            along += abs(a.left - b.left) < INDENT
    return back > along


def _leading(body: list[Line]) -> int:
    """The smallest distance of baselines that is no exception."""
    downs = Counter(
        (a.base - b.base) // 20
        for a, b in pairwise(body)
        if a.page == b.page and a.base - b.base > a.size // 2
    )
    usual = [down for down, count in downs.items() if count * 10 >= downs.total()]
    return (min(usual) + 1) * 20 if usual else 10**9


def _lefts(body: list[Line]) -> dict[int, int]:
    """The left edge of each page: the leftmost place at which a tenth of its lines begin."""
    pages: dict[int, Counter[int]] = {}
    for line in body:
        pages.setdefault(line.page, Counter())[line.left // 100] += 1
    return {
        page: min(left for left, count in found.items() if count * 10 >= found.total()) * 100
        for page, found in pages.items()
        if any(count * 10 >= found.total() for count in found.values())
    }


def _is_marked(text: str) -> bool:
    """It opens as an item of a list, an article or a note does, in any language."""
    notes = any(each.note.match(text) for each in GRAMMARS.values())
    return _heads(text) or notes or bool(_ITEM.match(text))


def _heads(text: str) -> bool:
    """It has the form of the heading of an article or a division, in any language."""
    forms = (form for each in GRAMMARS.values() for form in (each.article, *_patterns(each)))
    return any(form.fullmatch(text) for form in forms)


def _patterns(grammar: Grammar) -> list[re.Pattern[str]]:
    return [division.pattern for division in grammar.divisions]


def furniture(pages: Sequence[Sequence[Line]]) -> set[Line]:
    """What is printed at the edge of the pages and is no part of the text: what the file says so
    of; where its tags say nothing, what stands at one place of most pages, the same but for the
    number of the page, and lone numbers of pages."""
    found = {line for page in pages for line in page if line.furniture}
    edges = [[line for line in page if not (line.furniture or line.tag)] for page in pages]
    edges = [page if len(page) < 5 else [*page[:2], *page[-2:]] for page in edges]
    places: dict[tuple[str, int], list[Line]] = {}
    for page in edges:
        for line in page:
            for key in {line.text, _less_page(line)}:
                places.setdefault((key, line.base // 300), []).append(line)
    least = max(3, (len(pages) + 1) // 2)
    for same in places.values():
        if len({line.page for line in same}) >= least:
            found.update(same)
    return found | _page_numbers(edges, found)


def _less_page(line: Line) -> str:
    """The line without the number of its page. A heading is not a running head because articles
    happen to be numbered as the pages are."""
    if _heads(line.text):
        return line.text
    return re.sub(rf"(?<!\d){line.page}(?!\d)", "#", line.text)


def _page_numbers(edges: list[list[Line]], found: set[Line]) -> set[Line]:
    """Lone numbers at the edge of the pages that count as the pages do."""
    by_shift: dict[int, set[Line]] = {}
    for page in edges:
        left = [line for line in page if line not in found]
        for line in left[:1] + left[-1:]:
            if number := _PAGE_NUMBER.fullmatch(line.text):
                by_shift.setdefault(int(number[1]) - line.page, set()).add(line)
    most = max(by_shift.values(), key=len, default=set())
    return most if len(most) > 1 or (len(edges) == 1 and most is by_shift.get(0)) else set()
