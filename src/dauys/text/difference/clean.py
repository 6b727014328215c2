"""Gives up what is shared by chance: what is left reads as a person would have marked it.

1. a sentence of which next to nothing is shared with its counterpart is another sentence
2. a short run between two changes belongs to the changes
3. a change stands at the border of a sentence or clause where it can
4. a changed comma takes its word with it

What is shared at all is `match`; here pairs are only given up or shifted.
"""

from __future__ import annotations

from dauys.text.difference.match import Pair
from dauys.text.difference.tokens import Tokens

LONG = 4  # words of a run that is never given up
SHORT = 2  # words of a run that is given up between changes of its own length
SENTENCE = 4  # a sentence is another one when less than a fourth of the shorter is shared
LITTLE = 3  # letters: a run no longer than this («и», "of") is no reason to end a change

_CLAUSE = ",;:"

Block = tuple[int, int, int]  # where it begins in old and new, and how many tokens it has
Span = tuple[int, int]
Change = tuple[Span, Span]  # what goes from the old passage, what comes into the new


def clean(
    pairs: list[Pair], old: Tokens, new: Tokens, apart: tuple[frozenset[int], frozenset[int]]
) -> list[Block]:
    """The runs that are to be shown as kept; ``apart`` are positions that are in no pair."""
    blocks = _without_strangers(_blocks(pairs), old, new)
    if not any(apart):
        blocks = _extended(blocks, old, new)
    blocks = _without_confetti(blocks, old, new)
    blocks = _without_strangers(blocks, old, new)  # once more: what they shared may have gone
    blocks = _shifted(blocks, old, new)
    return _attached(blocks, old, new)


def _blocks(pairs: list[Pair]) -> list[Block]:
    found: list[Block] = []
    for a, b in pairs:
        if found and (a, b) == (found[-1][0] + found[-1][2], found[-1][1] + found[-1][2]):
            found[-1] = (*found[-1][:2], found[-1][2] + 1)
        else:
            found.append((a, b, 1))
    return found


def _letters(side: Tokens, start: int, end: int) -> int:
    return sum(side.weights[start:end])


def _words(side: Tokens, start: int, end: int) -> int:
    return sum(weight > 0 for weight in side.weights[start:end])


def _without_strangers(blocks: list[Block], old: Tokens, new: Tokens) -> list[Block]:
    """Step 1: kept runs that are short, between sentences that share next to nothing."""
    if not blocks:
        return blocks
    shared: dict[Pair, int] = {}
    for a, b, size in blocks:
        for n in range(size):
            key = old.sentences[a + n], new.sentences[b + n]
            shared[key] = shared.get(key, 0) + old.weights[a + n]
    whole = [_by_sentence(side) for side in (old, new)]
    kept: list[Block] = []
    for a, b, size in blocks:
        key = old.sentences[a], new.sentences[b]
        little = shared[key] * SENTENCE < min(whole[0][key[0]], whole[1][key[1]])
        if not little or _words(old, a, a + size) >= LONG:
            kept.append((a, b, size))
    return kept


def _by_sentence(side: Tokens) -> dict[int, int]:
    found: dict[int, int] = {}
    for sentence, weight in zip(side.sentences, side.weights, strict=True):
        found[sentence] = found.get(sentence, 0) + weight
    return found


def _is_stop_alone(side: Tokens, at: int, size: int) -> bool:
    return size == 1 and side.is_stop(at)


def _extended(blocks: list[Block], old: Tokens, new: Tokens) -> list[Block]:
    """What was given up may show that the run before it goes on further with the same words."""
    found: list[Block] = []
    for n, (a, b, size) in enumerate(blocks):
        c, d = blocks[n + 1][:2] if n + 1 < len(blocks) else (len(old), len(new))
        while a + size < c and b + size < d and old.bodies[a + size] == new.bodies[b + size]:
            size += 1
        found.append((a, b, size))
    return found


def _without_confetti(blocks: list[Block], old: Tokens, new: Tokens) -> list[Block]:
    """Step 2, until nothing changes: giving up one run makes the changes around it longer."""
    while True:
        kept = _once(blocks, old, new)
        if len(kept) == len(blocks):
            return kept
        blocks = kept


