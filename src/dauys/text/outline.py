"""From lines to the outline of a law: title, preamble, divisions, articles (3-text, 3.2).

Every line gets its place here as a heading, a note or a passage of what stands above it; `lists`
then arranges the passages within an article. Patterns come from the language's `Grammar`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dauys.errors import Findings, Refused
from dauys.text import findings, numbers
from dauys.text.grammar import Grammar
from dauys.text.lines import Line
from dauys.text.provision import Kind

MAX_HEADING = 300  # characters; what is longer is a passage
_ENDS = re.compile(r"[.;:,!?]$")


@dataclass(slots=True)
class Node:
    """A provision in the making; ``normal`` is its number as it will stand in the address."""

    kind: Kind
    number: str = ""
    normal: str = ""
    heading: str = ""
    text: str = ""
    where: str = ""
    rank: int = 99
    body: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """What has been read so far; ``open`` are the nodes around the next line, outermost first."""

    grammar: Grammar
    found: Findings
    title: str = ""
    front: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    top: list[Node] = field(default_factory=list)
    open: list[Node] = field(default_factory=list)
    articles: dict[str, str] = field(default_factory=dict)  # normalised number -> line
    last_article: str = ""

    def take(self, line: Line) -> None:
        """Gives a line its place."""
        if self._note(line) or self._article(line) or self._division(line):
            return
        if self._transitional(line) or self._preamble(line) or self._heading(line):
            return
        if self.grammar.closing.fullmatch(line.text) and self.articles:
            self._close(line)
        if self.open:
            self.open[-1].body.append(line)
        else:
            self.front.append(line)

    def _note(self, line: Line) -> bool:
        words, inline = self.grammar.without_notes(line.text)
        if line.quoted or self.grammar.note.match(line.text):
            inline = [line.text]
        elif words or not inline:
            return False
        notes = self.open[-1].notes if self.open else self.notes
        notes += inline
        return True

    def _article(self, line: Line) -> bool:
        found = self.grammar.article.fullmatch(line.text)
        if not found or not _is_heading(line, found):
            return False
        number = numbers.printed(found["number"])
        normal = numbers.normal(number, self.grammar.ordinals, roman=True)
        if normal is None or (number[0].islower() and not line.level and found["rest"]):
            return False
        if meant := numbers.lost_superscript(self.last_article, number):
            self.found.add(
                findings.note("text.superscript", line.where, printed=number, meant=meant)
            )
            number = normal = meant
        self._check_article(normal, line)
        node = Node("article", number, normal, where=line.where)
        self._add(node)
        if found["sep"] and _ENDS.search(found["rest"]) and not line.level and not line.bold:
            node.body.append(Line(line.where, found["rest"]))  # the text begins beside the number
        else:
            node.heading = found["rest"]
        return True

    def _check_article(self, normal: str, line: Line) -> None:
        """Articles are unique in a text: a repeated number would give one address two meanings."""
        if normal in self.articles:
            raise Refused(
                "text.duplicate",
                f"line:{line.where}",
                number=normal,
                first=self.articles[normal],
            )
        self.articles[normal] = line.where
        before, after = self.last_article.partition("-")[0], normal.partition("-")[0]
        if (
            before.isdecimal()
            and after.isdecimal()
            and int(after) not in range(int(before), int(before) + 2)
        ):
            self.found.add(
                findings.doubt("text.gap", line.where, number=normal, previous=self.last_article)
            )
        self.last_article = normal

    def _division(self, line: Line) -> bool:
        for rank, division in enumerate(self.grammar.divisions):
            found = division.pattern.fullmatch(line.text)
            if not found or not _is_heading(line, found):
                continue
            number = numbers.printed(found["number"])
            normal = numbers.normal(number, self.grammar.ordinals, roman=True)
            if normal is None or not normal[0].isdigit():
                continue
            node = Node(division.kind, number, normal, found["rest"], where=line.where, rank=rank)
            self._add(node)
            return True
        return False

    def _transitional(self, line: Line) -> bool:
        """«DISPOSICIONES TRANSITORIAS», and beneath it «PRIMERA», «SEGUNDA»."""
        if self.grammar.transitional.fullmatch(line.text) and not self._awaits_heading():
            self._add(Node("part", "", "trans", line.text, where=line.where, rank=0))
            return True
        if not any(node.normal == "trans" for node in self.open):
            return False
        word = numbers.without_accents(line.text.rstrip(".:").casefold()).replace(" ", "-")
        ordinal = self.grammar.ordinals.get(word)
        if ordinal is not None:
            number = line.text.rstrip(".:")
            self._add(Node("transitional", number, str(ordinal), where=line.where))
        return ordinal is not None

    def _preamble(self, line: Line) -> bool:
        if self.articles or self.open or not self.grammar.preamble.fullmatch(line.text):
            return False
        self._add(Node("preamble", heading=line.text, where=line.where))
        return True

    def _heading(self, line: Line) -> bool:
        """A heading on a line of its own: of the division above, or of an unnumbered one."""
        if self._awaits_heading() and (line.level or looks_like_heading(line.text)):
            self.open[-1].heading = line.text
            return True
        if not line.level or not (self.open or self.title or self.front):
            return False
        self._add(Node("section", heading=line.text, where=line.where, rank=50 + line.level))
        return True

    def _awaits_heading(self) -> bool:
        if not self.open or self.open[-1].rank > len(self.grammar.divisions):
            return False
        node = self.open[-1]
        return not (node.heading or node.body or node.children)

    def _close(self, line: Line) -> None:
        """The formula and the signatures after the last provision are no part of it."""
        self.open = []
        self._add(Node("conclusion", where=line.where, rank=100))

    def _add(self, node: Node) -> None:
        while self.open and self.open[-1].rank >= node.rank:
            self.open.pop()
        (self.open[-1].children if self.open else self.top).append(node)
        self.open.append(node)


def _is_heading(line: Line, found: re.Match[str]) -> bool:
    """«Статья 5 Конституции применяется.» opens like a heading and is none."""
    rest = found["rest"]
    if not rest or line.level or line.bold or found["sep"]:
        return True
    return looks_like_heading(rest)


def looks_like_heading(text: str) -> bool:
    """No stop at the end, a capital or a quotation mark at the beginning, not long."""
    begins = text[0].isupper() or text[0] in '«"“„'
    return begins and not _ENDS.search(text) and len(text) <= MAX_HEADING


def outline(lines: Sequence[Line], grammar: Grammar, found: Findings) -> Outline:
    """The outline of a law's lines. Raises `Refused` text.duplicate for a repeated article."""
    reading = Outline(grammar, found)
    for line in lines:
        reading.take(line)
    _front(reading)
    return reading


def _front(reading: Outline) -> None:
    """Sorts the lines above the first heading into notes, title and preamble."""
    front = reading.front
    title = next((n for n, line in enumerate(front) if _is_title(line, reading.grammar)), None)
    if title is not None:
        end = title + 1
        while end < len(front) and _goes_on(front[end - 1], front[end]):
            end += 1
        reading.title = " ".join(line.text for line in front[title:end])
        reading.notes[:0] = [line.text for line in front[:title]]
        front = front[end:]
    preamble = next((node for node in reading.top if node.kind == "preamble"), None)
    if front and preamble is None:
        preamble = Node("preamble", where=front[0].where)
        reading.top.insert(0, preamble)
    if front and preamble is not None:
        preamble.body[:0] = front


def _goes_on(line: Line, below: Line) -> bool:
    """A title of several lines stands in capitals, all of them marked as a heading or none."""
    return line.text.isupper() and below.text.isupper() and line.level == below.level


def _is_title(line: Line, grammar: Grammar) -> bool:
    if line.level:
        return True
    short = len(line.text) <= MAX_HEADING and not _ENDS.search(line.text)
    return short and (line.text.isupper() or bool(grammar.title.search(line.text)))
