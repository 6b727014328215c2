"""Words without their inflection: what is compared when two passages are laid side by side.

The longest ending of the language's table is taken off where at least three letters are left, and
of the rest the first letters count (`Grammar.stem`): «закон», «закона» and «законом» are one word,
and so are «заң», «заңның» and «заңдар». It knows no dictionary; two words that begin alike may
be taken for one, which costs little where whole passages are compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dauys.text.languages import GRAMMARS
from dauys.text.numbers import without_accents
from dauys.text.tokens import words

LEAST = 3  # letters that an ending must leave

# Endings of nouns, adjectives and participles in the order of any grammar's tables of declension.
RUSSIAN = (
    "а я о е ы и у ю ь й ой ей ий ый ая яя ое ее ые ие ию ью ия ья ом ем ам ям ах ях ов ев ую юю"
    " ою ею ого его ому ему ыми ими ами ями ией иям иях ием иями ье ьи ьям ьях ьями"
)
# Plural, possessive and case, in all forms of the harmony of vowels; `_kazakh` joins them.
KAZAKH_PLURAL = "лар лер дар дер тар тер"
KAZAKH_OWNED = "ы і сы сі"
KAZAKH_CASE = (
    "ның нің дың дің тың тің ға ге қа ке на не ды ді ты ті ны ні н да де та те нда нде"
    " дан ден тан тен нан нен мен бен пен"
)
ENGLISH = "s es ed ing d"
SPANISH = "s es a o e as os an en"


def _kazakh() -> set[str]:
    """Every ending of a noun: a plural or none, a possessive or none, a case or none."""
    plurals, owned, cases = (
        ["", *each.split()] for each in (KAZAKH_PLURAL, KAZAKH_OWNED, KAZAKH_CASE)
    )
    return {p + o + c for p in plurals for o in owned for c in cases} - {""}


ENDINGS: Mapping[str, frozenset[str]] = {
    "ru": frozenset(RUSSIAN.split()),
    "kk": frozenset(_kazakh()),
    "en": frozenset(ENGLISH.split()),
    "es": frozenset(SPANISH.split()),
}
LONGEST = {language: max(map(len, endings)) for language, endings in ENDINGS.items()}


@dataclass(frozen=True, slots=True)
class Stems:
    """The stems of one language; it remembers words that it has met."""

    language: str
    _known: dict[str, str] = field(default_factory=dict, repr=False)

    def of(self, text: str) -> list[str]:
        """The stems of the words of a text, in their order."""
        known = self._known
        found = words(text)
        for word in found:
            if word not in known:
                known[word] = stem(word, self.language)
        return [known[word] for word in found]


def stem(word: str, language: str) -> str:
    """A word without its ending, cut to the letters that count; numbers are kept whole."""
    if word[0].isdigit():
        return word
    word = without_accents(word)  # one source of a Spanish law writes them, another does not
    length = GRAMMARS[language].stem
    for size in range(min(LONGEST[language], len(word) - LEAST), 0, -1):
        if word[-size:] in ENDINGS[language]:
            return word[:-size][:length]
    return word[:length]
