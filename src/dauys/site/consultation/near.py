"""Where words stand that a person quoted not quite right: offered, and never taken unasked."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from fractions import Fraction

from dauys.consultation.anchor import Places
from dauys.errors import DauysError
from dauys.text.provision import Provision
from dauys.text.tokens import words

OFFERED = 3
ALIKE = Fraction(3, 5)  # of a suggestion alone; nothing is decided by it
LONGEST = 60  # words of a quotation that are looked for
_WORD = re.compile(r"[^\W_]+(?:[-‐‑\u00ad][^\W_]+)*")


def passages(provision: Provision, quote: str) -> list[str]:
    """The passages of a provision that are most like a quotation, the likest first."""
    sought = words(quote)[:LONGEST]
    if not sought:
        return []
    found = [
        offer
        for each in provision.walk()
        if each.kind != "note"
        for passage in (each.heading, each.text)
        for offer in _best(passage, sought)
    ]
    return [text for _, text in sorted(found, key=lambda each: -each[0])[:OFFERED]]


def elsewhere(places: Places, quote: str) -> str:
    """The address where exactly these words stand, if at one place; else empty."""
    try:
        return places.find_quote(quote)
    except DauysError:
        return ""


def _best(passage: str, sought: list[str]) -> list[tuple[Fraction, str]]:
    """The stretch of a passage, as long as the quotation, that has the most in common with it."""
    spans = [each.span() for each in _WORD.finditer(passage)]
    said = [" ".join(words(passage[start:end])) for start, end in spans]
    size, wanted = min(len(sought), len(said)), Counter(sought)
    best = max(
        range(len(said) - size + 1),
        key=lambda at: sum((Counter(said[at : at + size]) & wanted).values()),
        default=-1,
    )
    if best < 0 or not size:
        return []
    told = " ".join(said[best : best + size])
    alike = _alike(told, " ".join(sought))
    start, end = spans[best][0], spans[best + size - 1][1]
    return [(alike, passage[start:end])] if alike >= ALIKE else []


def _alike(first: str, second: str) -> Fraction:
    """Twice the letters that two strings share in one order, over all their letters."""
    blocks = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    return Fraction(2 * sum(block.size for block in blocks), len(first) + len(second))
