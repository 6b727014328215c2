"""Where the provisions of a text stand to one another, for whoever follows a reference.

What is around a provision, beside it, and inside it by kind and number. Worked out once for a text;
it knows no language's words (see `mentions`) and resolves nothing (see `references`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from dauys.text import numbers
from dauys.text.languages import GRAMMARS
from dauys.text.provision import DIVISIONS, Provision, Text

UNITS = ("article", "transitional")  # what is numbered through the whole text
LAST = "last"  # the number of the last passage
Index = dict[tuple[str, str], list[Provision]]


@dataclass(slots=True)
class Places:
    """The provisions of one text; ``inside`` is filled for a provision when it is first asked."""

    text: Text
    around: dict[str, Provision] = field(default_factory=dict)
    units: list[Provision] = field(default_factory=list)
    order: dict[str, int] = field(default_factory=dict)
    tops: Index = field(default_factory=dict)
    inside: dict[str, Index] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for each in self.text.walk():
            for child in each.children:
                self.around[child.address] = each
            if each.kind in UNITS:
                self.order[each.address] = len(self.units)
                self.units.append(each)
            if each.kind in (*DIVISIONS, *UNITS):
                key = each.kind, self.normal(each.number, each.kind)
                self.tops.setdefault(key, []).append(each)

    def normal(self, number: str, kind: str) -> str:
        """A number as addresses have it; what is none stays as it is."""
        roman = kind in DIVISIONS or kind in UNITS
        ordinals = GRAMMARS[self.text.language].ordinals
        return numbers.normal(number, ordinals, roman=roman) or number.casefold()

    def outwards(self, provision: Provision) -> Iterator[Provision]:
        """The provision and all that stand around it, innermost first."""
        at: Provision | None = provision
        while at is not None:
            yield at
            at = self.around.get(at.address)

    def scopes(self, provision: Provision) -> list[Provision]:
        """The provision and what stands around it, up to the article or else to the top."""
        found: list[Provision] = []
        for each in self.outwards(provision):
            found.append(each)
            if each.kind in UNITS:
                break
        return found

    def top(self, where: Provision, kind: str, number: str) -> list[Provision]:
        """The articles or divisions of a number: those in a division that also stands around
        ``where``, if there is exactly one, else all."""
        hits = self.tops.get((kind, self.normal(number, kind)), [])
        if len(hits) < 2:
            return hits
        around = {each.address for each in self.outwards(where)}
        near = [
            hit for hit in hits if getattr(self.around.get(hit.address), "address", "") in around
        ]
        return near if len(near) == 1 else hits

    def within(self, scope: Provision, kind: str, number: str) -> list[Provision]:
        """The provisions of a kind and number below a scope that lie least deep; ``passage`` are
        the scope's own passages, counted from 1."""
        if scope.address not in self.inside:
            self.inside[scope.address] = self._index(scope)
        return self.inside[scope.address].get((kind, self.normal(number, kind)), [])

    def beside(self, provision: Provision, step: int) -> Provision | None:
        """The article ``step`` places on, or the provision of the same kind in the same parent."""
        if provision.kind in UNITS:
            row, at = self.units, self.order[provision.address]
        else:
            row = self._row(provision)
            at = next((n for n, each in enumerate(row) if each is provision), -1)
        at += step
        return row[at] if 0 <= at < len(row) else None

    def _row(self, provision: Provision) -> list[Provision]:
        parent = self.around.get(provision.address)
        if parent is None:
            return [each for each in self.text.provisions if each.kind == provision.kind]
        if provision.kind == "paragraph" and not provision.number:
            return _passages(parent)
        return [each for each in parent.children if each.kind == provision.kind]

    def _index(self, scope: Provision) -> Index:
        index: Index = {}
        passages = _passages(scope)
        for n, passage in enumerate(passages, 1):
            index["passage", str(n)] = [passage]
        if passages:
            index["passage", LAST] = [passages[-1]]
        row = list(scope.children)
        while row:
            found: Index = {}
            for each in row:
                if each.number:
                    number = self.normal(each.number, each.kind)
                    found.setdefault((each.kind, number), []).append(each)
            index = {**found, **index}  # what lies less deep comes first
            row = [child for each in row for child in each.children]
        return index


def _passages(scope: Provision) -> list[Provision]:
    """The passages of a provision: its own first one, and those without a number below it."""
    further = [each for each in scope.children if each.kind == "paragraph" and not each.number]
    return [scope, *further] if scope.text else further
