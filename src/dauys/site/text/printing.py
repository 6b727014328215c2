"""A law, or one provision of it, as lines for a page: heading or passage, number, words with links.

What the lines are is `dauys.text.printed`; here each gets its address and the places it cites.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from dauys.site.text import trees
from dauys.text.printed import HEADED, Printed
from dauys.text.printed import lines as printed_lines
from dauys.text.provision import Provision, Text
from dauys.text.references import Reference

DEEPEST = 6  # of a heading
STEPS = 4  # of indentation that a page shows


@dataclass(frozen=True, slots=True)
class Cited:
    """Words of a passage; ``target`` is the address that they cite, or ""."""

    words: str
    target: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a law: ``heading`` is its level or 0, ``depth`` how far it is set in."""

    address: str
    form: str
    heading: int
    depth: int
    label: str
    pieces: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents."""

    address: str
    depth: int
    label: str
    words: str
    inner: list[Entry] = field(default_factory=list)


def law(sha256: str) -> list[Line]:
    """The lines of a whole text, its title left out."""
    return _lines(trees.tree(sha256), _cited(sha256), 2)


def part(sha256: str, provision: Provision) -> list[Line]:
    """The lines of one provision and of all below it; its own heading is left out."""
    text = Text(trees.tree(sha256).language, "", (provision,))
    lines = _lines(text, _cited(sha256), 2)
    if lines and lines[0].heading and lines[0].address == provision.address:
        return lines[1:]
    return lines


def contents(sha256: str) -> list[Entry]:
    """Divisions and articles, each in the one around it."""
    top: list[Entry] = []
    around: list[tuple[int, list[Entry]]] = [(0, top)]
    for line in printed_lines(trees.tree(sha256), inline=True):
        if line.form != "heading" or line.provision is None:
            continue
        while around[-1][0] >= line.level:
            around.pop()
        entry = Entry(line.provision.address, line.level - 2, line.label, line.words)
        around[-1][1].append(entry)
        around.append((line.level, entry.inner))
    return top


def _lines(text: Text, cited: dict[str, list[Reference]], top: int) -> list[Line]:
    return [
        _line(each, cited, top)
        for each in printed_lines(text, inline=True)
        if each.provision is not None
    ]


def _line(line: Printed, cited: dict[str, list[Reference]], top: int) -> Line:
    assert line.provision is not None
    heading = min(line.level - 2 + top, DEEPEST) if line.form == "heading" else 0
    pieces = (
        (Cited(line.words),)
        if heading or line.form == "note"
        else tuple(_pieces(line, cited.get(line.provision.address, [])))
    )
    depth = 0 if heading else min(max(line.depth - 1, line.level), STEPS)
    # The first passage of an article has the article's address: its heading has the anchor.
    own = bool(heading) or not (line.form == "passage" and _headed(line))
    return Line(
        line.provision.address if own else "", line.form, heading, depth, line.label, pieces
    )


def _headed(line: Printed) -> bool:
    """Whether it is the first passage of what has a heading of its own."""
    each = line.provision
    return each is not None and each.kind in HEADED and bool(each.heading or each.number)


def _pieces(line: Printed, found: list[Reference]) -> Iterator[Cited]:
    """The words of a passage, those that cite a provision apart."""
    assert line.provision is not None
    text = line.provision.text
    start = line.words.find(text) if text else -1
    done = 0
    for each in found if start >= 0 else []:
        begin, end = each.start + start, each.end + start
        if not each.targets or begin < done:
            continue
        if begin > done:
            yield Cited(line.words[done:begin])
        yield Cited(line.words[begin:end], each.targets[0])
        done = end
    if done < len(line.words):
        yield Cited(line.words[done:])


def _cited(sha256: str) -> dict[str, list[Reference]]:
    """The references of a text by the provision in which they stand, those to other acts apart."""
    own = [each for each in trees.citations(sha256) if not each.external]
    return {
        address: sorted(found, key=lambda each: each.start)
        for address, found in groupby(own, key=lambda each: each.address)
    }
