"""What two languages share without a dictionary: the marks by which their provisions are compared.

Numbers, dates, deadlines and references in the words; the concepts of a term base; words that both
texts use («Президент», «депутат» in Kazakh and Russian); how many paragraphs and points there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dauys.text.concepts.mentions import mentions
from dauys.text.concepts.quantities import quantities
from dauys.text.concepts.terms import TermBase
from dauys.text.provision import Provision, Text
from dauys.text.tokens import words

LETTERS = 5  # the first letters that a word must share with one of the other language


class Marker:
    """Gives the marks of passages of two texts."""

    def __init__(self, first: Text, second: Text, terms: TermBase | None):
        self.terms = terms
        self.common = _stems(first) & _stems(second)

    def of(self, passage: str, language: str) -> list[str]:
        """The marks of a passage, each as often as it stands there."""
        found, rest = mentions(passage, language)
        marks = [f"mention {each.mark}" for each in found]
        marks += [f"{each.kind} {each.mark}" for each in quantities(rest, language)]
        if self.terms is not None:
            for concept, said in self.terms.find(passage, language).items():
                marks += [f"term {concept}"] * len(said)
        stems = (word[:LETTERS] for word in words(passage))
        return marks + [f"word {stem}" for stem in stems if stem in self.common]

    def of_paragraphs(self, paragraphs: Iterable[Provision], language: str) -> list[str]:
        """The marks of a unit: those of its words, and its shape."""
        shape: Counter[str] = Counter()
        marks: list[str] = []
        for each in paragraphs:
            shape[each.kind] += 1
            marks += self.of(f"{each.heading} {each.text}", language)
        return marks + [f"shape {kind} {count}" for kind, count in sorted(shape.items())]


def _stems(text: Text) -> set[str]:
    return {
        word[:LETTERS]
        for each in text.walk()
        for word in words(f"{each.heading} {each.text}")
        if len(word) >= LETTERS and not word[0].isdigit()
    }
