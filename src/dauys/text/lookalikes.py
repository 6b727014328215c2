"""Letters of one alphabet among those of another: the Latin i in «мемлекеттiк».

They look right on paper, and no search, comparison or hash takes them for the same word. A word
that mixes Latin and Cyrillic is wrong for certain; a whole word of look-alike letters (a Latin
«c» for «с») is likely to be. Roman numerals are often typed so and are forgiven.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dauys.text import numbers

_WORD = re.compile(r"[^\W\d_]+")
_ALONE = re.compile(r"(?<![\w.-])[^\W\d_]{1,3}(?![\w)-])")  # no letter of a list, no abbreviation
_LATIN = frozenset("ABCEHIKMOPSTXYaceiopsxyhə")
_CYRILLIC = frozenset("АВСЕНІКМОРЅТХУасеіорѕхуһә")
CYRILLIC_LANGUAGES = ("ru", "kk")


@dataclass(frozen=True, slots=True)
class Strange:
    """A word with letters of another alphabet: the letters in their order, each once.

    ``certain``: the word mixes two alphabets; else it has only letters that stand in both.
    """

    word: str
    letters: tuple[str, ...]
    certain: bool

    def names(self) -> str:
        """The letters with their code points and names, to be told from what they look like."""
        return ", ".join(f"{each} (U+{ord(each):04X} {_name(each)})" for each in self.letters)


def strange_words(text: str, language: str) -> Iterator[Strange]:
    """The words of a passage in a language that hold letters of the other alphabet."""
    cyrillic = language in CYRILLIC_LANGUAGES
    seen: Counter[str] = Counter()
    for word in _words(text, _LATIN if cyrillic else _CYRILLIC):
        foreign = [each for each in word if _is_cyrillic(each) != cyrillic]
        numeral = word.isupper() and numbers.roman_value(word)
        if foreign and not seen[word] and not numeral:
            yield Strange(word, tuple(dict.fromkeys(foreign)), len(foreign) < len(word))
        seen[word] += 1


def _words(text: str, foreign: frozenset[str]) -> Iterator[str]:
    if not _has_both(text):
        return
    for found in _WORD.finditer(text):
        word = found[0]
        if _has_both(word):
            yield word
    for found in _ALONE.finditer(text):
        word = found[0]
        if foreign.issuperset(word) and (word.islower() or len(word) == 1):
            yield word


def _has_both(text: str) -> bool:
    latin = any(each.isalpha() and not _is_cyrillic(each) for each in text)
    return latin and any(map(_is_cyrillic, text))


def _is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u052f"


def _name(letter: str) -> str:
    return unicodedata.name(letter, "?")
