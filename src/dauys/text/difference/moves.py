"""Sentences that went to another place with the same words (3-text, section 8).

A sentence counts as moved when it stands once among the sentences that have left their place and
once among those that have come. Formulas of a few words stand everywhere and are never moved.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dauys.text.alignment.groups import heaviest_chain
from dauys.text.difference.pieces import Apart
from dauys.text.difference.tokens import Tokens

WORDS = 4  # a sentence with fewer is a formula

Key = str
Found = dict[Key, list[tuple[int, int]]]  # the pair of passages and the sentence in it


@dataclass(slots=True)
class Side:
    """One side of a pair of passages: its tokens, and the address at which each sentence stands."""

    tokens: Tokens
    addresses: Sequence[str]
    sentences: list[Key] = field(default_factory=list)

    def __post_init__(self) -> None:
        words: list[list[str]] = [[] for _ in range(1 + max(self.tokens.sentences, default=-1))]
        tokens = self.tokens
        for at, sentence in enumerate(tokens.sentences):
            if tokens.weights[at]:
                words[sentence].append(tokens.bodies[at].casefold())
        self.sentences = [" ".join(each) if len(each) >= WORDS else "" for each in words]


def find(pairs: Sequence[tuple[Side, Side]]) -> list[Apart]:
    """For each pair of passages, the sentences that went elsewhere or came from elsewhere."""
    gone: Found = {}
    come: Found = {}
    for n, (old, new) in enumerate(pairs):
        for key, sentence in _left(old.sentences, new.sentences):
            gone.setdefault(key, []).append((n, sentence))
        for key, sentence in _left(new.sentences, old.sentences):
            come.setdefault(key, []).append((n, sentence))
    apart = [Apart({}, {}) for _ in pairs]
    for key, places in gone.items():
        if len(places) == len(come.get(key, ())) == 1:
            (n, first), (m, second) = places[0], come[key][0]
            apart[n].old[first] = pairs[m][1].addresses[second]
            apart[m].new[second] = pairs[n][0].addresses[first]
    for n, (old, new) in enumerate(pairs):
        for first, second in _crossing(old.sentences, new.sentences):
            apart[n].old[first] = new.addresses[second]
            apart[n].new[second] = old.addresses[first]
    return apart


def _left(ours: Sequence[Key], theirs: Sequence[Key]) -> Iterator[tuple[Key, int]]:
    """The sentences of ours that do not stand on the other side of the same pair."""
    there = set(theirs)
    for n, key in enumerate(ours):
        if key and key not in there:
            yield key, n


def _crossing(ours: Sequence[Key], theirs: Sequence[Key]) -> list[tuple[int, int]]:
    """Sentences that stand once on each side and changed their order. The longest row of those
    that kept it stays; of equal ones that with more letters, and then one that a hash chooses, so
    that it does not depend on which text is called old."""
    if len(ours) < 2 or len(theirs) < 2:
        return []
    counts = Counter(ours), Counter(theirs)
    once = {key: n for n, key in enumerate(theirs) if key and counts[1][key] == 1}
    ties = [(n, once[key]) for n, key in enumerate(ours) if key in once and counts[0][key] == 1]
    kept = set(heaviest_chain(ties, [_worth(ours[n]) for n, _ in ties]))
    return [tie for tie in ties if tie not in kept]


def _worth(key: Key) -> int:
    mark = int.from_bytes(hashlib.sha256(key.encode("utf-8")).digest()[:6], "big")
    return (1 << 96) + (len(key) << 64) + mark
