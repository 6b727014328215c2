"""A law as it is printed: the lines of its tree, with labels and marks (3-text, section 7).

The way back of `outline` and `lists`: «Статья 5. Город», «1.», «2)», «а)». Writers of documents
draw these lines; what they look like is their own matter, and nothing here knows a format.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dauys.text.grammar import Grammar
from dauys.text.languages import GRAMMARS
from dauys.text.lists import Before, mark
from dauys.text.provision import DIVISIONS, Provision, Text

MARKS = {  # of the styles of lists, those that are printed first where several would do
    "paragraph": "{}.",
    "number": "{})",
    "letter": "{})",
    "roman": "{})",
    "ordinal": "{}º",
    "dashed": "{}.-",
    "capital": "{}.-",
}
LISTED = ("point", "subpoint")
HEADED = (*DIVISIONS, "article", "transitional", "preamble", "conclusion")


@dataclass(frozen=True, slots=True)
class Printed:
    """A line: a title, a heading, a passage or a note.

    ``level`` is that of a heading (the title is 1), or how deep a passage stands in lists (0 in
    none); ``depth`` is how many steps of the tree it stands below its heading. ``label`` is the
    printed number: «Статья 5.», «2)». ``listed``: it is an item of a list itself, and not a
    further passage of one.
    """

    form: Literal["title", "heading", "passage", "note"]
    provision: Provision | None
    level: int
    words: str
    label: str = ""
    listed: bool = False
    depth: int = 0

    @property
    def text(self) -> str:
        """The whole line, the number first."""
        return f"{self.label} {self.words}".strip()


def label(provision: Provision, language: str) -> str:
    """The printed number of an article or division: «Статья 5», "5-бап"; in a language without a
    grammar, and for a transitional provision, the number alone; "" where there is none."""
    grammar = GRAMMARS.get(language)
    form = grammar.labels.get(provision.kind, "{}") if grammar else "{}"
    return form.format(provision.number) if provision.number else ""


def lines(text: Text, *, inline: bool) -> Iterator[Printed]:
    """Every line of a text in its order; notes stand after the words that they belong to.

    ``inline``: remarks in brackets that are notes of a passage stand at its end, where the reader
    of plain text finds them, and not on lines of their own.
    """
    if text.title:
        yield Printed("title", None, 1, text.title)
    printer = _Printer(text.language, GRAMMARS.get(text.language), inline)
    for provision in text.provisions:
        yield from printer.provision(provision, 2)


def marks(text: Text) -> dict[str, str]:
    """The printed number of each passage that has one, by address: «1.», «2)»."""
    return {
        line.provision.address: line.label
        for line in lines(text, inline=True)
        if line.provision and line.label and line.form == "passage"
    }


@dataclass(frozen=True, slots=True)
class _Printer:
    language: str
    grammar: Grammar | None
    inline: bool

    def provision(self, each: Provision, level: int) -> Iterator[Printed]:
        if each.kind in HEADED:
            yield from self._headed(each, level)
        else:
            yield from self._passages((each,), 0, 1, ())

    def _headed(self, each: Provision, level: int) -> Iterator[Printed]:
        number = label(each, self.language)
        if number or each.heading:
            number += "." if number and each.heading else ""
            yield Printed("heading", each, level, each.heading, number)
        if each.text:
            yield Printed("passage", each, 0, each.text, depth=1)
        body = tuple(child for child in each.children if child.kind not in HEADED)
        yield from self._passages(body, 0, 1, ())
        for child in each.children:
            if child.kind in HEADED:
                yield from self.provision(child, level + 1)

    def _passages(
        self, children: tuple[Provision, ...], level: int, depth: int, taken: tuple[str, ...]
    ) -> Iterator[Printed]:
        """Passages and points that stand side by side, each with all below it; ``taken`` are the
        styles of the lists around them."""
        style = ""
        for each in children:
            if each.kind == "note":
                yield Printed("note", each, level, each.text, depth=depth)
                continue
            listed = each.kind in LISTED
            style = self._style(each, style, taken) if listed else ""
            form = MARKS[style or "paragraph"]
            number = form.format(each.number) if each.number else ""
            inline, rest = self._notes(each)
            words = " ".join(part for part in (each.heading, each.text, *inline) if part)
            yield Printed("passage", each, level + listed, words, number, listed, depth)
            below = (*taken, style) if style else taken
            yield from self._passages(rest, level + listed, depth + 1, below)

    def _style(self, each: Provision, last: str, taken: tuple[str, ...]) -> str:
        """A list goes on in the style in which it began, where the number has that form; it must
        not seem to go on one that stands around it."""
        if last and self._fits(last, each.number):
            return last
        known = {style.name for style in self.grammar.styles} if self.grammar else set()
        known -= {"paragraph"}
        fitting = [name for name in MARKS if name in known and self._fits(name, each.number)]
        return next((name for name in fitting if name not in taken), (fitting or ["number"])[0])

    def _fits(self, style: str, number: str) -> bool:
        """Whether a number that is marked in a style is read again in that style."""
        marked = f"{MARKS[style].format(number)} x"
        if self.grammar is None:
            return False
        return mark(marked, self.grammar, Before())[:2] == (style, number)

    def _notes(self, each: Provision) -> tuple[list[str], tuple[Provision, ...]]:
        """The notes that stand in brackets at the end of their passage, and the other children;
        of these the notes come first, beside the words that they are about."""
        notes = [child for child in each.children if child.kind == "note"]
        others = [child for child in each.children if child.kind != "note"]
        inline: list[str] = []
        if self.inline and self.grammar is not None:
            while notes and self.grammar.inline_note.fullmatch(notes[0].text):
                inline.append(notes.pop(0).text)
        return inline, (*notes, *others)
