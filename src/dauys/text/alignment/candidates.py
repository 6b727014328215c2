"""Which sentences of two texts are alike, and how much: every pair that a table could show.

Likeness is the weight of the shared words over the geometric mean of both weights (cosine of
Salton 1975), so that a sentence is still found in a longer one that took it in. A word weighs the
square of log2(sentences / sentences with it): a word of every rule says nothing. In whole numbers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import isqrt

from dauys.text.alignment.sentences import Sentence

WHOLE = 1000  # the likeness of two sentences with the same words
FLOOR = 150  # of WHOLE: less alike than this is nothing
# Limits without which the work could grow with the square of a text made for it: how many sentences
# a stem may be in that brings two together, and how many with the same words are looked at.
OFTEN = 100
REPEATED = 40


@dataclass(frozen=True, slots=True)
class Alike:
    """How alike two sentences are, in thousandths, and the weight of the words they share."""

    likeness: int
    shared: int
    rare: int  # what of it are words that few sentences have

    @property
    def evidence(self) -> int:
        """How much speaks for it that one is the other: many rare words, and little else."""
        return self.likeness * (self.shared + self.rare) // (2 * WHOLE)


Candidates = list[dict[int, Alike]]  # for each old sentence, the new ones that it is like


@dataclass(frozen=True, slots=True)
class Scale:
    """The weights of stems in two texts."""

    weights: dict[str, int]
    often: frozenset[str]  # stems in more sentences than the square root of their number
    single: int  # the weight of a word that stands in one sentence only


def scale(old: Sequence[Sentence], new: Sequence[Sentence]) -> Scale:
    """Weighs every stem of both texts: (16 log2(sentences / sentences with it) + 1)² / 16."""
    spread = Counter(stem for each in (*old, *new) for stem in each.stems)
    size = len(old) + len(new)
    by_spread = {n: (size**16 // n**16).bit_length() ** 2 // 16 for n in {*spread.values(), 1}}
    often = frozenset(stem for stem, n in spread.items() if n > min(isqrt(size), OFTEN))
    return Scale({stem: by_spread[n] for stem, n in spread.items()}, often, by_spread[1])


def candidates(old: Sequence[Sentence], new: Sequence[Sentence], scale: Scale) -> Candidates:
    """For each old sentence the new ones that share a word with it which is not everywhere, or
    have the same words, common as they may be."""
    places: dict[str, list[tuple[int, int]]] = {}
    for n, sentence in enumerate(new):
        for stem, times in sentence.stems.items():
            if stem not in scale.often:
                places.setdefault(stem, []).append((n, times))
    weights = [_weight(sentence, scale) for sentence in new]
    found = [_alike(sentence, new, places, weights, scale) for sentence in old]
    same: dict[frozenset[tuple[str, int]], list[int]] = {}
    for n, sentence in enumerate(new):
        same.setdefault(frozenset(sentence.stems.items()), []).append(n)
    for sentence, row in zip(old, found, strict=True):
        for n in same.get(frozenset(sentence.stems.items()), [])[:REPEATED]:
            row.setdefault(n, Alike(WHOLE, weights[n], 0))
    return found


def _alike(
    sentence: Sentence,
    others: Sequence[Sentence],
    places: dict[str, list[tuple[int, int]]],
    weights: list[int],
    scale: Scale,
) -> dict[int, Alike]:
    shared: dict[int, int] = {}
    common: list[tuple[str, int, int]] = []
    for stem, times in sentence.stems.items():
        weight = scale.weights[stem]
        if stem in scale.often:
            common.append((stem, times, weight))
        for n, others_times in places.get(stem, ()):
            shared[n] = shared.get(n, 0) + weight * min(times, others_times)
    own = _weight(sentence, scale)
    most = sum(times * weight for _, times, weight in common)
    found: dict[int, Alike] = {}
    for n, rare in shared.items():
        both = isqrt(own * weights[n])
        if (rare + most) * WHOLE < FLOOR * both:
            continue
        stems, whole = others[n].stems, rare
        for stem, times, weight in common:  # the innermost loop: a sum of a generator is slower
            if has := stems.get(stem):
                whole += weight * (times if times < has else has)
        if whole * WHOLE >= FLOOR * both:
            found[n] = Alike(whole * WHOLE // both, whole, rare)
    return found


def _weight(sentence: Sentence, scale: Scale) -> int:
    return sum(scale.weights[stem] * times for stem, times in sentence.stems.items())
