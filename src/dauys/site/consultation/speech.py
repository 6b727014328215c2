"""Whether words are in the script and language of the text that they are meant for."""

from __future__ import annotations

import unicodedata

from dauys.text.mixture import foreign_sentences

SCRIPTS = {"kk": "CYRILLIC", "ru": "CYRILLIC", "en": "LATIN", "es": "LATIN"}
FEW = 4  # letters: a name or a sign in another script is no sentence


def other_script(text: str, language: str) -> bool:
    """Whether most letters are of another script than the language is written in."""
    script = SCRIPTS.get(language)
    letters = [char for char in text if char.isalpha()]
    if script is None or len(letters) < FEW:
        return False
    own = sum(unicodedata.name(char, "").startswith(script) for char in letters)
    return 2 * own < len(letters)


def other_language(text: str, language: str) -> str:
    """The language in which a sentence of the text is, where it is another one; else empty."""
    return next((other for _, other in foreign_sentences(text, language)), "")
