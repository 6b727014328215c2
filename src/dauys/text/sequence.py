"""Numbers in their order: what must follow a number among its neighbours.

1, 2, 2-1, 3; а, б, в in the order of the language's alphabet, with letters that lists leave out
(й, ё, the letters of Kazakh alone) allowed to be missing; i, ii, iii. Repeated numbers and jumps
of articles are told by the reader (`outline`, `address`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dauys.text import numbers

_ALPHABETS = {
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "kk": "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
    "en": "abcdefghijklmnopqrstuvwxyz",
    "es": "abcdefghijklmnñopqrstuvwxyz",
}
_LEFT_OUT = frozenset("ёйъыьәғқңөұүһіñ")
_NUMBER = re.compile(r"(\d+)((?:-\d+)*)")
_LETTER = re.compile(r"([^\W\d_])(\d*)")


def follows(before: str, number: str, language: str) -> bool:
    """Whether a number may stand next after another: the next one, or one inserted between."""
    if numbers.printed(before) == numbers.printed(number):
        return True  # a repeat is another finding
    digits = _NUMBER.fullmatch(before), _NUMBER.fullmatch(number)
    if digits[0] and digits[1]:
        return _next_number(digits[0], digits[1])
    romans = numbers.roman_value(before), numbers.roman_value(number)
    if all(romans) and romans[1] == romans[0] + 1:
        return True
    letters = _LETTER.fullmatch(before.casefold()), _LETTER.fullmatch(number.casefold())
    if letters[0] and letters[1]:
        return _next_letter(letters[0], letters[1], _ALPHABETS[language])
    return not (digits[0] or digits[1] or letters[0] or letters[1])


def is_first(number: str) -> bool:
    """Whether a list may begin with a number."""
    return number.casefold() in ("1", "а", "a", "i", "0")


def _next_number(before: re.Match[str], after: re.Match[str]) -> bool:
    first, second = _parts(before[0]), _parts(after[0])
    if len(second) > len(first):  # 3 and then 3-1
        return second == [*first, 1]
    shared = first[: len(second)]
    return second[:-1] == shared[:-1] and second[-1] == shared[-1] + 1


def _parts(number: str) -> list[int]:
    return [int(part) for part in number.split("-")]


def _next_letter(before: re.Match[str], after: re.Match[str], alphabet: str) -> bool:
    if before[1] == after[1]:  # а and then а1
        return int(after[2] or 0) == int(before[2] or 0) + 1
    if after[2] or before[1] not in alphabet or after[1] not in alphabet:
        return False
    between = alphabet[alphabet.index(before[1]) + 1 : alphabet.index(after[1])]
    later = alphabet.index(after[1]) > alphabet.index(before[1])
    return later and _LEFT_OUT.issuperset(between)


def jumps(row: Sequence[str], language: str) -> list[int]:
    """The places in a row of numbers that do not follow the one before; 0: the first is none."""
    if not row:
        return []
    later = [n for n in range(1, len(row)) if not follows(row[n - 1], row[n], language)]
    return later if is_first(row[0]) else [0, *later]
