"""Ties between two rows of things, gathered into groups, and the order that most of them keep.

One of many is a group with all its partners; a pair that has no other partner is a group; what
goes with nobody is a group of its own. It knows nothing of law.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence

Tie = tuple[int, int]
Group = tuple[tuple[int, ...], tuple[int, ...]]  # positions of old and of new things


def partners(ties: Iterable[Tie]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """The new partners of each old thing, and the old ones of each new thing."""
    news: dict[int, list[int]] = {}
    olds: dict[int, list[int]] = {}
    for a, b in sorted(ties):
        news.setdefault(a, []).append(b)
        olds.setdefault(b, []).append(a)
    return news, olds


def groups(old: Iterable[int], new: Iterable[int], ties: Sequence[Tie]) -> list[Group]:
    """Every thing of both sides in at least one group, in no particular order."""
    news, olds = partners(ties)
    found: list[Group] = [((a,), tuple(bs)) for a, bs in news.items() if len(bs) > 1]
    found += [(tuple(as_), (b,)) for b, as_ in olds.items() if len(as_) > 1]
    found += [((a,), (b,)) for a, b in ties if len(news[a]) == len(olds[b]) == 1]
    found += [((a,), ()) for a in old if a not in news]
    found += [((), (b,)) for b in new if b not in olds]
    return found


def heaviest_chain(ties: list[Tie], worths: list[int]) -> list[Tie]:
    """Of sorted ties, those of the chain that is worth most and in which neither place ever falls.
    A Fenwick tree of prefix maxima: n log n."""
    seconds = sorted({b for _, b in ties})
    best = [(0, -1)] * (len(seconds) + 1)
    before: list[int] = []
    for n, (_, b) in enumerate(ties):
        rank = bisect_left(seconds, b)
        top = (0, -1)
        at = rank + 1
        while at > 0:
            top = max(top, best[at])
            at -= at & -at
        before.append(top[1])
        entry, at = (top[0] + worths[n], n), rank + 1
        while at < len(best):
            best[at] = max(best[at], entry)
            at += at & -at
    n = max((best[at] for at in range(len(best))), default=(0, -1))[1]
    chain: list[Tie] = []
    while n >= 0:
        chain.append(ties[n])
        n = before[n]
    return chain


def common_order(ties: list[Tie], worths: list[int]) -> set[Tie]:
    """Of sorted ties, those of the heaviest chain, whichever of the texts is called old.

    Where the same words stand twice on both sides, two chains may be worth the same and be the
    mirror images of each other: what only one of them holds is in neither's order.
    """
    turned = sorted((b, a, worth) for (a, b), worth in zip(ties, worths, strict=True))
    other = heaviest_chain([(b, a) for b, a, _ in turned], [worth for _, _, worth in turned])
    return set(heaviest_chain(ties, worths)) & {(a, b) for b, a in other}


def mark(first: str, second: str, weight: int) -> int:
    """What a tie adds to a chain: one, then its weight, then a hash of the words on both sides, so
    that the choice among equal chains does not depend on which text is called old."""
    return (1 << 112) + (weight << 64) + chance(first, second)


def chance(first: str, second: str) -> int:
    """A hash of the words on both sides, of six bytes, the same whichever is named first: it
    chooses between ties of equal weight."""
    words = "\n".join(sorted((first, second)))
    return int.from_bytes(hashlib.sha256(words.encode("utf-8")).digest()[:6], "big")
