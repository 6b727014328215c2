"""Sentences in another language than the law's, known by the small words that each language uses.

A name or a term of another language is no sentence: at least `FEW` small words of one other
language, and twice as many as of the law's own, must stand in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from dauys.text.tokens import words

FEW = 3
_SENTENCE = re.compile(r"[.;!?]\s")
# Words that stand in no other of the four languages.
_SMALL = {
    "kk": frozenset(
        [
            "және",
            "мен",
            "пен",
            "үшін",
            "туралы",
            "осы",
            "болып",
            "табылады",
            "оның",
            "сол",
            "бойынша",
            "арқылы",
            "немесе",
            "болады",
            "тиіс",
            "барлық",
            "қарай",
            "кейін",
            "дейін",
            "емес",
        ]
    ),
    "ru": frozenset(
        [
            "и",
            "в",
            "на",
            "с",
            "по",
            "для",
            "или",
            "при",
            "от",
            "из",
            "его",
            "что",
            "как",
            "не",
            "к",
            "о",
            "об",
            "за",
            "до",
            "также",
            "в",
            "том",
            "числе",
            "если",
        ]
    ),
    "en": frozenset(
        [
            "the",
            "of",
            "and",
            "to",
            "in",
            "shall",
            "by",
            "for",
            "or",
            "be",
            "is",
            "are",
            "with",
            "as",
            "which",
            "any",
            "not",
            "it",
        ]
    ),
    "es": frozenset(
        [
            "de",
            "la",
            "el",
            "los",
            "las",
            "del",
            "que",
            "en",
            "y",
            "por",
            "para",
            "con",
            "se",
            "su",
            "una",
            "al",
            "lo",
            "como",
            "será",
            "son",
        ]
    ),
}


def foreign_sentences(text: str, language: str) -> Iterator[tuple[str, str]]:
    """The sentences of a passage that are in another language, each with that language."""
    for sentence in _SENTENCE.split(text):
        spoken = words(sentence)
        if len(spoken) < FEW:
            continue
        counts = {name: sum(word in small for word in spoken) for name, small in _SMALL.items()}
        own = counts.pop(language, 0)
        other = max(sorted(counts), key=lambda name: counts[name])
        if counts[other] >= max(FEW, 2 * own + 1):
            yield sentence, other
