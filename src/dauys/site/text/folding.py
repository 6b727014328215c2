"""What counts as the same word in a search: small letters, and ё as е.

`near` also takes the nine letters that a Russian keyboard lacks for their nearest: a person who
types «кыз» should find «қыз». Both texts and questions are folded the same way, so that no
database needs to know anything of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

WORD = re.compile(r"[^\W_]+")
SPOKEN = re.compile("[^\\W_]+(?:\N{SOFT HYPHEN}[^\\W_]+)*")  # as printed
MAX_TERMS = 12  # words of a question; what follows them is left out, and said so
_HIDDEN = {ord("\N{SOFT HYPHEN}"): None}
_SAME = str.maketrans("ё", "е")
_NEAREST = str.maketrans("әғқңөұүһі", "агкноуухи")


def fold(text: str) -> str:
    """Text in which what counts as one letter is one."""
    return unicodedata.normalize("NFC", text.translate(_HIDDEN).casefold()).translate(_SAME)


def near(folded: str) -> str:
    """Folded text with the nearest letters of a Russian keyboard."""
    return folded.translate(_NEAREST)


def words(text: str) -> list[str]:
    """The folded words of a text: letters and digits; a hyphen parts words."""
    return WORD.findall(fold(text))


def indexed(text: str) -> str:
    """The words of a text as a column has them: a space before each, so that beginnings match."""
    return "".join(f" {word}" for word in words(text))


def marked(text: str, terms: Sequence[str], *, nearly: bool) -> list[tuple[str, bool]]:
    """A text in pieces, and of each whether it is a word that begins with one of the terms."""
    pieces: list[tuple[str, bool]] = []
    done = 0
    for found in SPOKEN.finditer(text):
        word = fold(found[0])
        if (near(word) if nearly else word).startswith(tuple(terms)):
            if found.start() > done:
                pieces.append((text[done : found.start()], False))
            pieces.append((found[0], True))
            done = found.end()
    return [*pieces, (text[done:], False)] if done < len(text) else pieces
