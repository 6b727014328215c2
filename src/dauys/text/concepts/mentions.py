"""References in the words of a passage alone, with marks that are the same in every language.

«62-баптың 3-тармағы», «пункт 3 статьи 62», "article 62(3)" all mention article 62 and paragraph 3.
Where they lead to in their text is told by `dauys.text.references`, which finds them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dauys.text import mentions as found_in
from dauys.text import numbers
from dauys.text.citations import CITATIONS
from dauys.text.references import chains


@dataclass(frozen=True, slots=True)
class Mention:
    """A provision that is mentioned: "article 62", and the words that do."""

    mark: str
    words: str


def mentions(text: str, language: str) -> tuple[list[Mention], str]:
    """The references of a passage, and the passage without them."""
    cited = CITATIONS.get(language)
    if cited is None:
        return [], text
    found: list[Mention] = []
    rest, at = [], 0
    for chain in chains(text, cited, ""):
        words = text[chain.start : chain.end]
        found += [Mention(mark, words) for each in chain.mentions for mark in _marks(each)]
        rest.append(text[at : chain.start])
        at = chain.end
    return found, " ; ".join([*rest, text[at:]])


def _marks(mention: found_in.Mention) -> Iterator[str]:
    for item in mention.items:
        for number in (item.number, item.until):
            if number:
                yield f"{mention.level} {numbers.normal(number, {}, roman=False) or number}"
        if item.inner:
            yield from _marks(item.inner)
