"""A passage cut into what is marked as a whole: words, numbers, references, punctuation.

Joined again, the tokens give exactly the passage. Which of them two passages share is `match`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# A reference («статьи 44», "paragraph 2", «№ 907») is one thing: half of it says nothing.
_CITED = (
    r"(?:(?:под)?пункт\w*|стать\w+|част[ьи]\w*|абзац\w*|раздел\w*|глав[аыуе]\w*|"
    r"articles?|(?:sub-?)?paragraphs?|(?:sub)?points?|sections?|chapters?|"
    r"artículos?|párrafos?|capítulos?|№)"
)
_LETTERS = r"(?:[^\W_][\u0300-\u036f]*)+"
_PATTERN = re.compile(
    rf"""(?P<lead>\s*)(?P<body>
      \b{_CITED}\s\d+(?:[-–.]\d+)*(?:\(\w{{1,3}}\))*(?:-{_LETTERS})?
    | №\s?\d+(?:[-–./]\d+)*
    | \d{{1,3}}(?:[\s\u202f]\d{{3}})+(?!\d)
    | \d+(?:[.,:/–-]\d+)*(?:-{_LETTERS})?(?:\s?%|(?:\(\w{{1,3}}\))+|\)|\s?[º°])?
    | {_LETTERS}(?:[-‐‑'’ʼ\u00ad]{_LETTERS})*
    | \S
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_STOPS = ".!?…"
_OPENING = "(«“„[‹"


@dataclass(frozen=True, slots=True)
class Tokens:
    """A passage in pieces: before each body stands its white space in ``leads``; ``tail`` is what
    follows the last. ``weights`` are letters and digits: 0 for punctuation. ``sentences`` counts
    the sentence in which each token stands, from 0."""

    leads: tuple[str, ...]
    bodies: tuple[str, ...]
    weights: tuple[int, ...]
    sentences: tuple[int, ...]
    tail: str

    def __len__(self) -> int:
        return len(self.bodies)

    def is_word(self, at: int) -> bool:
        """Whether a letter or digit is in it."""
        return self.weights[at] > 0

    def is_stop(self, at: int) -> bool:
        """Whether a sentence ends here."""
        return self.bodies[at] in _STOPS

    def is_glued(self, at: int) -> bool:
        """Whether it is punctuation that follows the token before without a space."""
        return at > 0 and not self.weights[at] and not self.leads[at]

    def is_opening(self, at: int) -> bool:
        """Whether it is a bracket or quotation mark that belongs to the token after it."""
        return self.bodies[at] in _OPENING and at + 1 < len(self) and not self.leads[at + 1]

    def text(self, start: int, end: int) -> str:
        """The characters of some tokens, with the white space before each of them."""
        pairs = zip(self.leads[start:end], self.bodies[start:end], strict=True)
        return "".join(lead + body for lead, body in pairs)


def cut(passage: str) -> Tokens:
    """The tokens of a passage."""
    leads: list[str] = []
    bodies: list[str] = []
    end = 0
    for found in _PATTERN.finditer(passage):
        leads.append(found["lead"])
        bodies.append(found["body"])
        end = found.end()
    weights = tuple(map(_weight, bodies))
    return Tokens(
        tuple(leads), tuple(bodies), weights, _sentences(leads, bodies, weights), passage[end:]
    )


def _weight(body: str) -> int:
    return len(body) if body.isalnum() else sum(map(str.isalnum, body))


def _sentences(leads: list[str], bodies: list[str], weights: tuple[int, ...]) -> tuple[int, ...]:
    """A sentence ends with a stop before a space and what begins no sentence in small letters, and
    at a line break."""
    found: list[int] = []
    number = 0
    for at, (lead, body) in enumerate(zip(leads, bodies, strict=True)):
        stopped = at > 0 and bodies[at - 1] in _STOPS and lead
        begins = not body[0].islower() and (weights[at] or body in _OPENING)
        if at and ("\n" in lead or (stopped and begins)):
            number += 1
        found.append(number)
    return tuple(found)
