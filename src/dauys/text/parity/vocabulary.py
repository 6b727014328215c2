"""The same terms in both languages: a concept of the term base that only one side names."""

from __future__ import annotations

from collections.abc import Iterator

from dauys.text.concepts.terms import TermBase
from dauys.text.parity.divergence import Divergence, at
from dauys.text.parity.places import Place


def vocabulary(place: Place, terms: TermBase) -> Iterator[Divergence]:
    """The concepts that stand on one side of a place only; how often does not matter, as one
    language repeats a noun where another has a pronoun."""
    first, second = (
        terms.find(said, language)
        for said, language in zip(place.said, place.languages, strict=True)
    )
    for concept in sorted(first.keys() ^ second.keys()):
        if terms.covers(concept, *place.languages):
            yield at(place, "term", first.get(concept, []), second.get(concept, []), concept)
