"""What a lawyer decides about an alignment: the file ``alignment.csv``, and what it fixes.

    old,new,decision,who,why
    5,7,not,A. Omarova,another rule
    83-1,85,pair,A. Omarova,the same office
    art_7__para_2,art_9__para_3,pair,A. Omarova,the same words

A number as printed names a unit, an address a unit or a paragraph. `pair` lays two side by side,
`not` forbids it, `dropped` and `new` say that there is no counterpart. Who and why are never empty:
a table that cites a decision can say whose it is. What is found by `align` is not known here.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from dauys.errors import Refused
from dauys.text.alignment.sentences import paragraphs_of
from dauys.text.numbers import order
from dauys.text.provision import Provision, Text
from dauys.wire import table

COLUMNS = ("old", "new", "decision", "who", "why")
Kind = Literal["pair", "not", "dropped", "new"]
KINDS: tuple[Kind, ...] = ("pair", "not", "dropped", "new")
FRAME = ("preamble", "conclusion")  # around the units: laid side by side, and in no row


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. ``old`` and ``new`` are numbers or addresses, "" where there is none; ``line``
    and ``accused`` say where it stands, if in a file."""

    old: str
    new: str
    decision: Kind
    who: str
    why: str
    line: int = 0
    accused: str = ""


@dataclass(frozen=True, slots=True)
class Settled:
    """Decisions by the addresses of what they name: those on units, and those on paragraphs."""

    units: dict[tuple[str, str], Decision]
    paragraphs: dict[tuple[str, str], Decision]


def read_decisions(data: bytes, accused: str = "") -> tuple[Decision, ...]:
    """The decisions of a file. Raises ``table.*`` and `Refused` alignment.sides."""
    decisions = []
    for row in table.read(data, COLUMNS, accused=accused):
        kind = cast(Kind, row.choice("decision", KINDS))
        old, new = row.cells["old"], row.cells["new"]
        wanted = (kind != "new", kind != "dropped")
        if (bool(old), bool(new)) != wanted:
            raise Refused("alignment.sides", accused, line=row.line, decision=kind)
        who, why = row.text("who"), row.text("why")
        decisions.append(Decision(old, new, kind, who, why, row.line, accused))
    return tuple(decisions)


def write_decisions(decisions: Iterable[Decision]) -> bytes:
    """The file of some decisions."""
    told = io.StringIO()
    writer = csv.writer(told, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([d.old, d.new, d.decision, d.who, d.why] for d in decisions)
    return told.getvalue().encode("utf-8")


def settle(decisions: Sequence[Decision], old: Text, new: Text) -> Settled:
    """What the decisions name, if they name something and do not contradict each other.

    Raises `Refused` alignment.unknown, alignment.ambiguous, alignment.level, alignment.twice and
    alignment.contradiction.
    """
    named = Names(old), Names(new)
    units: dict[tuple[str, str], Decision] = {}
    paragraphs: dict[tuple[str, str], Decision] = {}
    for each in decisions:
        first = named[0].find(each.old, each) if each.old else None
        second = named[1].find(each.new, each) if each.new else None
        levels = {found[1] for found in (first, second) if found is not None}
        if len(levels) > 1:
            raise Refused("alignment.level", each.accused, line=each.line)
        key = first[0] if first else "", second[0] if second else ""
        kept = units if levels == {True} else paragraphs
        if key in kept:
            first_line = kept[key].line
            if kept[key].decision == each.decision:
                raise Refused("alignment.twice", each.accused, line=each.line, first=first_line)
            raise Refused("alignment.contradiction", each.accused, line=each.line, first=first_line)
        kept[key] = each
    for kept in (units, paragraphs):
        _check_alone(kept)
    return Settled(units, paragraphs)


def _check_alone(kept: dict[tuple[str, str], Decision]) -> None:
    """What is dropped or new has no counterpart in another row."""
    for (old, new), each in kept.items():
        if each.decision == "pair":
            other = kept.get((old, "")) or kept.get(("", new))
            if other is not None:
                line, first = sorted((each.line, other.line), reverse=True)
                raise Refused("alignment.contradiction", each.accused, line=line, first=first)


class Names:
    """What can be named in one text: units by number or address, paragraphs by address. What stands
    in no row (a chapter, a passage without words) cannot be: a decision on it would do nothing."""

    def __init__(self, text: Text):
        self.units = {unit.address: unit for unit in text.units()}
        around = [each for each in text.walk() if each.kind in FRAME]
        self.paragraphs = {p.address for p in paragraphs_of([*text.units(), *around])}
        self.by_number: dict[object, list[str]] = {}
        for unit in self.units.values():
            self.by_number.setdefault(order(unit.number), []).append(unit.address)

    def find(self, name: str, decision: Decision) -> tuple[str, bool]:
        """The address that is named, and whether it is that of a unit."""
        if name in self.units or name in self.paragraphs:
            return name, name in self.units
        found = self.by_number.get(order(name), []) if order(name) else []
        if len(found) != 1:
            line, number = decision.line, name[:80]
            if found:
                raise Refused("alignment.ambiguous", decision.accused, line=line, number=number)
            raise Refused("alignment.unknown", decision.accused, line=line, number=number)
        return found[0], True

    def name(self, unit: Provision) -> str:
        """How a unit is named in a file: by its number where no other has it."""
        alone = unit.number and len(self.by_number[order(unit.number)]) == 1
        return unit.number if alone and unit.number not in self.units else unit.address
