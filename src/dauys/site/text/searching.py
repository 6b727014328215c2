"""Search in the words of a version: every word asked for must begin a word of the provision.

First as typed; where nothing is found, without regard to the letters that a Russian keyboard lacks.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from dauys.site.text import folding
from dauys.site.text.models import Provision, Version

WINDOW = 260  # characters of a provision that a result shows
LEAD = 80  # of these, before the first word that was found


@dataclass(frozen=True, slots=True)
class Search:
    """What was asked, what was found, and whether only the nearest letters found it."""

    asked: str
    terms: tuple[str, ...]
    left_out: int
    nearly: bool
    found: QuerySet[Provision]
    more: int  # further provisions that the nearest letters would find


@dataclass(frozen=True, slots=True)
class Hit:
    """A provision that was found: what it is called, its heading and some words in pieces."""

    address: str
    name: str
    heading: list[tuple[str, bool]]
    words: list[tuple[str, bool]]


def search(version: Version, language: str, asked: str, *, nearly: bool = False) -> Search:
    """What a version has of the words that were asked for, in its order."""
    every = list(dict.fromkeys(folding.words(asked)))
    terms = every[: folding.MAX_TERMS]
    within = Provision.objects.filter(version=version, language=language)
    if not terms:
        return Search(asked, (), 0, False, within.none(), 0)
    exact = within
    loose = within
    for term in terms:
        exact = exact.filter(folded__contains=f" {term}")
        loose = loose.filter(near__contains=f" {folding.near(term)}")
    as_typed = exact.count()
    nearly = nearly or not as_typed
    more = 0 if nearly else loose.count() - as_typed
    near_terms = tuple(map(folding.near, terms)) if nearly else tuple(terms)
    found = (loose if nearly else exact).order_by("order")
    return Search(asked, near_terms, len(every) - len(terms), nearly, found, more)


def hit(row: Provision, name: str, asked: Search) -> Hit:
    """A row as a result."""

    def pieces(text: str) -> list[tuple[str, bool]]:
        return folding.marked(text, asked.terms, nearly=asked.nearly)

    return Hit(row.address, name, pieces(row.heading), pieces(_window(row.words, asked)))


def _window(text: str, asked: Search) -> str:
    """The part of a long provision where the first word stands that was found."""
    if len(text) <= WINDOW:
        return text
    pieces = folding.marked(text, asked.terms, nearly=asked.nearly)
    first = len(pieces[0][0]) if len(pieces) > 1 and not pieces[0][1] else 0
    start = max(0, first - LEAD)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    stop = text.find(" ", start + WINDOW)
    shown = text[start : stop if stop >= 0 else len(text)]
    return f"{'…' if start else ''}{shown}{'…' if stop >= 0 else ''}"
