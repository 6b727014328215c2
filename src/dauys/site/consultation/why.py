"""Who changed this word: every row of two versions that differs, with what is behind each change.

The causes are those of `dauys.consultation.trace`. A reading is kept under the hashes of both
versions and the last entry that can be behind a change or take its words away: what is still
waiting for its answer is behind none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from dauys.consultation.cause import Causes
from dauys.consultation.proposal import ACCEPTED
from dauys.consultation.trace import Change, Trace, share_by_proposals, trace
from dauys.site.consultation import queries, texts
from dauys.site.consultation.models import Proposal
from dauys.site.consultation.texts import Version
from dauys.site.look.kept import PAGES, kept
from dauys.text.table.rows import Cell, table

FORM = 1  # of what is kept; another number where its form changes
KEEP = 30 * 24 * 3600  # seconds


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the comparative table in which words changed."""

    number: int
    old: tuple[Cell, ...]
    new: tuple[Cell, ...]
    changes: tuple[Change, ...]

    @property
    def addresses(self) -> tuple[str, ...]:
        """The provisions of both sides; the title has none."""
        return tuple(cell.address for cell in (*self.old, *self.new))

    @property
    def address(self) -> str:
        """The provision of the new version, else of the old; empty for the title."""
        return next((cell.address for cell in (*self.new, *self.old)), "")


@dataclass(frozen=True, slots=True)
class Reading:
    """All rows of one language in which words changed between two versions."""

    old: str
    new: str
    language: str
    rows: tuple[Row, ...]

    def at(self, address: str) -> tuple[Row, ...]:
        """The rows of a provision and of what stands inside it."""
        inside = f"{address}__"
        return tuple(
            row
            for row in self.rows
            if any(each == address or each.startswith(inside) for each in row.addresses)
        )

    def of(self, proposal: str) -> tuple[Row, ...]:
        """The rows in which a proposal is behind a change."""
        return tuple(
            row
            for row in self.rows
            if any(cause.proposal == proposal for each in row.changes for cause in each.causes)
        )


def reading(new: Version, language: str) -> Reading | None:
    """What changed from the version before; None for the first one, or without such a text."""
    old = texts.before(new.name)
    if old is None or language not in old.languages or language not in new.languages:
        return None
    key = f"why-{FORM}-{new.event.hash}-{old.event.hash[:16]}-{language}-{queries.last_cause()}"
    return kept(PAGES, key, lambda: _read(old, new, language), seconds=KEEP)


def share(new: Version) -> Fraction | None:
    """The share of the changed words of a version behind which there is a proposal."""
    readings = [reading(new, language) for language in new.languages]
    changes = [each for found in readings if found for row in found.rows for each in row.changes]
    return share_by_proposals(Trace(tuple(changes)))


def _read(old: Version, new: Version, language: str) -> Reading:
    compared = texts.compared(old, new, language)
    assert compared is not None
    changes: dict[int, list[Change]] = {}
    for each in trace(compared, _causes(old, language)):
        changes.setdefault(each.row, []).append(each)
    rows = tuple(
        Row(entry.number, entry.old, entry.new, tuple(changes[entry.number]))
        for entry in table(compared).entries
        if entry.number in changes
    )
    return Reading(old.name, new.name, language, rows)


def _causes(old: Version, language: str) -> Causes:
    accepted = Proposal.objects.filter(
        version=old.name, work=old.event.work, answer__outcome__in=ACCEPTED
    )
    told = queries.stage_proposals(accepted.order_by("entry"))
    return Causes(language, told.values(), queries.stage_answers(told))


def behind(rows: Sequence[Row]) -> list[str]:
    """The proposals behind the changes of some rows, each once."""
    names = (cause.proposal for row in rows for each in row.changes for cause in each.causes)
    return list(dict.fromkeys(name for name in names if name))
