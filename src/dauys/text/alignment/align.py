"""Lays the units of one text beside those of another, many to many (3-text, section 5).

1. units with the same words go together, by number and then in order
2. the sentences of the rest are linked so that the likeness over the whole is greatest (`links`)
3. two units go together when the links between them are evidence enough, by words that few
   sentences have (`ties`)

It gives ties between the positions of units, and the links from which they follow. What they are
called is in `rows`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dauys.text import numbers
from dauys.text.alignment.candidates import WHOLE, Alike, Candidates, Scale, candidates, scale
from dauys.text.alignment.context import Order, Tie
from dauys.text.alignment.fixed import Fixed
from dauys.text.alignment.inflection import Stems
from dauys.text.alignment.links import Link, link
from dauys.text.alignment.sentences import Sentence, cut, paragraphs_of
from dauys.text.alignment.ties import ENOUGH, PASSING, ties
from dauys.text.provision import Provision, words_of


@dataclass(frozen=True, slots=True)
class Side:
    """One text to compare: its units, the paragraphs and the words of each, their divisions."""

    units: Sequence[Provision]
    paragraphs: list[list[Provision]]
    words: list[str]
    divisions: Sequence[str]
    sentences: list[Sentence]

    def order(self) -> Order:
        """The places of the units, for `context`."""
        return Order([numbers.order(unit.number) for unit in self.units], self.divisions)


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which unit goes with which, by position, and which sentences became which."""

    old: Side
    new: Side
    ties: list[Tie]
    links: list[Link]


def side(units: Sequence[Provision], divisions: Sequence[str], stems: Stems) -> Side:
    """The units of a text with what is compared; ``divisions`` holds an address for each."""
    paragraphs = [paragraphs_of([unit]) for unit in units]
    words = [words_of(unit) for unit in units]
    return Side(units, paragraphs, words, divisions, cut(paragraphs, stems))


def align(old: Side, new: Side, fixed: Fixed) -> Alignment:
    """The ties between the units of two texts, and the links between their sentences.

    The same two texts give the same ties in either order: which of them the work begins with
    depends on their words alone. Ties in ``fixed`` are made or barred.
    """
    if new.words < old.words:
        turned = _align(new, old, fixed.mirrored())
        links = sorted((each.mirrored() for each in turned.links), key=lambda each: each.places)
        return Alignment(old, new, sorted((b, a) for a, b in turned.ties), links)
    return _align(old, new, fixed)


def _align(old: Side, new: Side, fixed: Fixed) -> Alignment:
    equal = {tie for tie in _equal(old, new) if fixed.allows(tie)}
    measured = scale(old.sentences, new.sentences)
    order = old.order(), new.order()
    found = _candidates(old, new, equal, measured, fixed)
    made = link(old.sentences, new.sentences, found, order, fixed.wanted)

    def enough(tie: Tie) -> Fraction:
        kinds = {old.units[tie[0]].kind, new.units[tie[1]].kind}
        passing = len(kinds) > 1 and "transitional" in kinds
        return ENOUGH * measured.single * (PASSING if passing else 1)

    sizes = len(old.units), len(new.units)
    together = ties(old.sentences, new.sentences, made, equal, enough, sizes)
    made += _overlaps(old, new, equal, measured.single)
    made.sort(key=lambda each: each.places)
    return Alignment(old, new, fixed.settled(together), made)


def _candidates(old: Side, new: Side, equal: set[Tie], measured: Scale, fixed: Fixed) -> Candidates:
    """The candidates of the sentences of units without a counterpart of the same words, by their
    positions in the whole texts; what is barred is left out."""
    first = _free(old, {a for a, _ in equal})
    second = _free(new, {b for _, b in equal})
    found = candidates(
        [old.sentences[n] for n in first], [new.sentences[n] for n in second], measured
    )
    whole: list[dict[int, Alike]] = [{} for _ in old.sentences]
    for at, row in zip(first, found, strict=True):
        unit = old.sentences[at].unit
        placed = ((second[n], alike) for n, alike in row.items())
        whole[at] = {n: alike for n, alike in placed if fixed.allows((unit, new.sentences[n].unit))}
    return whole


def _free(side: Side, taken: set[int]) -> list[int]:
    """The positions of the sentences of other units than those taken."""
    return [n for n, each in enumerate(side.sentences) if each.unit not in taken]


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


def _overlaps(old: Side, new: Side, equal: set[Tie], evidence: int) -> list[Link]:
    """The links inside pairs with the same words: sentences that hold some of the same words,
    however either text is cut into passages."""
    first, second = _by_unit(old.sentences), _by_unit(new.sentences)
    return [
        Link(a, b, WHOLE, evidence, True, True)
        for tie in sorted(equal)
        for a in first.get(tie[0], ())
        for b in second.get(tie[1], ())
        if old.sentences[a].overlaps(new.sentences[b])
    ]


def _by_unit(sentences: Sequence[Sentence]) -> dict[int, list[int]]:
    """The positions of the sentences of each unit."""
    found: dict[int, list[int]] = {}
    for n, sentence in enumerate(sentences):
        found.setdefault(sentence.unit, []).append(n)
    return found
