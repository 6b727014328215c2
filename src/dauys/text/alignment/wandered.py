"""Finds passages that went from one unit to another: what makes splits and merges.

A paragraph of an old article that stands, in much the same words, in another new article than the
rest ties the two. It gives ties between units; it knows nothing of order or numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from dauys.text.alignment.likeness import Bag, Weights, dice, shared

PASSAGE = Fraction(1, 2)  # two passages at least this alike are one that went somewhere
PART = Fraction(3, 10)  # of the weight of the old or the new unit: enough for a tie
LONELY = Fraction(1, 5)  # PART for a unit that would go with nobody
CLEAR = Fraction(3, 5)  # PASSAGE for it, as its counterpart may have a still better one
RARE = 6  # how many of a passage's rarest stems look for its counterpart
COMMON = 60  # a stem in more passages than this looks for none

Units = Mapping[int, list[Bag]]
Tie = tuple[int, int]  # an old unit, a new one
Place = tuple[int, int]  # a unit, a passage in it
Best = dict[Place, tuple[Fraction, bool, Place]]


def ties(old: Units, new: Units, pairs: set[Tie], of: Weights) -> set[Tie]:
    """The ties that wandering passages make, beyond the pairs that are known."""
    best_old, best_new = _best(old, new, pairs, of)
    found = _by_both(old, new, best_old, best_new)
    tied = found | pairs
    lonely_old = {n: old[n] for n in set(old) - {a for a, _ in tied}}
    lonely_new = {n: new[n] for n in set(new) - {b for _, b in tied}}
    found |= set(_by_one(lonely_old, best_old).items())
    return found | {(a, b) for b, a in _by_one(lonely_new, best_new).items()}


def _best(old: Units, new: Units, pairs: set[Tie], of: Weights) -> tuple[Best, Best]:
    """For each passage the one on the other side that is most alike; at home, in the paired unit,
    wins among equals."""
    best_old: Best = {}
    best_new: Best = {}
    for here, there in _candidates(old, new, of):
        first, second = old[here[0]][here[1]], new[there[0]][there[1]]
        common, both = shared(first, second, of), first.weight + second.weight
        if 2 * common * PASSAGE.denominator >= PASSAGE.numerator * both:
            alike = dice(common, first.weight, second.weight)
            home = (here[0], there[0]) in pairs
            best_old[here] = max(best_old.get(here, (alike, home, there)), (alike, home, there))
            best_new[there] = max(best_new.get(there, (alike, home, here)), (alike, home, here))
    return best_old, best_new


def _by_both(old: Units, new: Units, best_old: Best, best_new: Best) -> set[Tie]:
    """Ties by passages that are each the most alike to the other, if they weigh enough."""
    gone: Counter[Tie] = Counter()
    come: Counter[Tie] = Counter()
    for here, (_, _, there) in best_old.items():
        if best_new[there][2] == here:
            gone[here[0], there[0]] += old[here[0]][here[1]].weight
            come[here[0], there[0]] += new[there[0]][there[1]].weight
    return {
        (a, b)
        for a, b in gone
        if gone[a, b] >= PART * _weight(old[a]) or come[a, b] >= PART * _weight(new[b])
    }


def _by_one(lonely: Units, best: Best) -> dict[int, int]:
    """For a unit that goes with nobody: the unit in which the most of its passages have their
    counterpart, though that one may go with another passage still better."""
    leaning: Counter[Tie] = Counter()
    for here, (alike, _, there) in best.items():
        if here[0] in lonely and alike >= CLEAR:
            leaning[here[0], there[0]] += lonely[here[0]][here[1]].weight
    found: dict[int, tuple[int, int, int]] = {}
    for (unit, other), weight in leaning.items():
        if weight >= LONELY * _weight(lonely[unit]):
            mine = (weight, -abs(unit - other), other)
            found[unit] = max(found.get(unit, mine), mine)
    return {unit: other for unit, (_, _, other) in found.items()}


def _weight(bags: list[Bag]) -> int:
    return sum(bag.weight for bag in bags)


def _candidates(old: Units, new: Units, of: Weights) -> list[tuple[Place, Place]]:
    """Pairs of passages that share one of the rarest stems of either."""
    found: set[tuple[Place, Place]] = set()
    places = (_places(old), _places(new))
    for side, (units, others) in enumerate(((old, places[1]), (new, places[0]))):
        for unit, bags in units.items():
            for n, bag in enumerate(bags):
                rare = sorted(bag.stems, key=lambda stem: (-of.of[stem], stem))[:RARE]
                for stem in rare:
                    for other in others.get(stem, ())[:COMMON]:
                        pair = ((unit, n), other)
                        found.add(pair if side == 0 else (pair[1], pair[0]))
    return sorted(found)


def _places(units: Units) -> dict[str, list[Place]]:
    places: dict[str, list[Place]] = {}
    for unit, bags in sorted(units.items()):
        for n, bag in enumerate(bags):
            for stem in bag.stems:
                places.setdefault(stem, []).append((unit, n))
    return places
