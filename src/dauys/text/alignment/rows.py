"""The rows of a table: what became of units and of paragraphs (DESIGN section 6).

Only the nouns; `naming` and `paragraphs` make them.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from dauys.text.alignment.decisions import Decision
from dauys.text.provision import Provision

Relation = Literal["same", "reworded", "moved", "split", "merged", "new", "dropped"]


@dataclass(frozen=True, slots=True)
class Row:
    """What became of the units in ``old``: they are the units in ``new``.

    ``similarity`` is the likeness of the two sides: 1 for the same words, 0 where one side is
    empty. Rows of one group, in which a unit has several partners, share a ``component``.
    ``decisions`` are those of a person that fixed the row.
    """

    old: tuple[Provision, ...]
    new: tuple[Provision, ...]
    relation: Relation
    similarity: Fraction
    moved: bool
    reworded: bool
    renumbered: bool
    component: int
    decisions: tuple[Decision, ...] = ()

    def hundredths(self) -> int:
        """The similarity in hundredths, rounded half up; below 100 unless the words are equal."""
        return _hundredths(self.similarity, self.reworded)


@dataclass(frozen=True, slots=True)
class ParagraphRow:
    """What became of the paragraphs in ``old``: they are the paragraphs in ``new``.

    A paragraph is any provision with words of its own; its children are paragraphs themselves.
    One that came from or went to an article outside of the `Row` stands beside its counterpart
    there: it is moved, and ``away``. The other fields are those of a `Row`.
    """

    old: tuple[Provision, ...]
    new: tuple[Provision, ...]
    relation: Relation
    similarity: Fraction
    moved: bool
    reworded: bool
    decisions: tuple[Decision, ...] = ()
    away: bool = False

    def hundredths(self) -> int:
        """As `Row.hundredths`."""
        return _hundredths(self.similarity, self.reworded)


def _hundredths(similarity: Fraction, reworded: bool) -> int:
    size = similarity.denominator
    rounded = (200 * similarity.numerator + size) // (2 * size)
    return min(rounded, 99) if reworded else rounded
