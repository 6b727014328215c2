"""Lays the units of one text beside those of another, many to many (3-text, section 5).

1. units with the same words go together, by number and then in order
2. of the rest, the pairing with the greatest likeness over the whole, place helping a little
3. passages that went elsewhere tie further units: splits and merges (see `wandered`)
4. a unit that goes with nobody, but whose words stand for the most part in one that is taken,
   is tied to it

It gives ties between positions. What they are called is in `compare`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain

from dauys.text import numbers
from dauys.text.alignment import wandered
from dauys.text.alignment.assignment import assign
from dauys.text.alignment.likeness import Bag, Weights, all_shared, dice, shared, stems_of, weights
from dauys.text.provision import Provision, words_of

SCALE = 10_000  # likeness as a whole number, for the assignment
PAIR = Fraction(22, 100)  # two units less alike than this are not laid side by side
PLACE = 600  # of SCALE: what the same relative place in both texts adds to a pair
WHOLE = Fraction(1, 2)  # of a unit's weight found in a taken unit: it was merged into it

Tie = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Side:
    """One text to compare: its units, their words, and their bags, whole and in passages."""

    units: Sequence[Provision]
    words: list[str]
    bags: list[Bag]
    passages: list[list[Bag]]


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which unit goes with which, by position, and the bags that say how alike they are."""

    old: Side
    new: Side
    weights: Weights
    ties: list[Tie]


def align(old: Sequence[Provision], new: Sequence[Provision], stem: int) -> Alignment:
    """The ties between the units of two texts; ``stem`` is the grammar's length of a stem.

    The same two texts give the same ties in either order: which of them the work begins with
    depends on their words alone.
    """
    stems = [[stems_of(unit, stem) for unit in units] for units in (old, new)]
    of = weights(list(chain.from_iterable(unit)) for unit in chain(*stems))
    sides = _side(old, stems[0], of), _side(new, stems[1], of)
    if sides[1].words < sides[0].words:
        ties = sorted((b, a) for a, b in _ties(sides[1], sides[0], of))
    else:
        ties = sorted(_ties(*sides, of))
    return Alignment(*sides, of, ties)


def _ties(old: Side, new: Side, of: Weights) -> set[Tie]:
    equal = _equal(old, new)
    free_old = sorted(set(range(len(old.units))) - {a for a, _ in equal})
    free_new = sorted(set(range(len(new.units))) - {b for _, b in equal})
    common = _common(old, new, free_old, free_new, of)
    pairs = _pairs(old, new, common)
    moved = wandered.ties(
        {a: old.passages[a] for a in free_old}, {b: new.passages[b] for b in free_new}, pairs, of
    )
    ties = equal | pairs | moved
    return ties | _swallowed(old, new, common, ties, of)


def _side(units: Sequence[Provision], stems: list[list[list[str]]], of: Weights) -> Side:
    return Side(
        units,
        [words_of(unit) for unit in units],
        [of.bag(list(chain.from_iterable(unit))) for unit in stems],
        [[of.bag(passage) for passage in unit] for unit in stems],
    )


def _equal(old: Side, new: Side) -> set[Tie]:
    """Units with the same words; of several, those with the same number first, then in order."""
    same: dict[str, tuple[list[int], list[int]]] = {}
    for side, k in ((old, 0), (new, 1)):
        for n, words in enumerate(side.words):
            same.setdefault(words, ([], []))[k].append(n)
    found: set[Tie] = set()
    for words, (olds, news) in same.items():
        by_number = {numbers.order(new.units[b].number): b for b in reversed(news)}
        rest = []
        for a in olds:
            b = by_number.pop(numbers.order(old.units[a].number), None)
            if b is None:
                rest.append(a)
            else:
                found.add((a, b))
        # Nothing but the number says that two units without a word are the same.
        if words:
            found |= set(zip(rest, sorted(by_number.values()), strict=False))
    return found


def _common(
    old: Side, new: Side, free_old: list[int], free_new: list[int], of: Weights
) -> dict[Tie, int]:
    """The shared weight of each pair of units that are still free."""
    found = all_shared([old.bags[a] for a in free_old], [new.bags[b] for b in free_new], of)
    return {(free_old[a], free_new[b]): weight for (a, b), weight in found.items()}


def _pairs(old: Side, new: Side, common: dict[Tie, int]) -> set[Tie]:
    """One to one, the greatest likeness in all; a neighbour's likeness and place count a little."""
    gains: dict[int, dict[int, int]] = {}
    for (a, b), weight in common.items():
        alike = dice(weight, old.bags[a].weight, new.bags[b].weight)
        if alike >= PAIR:
            place = abs(a * len(new.units) - b * len(old.units))
            near = PLACE - PLACE * place // (len(old.units) * len(new.units))
            gains.setdefault(a, {})[b] = int(SCALE * alike) + near
    rows = sorted(gains)
    chosen = assign([gains[a] for a in rows])
    return {(a, b) for a, b in zip(rows, chosen, strict=True) if b is not None}


def _swallowed(
    old: Side, new: Side, common: dict[Tie, int], ties: set[Tie], of: Weights
) -> set[Tie]:
    """Ties of units that have none yet to the unit that holds most of their weight, passage in
    passage: a long article holds most words of any short one by chance, a passage does not."""
    lonely_old = set(range(len(old.units))) - {a for a, _ in ties}
    lonely_new = set(range(len(new.units))) - {b for _, b in ties}
    best: dict[tuple[int, int], tuple[int, int, Tie]] = {}
    for (a, b), weight in common.items():
        for side, n, inner, outer in ((0, a, old, new), (1, b, new, old)):
            whole = inner.bags[n].weight
            if n not in (lonely_old, lonely_new)[side] or weight < WHOLE * whole:
                continue
            held = _held(inner.passages[n], outer.passages[b if side == 0 else a], of)
            if held >= WHOLE * whole:
                mine = (held, -abs(a - b), (a, b))
                best[side, n] = max(best.get((side, n), mine), mine)
    return {tie for _, _, tie in best.values()}


def _held(inner: list[Bag], outer: list[Bag], of: Weights) -> int:
    """The weight of each passage that its best counterpart shares, added up."""
    return sum(max((shared(bag, other, of) for other in outer), default=0) for bag in inner)
