"""What an editor changed without a proposal, and said so: the file ``edits.csv``.

    old,new,who,at,why
    ,art_9__para_5,A. Omarova,2027-04-12T06:00:00Z,the same rule for all languages
    art_24__para_5,,A. Omarova,2027-04-12T06:05:00Z,follows from article 12

Specification: docs/specification/4-consultation.md, section 8. ``new`` is an address of the new
version, ``old`` one of the old where words went without a trace; a decision covers what stands
inside. ``title`` is the title of the text. Who, when and why are never empty.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from dauys.consultation.table import moment
from dauys.errors import Findings, Refused
from dauys.wire import table
from dauys.wire.ids import Moment

COLUMNS = ("old", "new", "who", "at", "why")
TITLE = "title"


@dataclass(frozen=True, slots=True)
class Edit:
    """One decision of an editor; exactly one of ``old`` and ``new`` is an address."""

    old: str
    new: str
    who: str
    at: Moment
    why: str
    line: int = 0


def read_edits(
    data: bytes,
    old: Collection[str],
    new: Collection[str],
    findings: Findings,
    *,
    accused: str = "",
) -> list[Edit]:
    """The edits of a file; ``old`` and ``new`` are the addresses of both versions.

    Raises ``table.*`` when it is no such table. What is wrong in a row is kept in ``findings``:
    both or none of the addresses (edit.form), one that is in no text (anchor.address), the same
    one twice (edit.twice).
    """
    found: list[Edit] = []
    seen: dict[tuple[str, str], int] = {}
    for row in table.read(data, COLUMNS, accused=accused):
        with findings.collecting(accused=accused):
            place = row.cells["old"], row.cells["new"]
            if bool(place[0]) == bool(place[1]):
                raise Refused("edit.form", row.accused, line=row.line)
            address = place[0] or place[1]
            if address != TITLE and address not in (old if place[0] else new):
                raise Refused("anchor.address", row.accused, address=address[:120])
            if place in seen:
                raise Refused("edit.twice", row.accused, line=row.line, first=seen[place])
            seen[place] = row.line
            who, at, why = row.text("who"), moment(row, "at"), row.text("why")
            found.append(Edit(*place, who, at, why, row.line))
    return found
