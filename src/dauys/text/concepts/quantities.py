"""Numbers, fractions, per cents, dates and deadlines in the words of a provision.

«үштен екісі», «две трети» and "two-thirds" are all the fraction 2/3; «екі ай ішінде», «в течение
двух месяцев» and "within two months" all the deadline of 2 months. What is compared is `mark`.
It reads words, not grammar: what it cannot read it leaves out, and says nothing about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from dauys.text.concepts.numerals import NUMERALS, Form, Numerals
from dauys.text.tokens import words

Kind = Literal["number", "fraction", "percent", "date", "deadline"]
YEARS = range(1500, 3000)  # a number of four digits in this range is a year of the calendar
_NUMERIC_DATE = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")
_PERCENT = re.compile(r"(?<=\d)\s*%")
_DIGITS = re.compile(r"\d{1,9}")
_SUFFIXED = re.compile(r"(\d{1,9})(?:st|nd|rd|th|-?(?:й|я|е|го|му|м|х|ю|ші|шы))")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value found in words: its kind, what is compared, and the words as they were read."""

    kind: Kind
    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    value: int | None = None
    forms: frozenset[Form] = frozenset()
    digits: bool = False
    unit: str | None = None
    month: int = 0


@lru_cache(maxsize=4_096)  # laying two texts side by side asks several times for each passage
def quantities(text: str, language: str) -> tuple[Quantity, ...]:
    """The quantities of a passage in the order of its words.

    A language without a row in `NUMERALS` has its digits read and nothing else.
    """
    of = NUMERALS.get(language)
    dated = _NUMERIC_DATE.sub(lambda found: f" {found[3]}y{found[2]}m{found[1]}d ", text)
    tokens = [
        _token(word, language) for word in _split(words(_PERCENT.sub(" percent ", dated)), of)
    ]
    found: list[Quantity] = []
    at = 0
    while at < len(tokens):
        size = 1
        for reader in (_numeric_date, _date, _fraction, _percent, _deadline, _plain):
            if taken := reader(tokens, at, of):
                quantity, size = taken
                if quantity is not None:
                    found.append(quantity)
                break
        at += size
    return tuple(found)


_Taken = tuple[Quantity | None, int] | None


def _split(found: Sequence[str], of: Numerals | None) -> list[str]:
    """ "twenty-five" and "two-month" are two words each; «экс-президент» stays one."""
    if of is None:
        return list(found)
    parts: list[str] = []
    for word in found:
        pieces = word.split("-")
        known = [piece in of.words or _DIGITS.fullmatch(piece) for piece in pieces[:-1]]
        parts += pieces if len(pieces) > 1 and all(known) else [word]
    return parts


@lru_cache(maxsize=65_536)
def _token(word: str, language: str) -> _Token:
    of = NUMERALS.get(language)
    if _DIGITS.fullmatch(word):
        return _Token(word, int(word), frozenset(("cardinal", "ordinal", "of", "part")), True)
    if suffixed := _SUFFIXED.fullmatch(word):
        return _Token(word, int(suffixed[1]), frozenset(("ordinal",)), True)
    if of is None:
        return _Token(word)
    unit = next((unit for stem, unit in of.units if stem.fullmatch(word)), None)
    month = next((n for n, each in enumerate(of.months, 1) if each.fullmatch(word)), 0)
    if numeral := of.words.get(word):
        return _Token(word, numeral.value, numeral.forms, unit=unit, month=month)
    return _Token(word, unit=unit, month=month)


def _number(tokens: Sequence[_Token], at: int) -> tuple[int, int, frozenset[Form]]:
    """The value of the words from ``at`` on, how many they are, and how the last may be used:
    «бір жүз қырық бес» is 145. Nothing there: 0 words."""
    total = group = 0
    last = 10**9
    size = 0
    forms: frozenset[Form] = frozenset()
    while at + size < len(tokens):
        token = tokens[at + size]
        value = token.value
        if value is None or (token.digits and size) or forms == {"ordinal"}:
            break
        if value in (1000, 10**6) and size and not token.digits:
            total += max(group, 1) * value
            group, last = 0, value
        elif value == 100 and 0 < group < 10:  # «бір жүз», "one hundred"
            group, last = group * 100, 100
        elif value < last and (not size or _joins(last, value)):
            group, last = group + value, value
        else:
            break
        forms = token.forms
        size += 1
        if token.digits:
            break
    return total + group, size, forms


def _joins(last: int, value: int) -> bool:
    """«қырық» goes on with «бес», «он» with «бес», and neither with «отыз»."""
    return value < {100: 100, 1000: 1000, 10**6: 10**6}.get(
        last, 10 if 10 <= last <= 90 else 0
    ) or (last in range(200, 1000, 100) and value < 100)


def _numeric_date(tokens: Sequence[_Token], at: int, of: Numerals | None) -> _Taken:
    if parts := re.fullmatch(r"(\d{4})y(\d{1,2})m(\d{1,2})d", tokens[at].word):
        mark = f"{parts[1]}-{int(parts[2]):02}-{int(parts[3]):02}"
        return Quantity("date", mark, f"{parts[3]}.{parts[2]}.{parts[1]}"), 1
    return None


