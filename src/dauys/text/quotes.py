"""Quotation marks and brackets that lack their other half.

Brackets must close within the passage; a quotation may run over several passages of one unit, such
as an article. The bracket of a list mark («1)», «а)») closes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

_PAIRS = {"«": "»", "“": "”", "„": "“", "(": ")", "[": "]"}
_CLOSING = {"»": "«", "”": "“", ")": "(", "]": "["}
_BRACKETS = "(["
_SIGNS = re.compile(r"[«»“”„\"()\[\]]")
# What stands before the bracket of a list mark: a number, a letter, a small Roman numeral.
_MARK = re.compile(r"(?<![\w(-])(?:\d{1,4}(?:-\d{1,3})?|[^\W\d_]\d{0,2}|[ivx]{1,5})[º°]?$")
_AROUND = 25  # characters on each side of a sign that a finding shows


@dataclass(frozen=True, slots=True)
class Lonely:
    """A sign without its other half: the place of its passage, the sign, the words around it."""

    address: str
    sign: str
    words: str


@dataclass(slots=True)
class _Open:
    sign: str
    address: str
    text: str
    at: int


def lonely_signs(passages: Iterable[tuple[str, str]]) -> Iterator[Lonely]:
    """The signs without their other half in the passages of one unit, each with its address."""
    waiting = _Waiting()
    for address, text in passages:
        for found in _without_list_marks(text):
            yield from waiting.take(_Open(found[0], address, text, found.start()))
        yield from waiting.leave(_BRACKETS)
    yield from waiting.leave("".join(_PAIRS) + '"')


@dataclass(slots=True)
class _Waiting:
    """The signs that wait for their other half; ``counts`` of each, so that none is sought in vain:
    a sign that is found takes those above it away, and the whole takes linear time."""

    signs: list[_Open] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def take(self, here: _Open) -> Iterator[Lonely]:
        opening = self.opening(here.sign)
        if opening is None:
            self.signs.append(here)
            self.counts[here.sign] += 1
        elif not self.counts[opening]:
            yield _lonely(here)
        else:
            while (above := self.pop()).sign != opening:
                yield _lonely(above)

    def pop(self) -> _Open:
        last = self.signs.pop()
        self.counts[last.sign] -= 1
        return last

    def opening(self, sign: str) -> str | None:
        """The sign that this one closes; None where it opens."""
        if sign == '"':
            return '"' if self.counts['"'] else None
        if sign == "“":
            return "„" if self.counts["„"] else None
        return _CLOSING.get(sign)

    def leave(self, signs: str) -> Iterator[Lonely]:
        """Gives up waiting for the other halves of some signs."""
        if any(self.counts[sign] for sign in signs):
            yield from (_lonely(each) for each in self.signs if each.sign in signs)
            self.signs = [each for each in self.signs if each.sign not in signs]
            self.counts = Counter(each.sign for each in self.signs)


def _without_list_marks(text: str) -> list[re.Match[str]]:
    """The signs of a passage; where more brackets close than open, those of list marks left out,
    the first ones first, until as many do."""
    signs = list(_SIGNS.finditer(text))
    surplus = text.count(")") - text.count("(")
    kept: list[re.Match[str]] = []
    for found in signs:
        at = found.start()
        if surplus > 0 and found[0] == ")" and _MARK.search(text[max(0, at - 9) : at]):
            surplus -= 1
        else:
            kept.append(found)
    return kept


def _lonely(each: _Open) -> Lonely:
    words = each.text[max(0, each.at - _AROUND) : each.at + _AROUND].strip()
    return Lonely(each.address, each.sign, words)
