"""Lays the paragraphs of two texts beside each other, many to many (3-text, section 5).

Paragraphs go together when their sentences do (`links`). Between articles that go together every
link counts; a paragraph that wandered to another article must be clearly the same. A paragraph is
any provision with words of its own: the heading of an article, a paragraph, a point.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from dauys.text.alignment.align import Alignment, Side
from dauys.text.alignment.decisions import Decision
from dauys.text.alignment.gaps import in_gaps
from dauys.text.alignment.groups import Group, Tie, chance, common_order, groups, mark, partners
from dauys.text.alignment.likeness import Bag, Weights, dice, shared, together
from dauys.text.alignment.rows import ParagraphRow, Relation, Row
from dauys.text.alignment.sentences import paragraphs_of, words_in
from dauys.text.provision import Provision

__all__ = ["Paragraphs", "paragraphs_of"]

CLEAR = 550  # of 1000: a sentence this alike takes its paragraph along, wherever it went
IN_COMMON = Fraction(1, 5)  # likeness of two paragraphs left over between the same neighbours
DECIDED = 1 << 60  # more than the words of any passage weigh
PART = 4  # a link with less than a quarter of the evidence of the strongest one counts for nothing

Rows = tuple[ParagraphRow, ...]


@dataclass(slots=True)
class Shelf:
    """The paragraphs of one text in their order: the unit of each and its bag."""

    paragraphs: list[Provision] = field(default_factory=list)
    units: list[int] = field(default_factory=list)
    bags: list[Bag] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)  # by address
    of_unit: dict[str, range] = field(default_factory=dict)  # by address
    of_sentence: list[int] = field(default_factory=list)


def shelf(side: Side, of: Weights) -> Shelf:
    """The paragraphs of one side."""
    found = Shelf()
    first: list[int] = []
    for unit, paragraphs in enumerate(side.paragraphs):
        first.append(len(found.paragraphs))
        found.paragraphs += paragraphs
        places = range(first[-1], len(found.paragraphs))
        found.of_unit[side.units[unit].address] = places
        found.units += [unit] * len(paragraphs)
    found.places = {each.address: n for n, each in enumerate(found.paragraphs)}
    found.of_sentence = [first[each.unit] + each.paragraph for each in side.sentences]
    stems: list[Counter[str]] = [Counter() for _ in found.paragraphs]
    for each, n in zip(side.sentences, found.of_sentence, strict=True):
        stems[n].update(each.stems)
    found.bags = [of.counted(each) for each in stems]
    return found


class Paragraphs:
    """The paragraphs of two texts and which became which."""

    def __init__(self, found: Alignment, of: Weights, decided: Mapping[tuple[str, str], Decision]):
        self.old, self.new, self.weights = shelf(found.old, of), shelf(found.new, of), of
        self.decided = decided
        ties = self._ties(found)
        self.ties = self._settled(ties | self._beside(found, ties))
        self.news, self.olds = partners(self.ties)

    def _ties(self, found: Alignment) -> set[Tie]:
        """The ties that the links make."""
        together = set(found.ties)
        evidence: Counter[Tie] = Counter()
        clear: set[Tie] = set()
        for each in found.links:
            a, b = self.old.of_sentence[each.old], self.new.of_sentence[each.new]
            near = (self.old.units[a], self.new.units[b]) in together
            if each.likeness >= CLEAR and (near or each.unrivalled):
                clear.add((a, b))
            elif not near:
                continue
            evidence[a, b] += max(1, each.evidence)
        best: Counter[tuple[int, int]] = Counter()
        for (a, b), weight in evidence.items():
            best[0, a] = max(best[0, a], weight)
            best[1, b] = max(best[1, b], weight)
        return {
            (a, b)
            for (a, b), weight in evidence.items()
            if (a, b) in clear or PART * weight >= max(best[0, a], best[1, b])
        }

    def _beside(self, found: Alignment, ties: set[Tie]) -> set[Tie]:
        """Paragraphs left over between the same neighbours in two articles that have only each
        other: a lawyer lays them side by side, if they have anything in common."""
        news, olds = partners(found.ties)
        by_old, _ = partners(ties)
        made: set[Tie] = set()
        for a, b in found.ties:
            if len(news[a]) == len(olds[b]) == 1:
                first = self.old.of_unit[found.old.units[a].address]
                second = self.new.of_unit[found.new.units[b].address]
                made |= self._in_two(first, second, by_old)
        return made

    def _in_two(self, first: range, second: range, news: Mapping[int, list[int]]) -> set[Tie]:
        inside = {
            (x - first.start, y - second.start)
            for x in first
            for y in news.get(x, ())
            if y in second
        }

        def in_common(tie: Tie) -> Fraction:
            a, b = first[tie[0]], second[tie[1]]
            if self.old.paragraphs[a].kind != self.new.paragraphs[b].kind:
                return Fraction(0)
            alike = self._alike(((a,), (b,)))
            return alike if alike >= IN_COMMON else Fraction(0)

        gaps = in_gaps(inside, (len(first), len(second)), in_common)
        return {(first[x], second[y]) for x, y in gaps}

    def _settled(self, ties: set[Tie]) -> list[Tie]:
        """The ties as a person decided them."""
        for (old, new), decision in self.decided.items():
            a, b = self.old.places.get(old), self.new.places.get(new)
            if a is not None and b is not None:
                ties = ties | {(a, b)} if decision.decision == "pair" else ties - {(a, b)}
            elif decision.decision in ("dropped", "new"):
                ties = {tie for tie in ties if tie[0] != a and tie[1] != b}
        return sorted(ties)

    def of(self, row: Row) -> Rows:
        """The paragraphs of one row, each of them in at least one row of the result."""
        old = _inside(self.old, row.old)
        new = _inside(self.new, row.new)
        inside = set(old), set(new)
        ties = sorted(
            {(a, b) for a in old for b in self.news.get(a, ())}
            | {(a, b) for b in new for a in self.olds.get(b, ())}
        )
        # A paragraph with a counterpart in the row needs none elsewhere, unless a person says so.
        at_home = [(a, b) for a, b in ties if a in inside[0] and b in inside[1]]
        settled = {a for a, _ in at_home}, {b for _, b in at_home}
        away = [
            (a, b)
            for a, b in ties
            if (a not in inside[0] and (b not in settled[1] or self._is_decided((a, b))))
            or (b not in inside[1] and (a not in settled[0] or self._is_decided((a, b))))
        ]
        return self.laid(old, new, [*at_home, *away])

    def laid(self, old: Sequence[int], new: Sequence[int], ties: Iterable[Tie]) -> Rows:
        """The rows that some ties make of some paragraphs, given by position, in the order that
        `of` names."""
        inside = set(old), set(new)
        made = sorted(ties)
        at_home = [(a, b) for a, b in made if a in inside[0] and b in inside[1]]
        ordered = common_order(at_home, [self._worth(tie) for tie in at_home])
        found = groups(old, new, made)
        found.sort(key=lambda group: self._place(group, inside, ordered))
        return tuple(self._row(group, inside, ordered) for group in found)

    def bond(self, tie: Tie) -> int:
        """What binds two paragraphs: the weight of the words in common, times their likeness, so
        that a long list of which some words stand in another binds little."""
        first, second = self.old.bags[tie[0]], self.new.bags[tie[1]]
        common = shared(first, second, self.weights)
        return common * common // max(1, first.weight + second.weight)

    def strength(self, tie: Tie) -> int:
        """How much speaks for a pair of paragraphs: a person's word above all, then the bond."""
        old, new = self.old.paragraphs[tie[0]], self.new.paragraphs[tie[1]]
        weight = self.bond(tie) + DECIDED * self._is_decided(tie)
        return (weight << 64) + chance(words_in([old]), words_in([new]))

    def _is_decided(self, tie: Tie) -> bool:
        """Whether a person laid two paragraphs side by side."""
        old, new = self.old.paragraphs[tie[0]], self.new.paragraphs[tie[1]]
        return (old.address, new.address) in self.decided

    def _worth(self, tie: Tie) -> int:
        a, b = tie
        return mark(
            words_in([self.old.paragraphs[a]]),
            words_in([self.new.paragraphs[b]]),
            self.old.bags[a].weight + self.new.bags[b].weight,
        )

    def _place(
        self, group: Group, inside: tuple[set[int], set[int]], ordered: set[Tie]
    ) -> tuple[int, int, Group]:
        """In the order of the new text; what is not in it stands after its neighbour of the old."""
        news = [b for b in group[1] if b in inside[1]]
        if news:
            return min(news), 0, group
        first = min(group[0])
        before = [b for a, b in ordered if a < first]
        return max(before, default=-1), 1 + first, group

    def _row(
        self, group: Group, inside: tuple[set[int], set[int]], ordered: set[Tie]
    ) -> ParagraphRow:
        old = tuple(self.old.paragraphs[a] for a in group[0])
        new = tuple(self.new.paragraphs[b] for b in group[1])
        decisions = tuple(self._decisions(old, new))
        if not (old and new):
            relation: Relation = "dropped" if old else "new"
            return ParagraphRow(old, new, relation, Fraction(0), False, False, decisions)
        reworded = words_in(old) != words_in(new)
        moved = any((a, b) not in ordered for a in group[0] for b in group[1])
        if len(new) > 1:
            relation = "split"
        elif len(old) > 1:
            relation = "merged"
        else:
            relation = "reworded" if reworded else "moved" if moved else "same"
        alike = self._alike(group) if reworded else Fraction(1)
        away = not (inside[0].issuperset(group[0]) and inside[1].issuperset(group[1]))
        return ParagraphRow(old, new, relation, alike, moved, reworded, decisions, away)

    def _alike(self, group: Group) -> Fraction:
        first = together([self.old.bags[a] for a in group[0]])
        second = together([self.new.bags[b] for b in group[1]])
        return dice(shared(first, second, self.weights), first.weight, second.weight)

    def _decisions(self, old: Sequence[Provision], new: Sequence[Provision]) -> list[Decision]:
        """The decisions that made the row what it is: on its pairs, and against others."""
        olds, news = [each.address for each in old], [each.address for each in new]
        keys = {(a, b) for a in olds or [""] for b in news or [""]}
        return [
            decision
            for (a, b), decision in self.decided.items()
            if (a, b) in keys or (decision.decision == "not" and (a in olds or b in news))
        ]


def _inside(shelf: Shelf, units: Sequence[Provision]) -> list[int]:
    """The paragraphs of some units of one text."""
    return [n for unit in units for n in shelf.of_unit[unit.address]]
