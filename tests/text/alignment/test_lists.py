"""How much of the lists of right pairs is found, and how much of what is shown is right."""

from __future__ import annotations

from fractions import Fraction

import pytest

from dauys.text.compare import comparison
from dauys.text.formats import load
from tests.shared import shared
from tests.text.alignment.scored import ADDED, TEXTS, Score, listed, score

GOAL = Fraction(95, 100)


@pytest.mark.parametrize(
    ("name", "leave_out"),
    [
        ("kz-1995-2026", ()),
        ("kz-1995-2026", ADDED),
        ("ru-1993-2020", ()),
        ("cl-1980-2005", ()),
    ],
)
def test_of_the_right_pairs_95_percent_are_found_and_of_those_shown_right(
    name: str, leave_out: tuple[str, ...]
) -> None:
    old, new = (load(shared(f"texts/{path}")) for path in TEXTS[name])
    result = score(comparison(old, new).rows, *listed(name, leave_out))
    assert result.found >= GOAL, sorted(result.missed)
    assert result.precise >= GOAL, sorted(result.wrong)


def test_a_list_has_the_articles_that_its_readme_says() -> None:
    sure, doubtful = listed("kz-1995-2026")
    assert len({a for a, _ in sure | doubtful if a}) == 50
    sure, doubtful = listed("kz-1995-2026", ADDED)
    assert len({a for a, _ in sure | doubtful if a}) == 40


def test_a_score_counts_what_is_missed_and_what_is_wrong() -> None:
    found = Score(frozenset({("1", "1")}), frozenset({("2", "2")}), frozenset({("2", "")}))
    assert (found.found, found.precise) == (Fraction(1, 2), Fraction(1, 2))
