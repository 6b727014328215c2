"""Lays a text beside the same version in another language (3-text, section 9).

1. what both languages share without a dictionary makes their units comparable (`marks`)
2. units are paired one to one so that the gain is greatest over the whole: likeness, length, place
3. the share of sure pairs that bear the same number says what numbers are worth here; they and
   neighbours that are paired already are counted, and step 2 is done again
4. a unit that is left over is tied to a neighbour's partner that holds most of it
5. the paragraphs of units that go together are laid side by side in order, one or two with one or
   two, or alone, at the least cost in all (`beads`)
6. where the words of a list end in its opening line in one language and in its last point in the
   other, as the Kazakh verb does, the line and the point are one pairing

Numbers, then, are a help and no condition: a renumbered translation is aligned by what it says.
All of it is in whole numbers. Whether the two sides say the same is `dauys.text.parity`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from dauys.errors import Refused
from dauys.text.alignment.assignment import assign
from dauys.text.alignment.likeness import Bag, Weights, all_shared, dice, shared, weights
from dauys.text.alignment.marks import Marker
from dauys.text.alignment.paragraphs import paragraphs_of
from dauys.text.alignment.verses import Pairing, verses
from dauys.text.concepts.terms import TermBase
from dauys.text.provision import DIVISIONS, Provision, Text
from dauys.wire.ids import Language

MAX_UNITS = 5_000
SCALE = 10_000  # likeness as a whole number; below, what else is worth how much of it
LENGTH = 1_500
PLACE = 1_000
NUMBER = 4_000
NEIGHBOUR = 1_500
LEAST = 3_000  # what a pair must be worth to be laid side by side
ROUNDS = 3
SURE = Fraction(1, 2)  # likeness of a pair that may say what numbers are worth
MOST = Fraction(1, 2)  # of a unit's weight, found in its neighbour's partner

Tie = tuple[int, int]


@dataclass(frozen=True, slots=True)
class UnitPairing:
    """Units of two languages that go together, and their paragraphs; one side may be empty."""

    first: tuple[Provision, ...]
    second: tuple[Provision, ...]
    alike: int  # in hundredths
    paragraphs: tuple[Pairing, ...]


@dataclass(frozen=True, slots=True)
class Across:
    """Two languages of a version side by side: every unit and every paragraph in a pairing."""

    first: Text
    second: Text
    units: tuple[UnitPairing, ...]
    numbering: Fraction  # the share of sure pairs that bear the same number


@dataclass(frozen=True, slots=True)
class _Side:
    units: Sequence[Provision]
    bags: Sequence[Bag]
    lengths: Sequence[int]
    whole: int


@dataclass(frozen=True, slots=True)
class _Found:
    marker: Marker
    languages: tuple[Language, Language]


Pairings = tuple[UnitPairing, ...]
Group = tuple[tuple[int, ...], tuple[int, ...]]  # positions of first and of second units


def across(first: Text, second: Text, terms: TermBase | None = None) -> Across:
    """Two texts in two languages laid side by side; ``terms`` adds its concepts to what both share.

    Raises `Refused` text.units. Two texts in one language are for `dauys.text.compare`.
    """
    marker = Marker(first, second, terms)
    units = [_units(text) for text in (first, second)]
    if max(map(len, units)) > MAX_UNITS:
        raise Refused("text.units", "", limit=MAX_UNITS)
    marks = [
        [marker.of_paragraphs(paragraphs_of([unit]), text.language) for unit in side]
        for side, text in zip(units, (first, second), strict=True)
    ]
    of = weights(found for side in marks for found in side)
    a, b = (_side(*each, of) for each in zip(units, marks, strict=True))
    ties, numbering = _ties(a, b, of)
    ties += _left_over(a, b, ties, of)
    found = _Found(marker, (first.language, second.language))
    return Across(first, second, _pairings(a, b, ties, of, found), numbering)


def _units(text: Text) -> list[Provision]:
    """The preamble, the divisions with their headings, the articles: each once, in order."""
    kinds = (*DIVISIONS, "article", "transitional", "preamble", "conclusion")
    return [each for each in text.walk() if each.kind in kinds]


def _side(units: Sequence[Provision], marks: Sequence[Sequence[str]], of: Weights) -> _Side:
    lengths = [
        sum(len(each.heading) + len(each.text) for each in paragraphs_of([u])) for u in units
    ]
    return _Side(units, [of.bag(found) for found in marks], lengths, sum(lengths))


def _ties(a: _Side, b: _Side, of: Weights) -> tuple[list[Tie], Fraction]:
    """Pairs one to one: first by what units say and where they stand, then, as far as that bears
    out their numbers, by numbers and neighbours too."""
    worth = _worth(a, b, of)
    same = {(n, m) for n, m in _same_numbers(a, b) if a.units[n].kind == b.units[m].kind}
    numbering = Fraction(0)
    ties: list[Tie] = []
    for turn in range(ROUNDS):
        gains = dict(worth)
        if turn:
            sure = [tie for tie in ties if _alike(a, b, tie, of) >= SURE]
            numbering = Fraction(sum(tie in same for tie in sure), len(sure) or 1)
            for tie in sorted(same):
                gains[tie] = gains.get(tie, _place(a, b, tie)) + int(NUMBER * numbering)
            for n, m in ties:
                for tie in ((n - 1, m - 1), (n + 1, m + 1)):
                    if tie in gains or _are_kin(a, b, tie):
                        gains[tie] = gains.get(tie, _place(a, b, tie)) + NEIGHBOUR
        ties = _assigned(gains)
    return ties, numbering


def _worth(a: _Side, b: _Side, of: Weights) -> dict[Tie, int]:
    """What each pair of units that share something is worth by itself."""
    found = all_shared(a.bags, b.bags, of)
    return {
        (n, m): int(SCALE * dice(weight, a.bags[n].weight, b.bags[m].weight)) + _place(a, b, (n, m))
        for (n, m), weight in found.items()
        if a.units[n].kind == b.units[m].kind
    }


def _place(a: _Side, b: _Side, tie: Tie) -> int:
    """What the same relative place and the same relative length are worth."""
    n, m = tie
    apart = abs(n * len(b.units) - m * len(a.units))
    near = PLACE - PLACE * apart // (len(a.units) * len(b.units))
    lengths = sorted((a.lengths[n] * b.whole, b.lengths[m] * a.whole))
    return near + (LENGTH * lengths[0] // lengths[1] if lengths[1] else LENGTH)


def _same_numbers(a: _Side, b: _Side) -> list[Tie]:
    at = {unit.address: m for m, unit in enumerate(b.units)}
    return [(n, at[unit.address]) for n, unit in enumerate(a.units) if unit.address in at]


def _are_kin(a: _Side, b: _Side, tie: Tie) -> bool:
    n, m = tie
    inside = 0 <= n < len(a.units) and 0 <= m < len(b.units)
    return inside and a.units[n].kind == b.units[m].kind


def _alike(a: _Side, b: _Side, tie: Tie, of: Weights) -> Fraction:
    first, second = a.bags[tie[0]], b.bags[tie[1]]
    return dice(shared(first, second, of), first.weight, second.weight)


def _assigned(gains: Mapping[Tie, int]) -> list[Tie]:
    rows: dict[int, dict[int, int]] = {}
    for (n, m), gain in gains.items():
        if gain >= LEAST:
            rows.setdefault(n, {})[m] = gain
    order = sorted(rows)
    chosen = assign([rows[n] for n in order])
    return [(n, m) for n, m in zip(order, chosen, strict=True) if m is not None]


def _left_over(a: _Side, b: _Side, ties: Sequence[Tie], of: Weights) -> list[Tie]:
    """A unit without a partner goes to that of the unit beside it, which holds most of it: one
    language has in two articles what the other has in one."""
    found: list[Tie] = []
    partner = dict(ties), {m: n for n, m in ties}
    for side, inner, outer in ((0, a, b), (1, b, a)):
        for n in range(len(inner.units)):
            if n in partner[side]:
                continue
            near = {partner[side][k] for k in (n - 1, n + 1) if k in partner[side]}
            held = {m: shared(inner.bags[n], outer.bags[m], of) for m in sorted(near)}
            best = max(held, key=lambda m: held[m], default=None)
            if best is not None and _is_kept(inner, n, outer, best, held[best]):
                found.append((n, best) if side == 0 else (best, n))
    return found


def _is_kept(inner: _Side, n: int, outer: _Side, m: int, held: int) -> bool:
    same_kind = inner.units[n].kind == outer.units[m].kind
    return same_kind and held >= MOST * inner.bags[n].weight > 0


def _pairings(a: _Side, b: _Side, ties: Sequence[Tie], of: Weights, found: _Found) -> Pairings:
    """Groups of tied units in the order of the first text; what only the second has stands after
    the unit that it follows there."""
    rows: list[UnitPairing] = []
    for ns, ms in sorted(_groups(a, b, ties), key=_order(ties, len(b.units))):
        firsts, seconds = tuple(a.units[n] for n in ns), tuple(b.units[m] for m in ms)
        alike = _alike(a, b, (ns[0], ms[0]), of) if ns and ms else Fraction(0)
        inner = verses(firsts, seconds, found.marker, of, found.languages)
        rows.append(UnitPairing(firsts, seconds, int(100 * alike), tuple(inner)))
    return tuple(rows)


def _groups(a: _Side, b: _Side, ties: Sequence[Tie]) -> list[Group]:
    """Every unit of both texts once: those that are tied together, and each that is alone."""
    groups: list[Group] = []
    for n, m in sorted(ties):
        touching = [group for group in groups if n in group[0] or m in group[1]]
        ns = {n}.union(*(group[0] for group in touching))
        ms = {m}.union(*(group[1] for group in touching))
        groups = [group for group in groups if group not in touching]
        groups.append((tuple(sorted(ns)), tuple(sorted(ms))))
    tied = {n for n, _ in ties}, {m for _, m in ties}
    groups += [((n,), ()) for n in range(len(a.units)) if n not in tied[0]]
    return groups + [((), (m,)) for m in range(len(b.units)) if m not in tied[1]]


def _order(ties: Sequence[Tie], seconds: int) -> Callable[[Group], tuple[int, int]]:
    partner: dict[int, int] = {}
    for n, m in sorted(ties, reverse=True):
        partner[m] = n
    after: dict[int, int] = {}
    last = -1
    for m in range(seconds):
        last = after[m] = partner.get(m, last)
    return lambda group: (group[0][0], -1) if group[0] else (after[group[1][0]], group[1][0])
