"""Numbers of provisions: from what is printed to what stands in an address.

«83-1», «67¹», «VIII», «ВТОРОЙ», «12°», "19 bis" become 83-1, 67-1, 8, 2, 12, 19-bis.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

_LETTERS = {
    **dict(zip("абвгдезийклмнопрстуфцыһқ", "abvgdezijklmnoprstufcyhq", strict=True)),
    "ё": "yo",
    "ж": "zh",
    "х": "kh",
    "ч": "ch",
    "ш": "sh",
    "щ": "shh",
    "э": "eh",
    "ю": "yu",
    "я": "ya",
    "ъ": "hh",
    "ь": "jj",
    "ә": "ae",
    "ғ": "gh",
    "ң": "ng",
    "ө": "oe",
    "ұ": "w",
    "ү": "ue",
    "і": "ii",
    "ñ": "nh",
}
# The alphabets of Kazakh (it holds the Russian one) and Spanish: Unicode has another order.
_ALPHABETS = ("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя", "abcdefghijklmnñopqrstuvwxyz")
_PLACES = {
    ord(letter): chr(0xE000 + place)  # private letters, in order
    for alphabet in _ALPHABETS
    for place, letter in enumerate(alphabet)
}
# Roman numerals are often typed with Cyrillic letters that look alike.
_LOOK_ALIKES = str.maketrans("ІХСМУіхсму", "IXCMVixcmv")
_ROMAN = re.compile(r"(?=.)(c{0,3}|c?d)(x[cl]|l?x{0,3})(i[xv]|v?i{0,3})", re.IGNORECASE)
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500}
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SUPERSCRIPT = re.compile(r"(?<=\d)([⁰¹²³⁴⁵⁶⁷⁸⁹]+)")
_ADDRESS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

Key = tuple[tuple[int, int, str], ...]


def printed(number: str) -> str:
    """A number without its decoration: ordinal signs go, dashes become one kind, ¹ becomes -1."""
    number = re.sub(r"\s*[º°ª]", "", number.strip())
    number = _SUPERSCRIPT.sub(lambda found: "-" + found[1].translate(_SUPERSCRIPTS), number)
    return re.sub(r"(?<=\d)\s*[‐‑–.]\s*(?=\d)", "-", number)


def normal(number: str, ordinals: Mapping[str, int], *, roman: bool) -> str | None:
    """The ASCII form of a printed number, or None when it is no number.

    ``ordinals`` are words such as «вторая»; ``roman`` says whether VI is six or two letters.
    """
    plain = re.sub(r"\s+", "-", printed(number).casefold())
    plain = unicodedata.normalize("NFC", plain)
    if (ordinal := ordinals.get(without_accents(plain))) is not None:
        return str(ordinal)
    if roman and (value := roman_value(plain)):
        return str(value)
    ascii_form = "".join(_LETTERS.get(letter, letter) for letter in without_accents(plain))
    return ascii_form if _ADDRESS.fullmatch(ascii_form) else None


def spelt(number: str) -> str:
    """An ASCII form of what `normal` knows no form for («§», a Greek letter): digits and Latin
    letters as they are, known letters transliterated, all else by its number in Unicode."""
    parts = re.findall(r"[^\W_]|[^\w\s]", printed(number).casefold())
    return (
        "".join(
            _LETTERS.get(part, part if part.isascii() and part.isalnum() else f"u{ord(part):x}")
            for part in parts
        )
        or "u"
    )


def roman_value(number: str) -> int:
    """The value of a Roman numeral up to 899, Cyrillic look-alikes forgiven; 0 when it is none."""
    letters = number.translate(_LOOK_ALIKES).casefold()
    if not _ROMAN.fullmatch(letters):
        return 0
    values = [_ROMAN_VALUES[letter] for letter in letters]
    followed = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in followed)


def without_accents(word: str) -> str:
    """Spanish accents off; й, ё and Kazakh letters are letters and stay."""
    return re.sub(r"[áéíóú]", lambda found: unicodedata.normalize("NFD", found[0])[0], word)


def order(number: str, *, roman: bool = False) -> Key:
    """A key that sorts numbers as law does: 2 < 2-1 < 2-2 < 3 < 10; а < а1 < ә < б in the order
    of the alphabet. ``roman``: its letters are a numeral, so that viii < ix."""
    parts = re.findall(r"\d+|[^\W\d_]+", printed(number).casefold())
    if roman:
        return tuple((0, roman_value(part), "") for part in parts)
    return tuple(
        (0, int(part), "") if part.isdecimal() else (1, 0, part.translate(_PLACES))
        for part in parts
    )


def lost_superscript(previous: str, number: str) -> str | None:
    """The number meant where a raised digit was flattened: 671 after 67 is 67-1, 21 after 2 is 2-1.

    None where the number follows as it is. 11 after 10 is eleven; 11 after 1 is 1-1.
    """
    found = re.fullmatch(r"(\d+)(?:-(\d+))?", previous)
    if not found or not number.isdecimal() or int(number) == int(found[1]) + 1:
        return None
    suffix = str(int(found[2] or 0) + 1)
    return f"{found[1]}-{suffix}" if number == found[1] + suffix else None
