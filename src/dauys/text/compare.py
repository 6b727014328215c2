"""Two texts laid side by side: what became of each unit and of each paragraph (DESIGN section 6).

The way from two texts to a table: `align` finds who goes with whom, a lawyer's decisions correct
it (`decisions`), `naming` names the rows, `paragraphs` looks inside them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dauys.errors import Refused
from dauys.text.alignment.align import Alignment, Side, align, side
from dauys.text.alignment.decisions import FRAME, Decision, Kind, Names, settle
from dauys.text.alignment.fixed import Fixed, fixed
from dauys.text.alignment.inflection import Stems
from dauys.text.alignment.likeness import Bag, Weights, weights
from dauys.text.alignment.naming import Table
from dauys.text.alignment.paragraphs import Paragraphs
from dauys.text.alignment.rows import ParagraphRow, Relation, Row
from dauys.text.provision import Provision, Text

__all__ = [
    "ENGINE",
    "FRAME",
    "Comparison",
    "Decision",
    "ParagraphRow",
    "Relation",
    "Row",
    "compare",
    "comparison",
    "decisions_of",
]

MAX_UNITS = 5_000
ENGINE = "dauys"  # who decided what nobody has decided


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two texts laid side by side: the rows of their units, and what the words of both weigh."""

    old: Text
    new: Text
    rows: tuple[Row, ...]
    weights: Weights
    inside: Paragraphs = field(repr=False, compare=False)
    decisions: tuple[Decision, ...] = ()

    def paragraphs(self, row: Row) -> tuple[ParagraphRow, ...]:
        """The paragraphs of one row laid side by side, each of them in at least one row, in the
        order of the new text; what was dropped stands after its neighbour of the old. A row may
        hold the units of several, and the preambles or closing formulas of both texts."""
        return self.inside.of(row)


def compare(old: Text, new: Text) -> tuple[Row, ...]:
    """The rows of two texts: those of `comparison`, which also raises what this does."""
    return comparison(old, new).rows


def comparison(old: Text, new: Text, decisions: Sequence[Decision] = ()) -> Comparison:
    """Two texts in one language laid side by side; the rows in the order of the old text, what is
    new placed after its neighbour. Decisions hold, and what they leave open is found anew.

    Raises `Refused` text.language, text.units and what `settle` raises.
    """
    if old.language != new.language:
        raise Refused("text.language", "", expected=old.language, found=new.language)
    if max(len(old.units()), len(new.units())) > MAX_UNITS:
        raise Refused("text.units", "", limit=MAX_UNITS)
    units = (*old.units(), *_frame(old)), (*new.units(), *_frame(new))
    settled = settle(decisions, old, new)
    will, places = fixed(settled.units, *units)
    people, _ = fixed({k: d for k, d in settled.units.items() if d.who != ENGINE}, *units)
    stems = Stems(old.language)
    sides = side(units[0], _around(old), stems), side(units[1], _around(new), stems)
    frame = _framed(*units)
    found = align(*sides, frame)
    # Only a person who disagrees bends the engine: an unedited file changes no row.
    if not people.agrees(found.ties):
        found = align(*sides, frame.with_all(people))
    found = replace(found, ties=will.settled(found.ties))
    bags, of = _bags(found)
    rows = tuple(row for row in Table(found, bags, of, places).rows() if not _frames(row))
    inside = Paragraphs(found, of, settled.paragraphs)
    return Comparison(old, new, rows, of, inside, tuple(decisions))


def _frame(text: Text) -> tuple[Provision, ...]:
    """What stands around the units and is none: the preamble and the closing formula."""
    return tuple(each for each in text.walk() if each.kind in FRAME)


def _frames(row: Row) -> bool:
    return (*row.old, *row.new)[0].kind in FRAME


def _framed(old: Sequence[Provision], new: Sequence[Provision]) -> Fixed:
    """The preamble goes with the preamble, and with no article."""
    wanted: set[tuple[int, int]] = set()
    barred: set[tuple[int, int]] = set()
    for a, first in enumerate(old):
        for b, second in enumerate(new):
            if {first.kind, second.kind}.intersection(FRAME):
                (wanted if first.kind == second.kind else barred).add((a, b))
    return Fixed(frozenset(wanted), frozenset(barred))


def decisions_of(found: Comparison) -> tuple[Decision, ...]:
    """The table as decisions, for a lawyer to edit: what a person decided as it was, the rest in
    the name of the engine with the relation and the similarity as its reason."""
    named = Names(found.old), Names(found.new)
    made: dict[tuple[str, str], Decision] = {}
    for row in found.rows:
        olds = [named[0].name(unit) for unit in row.old] or [""]
        news = [named[1].name(unit) for unit in row.new] or [""]
        kind: Kind = "dropped" if not row.new else "new" if not row.old else "pair"
        why = f"{row.relation} {row.hundredths()} %" if kind == "pair" else row.relation
        for old in olds:
            for new in news:
                made.setdefault((old, new), Decision(old, new, kind, ENGINE, why))
    settled = settle(found.decisions, found.old, found.new)
    for (first, second), decision in settled.units.items():
        old = named[0].name(named[0].units[first]) if first else ""
        new = named[1].name(named[1].units[second]) if second else ""
        made[old, new] = replace(decision, old=old, new=new)
    return (*made.values(), *settled.paragraphs.values())


def _around(text: Text) -> list[str]:
    """The address of the division around each unit, "" where it stands in none."""
    divisions = text.divisions()
    units = (*text.units(), *_frame(text))
    return [divisions[u.address].address if u.address in divisions else "" for u in units]


def _bags(found: Alignment) -> tuple[tuple[list[Bag], list[Bag]], Weights]:
    """The words of each unit of both texts, and what they weigh."""
    stems = _stems(found.old), _stems(found.new)
    of = weights([*stems[0], *stems[1]])
    return ([of.counted(each) for each in stems[0]], [of.counted(each) for each in stems[1]]), of


def _stems(one: Side) -> list[Counter[str]]:
    units: list[Counter[str]] = [Counter() for _ in one.units]
    for sentence in one.sentences:
        units[sentence.unit].update(sentence.stems)
    return units
