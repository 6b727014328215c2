"""Numbers as Kazakh, Russian and English write them: exact, from integers and fractions alone.

Kazakh and Russian: ``12 345,6`` with narrow spaces that do not break; English: ``12,345.6``.
"""

from __future__ import annotations

from fractions import Fraction

THIN = "\u202f"
MINUS = "\u2212"
MOST_DIGITS = 6
MARKS = {"kk": (THIN, ","), "ru": (THIN, ","), "en": (",", ".")}
# Shares that decide: a share that is not one of these is never written as if it were.
TELLING = (Fraction(0), Fraction(1, 2), Fraction(1))


def number(value: int | Fraction, language: str, digits: int = 0) -> str:
    """A number with this many digits after the mark, rounded half away from zero."""
    thousands, mark = MARKS.get(language, MARKS["en"])
    scaled = _rounded(abs(Fraction(value)), digits)
    whole, rest = divmod(scaled, 10**digits)
    told = f"{whole:,}".replace(",", thousands)
    if digits:
        told += f"{mark}{rest:0{digits}d}"
    return MINUS + told if value < 0 and scaled else told


def percent(share: Fraction, language: str, digits: int = 1) -> str:
    """A share of the whole in hundredths: ``49,3 %`` or ``49.3%``.

    More digits are told where rounding would hide on which side of 0, a half or the whole it lies:
    1,999 of 4,000 is 49.98 %, not 50.0 %.
    """
    while digits < MOST_DIGITS and _hides(share, digits):
        digits += 1
    space = "" if language == "en" else "\u00a0"
    return f"{number(share * 100, language, digits)}{space}%"


def _hides(share: Fraction, digits: int) -> bool:
    """Whether the rounded share equals a telling one and the true share does not."""
    shown = Fraction(_rounded(abs(share) * 100, digits), 100 * 10**digits)
    return shown in TELLING and shown != abs(share)


def _rounded(value: Fraction, digits: int) -> int:
    return int(value * 10**digits + Fraction(1, 2))
