"""A text as rows of a page: headings, and passages with the number as it is printed.

What writes a page (`docx_write`, `pdf_write`) goes through these rows; what they look like is its
own matter. Read as lines again by the grammar of the language they give the tree.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dauys.text.grammar import Grammar
from dauys.text.languages import ENGLISH, GRAMMARS
from dauys.text.lists import Before, mark
from dauys.text.provision import DIVISIONS, Kind, Provision, Text

HEADED = (*DIVISIONS, "article", "transitional")
LABELS: dict[str, dict[str, str]] = {
    "kk": {
        "part": "{} бөлік",
        "section": "{} бөлім",
        "chapter": "{} тарау",
        "article": "{}-бап",
    },
    "ru": {
        "part": "Часть {}",
        "section": "Раздел {}",
        "chapter": "Глава {}",
        "article": "Статья {}",
    },
    "en": {
        "part": "Part {}",
        "section": "Section {}",
        "chapter": "Chapter {}",
        "article": "Article {}",
    },
    "es": {
        "part": "Título {}",
        "section": "Sección {}",
        "chapter": "Capítulo {}",
        "article": "Artículo {}",
    },
}
# How the number of a list may be written; the first is taken that the language reads so, in a
# style that no list around it has.
MARKS = ("{})", "({})", "{}.-", "{}º.-")


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the page. ``level`` is that of a heading from 1, and 0 in a passage; ``depth``
    counts how far a passage stands below its heading; ``label`` is the printed number."""

    kind: Kind
    level: int
    depth: int
    label: str
    words: str

    def text(self) -> str:
        return f"{self.label} {self.words}".strip()


def rows(text: Text) -> list[Row]:
    """The rows of a text below its title, in the order in which a person reads them."""
    grammar = GRAMMARS.get(text.language, ENGLISH)
    return [row for each in text.provisions for row in _rows(each, 1, 0, (), grammar)]


def _rows(
    provision: Provision, level: int, depth: int, styles: tuple[str, ...], grammar: Grammar
) -> Iterator[Row]:
    """``level`` is that which a heading here has, ``styles`` those of the lists around."""
    headed = provision.kind in HEADED or bool(provision.heading)
    if headed:
        yield _heading(provision, level, grammar.language)
        if provision.text:
            yield Row("paragraph", 0, 1, "", provision.text)
        level, depth, styles = level + 1, 0, ()
    elif provision.kind not in ("preamble", "conclusion"):
        style, label = _label(provision, styles, grammar)
        yield Row(provision.kind, 0, max(depth, 1), label, provision.text)
        styles = (*styles, style) if style else styles
    for child in _order(provision):
        kind: Kind = "conclusion" if provision.kind == "conclusion" else child.kind
        for row in _rows(child, level, depth + 1, styles, grammar):
            yield (
                Row(kind, row.level, row.depth, row.label, row.words) if kind != child.kind else row
            )


def _order(provision: Provision) -> list[Provision]:
    """The notes of an article stand at its end; others beside the words that they are about."""
    if provision.kind in ("article", "transitional", "preamble", "conclusion"):
        return list(provision.children)
    return sorted(provision.children, key=lambda child: child.kind != "note")


def _heading(provision: Provision, level: int, language: str) -> Row:
    number, heading = provision.number, provision.heading
    form = LABELS.get(language, LABELS["en"]).get(provision.kind)
    if not number or form is None:  # «PRIMERA» is its own heading
        return Row(provision.kind, level, 0, number, heading)
    label = form.format(number)
    if language == "kk" and number.isdecimal():
        label = label.replace(" ", "-")  # «1-тарау», but «I бөлім»
    return Row(provision.kind, level, 0, f"{label}." if heading else label, heading)


def _label(provision: Provision, styles: tuple[str, ...], grammar: Grammar) -> tuple[str, str]:
    """The style and the printed form of a number; "" and "" where there is none."""
    number = provision.number
    if not number:
        return "", ""
    if provision.kind == "paragraph":
        return "", f"{number}."
    for form in MARKS:
        label = form.format(number)
        style, read, rest = mark(f"{label} x", grammar, Before())
        if (read, rest) == (number, "x") and style not in styles:
            return style, label
    return "", MARKS[0].format(number)