# A date in letters, one a word: Y a year in digits, y the word for it, M a month, m one that may be
# another word, D a number up to 31, o "of" and "the".
_DATES = re.compile(
    r"(?P<year>Y)y?o?(?P<day>D{1,2})(?P<month>M)"
    r"|(?P<day_>D{1,2})o{0,2}(?P<month_>[Mm])(?:o?(?P<year_>Y)y?)?"
    r"|(?P<alone>M)(?:(?P<year__>Y)y?)?"
    r"|(?P<only>Y)y?"
)
_MONTH_FIRST = re.compile(r"(?P<month>[Mm])(?P<day>D{1,2})(?P<year>Y)?")


def _date(tokens: Sequence[_Token], at: int, of: Numerals | None) -> _Taken:
    """A day of a month with or without a year, a month, or a year, in the orders of a language."""
    if of is None or not (tokens[at].value or tokens[at].month):
        return None
    letters = "".join(_letter(tokens, n, of) for n in range(at, min(at + 7, len(tokens))))
    found = _DATES.match(letters)
    if not of.day_first:
        found = _MONTH_FIRST.match(letters) or found
    if not found:
        return None
    spans = {name.rstrip("_"): found.span(name) for name, got in found.groupdict().items() if got}
    month = spans.get("month", spans.get("alone"))
    year = spans.get("year", spans.get("only"))
    parts = [str(_value(tokens, at, year))] if year else []
    parts += [f"{tokens[at + month[0]].month:02}"] if month else []
    parts += [f"{_value(tokens, at, spans['day']):02}"] if "day" in spans else []
    size = found.end()
    return Quantity("date", "-".join(parts), _told(tokens, at, size)), size


def _letter(tokens: Sequence[_Token], at: int, of: Numerals) -> str:
    token = tokens[at]
    if token.digits and token.value in YEARS:
        return "Y"
    if token.month in of.ambiguous_months:  # "may" is a month beside digits only
        near = tokens[max(0, at - 1) : at + 2]
        return "m" if any(each.digits for each in near) else "x"
    if token.month:
        return "M"
    if token.value and token.value <= 31 and token.forms & {"ordinal", "cardinal"}:
        return "D"
    if token.word in ("of", "the"):
        return "o"
    return "y" if token.word == "г" or token.unit == "year" else "x"


def _value(tokens: Sequence[_Token], at: int, span: tuple[int, int]) -> int:
    return sum(token.value or 0 for token in tokens[at + span[0] : at + span[1]])


def _fraction(tokens: Sequence[_Token], at: int, of: Numerals | None) -> _Taken:
    if of is None:
        return None
    for pattern, (part, whole) in of.fractions:
        if pattern.fullmatch(tokens[at].word):
            return Quantity("fraction", f"{part}/{whole}", tokens[at].word), 1
    first, second = tokens[at], tokens[at + 1] if at + 1 < len(tokens) else _Token("")
    told = f"{first.word} {second.word}"
    smaller = (first.value or 0) > (second.value or 0) and not first.digits
    if smaller and "of" in first.forms and "part" in second.forms:
        return Quantity("fraction", f"{second.value}/{first.value}", told), 2
    if "cardinal" in first.forms and "denominator" in second.forms and not second.digits:
        return Quantity("fraction", f"{first.value}/{second.value}", told), 2
    if first.forms == {"denominator"}:
        return Quantity("fraction", f"1/{first.value}", first.word), 1
    return None


def _percent(tokens: Sequence[_Token], at: int, of: Numerals | None) -> _Taken:
    value, size, _ = _number(tokens, at)
    after = tokens[at + size].word if size and at + size < len(tokens) else ""
    two = after == "per" and at + size + 1 < len(tokens) and tokens[at + size + 1].word == "cent"
    stem = of.percent if of else re.compile("percent")
    if not (two or stem.fullmatch(after)):
        return None
    size += 2 if two else 1
    return Quantity("percent", f"{value}%", _told(tokens, at, size)), size


def _deadline(tokens: Sequence[_Token], at: int, of: Numerals | None) -> _Taken:
    """A number and a unit of time, an adjective between allowed; or both in one word."""
    if of is None:
        return None
    if compound := of.compound.get(tokens[at].word):
        return Quantity("deadline", f"{compound[0]} {compound[1]}", tokens[at].word), 1
    if of.implied.fullmatch(tokens[at].word) and (unit := _unit(tokens, at + 1)):
        return Quantity("deadline", f"1 {unit}", _told(tokens, at + 1, 1)), 2
    value, size, forms = _number(tokens, at)
    if not size or (forms == {"ordinal"}):
        return None
    for between in (0, 1):
        if between and not of.between.fullmatch(_word(tokens, at + size)):
            break
        if unit := _unit(tokens, at + size + between):
            size += between + 1
            return Quantity("deadline", f"{value} {unit}", _told(tokens, at, size)), size
    return None


def _word(tokens: Sequence[_Token], at: int) -> str:
    return tokens[at].word if at < len(tokens) else ""


def _unit(tokens: Sequence[_Token], at: int) -> str | None:
    return tokens[at].unit if at < len(tokens) else None


def _plain(tokens: Sequence[_Token], at: int, of: Numerals | None) -> _Taken:
    """Any other number. One is left out: «бір адам» and «одно и то же лицо» count nothing."""
    value, size, _ = _number(tokens, at)
    if not size:
        return None
    if value == 1:
        return None, size
    if size == 1 and tokens[at].digits and value in YEARS:
        return Quantity("date", str(value), tokens[at].word), 1
    return Quantity("number", str(value), _told(tokens, at, size)), size


def _told(tokens: Sequence[_Token], at: int, size: int) -> str:
    return " ".join(token.word for token in tokens[at : at + size])
