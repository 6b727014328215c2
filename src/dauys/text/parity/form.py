"""The same outward form in both languages: sentences, asides in brackets, about the same length.

It sees what no other check can name: a sentence, or half of one, that only one language has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from dauys.text.parity.divergence import Divergence, at
from dauys.text.parity.places import Place

LONGER = Fraction(17, 10)  # how many times as long as the other a side may be
SHORT = 100  # letters; of a shorter passage the length says nothing
_BRACKET = re.compile(r"\((?=[^()]*[^\W\d]{3})[^()]*\)")  # an aside, not a number
_STOP = re.compile(r"[.!?](?=\s+[^\W\d])")
_SENTENCE = re.compile(r"(?<=[.;:!?])\s+")


def sentences(said: str) -> list[str]:
    """The sentences of some words, and what semicolons and colons divide."""
    return [part for part in _SENTENCE.split(said) if part]


def form(place: Place, ratio: Fraction) -> Iterator[Divergence]:
    """The differences in form; ``ratio`` is the length of the first text to that of the second."""
    asides = [_BRACKET.findall(said) for said in place.said]
    if len(asides[0]) != len(asides[1]):
        yield at(place, "aside", asides[0], asides[1])
    counts = [len(_STOP.findall(said)) + 1 for said in place.said]
    if counts[0] != counts[1]:
        yield at(place, "sentences", [str(counts[0])], [str(counts[1])])
    lengths = [len(said) for said in place.said]
    apart = Fraction(lengths[0], lengths[1]) / ratio
    if max(lengths) >= SHORT and not 1 / LONGER < apart < LONGER:
        yield at(place, "length", [str(lengths[0])], [str(lengths[1])])
