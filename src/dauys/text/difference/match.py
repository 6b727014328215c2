"""The words that two passages share, in one order: the heaviest common chain.

A word weighs its letters, and more when the word before it is shared as well, so that whole phrases
win over scattered words. It counts on no language. What is too short to be shown is `clean`'s.
"""

from __future__ import annotations

from collections.abc import Sequence

from dauys.text.difference.tokens import Tokens

TOGETHER = 3  # letters that a word is worth more right after another shared word
MOST = 200_000  # pairs of equal words looked at in one pair of passages; the most frequent go first

Pair = tuple[int, int]


def match(old: Tokens, new: Tokens, apart: tuple[frozenset[int], frozenset[int]]) -> list[Pair]:
    """Positions of the tokens that both sides keep, rising on both.

    ``apart`` are the positions, old and new, that are not to be shared with anything.
    """
    words = [[at for at in range(len(s)) if s.is_word(at)] for s in (old, new)]
    head, ends = _ends(old, new, apart)
    inner = [
        [at for at in side if head <= at < end and at not in kept_out]
        for side, end, kept_out in zip(words, ends, apart, strict=True)
    ]
    chain = [(at, at) for at in range(head)]
    chain += _chain(old, new, *inner)
    chain += [(ends[0] + n, ends[1] + n) for n in range(len(old) - ends[0])]
    return _punctuated(chain, old, new, apart)


def _ends(
    old: Tokens, new: Tokens, apart: tuple[frozenset[int], frozenset[int]]
) -> tuple[int, Pair]:
    """How many tokens are the same at the beginning, and where those begin that are at the end."""
    most = min(len(old), len(new))
    head = 0
    while head < most and _same(old, new, head, head, apart):
        head += 1
    a, b = len(old), len(new)
    while min(a, b) > head and _same(old, new, a - 1, b - 1, apart):
        a, b = a - 1, b - 1
    return head, (a, b)


def _same(
    old: Tokens, new: Tokens, a: int, b: int, apart: tuple[frozenset[int], frozenset[int]]
) -> bool:
    return old.bodies[a] == new.bodies[b] and a not in apart[0] and b not in apart[1]


def _chain(old: Tokens, new: Tokens, ours: list[int], theirs: list[int]) -> list[Pair]:
    """The heaviest chain of equal words, by a Fenwick tree of prefix maxima over the new words."""
    places = _places(old, new, ours, theirs)
    size = len(theirs)
    tree: list[tuple[int, int]] = [(0, -1)] * (size + 1)
    found: list[tuple[int, int, int]] = []  # old word, new word, the entry before it
    above: dict[int, tuple[int, int]] = {}  # entries of the old word before this, by new word
    for a, at in enumerate(ours):
        here: dict[int, tuple[int, int]] = {}
        for b in reversed(places.get(old.bodies[at], ())):
            best, before = _most(tree, b)
            near, entry = above.get(b - 1, (0, -1))
            if near and near + TOGETHER >= best:
                best, before = near + TOGETHER, entry
            found.append((a, b, before))
            here[b] = best + old.weights[at], len(found) - 1
        for b, worth in here.items():
            _raise(tree, b, worth)
        above = here
    return [(ours[a], theirs[b]) for a, b in _back(found, tree)]


def _places(old: Tokens, new: Tokens, ours: list[int], theirs: list[int]) -> dict[str, list[int]]:
    """Where each word stands among the new ones; left out are the most frequent, if it must be."""
    places: dict[str, list[int]] = {}
    for b, at in enumerate(theirs):
        places.setdefault(new.bodies[at], []).append(b)
    counts: dict[str, int] = {}
    for at in ours:
        if old.bodies[at] in places:
            counts[old.bodies[at]] = counts.get(old.bodies[at], 0) + 1
    pairs = {word: n * len(places[word]) for word, n in counts.items()}
    total = sum(pairs.values())
    for word in sorted(pairs, key=lambda word: (-pairs[word], word)):
        if total <= MOST:
            break
        total -= pairs[word]
        del places[word]
    return places


def _most(tree: Sequence[tuple[int, int]], at: int) -> tuple[int, int]:
    """The best entry that ends before place ``at``."""
    best = (0, -1)
    while at > 0:
        if tree[at][0] > best[0]:
            best = tree[at]
        at -= at & -at
    return best


def _raise(tree: list[tuple[int, int]], at: int, worth: tuple[int, int]) -> None:
    at += 1
    while at < len(tree):
        if worth[0] > tree[at][0]:
            tree[at] = worth
        at += at & -at


def _back(found: list[tuple[int, int, int]], tree: list[tuple[int, int]]) -> list[Pair]:
    n = _most(tree, len(tree) - 1)[1]
    chain: list[Pair] = []
    while n >= 0:
        a, b, n = found[n]
        chain.append((a, b))
    return chain[::-1]


def _punctuated(
    chain: list[Pair], old: Tokens, new: Tokens, apart: tuple[frozenset[int], frozenset[int]]
) -> list[Pair]:
    """Adds the punctuation beside shared words, and the stops of sentences in between."""
    full: list[Pair] = []
    for (a, b), (c, d) in zip([(-1, -1), *chain], [*chain, (len(old), len(new))], strict=True):
        if (c, d) == (a + 1, b + 1):
            full.append((c, d))
            continue
        first, last = (a + 1, b + 1), (c, d)
        while first[0] < last[0] and first[1] < last[1] and _same(old, new, *first, apart):
            full.append(first)
            first = first[0] + 1, first[1] + 1
        after: list[Pair] = []
        while first[0] < last[0] and first[1] < last[1]:
            if not _same(old, new, last[0] - 1, last[1] - 1, apart):
                break
            last = last[0] - 1, last[1] - 1
            after.append(last)
        full += _stops(old, new, first, last, apart)
        full += after[::-1]
        full.append((c, d))
    return full[:-1]  # the end of both is no token


def _stops(
    old: Tokens, new: Tokens, first: Pair, last: Pair, apart: tuple[frozenset[int], frozenset[int]]
) -> list[Pair]:
    """As many sentences on both sides: each goes against its own, up to its stop."""
    ours, theirs = (
        [at for at in range(start, end) if side.is_stop(at) and at not in out]
        for side, start, end, out in zip((old, new), first, last, apart, strict=True)
    )
    if len(ours) != len(theirs):
        return []
    return [p for p in zip(ours, theirs, strict=True) if old.bodies[p[0]] == new.bodies[p[1]]]
