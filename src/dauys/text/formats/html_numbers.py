"""The numbers that a browser gives to the items of a list: start, type, value, reversed
(HTML Standard, 4.4.5 and 4.4.8).

A numbered list in an article is its paragraphs («1.»), one within it its points («1)»).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dauys.text.formats.hostile import Element, name_of

_INTEGER = re.compile(r"\s*([+-]?\d{1,9})")
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


@dataclass(slots=True)
class Counter:
    """A numbered list: its next number, its step, its type, and how many lists are around it."""

    number: int
    step: int
    form: str
    depth: int

    def next(self, item: Element) -> str:
        """The mark of an item, which may say its own number."""
        own = integer(item.get("value"))
        number = self.number if own is None else own
        self.number = number + self.step
        form = item.get("type") or self.form
        told = numeral(number, form)
        return f"{told}." if self.depth == 0 and told.isdecimal() else f"{told})"


def counter_of(element: Element, depth: int) -> Counter | None:
    """The counter of a list; None for one that shows no numbers."""
    if name_of(element) != "ol" or "none" in element.get("style", ""):
        return None
    reverse = "reversed" in element.attrib
    items = sum(name_of(child) == "li" for child in element)
    start = integer(element.get("start"))
    first = start if start is not None else (items if reverse else 1)
    return Counter(first, -1 if reverse else 1, element.get("type", "1"), depth)


def integer(value: str | None) -> int | None:
    """The integer at the beginning of an attribute, as HTML reads it."""
    found = _INTEGER.match(value or "")
    return int(found[1]) if found else None


def numeral(number: int, form: str) -> str:
    """A number in the type of its list; what has no such form is in digits, as browsers do."""
    told = str(number)
    if form in ("a", "A") and number > 0:
        told = _letters(number)
    elif form in ("i", "I") and 0 < number < 4000:
        told = _roman(number)
    return told.upper() if form in ("A", "I") else told


def _letters(number: int) -> str:
    told = ""
    while number:
        number, rest = divmod(number - 1, 26)
        told = chr(ord("a") + rest) + told
    return told


def _roman(number: int) -> str:
    told = ""
    for value, letters in _ROMAN:
        times, number = divmod(number, value)
        told += letters * times
    return told
