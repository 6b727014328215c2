"""The same numbers, dates, deadlines and references in both languages.

What one language says in another form is no difference: a number without its unit beside one with
it, «в течение месяца» beside «бір ай ішінде». These are rules, not lists of provisions.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeVar

from dauys.text.concepts.mentions import Mention
from dauys.text.concepts.numerals import NUMERALS
from dauys.text.concepts.quantities import Kind, Quantity, quantities
from dauys.text.parity.divergence import Check, Divergence, at
from dauys.text.parity.places import Place

Valued = TypeVar("Valued", Mention, Quantity)

MANY = 10_000  # pairs of values; each is looked at
CHECKS: tuple[tuple[Check, tuple[Kind, ...]], ...] = (
    ("number", ("number", "fraction", "percent")),
    ("date", ("date",)),
    ("deadline", ("deadline",)),
)


def values(place: Place) -> Iterator[Divergence]:
    """The values that stand on one side of a place only."""
    known = all(language in NUMERALS for language in place.languages)
    languages = place.languages if known else ("", "")  # of an unknown language, digits on both
    first, second = _unshared(*place.cited)
    if first or second:
        yield at(place, "reference", _words(first), _words(second))
    counted = map(quantities, place.bare, languages)
    yield from _quantities(place, *counted)


def _quantities(
    place: Place, first: Sequence[Quantity], second: Sequence[Quantity]
) -> Iterator[Divergence]:
    left, right = _forgiven(*_unshared(first, second))
    for check, kinds in CHECKS:
        sides = [_words([each for each in side if each.kind in kinds]) for side in (left, right)]
        if any(sides):
            yield at(place, check, sides[0], sides[1])
        elif check == "deadline":
            yield from _order(place, first, second)


def _order(
    place: Place, first: Sequence[Quantity], second: Sequence[Quantity]
) -> Iterator[Divergence]:
    """The same deadlines in another order, in a place with nothing but two: they may be swapped."""
    rows = [[each for each in side if each.kind == "deadline"] for side in (first, second)]
    marks = [[each.mark for each in row] for row in rows]
    if marks[0] != marks[1] and sorted(marks[0]) == sorted(marks[1]):
        yield at(place, "deadline", _words(rows[0]), _words(rows[1]))


def _unshared(
    first: Sequence[Valued], second: Sequence[Valued]
) -> tuple[list[Valued], list[Valued]]:
    """What stands on one side more often than on the other, by its mark."""
    marks = Counter(each.mark for each in first), Counter(each.mark for each in second)
    return _more(first, marks[0] - marks[1]), _more(second, marks[1] - marks[0])


def _more(side: Sequence[Valued], more: Counter[str]) -> list[Valued]:
    found: list[Valued] = []
    for each in reversed(side):
        if more[each.mark] > 0:
            more[each.mark] -= 1
            found.append(each)
    return found[::-1]


def _forgiven(left: list[Quantity], right: list[Quantity]) -> tuple[list[Quantity], list[Quantity]]:
    """Without what is only said in another form.

    A number and a deadline of the same value, such as «отыз күннен» and «через тридцать и не
    позднее чем через шестьдесят дней»; a date in a date («1 июля» beside «1 июля 2026 года»); one
    unit of time where the other side lacks a period, as a language may leave it to the noun.
    """
    if len(left) * len(right) > MANY:  # no two passages of one law differ so often
        return left, right
    for one, other in ((left, right), (right, left)):
        for each in list(one):
            twin = next((t for t in other if _same_value(each, t)), None)
            if twin is not None:
                one.remove(each)
                other.remove(twin)
    periods = [any(each.kind == "deadline" for each in side) for side in (left, right)]
    return (left, right) if all(periods) else (_firm(left), _firm(right))


def _same_value(each: Quantity, twin: Quantity) -> bool:
    kinds = {each.kind, twin.kind}
    if kinds == {"number", "deadline"}:
        return each.mark.partition(" ")[0] == twin.mark.partition(" ")[0]
    return kinds == {"date"} and (each.mark in twin.mark or twin.mark in each.mark)


def _firm(side: Sequence[Quantity]) -> list[Quantity]:
    return [each for each in side if each.kind != "deadline" or not each.mark.startswith("1 ")]


def _words(side: Sequence[Mention] | Sequence[Quantity]) -> list[str]:
    return [*dict.fromkeys(each.words for each in side)]
