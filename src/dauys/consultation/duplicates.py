"""Proposals that may say the same, suggested to the person who decides.

Specification: docs/specification/4-consultation.md, section 12. Words are compared by their stems,
so that Kazakh and Russian endings are forgiven; a word weighs the more the fewer proposals use it,
and little where it already stands in the provision, for all who speak of a provision repeat it.
It merges nothing, and knows no synonyms and no other language.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dauys.consultation.anchor import Places
from dauys.consultation.proposal import Kind, Proposal
from dauys.text.alignment.inflection import Stems
from dauys.text.provision import words_of
from dauys.wire.ids import seconds

ELSEWHERE = 700  # thousandths: least likeness of two proposals on different provisions
SAME_PLACE = 550  # and of two on the same
NEARLY = 900  # with this a proposal brings in nobody whom the other would not
BASE = 32  # weight of a word that all use: the words of one letter that thousands send still count
SLIP = 3  # a word of fewer proposals weighs as one of three: a name, or a slip of the pen
ASKED = 3  # a word that is proposed weighs three of the reasons
KNOWN = 4  # a word of the provision weighs a quarter
LISTED = 400  # proposals that a word brings together at most
HARD = {"ғ": "қ", "г": "к", "б": "п"}  # what a Kazakh consonant was before a vowel softened it
TRIED = 8  # of these, how many are compared

# An amendment may be written as an addition; who wants words gone is never one who wants them kept.
SIDES: Mapping[Kind, int] = {"amend": 0, "add": 0, "delete": 1, "question": 2, "support": 3}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two proposals and how alike they are, in thousandths."""

    first: str
    second: str
    likeness: int
    same_place: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Proposals that may say the same, the earliest first; ``pairs`` say why each is in it."""

    proposals: tuple[str, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    """A proposal as it is compared: the weight of each stem, and all of it."""

    weights: Mapping[str, int]
    total: int

    def rarest(self) -> list[tuple[str, int]]:
        """The heaviest stems that make up a third of the weight: alike proposals share one."""
        found, left = [], self.total // 3
        for stem, weight in sorted(self.weights.items(), key=lambda each: (-each[1], each[0])):
            if left < 0:
                break
            found.append((stem, weight))
            left -= weight
        return found


def find(proposals: Sequence[Proposal], places: Mapping[str, Places]) -> list[Group]:
    """The groups of two or more, in order of their earliest proposals.

    ``places`` are the texts by language in which the proposals are anchored.
    """
    ordered = sorted(proposals, key=lambda each: (seconds(each.received), each.id))
    apart: dict[tuple[str, int], list[Proposal]] = {}
    for each in ordered:
        apart.setdefault((each.language, SIDES[each.kind]), []).append(each)
    groups = [
        group
        for (language, _), together in sorted(apart.items())
        for group in _Search(together).groups(_all_words(together, places.get(language), language))
    ]
    position = {each.id: n for n, each in enumerate(ordered)}
    return sorted(groups, key=lambda group: position[group.proposals[0]])


@dataclass(slots=True)
class _Search:
    """Goes through proposals in order; each joins the group of the most alike before it."""

    proposals: Sequence[Proposal]
    joined: dict[int, int] = field(default_factory=dict)  # to the first of its group
    pairs: dict[int, list[Pair]] = field(default_factory=dict)
    members: dict[int, list[int]] = field(default_factory=dict)
    listed: dict[str, list[int]] = field(default_factory=dict)

    def groups(self, words: Sequence[_Words]) -> list[Group]:
        for n, own in enumerate(words):
            rarest = own.rarest()
            pair = self._best(n, words, self._candidates(rarest))
            if pair is not None:
                self._join(n, *pair)
            if pair is None or pair[1].likeness < NEARLY:
                self._list(n, rarest)
        return [
            Group(tuple(self.proposals[n].id for n in found), tuple(self.pairs[first]))
            for first, found in self.members.items()
        ]

    def _candidates(self, rarest: Iterable[tuple[str, int]]) -> list[int]:
        """Those before that share the most weight of rare words."""
        shared: dict[int, int] = {}
        for stem, weight in rarest:
            for other in self.listed.get(stem, ()):
                shared[other] = shared.get(other, 0) + weight
        ranked = heapq.nsmallest(TRIED, ((-weight, other) for other, weight in shared.items()))
        return [other for _, other in ranked]

    def _best(
        self, n: int, words: Sequence[_Words], candidates: Sequence[int]
    ) -> tuple[int, Pair] | None:
        best: tuple[int, Pair] | None = None
        own = self.proposals[n]
        for other in candidates:
            likeness = _likeness(words[other], words[n])
            there = self.proposals[other]
            same = _same_place(there.anchor.address, own.anchor.address)
            if likeness < (SAME_PLACE if same else ELSEWHERE):
                continue
            if best is None or (same, likeness) > (best[1].same_place, best[1].likeness):
                best = other, Pair(there.id, own.id, likeness, same)
        return best

    def _join(self, n: int, other: int, pair: Pair) -> None:
        first = self.joined.setdefault(other, other)
        self.joined[n] = first
        self.members.setdefault(first, [first]).append(n)
        self.pairs.setdefault(first, []).append(pair)

    def _list(self, n: int, rarest: Iterable[tuple[str, int]]) -> None:
        for stem, _ in rarest:
            found = self.listed.setdefault(stem, [])
            if len(found) < LISTED:
                found.append(n)


def _all_words(proposals: Sequence[Proposal], places: Places | None, language: str) -> list[_Words]:
    stems = Stems(language)
    told = [(_stems(each.proposed, stems), _stems(each.reasons, stems)) for each in proposals]
    spread = Counter(stem for asked, reasons in told for stem in asked | reasons)
    by_spread = {n: _weight(len(told), n) for n in set(spread.values())}
    weight = {stem: by_spread[n] for stem, n in spread.items()}
    known: dict[str, frozenset[str]] = {}
    return [
        _words(asked, reasons, weight, _known(each, places, stems, known))
        for each, (asked, reasons) in zip(proposals, told, strict=True)
    ]


def _words(
    asked: set[str], reasons: set[str], weight: Mapping[str, int], known: frozenset[str]
) -> _Words:
    """Each stem once: who says a word twice does not mean more by it."""
    weights = {
        stem: weight[stem] * (ASKED if stem in asked else 1) // (KNOWN if stem in known else 1)
        for stem in asked | reasons
    }
    return _Words(weights, sum(weights.values()))


def _weight(proposals: int, having: int) -> int:
    """`BASE` and 16 log2(proposals / those that have the word), cut to a whole number by whole
    numbers only, so that it is the same on every machine."""
    spread = max(having, min(SLIP, proposals))
    return BASE + (proposals**16 // spread**16).bit_length()


def _known(
    proposal: Proposal, places: Places | None, stems: Stems, known: dict[str, frozenset[str]]
) -> frozenset[str]:
    address = proposal.anchor.address
    if places is None:
        return frozenset()
    if address not in known:
        known[address] = frozenset(_stems(words_of(places.provision(address)), stems))
    return known[address]


def _stems(told: str, stems: Stems) -> set[str]:
    """The stems of a text; the last letter of a Kazakh one before and after it has softened is
    the same: «құқық» and «құқығы»."""
    found = set(stems.of(told))
    if stems.language != "kk":
        return found
    return {stem[:-1] + HARD[stem[-1]] if stem[-1] in HARD else stem for stem in found}


def _likeness(first: _Words, second: _Words) -> int:
    """Twice the shared weight over the weight of both, in thousandths; 0 of nothing."""
    small, large = sorted((first.weights, second.weights), key=len)
    shared = 0
    for stem, weight in small.items():
        there = large.get(stem, 0)
        shared += weight if weight < there else there
    both = first.total + second.total
    return 2000 * shared // both if both else 0


def _same_place(first: str, second: str) -> bool:
    """The same provision, or one in the other."""
    return first == second or first.startswith(f"{second}__") or second.startswith(f"{first}__")
