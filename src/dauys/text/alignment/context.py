"""What speaks for it that a rule of one unit went to another, apart from its own words.

Rules move in company: most of an article goes to one article, its neighbours to that one's
neighbours, and a chapter to a chapter. It is worked out from the links of the round before, and
is a bonus to the likeness of two sentences, never a ground of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

WHOLE = 1000

# In thousandths of the likeness of two sentences with the same words.
HOME = 200  # the two units share the most of each other
BESIDE = 100  # so do the units before them; and again the units after them
DIVISION = 50  # the chapters around them share the most of each other
PLACE = 20  # they have the same number, or stand at the same place of their text

Tie = tuple[int, int]  # an old unit, a new one
Key = TypeVar("Key", int, str)


@dataclass(frozen=True, slots=True)
class Order:
    """The units of one text: the number of each as it is compared, and its division."""

    numbers: Sequence[object]
    divisions: Sequence[str]


def bonus(ties: set[Tie], mass: Mapping[Tie, int], old: Order, new: Order) -> dict[Tie, int]:
    """The bonus of each of ``ties``, from the evidence that each tie had in the round before."""
    home = _shares(mass)
    divisions: Counter[tuple[str, str]] = Counter()
    for (a, b), weight in mass.items():
        divisions[old.divisions[a], new.divisions[b]] += weight
    around = _shares(divisions)
    found: dict[Tie, int] = {}
    for a, b in ties:
        beside = home.get((a - 1, b - 1), 0) + home.get((a + 1, b + 1), 0)
        found[a, b] = (
            HOME * home.get((a, b), 0)
            + BESIDE * beside
            + DIVISION * around.get((old.divisions[a], new.divisions[b]), 0)
        ) // WHOLE + place(a, b, old, new)
    return found


def place(a: int, b: int, old: Order, new: Order) -> int:
    """What number and place say: all of `PLACE` for the same number, else by the distance."""
    if old.numbers[a] == new.numbers[b]:
        return PLACE
    sizes = len(old.numbers), len(new.numbers)
    return PLACE - PLACE * abs(a * sizes[1] - b * sizes[0]) // (sizes[0] * sizes[1]) - 1


def _shares(mass: Mapping[tuple[Key, Key], int]) -> dict[tuple[Key, Key], int]:
    """For each pair how far it is the strongest of both, in thousandths."""
    best: tuple[dict[Key, int], dict[Key, int]] = {}, {}
    for (first, second), weight in mass.items():
        best[0][first] = max(best[0].get(first, 0), weight)
        best[1][second] = max(best[1].get(second, 0), weight)
    return {
        (first, second): 2 * WHOLE * weight // (best[0][first] + best[1][second])
        for (first, second), weight in mass.items()
        if weight
    }
