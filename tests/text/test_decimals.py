"""Numbers for the eye: rounded a half away from zero, with the sign of the language."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dauys.text.decimals import decimal


@pytest.mark.parametrize(
    ("value", "places", "told"),
    [
        (Fraction(0), 1, "0,0"),
        (Fraction(1, 20), 1, "0,1"),
        (Fraction(-1, 20), 1, "-0,1"),
        (Fraction(-1, 21), 1, "0,0"),
        (Fraction(5, 2), 0, "3"),
        (Fraction(205, 100), 3, "2,050"),
        (100, 2, "100,00"),
    ],
)
def test_a_half_goes_away_from_zero(value: Fraction | int, places: int, told: str) -> None:
    assert decimal(value, places, ",") == told
