"""The paragraphs and points of units that go together, in two languages (3-text, section 9).

They keep their order in both languages, so they are laid side by side like the verses of a
translation (`beads`). What a bead costs: how little both sides share, how different their lengths
are, numbers that are not the same, and being one with two or alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dauys.text.alignment.beads import Span, beads
from dauys.text.alignment.likeness import Bag, Weights, dice, shared
from dauys.text.alignment.marks import Marker
from dauys.text.alignment.paragraphs import paragraphs_of
from dauys.text.provision import Provision
from dauys.text.tokens import words

UNLIKE = 6_000  # what a bead costs that shares nothing, and so on
UNKNOWN = 3_000  # neither side has anything that could be shared
LENGTH = 2_000
NUMBER = 2_500
JOINED = 2_000  # for each passage more than one, and so much more for one with a number of its own
NUMBERED = 2_000
ALONE = 5_000
# A language that puts the verb last has it in the last point of a list, where others have it in the
# opening line. Its finite endings tell.
VERB_LAST = {
    "kk": re.compile(r"\w*(?:[аеыйі]д[ыі]|қылы|міндетті|тиіс|мүмкін|бар|жоқ|емес)"),
}


@dataclass(frozen=True, slots=True)
class Pairing:
    """Provisions of two languages that say the same; one side may be empty."""

    first: tuple[Provision, ...]
    second: tuple[Provision, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    paragraphs: Sequence[Provision]
    bags: Sequence[Bag]
    lengths: Sequence[int]
    places: Sequence[str]  # the address below the unit: the same numbers are the same place


def verses(
    first: Sequence[Provision],
    second: Sequence[Provision],
    marker: Marker,
    of: Weights,
    languages: tuple[str, str],
) -> list[Pairing]:
    """The paragraphs of some units of two languages side by side; each stands in one pairing."""
    a = _row(first, marker, of, languages[0])
    b = _row(second, marker, of, languages[1])
    whole = max(1, sum(a.lengths)), max(1, sum(b.lengths))

    def cost(left: Span, right: Span) -> int:
        return _cost(a, b, left, right, whole, of)

    found = beads(len(a.paragraphs), len(b.paragraphs), cost)
    pairings = [
        Pairing(tuple(a.paragraphs[slice(*s)]), tuple(b.paragraphs[slice(*t)])) for s, t in found
    ]
    return _framed(pairings, languages)


def _row(units: Sequence[Provision], marker: Marker, of: Weights, language: str) -> _Row:
    paragraphs = paragraphs_of(units)
    told = [f"{each.heading} {each.text}" for each in paragraphs]
    bags = [_bag(marker.of(each, language), of) for each in told]
    places = [each.address.partition("__")[2] for each in paragraphs]
    return _Row(paragraphs, bags, [len(each) for each in told], places)


def _bag(marks: Sequence[str], of: Weights) -> Bag:
    return of.bag([mark for mark in marks if mark in of.of])


def _cost(a: _Row, b: _Row, left: Span, right: Span, whole: tuple[int, int], of: Weights) -> int:
    sizes = left[1] - left[0], right[1] - right[0]
    if 0 in sizes:
        return ALONE
    first, second = _together(a.bags[slice(*left)]), _together(b.bags[slice(*right)])
    if first.weight or second.weight:
        alike = dice(shared(first, second, of), first.weight, second.weight)
        cost = UNLIKE - int(UNLIKE * alike)
    else:
        cost = UNKNOWN
    lengths = sorted(
        (sum(a.lengths[slice(*left)]) * whole[1], sum(b.lengths[slice(*right)]) * whole[0])
    )
    cost += LENGTH - (LENGTH * lengths[0] // lengths[1] if lengths[1] else LENGTH)
    if a.places[left[0]] != b.places[right[0]]:
        cost += NUMBER
    more = a.paragraphs[left[0] + 1 : left[1]], b.paragraphs[right[0] + 1 : right[1]]
    joined = sum(JOINED + NUMBERED * bool(each.number) for side in more for each in side)
    return cost * sum(sizes) // 2 + joined


def _together(bags: Sequence[Bag]) -> Bag:
    if len(bags) == 1:
        return bags[0]
    stems: Counter[str] = Counter()
    for bag in bags:
        stems.update(bag.stems)
    return Bag(stems, sum(bag.weight for bag in bags))


def _framed(pairings: list[Pairing], languages: tuple[str, str]) -> list[Pairing]:
    """Joins the opening line of a list and its last point where one language has the verb of the
    sentence in the one and the other in the other."""
    ends: dict[str, str] = {}  # from an opening line to the last point, by addresses of a side
    for side, language in enumerate(languages):
        for pair in pairings:
            of = (pair.first, pair.second)[side]
            if len(of) == 1 and language in VERB_LAST and (last := _torn(of[0], language)):
                ends[f"{side} {of[0].address}"] = f"{side} {last.address}"
    if not ends or set(languages) <= set(VERB_LAST):
        return pairings
    at = {f"{side} {each.address}": n for side, each, n in _places(pairings)}
    joined = {at[start]: at[end] for start, end in ends.items()}
    rows: list[Pairing] = []
    for n, pair in enumerate(pairings):
        if n in joined and (end := pairings[joined[n]]) is not pair:
            rows.append(Pairing(pair.first + end.first, pair.second + end.second))
        elif n not in joined.values():
            rows.append(pair)
    return rows


def _places(pairings: Sequence[Pairing]) -> list[tuple[int, Provision, int]]:
    return [
        (side, each, n)
        for n, pair in enumerate(pairings)
        for side, of in enumerate((pair.first, pair.second))
        for each in of
    ]


def _torn(provision: Provision, language: str) -> Provision | None:
    """The last point of a list that alone of its points ends as a sentence does."""
    points = [child for child in provision.children if child.kind in ("point", "subpoint")]
    finite = VERB_LAST[language]
    ended = [bool(said and finite.fullmatch(said[-1])) for said in (words(p.text) for p in points)]
    return points[-1] if len(ended) > 1 and ended[-1] and not any(ended[:-1]) else None
