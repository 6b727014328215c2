"""Cuts the units of a text into sentences: the smallest things that are laid side by side.

A rule of a law is a sentence, a point of a list or a heading. When a law is written anew these are
what stays, is reworded, or moves to another article; what becomes of articles follows from them.
It aligns nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dauys.text.alignment.inflection import Stems
from dauys.text.provision import DIVISIONS, Provision
from dauys.text.tokens import words

# A stop and a space before a capital letter (an abbreviation cut in two does no harm), and between
# the parts of a list inside a line: «принципы: защита прав; единство».
_STOP = re.compile(r"(?<=[.!?])\s+(?=[^\W\d_a-zа-яёәғқңөұүһіáéíóúñ])|(?<=[:;])\s+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: the position of its unit, of its paragraph in the unit, and of its first word
    in the unit; how many words it has, and how often each stem stands in it."""

    unit: int
    paragraph: int
    start: int
    length: int
    stems: Mapping[str, int]

    def overlaps(self, other: Sentence) -> bool:
        """Whether two sentences of units with the same words share a place among the words."""
        ends = self.start + self.length, other.start + other.length
        return self.start < ends[1] and other.start < ends[0]


def paragraphs_of(units: Sequence[Provision]) -> list[Provision]:
    """The provisions with words of their own in some units, in the order of the text; no notes,
    and of a division only what stands in no article of it."""
    found: list[Provision] = []
    waiting = list(reversed(units))
    while waiting:
        each = waiting.pop()
        if each.heading or each.text:
            found.append(each)
        inner = [child for child in each.children if child.kind != "note"]
        if each.kind in DIVISIONS:
            inner = [child for child in inner if child.kind == "paragraph"]
        waiting += reversed(inner)
    return found


def cut(paragraphs: Sequence[Sequence[Provision]], stems: Stems) -> list[Sentence]:
    """The sentences of all units, each given by its paragraphs, in the order of the text."""
    found: list[Sentence] = []
    for unit, inner in enumerate(paragraphs):
        start = 0
        for n, provision in enumerate(inner):
            for passage in (provision.heading, *_STOP.split(provision.text)):
                known = stems.of(passage)
                if known:
                    found.append(Sentence(unit, n, start, len(known), Counter(known)))
                    start += len(known)
    return found


def words_in(paragraphs: Sequence[Provision]) -> str:
    """The normalised words of some paragraphs, one space between two."""
    return " ".join(word for each in paragraphs for word in words(f"{each.heading} {each.text}"))
