"""Reads a law in plain text or Markdown into its tree (docs/specification/3-text.md, section 3).

1. bytes to lines            `lines`
2. the language is known     `recognise`
3. lines to an outline       `outline`
4. passages to points        `lists`
5. addresses                 `address`

Pure: bytes in, a `Reading` out. It opens no file (see `formats`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from dauys.errors import Findings, Refused, Unreadable
from dauys.text import findings
from dauys.text.address import Addresses
from dauys.text.grammar import Grammar
from dauys.text.languages import GRAMMARS
from dauys.text.lines import MAX_LINES, Line, lines_of
from dauys.text.lists import arrange
from dauys.text.outline import Node, Outline, outline
from dauys.text.provision import DIVISIONS, Provision, Text

Arranged = Callable[[Node, Grammar, Findings], None]

MIXED = 5  # articles in a second language that make a file one of two languages
MIXED_PART = 4  # in a short one fewer do: one to so many, unless it is said which is meant


@dataclass(frozen=True, slots=True)
class Source:
    """A file as bytes: its name (for its place in the order and in findings) and its format."""

    name: str
    data: bytes
    markdown: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and what a person should look at."""

    text: Text
    findings: Findings


def read(
    sources: Sequence[Source] | bytes,
    language: str | None = None,
    *,
    markdown: bool = False,
    accused: str = "",
) -> Reading:
    """The tree of a law. ``sources`` are its files in order, or the bytes of one.

    Raises `Unreadable` text.size, text.many, text.encoding, text.empty, text.language,
    text.articles and
    `Refused` text.mixed, text.duplicate. ``language`` None: it is recognised.
    """
    if isinstance(sources, bytes):
        sources = [Source("", sources, markdown)]
    found = Findings()
    lines: list[Line] = []
    for source in sources:
        name = source.name if len(sources) > 1 else ""
        lines += lines_of(
            source.data,
            markdown=source.markdown,
            accused=f"file:{source.name}" if source.name else accused,
            file=name,
            found=found,
        )
    return read_lines(lines, language, accused, found)


def read_lines(
    lines: Sequence[Line], language: str | None, accused: str, found: Findings
) -> Reading:
    """The tree of the lines of a law, from whatever format they come; raises as `read` does."""
    if not lines:
        raise Unreadable("text.empty", accused)
    if len(lines) > MAX_LINES:
        raise Unreadable("text.many", accused, limit=MAX_LINES)
    grammar = recognise(lines, language, accused=accused)
    text = grow(outline(lines, grammar, found), found)
    if not text.units():  # what opened like an article was a sentence
        raise Unreadable("text.articles", accused)
    return Reading(text, found)


def recognise(lines: Sequence[Line], language: str | None = None, *, accused: str = "") -> Grammar:
    """The grammar in whose words the articles are headed; ``language`` must agree with it."""
    if language is not None:
        grammar_of(language, accused=accused)
    counts = {
        name: sum(bool(grammar.article.fullmatch(line.text)) for line in lines)
        for name, grammar in GRAMMARS.items()
    }
    first, second = sorted(counts, key=lambda name: (-counts[name], name))[:2]
    if not counts[first]:
        raise Unreadable("text.articles", accused)
    few = language is None and MIXED_PART * counts[second] >= counts[first]
    if counts[second] >= MIXED or few:
        raise Refused("text.mixed", accused, first=first, second=second)
    if language is not None and not counts[language]:
        raise Unreadable("text.language", accused, expected=language, found=first)
    return GRAMMARS[language or first]


def grammar_of(language: str, *, accused: str = "") -> Grammar:
    """The grammar of a language; raises `Unreadable` text.language where there is none."""
    if language not in GRAMMARS:
        known = " ".join(GRAMMARS)
        raise Unreadable("text.language", accused, expected=known, found=language[:40])
    return GRAMMARS[language]


def grow(reading: Outline, found: Findings, arranged: Arranged = arrange) -> Text:
    """The tree of an outline; ``arranged`` gives the passages of a node their places in it."""
    for node in _all(reading.top):
        if node.body and node.kind in DIVISIONS:
            words = findings.excerpt(node.body[0].text)
            found.add(findings.note("text.outside", node.body[0].where, words=words))
        arranged(node, reading.grammar, found)
    root = Node("part", children=reading.top)
    addresses = Addresses(reading.grammar, found)
    provisions = addresses.provisions(root, "")
    notes = tuple(
        Provision(f"note_{n}", "note", "", "", note) for n, note in enumerate(reading.notes, 1)
    )
    return Text(reading.grammar.language, reading.title, notes + provisions)


def _all(nodes: list[Node]) -> list[Node]:
    """The nodes of the outline, before `lists` adds to them."""
    return [inner for node in nodes for inner in [node, *_all(node.children)]]
