"""Words in the form in which they are searched: one case, and letters that many keyboards lack.

A person who has no ә or ў on the keyboard types а or у; both sides are folded, so that either
spelling finds the other. Nothing that is shown or compared as law goes through here.
"""

from __future__ import annotations

from dauys.text.tokens import words

_FOLDED = str.maketrans("әғқңөұүһіёў", "агкноуухиеу")
LONGEST = 200  # characters of what is sought


def folded(text: str) -> str:
    """The words of a text, folded, with one space between."""
    return " ".join(words(text)).translate(_FOLDED)


def sought(text: str) -> list[str]:
    """The folded words that must all be there."""
    return folded(text[:LONGEST]).split()
