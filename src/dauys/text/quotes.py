"""Quotation marks and brackets that lack their other half.

Brackets must close within the passage; a quotation may run over several passages of one unit, such
as an article. The bracket of a list mark («1)», «а)») closes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
    waiting: list[_Open] = []
    for address, text in passages:
        for found in _without_list_marks(text):
            yield from _take(waiting, _Open(found[0], address, text, found.start()))
        yield from (_lonely(each) for each in waiting if each.sign in _BRACKETS)
        waiting = [each for each in waiting if each.sign not in _BRACKETS]
    yield from map(_lonely, waiting)


def _take(waiting: list[_Open], here: _Open) -> Iterator[Lonely]:
    opens = _opens(waiting, here.sign)
    if opens is None:
        waiting.append(here)
        return
    place = next((n for n in range(len(waiting) - 1, -1, -1) if waiting[n].sign == opens), None)
    if place is None:
        yield _lonely(here)
        return
    yield from map(_lonely, waiting[place + 1 :])
    del waiting[place:]


def _opens(waiting: list[_Open], sign: str) -> str | None:
    """The sign that this one closes; None where it opens."""
    if sign == '"':
        return '"' if any(each.sign == '"' for each in waiting) else None
    if sign == "“":
        return "„" if any(each.sign == "„" for each in waiting) else None
    return _CLOSING.get(sign)


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
