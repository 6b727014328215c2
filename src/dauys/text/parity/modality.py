"""The same permissions, duties, denials, exceptions and restrictions in both languages.

Permissions, duties and denials are counted by sentences: «нұқсан келтірмеуге тиіс … бұзбауға тиіс»
is one of a sentence, as «не должна» is; exceptions and restrictions one by one. A soft word
(«обязанность») makes a count uncertain; two sides differ where no count fits both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dauys.text.parity.divergence import Divergence, at
from dauys.text.parity.form import sentences
from dauys.text.parity.markers import MARKERS, ORDER, Modality
from dauys.text.parity.places import Place
from dauys.text.tokens import words

EACH: tuple[Modality, ...] = ("exception", "restriction")  # counted one by one


@dataclass(slots=True)
class _Count:
    """In how many sentences a modality stands at least and at most, and the words that say it."""

    least: int = 0
    most: int = 0
    words: list[str] | None = None


def modality(place: Place) -> Iterator[Divergence]:
    """The modalities that one side of a place has in more sentences than the other can have."""
    if not all(language in MARKERS for language in place.languages):
        return
    first, second = (
        _counted(said, language) for said, language in zip(place.said, place.languages, strict=True)
    )
    for each in ORDER:
        one, other = first[each], second[each]
        if one.least > other.most or other.least > one.most:
            yield at(place, each, one.words or [], other.words or [])


def _counted(said: str, language: str) -> dict[Modality, _Count]:
    counts = {each: _Count(words=[]) for each in ORDER}
    for sentence in sentences(said):
        spoken = " ".join(words(sentence))
        for each in ORDER:
            markers = MARKERS[language][each]
            hard = [found[0] for found in markers.hard.finditer(spoken)]
            spoken = markers.hard.sub(";", spoken)  # «не вправе» must not be found as «вправе» too
            soft = len(markers.soft.findall(spoken))
            once = each not in EACH
            counts[each].least += bool(hard) if once else len(hard)
            counts[each].most += bool(hard or soft) if once else len(hard) + soft
            counts[each].words = [*(counts[each].words or []), *hard]
    return counts
