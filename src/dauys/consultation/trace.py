"""Who changed this word: from every changed word to what is behind it, and back.

Specification: docs/specification/4-consultation.md, section 8. The changed words are those of the
comparative table of both versions; their causes are those of `dauys.consultation.cause`. An
accepted proposal without words and a change without a cause are findings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dauys.consultation.amendment import Span
from dauys.consultation.cause import Cause, Causes
from dauys.consultation.counterpart import around
from dauys.consultation.edit import TITLE
from dauys.consultation.proposal import ACCEPTED, Answer
from dauys.errors import Fact, Finding, Findings
from dauys.text.compare import Comparison
from dauys.text.difference.pieces import Mark
from dauys.text.table.rows import Cell, Entry, table
from dauys.wire.ids import Language, Name

SHOWN = 60  # characters of changed words in a finding
_WORD = re.compile(r"[^\W_]+(?:[-‐‑\u00ad][^\W_]+)*")


@dataclass(frozen=True, slots=True)
class Change:
    """Words that changed together: ``mark`` says how, ``address`` where, in the old text what was
    deleted and moved away, in the new what was inserted and moved here. ``row`` is the number of
    the row in the comparative table, which has all that was changed in one place."""

    language: Language
    row: int
    mark: Mark
    address: str
    words: str
    causes: tuple[Cause, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """All changed words of the texts of two versions, with what is behind them."""

    changes: tuple[Change, ...]

    def at(self, address: str) -> tuple[Change, ...]:
        """What changed in the rows of a provision and of what has its address around it."""
        rows = {
            (each.language, each.row)
            for each in self.changes
            if each.address == address or each.address.startswith(f"{address}__")
        }
        return tuple(each for each in self.changes if (each.language, each.row) in rows)

    def of(self, proposal: Name) -> tuple[Change, ...]:
        """What a proposal is behind."""
        return tuple(
            each for each in self.changes if any(c.proposal == proposal for c in each.causes)
        )


def trace(comparison: Comparison, causes: Causes) -> tuple[Change, ...]:
    """The changed words of a text in the order of the comparative table; what has neither letter
    nor digit is no word."""
    outer = around(comparison.old), around(comparison.new)
    found: list[Change] = []
    for entry in table(comparison).entries:
        found += _changes(comparison.new.language, entry, causes, outer)
    return tuple(found)


def find_in_trace(made: Trace, answers: Mapping[Name, Answer], findings: Findings) -> None:
    """Adds a warning for each change without a cause (trace.cause) and for each accepted proposal
    that is behind no changed word (trace.words)."""
    for each in made.changes:
        if not each.causes:
            shown = each.words if len(each.words) <= SHOWN else f"{each.words[: SHOWN - 1]}…"
            facts: dict[str, Fact] = {"language": each.language, "words": shown}
            findings.add(
                Finding("trace.cause", "warning", f"provision:{each.address}", facts=facts)
            )
    behind = {cause.proposal for each in made.changes for cause in each.causes}
    for name, answer in answers.items():
        if answer.outcome in ACCEPTED and name not in behind:
            findings.add(Finding("trace.words", "warning", answer.accused()))


Around = Mapping[str, tuple[str, ...]]


def _changes(
    language: Language, entry: Entry, causes: Causes, outer: tuple[Around, Around]
) -> Iterator[Change]:
    """What changed in one row of the table, what went before what came."""
    old, new = (_outwards(cells, outer[side]) for side, cells in enumerate((entry.old, entry.new)))
    for cells, came in ((entry.old, False), (entry.new, True)):
        for cell in cells:
            passage = "".join(piece.text for piece in cell.pieces)
            known = causes.by_words(passage, old, new, came=came)
            placed = tuple(causes.by_place(old, new))
            address = cell.address or TITLE
            for mark, span, why in _runs(cell, known):
                told = passage[slice(*span)]
                yield Change(language, entry.number, mark, address, told, why or placed)


def _outwards(cells: Sequence[Cell], outer: Around) -> list[str]:
    """The addresses of some cells and of all around them, the innermost first."""
    found = {cell.address or TITLE: None for cell in cells}
    for cell in cells:
        found |= dict.fromkeys(outer.get(cell.address, ()))
    return list(found)


def _runs(
    cell: Cell, known: Sequence[tuple[Span, Cause]]
) -> Iterator[tuple[Mark, Span, tuple[Cause, ...]]]:
    """Changed words in runs of the same causes."""
    at = 0
    for piece in cell.pieces:
        run: tuple[Span, tuple[Cause, ...]] | None = None
        for word in _WORD.finditer(piece.text) if piece.mark != "kept" else ():
            span = at + word.start(), at + word.end()
            causes = _causes(span, known)
            if run and run[1] == causes:
                run = (run[0][0], span[1]), causes
                continue
            if run:
                yield piece.mark, *run
            run = span, causes
        if run:
            yield piece.mark, *run
        at += len(piece.text)


def _causes(span: Span, known: Sequence[tuple[Span, Cause]]) -> tuple[Cause, ...]:
    held = {cause for (start, end), cause in known if start <= span[0] and span[1] <= end}
    return tuple(sorted(held))
