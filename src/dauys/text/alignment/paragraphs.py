"""Lays the paragraphs of some units of two texts beside each other (3-text, section 5).

A paragraph here is any provision with words of its own: the heading of an article, a paragraph, a
point. Which units belong together is known before (`align`); this looks inside them.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from dauys.text.alignment.assignment import assign
from dauys.text.alignment.likeness import Bag, Weights, dice, shared
from dauys.text.provision import DIVISIONS, Provision
from dauys.text.tokens import stems

PAIR = Fraction(1, 4)  # two paragraphs less alike than this are not laid side by side
SCALE = 10_000
PLACE = 600  # of SCALE: what the same relative place adds

Tie = tuple[int, int]


def paragraphs_of(units: Sequence[Provision]) -> list[Provision]:
    """The provisions with words of their own in some units, in the order of the text; no notes,
    and of a division only what stands in no article of it."""
    found: list[Provision] = []
    waiting = list(reversed(units))
    while waiting:
        each = waiting.pop()
        if each.heading or each.text:
            found.append(each)
        inner = [child for child in each.children if child.kind != "note"]
        if each.kind in DIVISIONS:
            inner = [child for child in inner if child.kind == "paragraph"]
        waiting += reversed(inner)
    return found


def tie(old: Sequence[Provision], new: Sequence[Provision], of: Weights, stem: int) -> list[Tie]:
    """The ties between two rows of paragraphs, by position."""
    bags = [[_bag(each, of, stem) for each in side] for side in (old, new)]
    gains: list[dict[int, int]] = []
    for a, first in enumerate(bags[0]):
        row: dict[int, int] = {}
        for b, second in enumerate(bags[1]):
            alike = dice(shared(first, second, of), first.weight, second.weight)
            if alike >= PAIR:
                place = abs(a * len(new) - b * len(old))
                near = PLACE - PLACE * place // (len(old) * len(new))
                row[b] = int(SCALE * alike) + near
        gains.append(row)
    return [(a, b) for a, b in enumerate(assign(gains)) if b is not None]


def _bag(provision: Provision, of: Weights, stem: int) -> Bag:
    return of.bag(stems(f"{provision.heading} {provision.text}", stem))
