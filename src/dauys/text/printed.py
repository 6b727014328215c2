"""A law as it is printed: the lines of its tree, with labels and marks (3-text, section 7).

The way back of `outline` and `lists`: «Статья 5. Город», «1.», «2)», «а)». Writers of documents
draw these lines; nothing here knows a format.
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
_HEADED = (*DIVISIONS, "article", "transitional")


@dataclass(frozen=True, slots=True)
class Printed:
    """A line: a title, a heading, a passage or a note.

    ``level`` is that of a heading (the title is 1), or how deep a passage stands in lists (0 in
    none). ``mark`` is the printed number of a passage. ``listed``: it is an item of a list itself,
    and not a further passage of one.
    """

    form: Literal["title", "heading", "passage", "note"]
    provision: Provision | None
    level: int
    text: str
    mark: str = ""
    listed: bool = False


def label(provision: Provision, language: str) -> str:
    """The printed number of an article or division: «Статья 5», "5-бап"; in a language without a
    grammar, and for a transitional provision, the number alone; "" where there is none."""
    grammar = GRAMMARS.get(language)
    form = grammar.labels.get(provision.kind, "{}") if grammar else "{}"
    return form.format(provision.number) if provision.number else ""


def heading(provision: Provision, language: str) -> str:
    """The line above an article or division: «Статья 5. Город»."""
    return ". ".join(part for part in (label(provision, language), provision.heading) if part)


def style_of(number: str, grammar: Grammar | None, taken: tuple[str, ...]) -> str:
    """The style in which a point with this number is marked; ``taken`` are those of the lists
    around it, which it must not seem to go on."""
    known = {style.name for style in grammar.styles} if grammar else set()
    fitting = [name for name in MARKS if name in known and _fits(name, number, grammar)]
    fitting = [name for name in fitting if name != "paragraph"]
    return next((name for name in fitting if name not in taken), (fitting or ["number"])[0])


def _fits(style: str, number: str, grammar: Grammar | None) -> bool:
    """Whether a number that is marked in a style is read again in that style."""
    marked = f"{MARKS[style].format(number)} x"
    return grammar is not None and mark(marked, grammar, Before())[:2] == (style, number)


def lines(text: Text) -> Iterator[Printed]:
    """Every line of a text in its order; notes stand after the passages that they belong to."""
    if text.title:
        yield Printed("title", None, 1, text.title)
    grammar = GRAMMARS.get(text.language)
    for provision in text.provisions:
        yield from _Printer(text.language, grammar).provision(provision, 2)


@dataclass(frozen=True, slots=True)
class _Printer:
    language: str
    grammar: Grammar | None

    def provision(self, each: Provision, level: int) -> Iterator[Printed]:
        if each.kind == "note":
            yield Printed("note", each, 0, each.text)
            return
        if each.kind in _HEADED or each.kind in ("preamble", "conclusion"):
            yield from self._headed(each, level)
        else:
            yield from self._passages((each,), 0, ())

    def _headed(self, each: Provision, level: int) -> Iterator[Printed]:
        told = heading(each, self.language)
        if told:
            yield Printed("heading", each, level, told)
        if each.text:
            yield Printed("passage", each, 0, each.text)
        body = tuple(child for child in each.children if not _is_headed(child))
        yield from self._passages(body, 0, ())
        for child in each.children:
            if _is_headed(child):
                yield from self.provision(child, level + 1)

    def _passages(
        self, children: tuple[Provision, ...], depth: int, taken: tuple[str, ...]
    ) -> Iterator[Printed]:
        """Passages and points that stand side by side, each with all below it."""
        style = ""
        for each in children:
            if each.kind == "note":
                yield Printed("note", each, depth, each.text)
                continue
            listed = each.kind in LISTED
            style = self._style(each, style, taken) if listed else ""
            form = MARKS[style or "paragraph"]
            printed = form.format(each.number) if each.number else ""
            inline, rest = self._notes(each)
            words = " ".join(part for part in (each.text, *inline) if part)
            yield Printed("passage", each, depth + listed, words, printed, listed)
            below = (*taken, style) if style else taken
            yield from self._passages(rest, depth + listed, below)

    def _style(self, each: Provision, last: str, taken: tuple[str, ...]) -> str:
        """A list goes on in the style in which it began, where the number has that form."""
        if last and _fits(last, each.number, self.grammar):
            return last
        return style_of(each.number, self.grammar, taken)

    def _notes(self, each: Provision) -> tuple[list[str], tuple[Provision, ...]]:
        """Notes that stand in brackets at the end of their passage, and the other children."""
        notes = [child for child in each.children if child.kind == "note"]
        if len(notes) != 1 or self.grammar is None:
            return [], each.children
        found = self.grammar.inline_note.fullmatch(notes[0].text)
        if not found:
            return [], each.children
        return [notes[0].text], tuple(child for child in each.children if child is not notes[0])


def _is_headed(provision: Provision) -> bool:
    return provision.kind in (*_HEADED, "preamble", "conclusion")
