"""How alike two passages of law are, in whole numbers (docs/specification/3-text.md, section 5).

This is the figure that a reader sees. A word weighs the more the fewer articles use it; words are
compared by their stems. Likeness is twice the weight that two passages share over the weight that
they have together (Dice 1945), so that 1 is the same words and 0 no word in common. What finds the
counterpart of a sentence is in `candidates`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

FEW = 40  # a stem in no more units than this may bring two units together, however small the texts


@dataclass(frozen=True, slots=True)
class Bag:
    """The stems of a passage with how often each stands in it, and their weight in all."""

    stems: Mapping[str, int]
    weight: int


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each stem in the two texts that are compared."""

    of: Mapping[str, int]
    spread: Mapping[str, int]  # in how many units of both texts a stem stands
    units: int

    def bag(self, found: Iterable[str]) -> Bag:
        """The bag of some stems."""
        return self.counted(Counter(found))

    def counted(self, stems: Mapping[str, int]) -> Bag:
        """The bag of stems that are counted already."""
        return Bag(stems, sum(self.of[stem] * times for stem, times in stems.items()))


def weights(units: Iterable[Iterable[str]]) -> Weights:
    """Weights from the units of both texts: 1 + 16 log2(units / units with the stem), cut to a
    whole number by integer arithmetic, so that it is the same on every machine."""
    sets = [set(unit) for unit in units]
    spread = Counter(stem for unit in sets for stem in unit)
    size = len(sets)
    by_spread = {n: (size**16 // n**16).bit_length() for n in set(spread.values())}
    return Weights({stem: by_spread[n] for stem, n in spread.items()}, spread, size)


def shared(first: Bag, second: Bag, of: Weights) -> int:
    """The weight of the stems that two bags have in common, each as often as in both."""
    small, large = sorted((first.stems, second.stems), key=len)
    return sum(
        of.of[stem] * min(times, large[stem]) for stem, times in small.items() if stem in large
    )


def dice(common: int, first: int, second: int) -> Fraction:
    """Twice the common weight over the sum; two empty passages are alike."""
    return Fraction(2 * common, first + second) if first + second else Fraction(1)


def all_shared(olds: Sequence[Bag], news: Sequence[Bag], of: Weights) -> dict[tuple[int, int], int]:
    """The shared weight of each pair that shares a stem which is not in every other unit.

    Stems that stand in more than a quarter of the units (or `FEW`) bring no pair together: a pair
    with nothing else in common is no pair.
    """
    limit = max(FEW, of.units // 4)
    places: dict[str, list[int]] = {}
    for n, bag in enumerate(news):
        for stem in bag.stems:
            if of.spread[stem] <= limit:
                places.setdefault(stem, []).append(n)
    pairs = {
        (n, other)
        for n, bag in enumerate(olds)
        for stem in bag.stems
        for other in places.get(stem, ())
    }
    return {(n, other): shared(olds[n], news[other], of) for n, other in sorted(pairs)}


def together(bags: Sequence[Bag]) -> Bag:
    """The bag of several passages."""
    stems: Counter[str] = Counter()
    for bag in bags:
        stems.update(bag.stems)
    return Bag(stems, sum(bag.weight for bag in bags))
