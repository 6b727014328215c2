"""Where each provision of a version went in the next one, as the comparison of the two says.

Specification: docs/specification/4-consultation.md, section 6. It adds no guess of its own: it
asks `dauys.text.compare` for units and for paragraphs, and derives from these where a chapter
went. What becomes of an anchor there is `dauys.consultation.fate`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from fractions import Fraction

from dauys.text.alignment.likeness import dice, shared, together
from dauys.text.compare import Comparison, ParagraphRow, Row
from dauys.text.provision import Provision, Text

MOSTLY = Fraction(1, 2)  # the likeness from which one provision is what another became
FRAME = ("preamble", "conclusion")  # in no row of a comparison
Ties = dict[str, dict[str, None]]  # an ordered set of addresses for each address


@dataclass(frozen=True, slots=True)
class Counterpart:
    """The addresses to which a provision went, and all that went there.

    ``away``: it left its article and what this became; a little that two articles share does not
    make the one what the other became. ``similarity`` is that of the row, 1 for the same words;
    ``decided``: a person fixed the row. ``scope`` names what it is compared within: the articles
    of a row, or "" for the whole text.
    """

    new: tuple[str, ...]
    olds: tuple[str, ...]
    similarity: Fraction
    away: bool = False
    decided: bool = False
    scope: str = ""


@dataclass(slots=True)
class _Side:
    """Ties of one kind in both directions, and the row of each old address."""

    news: Ties = field(default_factory=dict)
    olds: Ties = field(default_factory=dict)
    rows: dict[str, Row | ParagraphRow] = field(default_factory=dict)
    scopes: dict[str, str] = field(default_factory=dict)

    def add(self, row: Row | ParagraphRow, scope: str = "") -> None:
        for old in row.old:
            self.rows.setdefault(old.address, row)
            self.scopes.setdefault(old.address, scope)
            for new in row.new:
                self.news.setdefault(old.address, {})[new.address] = None
                self.olds.setdefault(new.address, {})[old.address] = None

    def of(self, address: str, away: bool) -> Counterpart:
        new = tuple(self.news.get(address, ()))
        olds = tuple(dict.fromkeys(old for each in new for old in self.olds[each]))
        row = self.rows[address]
        return Counterpart(
            new, olds, row.similarity, away, bool(row.decisions), self.scopes[address]
        )


class Counterparts:
    """The counterparts of every provision of the old text; made once for two texts."""

    def __init__(self, comparison: Comparison):
        self.comparison = comparison
        self.old = {each.address: each for each in comparison.old.walk()}
        self.around = around(comparison.old), around(comparison.new)
        self.kinds = {each.address: each.kind for each in comparison.new.walk()}
        self.unit = _unit_of(comparison.old), _unit_of(comparison.new)
        self.units, self.home, self.away = _Side(), _Side(), _Side()
        self.scope: dict[str, str] = {}  # of a paragraph of the new text
        self.likeness: dict[tuple[str, str], Fraction] = {}
        for row in comparison.rows:
            self.units.add(row)
        for number, row in enumerate(_groups(comparison)):
            for each in comparison.paragraphs(row):
                (self.away if each.away else self.home).add(each, f"group {number}")
                if not each.away:
                    self.scope.update({new.address: f"group {number}" for new in each.new})

    def of(self, address: str) -> Counterpart | None:
        """Where the provision of an address went; None for what is not compared, such as notes."""
        if address in self.units.rows:
            return self.units.of(address, away=False)
        if address in self.home.rows and (
            address in self.home.news or address not in self.away.rows
        ):
            found = self.home.of(address, away=False)
            return replace(found, away=self._left(address, found.new))
        if address in self.away.rows:
            return self.away.of(address, away=True)
        return self._around_it(self.old[address])

    def taken(self, new: str, address: str) -> bool:
        """Whether what comes from another article, from ``address``, would stand where a provision
        stands in its own right: one that stayed there, or one with this number that is gone and
        may be this one, reworded."""
        if set(self.home.olds.get(new, ())) - {address}:
            return True
        unit = self.unit[1].get(new, "")
        before = [each + new.removeprefix(unit) for each in self.units.olds.get(unit, ())]
        gone = [each for each in before if each in self.old and each not in self.home.news]
        return bool(set(gone) - {address})

    def _left(self, address: str, news: Iterable[str]) -> bool:
        """Whether one of the new places is in an article that its own did not become: where several
        share partners, the two must have the most in common of all, and at least half."""
        unit = self.unit[0].get(address, "")
        return any(self._strangers(unit, self.unit[1].get(new, "")) for new in news)

    def _strangers(self, old: str, new: str) -> bool:
        if not (old and new):
            return False  # the preamble and the closing formula
        news, olds = self.units.news.get(old, {}), self.units.olds.get(new, {})
        best = max(
            [self._likeness(old, each) for each in news]
            + [self._likeness(each, new) for each in olds],
            default=Fraction(0),
        )
        alone = len(news) == len(olds) == 1
        return not (alone or self._likeness(old, new) == best >= MOSTLY)

    def _likeness(self, old: str, new: str) -> Fraction:
        """How much two articles have in common, words weighed as in the comparison."""
        if (old, new) not in self.likeness:
            inside, weights = self.comparison.inside, self.comparison.weights
            first = together([inside.old.bags[n] for n in inside.old.of_unit[old]])
            second = together([inside.new.bags[n] for n in inside.new.of_unit[new]])
            common = shared(first, second, weights)
            self.likeness[old, new] = dice(common, first.weight, second.weight)
        return self.likeness[old, new]

    def _around_it(self, provision: Provision) -> Counterpart | None:
        """What has no words of its own went where the words inside it went: to what stands around
        them there and is of the same kind."""
        inside = [each.address for each in provision.walk() if each.address in self.home.rows]
        if not inside:
            return None
        new = self._outer(self._went(inside), provision.kind)
        came = [
            each.address
            for each in self.old.values()
            if set(new) & set(self._outer(self.home.news.get(each.address, ()), provision.kind))
        ]
        olds = [
            out
            for each in came
            for out in [each, *self.around[0][each]]
            if self.old[out].kind == provision.kind
        ]
        return Counterpart(tuple(new), tuple(dict.fromkeys(olds)), Fraction(1))

    def _went(self, addresses: Iterable[str]) -> list[str]:
        return [new for each in addresses for new in self.home.news.get(each, ())]

    def _outer(self, addresses: Iterable[str], kind: str) -> list[str]:
        found = (
            next((out for out in self.around[1][each] if self.kinds[out] == kind), "")
            for each in addresses
        )
        return [each for each in dict.fromkeys(found) if each]


def _groups(comparison: Comparison) -> list[Row]:
    """The rows whose articles share partners as one row, then the preambles, then the closing
    formulas: within such a row every paragraph is at home."""
    rows: dict[int, list[Row]] = {}
    for row in comparison.rows:
        rows.setdefault(row.component, []).append(row)
    found = [
        replace(
            group[0],
            old=_each_once(each for row in group for each in row.old),
            new=_each_once(each for row in group for each in row.new),
        )
        for group in rows.values()
    ]
    for kind in FRAME:
        old, new = (
            tuple(each for each in text.walk() if each.kind == kind)
            for text in (comparison.old, comparison.new)
        )
        if old or new:
            frame = Row(old, new, "same", Fraction(0), False, False, False, 0)
            found.append(frame)
    return found


def _each_once(units: Iterable[Provision]) -> tuple[Provision, ...]:
    return tuple({each.address: each for each in units}.values())


def around(text: Text) -> dict[str, tuple[str, ...]]:
    """The addresses around each address, innermost first."""
    found: dict[str, tuple[str, ...]] = {each.address: () for each in text.provisions}
    for each in text.walk():
        for child in each.children:
            found[child.address] = (each.address, *found[each.address])
    return found


def _unit_of(text: Text) -> dict[str, str]:
    """The unit in which each provision stands, by addresses: the innermost one."""
    found: dict[str, str] = {}
    for unit in text.units():
        found |= {each.address: unit.address for each in unit.walk()}
    return found