def _once(blocks: list[Block], old: Tokens, new: Tokens) -> list[Block]:
    kept: list[Block] = []
    for n, (a, b, size) in enumerate(blocks):
        before = kept[-1] if kept else (0, 0, 0)
        after = blocks[n + 1] if n + 1 < len(blocks) else (len(old), len(new), 0)
        left = (before[0] + before[2], a), (before[1] + before[2], b)
        right = (a + size, after[0]), (b + size, after[1])
        if not _is_confetti((a, b, size), left, right, old, new):
            kept.append((a, b, size))
    return kept


def _is_confetti(block: Block, left: Change, right: Change, old: Tokens, new: Tokens) -> bool:
    a, b, size = block
    words, letters = _words(old, a, a + size), _letters(old, a, a + size)
    if words >= LONG or any(_is_empty(side) for side in (left, right)):
        return False
    if not words:
        stop = _is_stop_alone(old, a, size)
        return not (stop and all(_replaces(side, old, new) for side in (left, right)))
    if _is_border(old, a, new, b) or _is_border(old, a + size, new, b + size):
        return False
    sizes = [max(_letters(old, *ours), _letters(new, *theirs)) for ours, theirs in (left, right)]
    if not min(sizes):
        return False
    little = words == 1 and letters <= LITTLE
    return little or letters * (1 if words <= SHORT else 2) <= min(sizes)


def _is_empty(side: Change) -> bool:
    return side[0][0] == side[0][1] and side[1][0] == side[1][1]


def _is_border(old: Tokens, a: int, new: Tokens, b: int) -> bool:
    """Whether a sentence begins on both sides here: the change before it is one of its own."""
    begins = (s.sentences[at] != s.sentences[at - 1] if 0 < at < len(s) else True
              for s, at in ((old, a), (new, b)))  # fmt: skip
    return all(begins)


def _replaces(side: tuple[Span, Span], old: Tokens, new: Tokens) -> bool:
    return _words(old, *side[0]) > 0 and _words(new, *side[1]) > 0


def _shifted(blocks: list[Block], old: Tokens, new: Tokens) -> list[Block]:
    """Step 3: between two kept runs, where only one side has more, the change can often stand a
    few words further on; it is put where the better borders are, and of equal ones the last."""
    found = list(blocks)
    for n in range(len(found) - 1):
        (a, b, size), (c, d, length) = found[n], found[n + 1]
        ours, theirs = c - a - size, d - b - size
        if bool(ours) == bool(theirs):
            continue
        side, at, wide = (old, a + size, ours) if ours else (new, b + size, theirs)
        step = _best_step(side, at, wide, size - 1, length - 1)
        found[n] = a, b, size + step
        found[n + 1] = c + step, d + step, length - step
    return found


def _best_step(side: Tokens, at: int, wide: int, back: int, on: int) -> int:
    """How far the span of ``wide`` tokens at ``at`` had best be shifted, at most so far."""
    steps = [0]
    while (
        -steps[0] < back and side.bodies[at + steps[0] - 1] == side.bodies[at + wide + steps[0] - 1]
    ):
        steps.insert(0, steps[0] - 1)
    while steps[-1] < on and side.bodies[at + steps[-1]] == side.bodies[at + wide + steps[-1]]:
        steps.append(steps[-1] + 1)
    return max(steps, key=lambda s: (_border(side, at + s) + _border(side, at + s + wide), s))


def _border(side: Tokens, at: int) -> int:
    """How good a border stands before a token: of a sentence, a clause, a word, or none."""
    if at in (0, len(side)):
        return 4
    if side.sentences[at] != side.sentences[at - 1]:
        return 4
    if side.is_glued(at) or side.is_opening(at - 1):
        return 0
    return 2 if side.bodies[at - 1] in _CLAUSE else 1


def _attached(blocks: list[Block], old: Tokens, new: Tokens) -> list[Block]:
    """Step 4: a change of nothing but glued punctuation takes the word before it along."""
    found = list(blocks)
    for n in range(len(found)):
        a, b, size = found[n]
        following = found[n + 1] if n + 1 < len(found) else (len(old), len(new), 0)
        spans = (a + size, following[0]), (b + size, following[1])
        if size < 2 or spans == ((a + size, a + size), (b + size, b + size)):
            continue
        bare = not (_words(old, *spans[0]) or _words(new, *spans[1]))
        if bare and any(
            s.is_glued(span[0])
            for s, span in zip((old, new), spans, strict=True)
            if span[0] < span[1]
        ):
            found[n] = a, b, size - 1
    return [block for block in found if block[2] > 0]
