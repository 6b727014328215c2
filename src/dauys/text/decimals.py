"""Exact numbers for the eye: so many places after the decimal sign of a language.

It rounds for print alone; no rule and no threshold looks at what it makes.
"""

from __future__ import annotations

from fractions import Fraction


def decimal(value: Fraction | int, places: int, sign: str) -> str:
    """A number with so many places, a half away from zero: «83,5»."""
    unit = 10**places
    exact = abs(Fraction(value)) * unit
    rounded = (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
    whole, rest = divmod(rounded, unit)
    minus = "-" if value < 0 and rounded else ""
    return f"{minus}{whole}{sign}{rest:0{places}}" if places else f"{minus}{whole}"
