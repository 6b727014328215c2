"""Words of a text as they are compared: what counts as a word, and what inflection is forgiven.

Pure string work. It knows no grammar of any language beyond the length of a stem.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def words(text: str) -> list[str]:
    """The words of a text: letters and digits, a hyphen inside a word kept, in one case, NFC."""
    plain = text.replace("‐", "-").replace("‑", "-").replace("\N{SOFT HYPHEN}", "")
    return _WORD.findall(unicodedata.normalize("NFC", plain.casefold()))


def stems(text: str, length: int) -> list[str]:
    """The words of a text, each cut to ``length`` letters: endings of Russian and Kazakh words
    are forgiven, as they stand at the end. Numbers are kept whole."""
    return [word if word[0].isdigit() else word[:length] for word in words(text)]
