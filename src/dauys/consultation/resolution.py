"""What an editor decides about collisions: the file ``resolutions.csv``.

    proposals,wins,words,who,at,why
    p-01 p-42,p-01,,A. Omarova,2027-04-12T06:00:00Z,twenty days were agreed on
    p-10 p-18,p-18 p-10,,A. Omarova,2027-04-12T06:05:00Z,both, in this order
    p-06,,не менее двух процентов,A. Omarova,2027-04-12T06:10:00Z,accepted in part

Specification: docs/specification/4-consultation.md, section 7. Of the proposals named some win, or
the editor's own words stand in the place of theirs. A proposal accepted in part changes nothing
until a resolution names it. Who, when and why are never empty.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from dauys.consultation.amendment import Addition, Change, Edit
from dauys.consultation.table import moment
from dauys.errors import Findings, Refused
from dauys.wire import table
from dauys.wire.ids import Moment, Name

COLUMNS = ("proposals", "wins", "words", "who", "at", "why")
_NAME = re.compile("[a-z0-9][a-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class Resolution:
    """One decision: ``wins`` of the ``proposals``, in this order where they stand at one place, or
    ``words`` of the editor for all of them."""

    proposals: tuple[Name, ...]
    wins: tuple[Name, ...]
    words: str
    who: str
    at: Moment
    why: str
    line: int = 0

    def accused(self) -> str:
        """How errors call this resolution: by its line."""
        return f"line:{self.line}"


def read_resolutions(data: bytes, findings: Findings, *, accused: str = "") -> list[Resolution]:
    """The resolutions of a file. Raises ``table.*`` when it is no such table; anything wrong in a
    row is kept in ``findings``: both or none of winners and words, or a winner that is not among
    the proposals (resolution.form); a proposal in two rows (resolution.twice)."""
    found: list[Resolution] = []
    seen: dict[Name, int] = {}
    for row in table.read(data, COLUMNS, accused=accused):
        with findings.collecting(accused=accused):
            each = _resolution(row)
            for name in each.proposals:
                if name in seen:
                    raise Refused(
                        "resolution.twice", f"proposal:{name}", line=row.line, first=seen[name]
                    )
            seen.update(dict.fromkeys(each.proposals, row.line))
            found.append(each)
    return found


def _resolution(row: table.Row) -> Resolution:
    names, wins = _names(row, "proposals"), _names(row, "wins")
    words = row.cells["words"]
    who, why, at = row.text("who"), row.text("why"), moment(row, "at")
    if not names or bool(words) == bool(wins) or not set(wins).issubset(names):
        raise Refused("resolution.form", row.accused, line=row.line)
    return Resolution(names, wins, words, who, at, why, row.line)


def _names(row: table.Row, column: str) -> tuple[Name, ...]:
    names = tuple(row.cells[column].split())
    if not all(map(_NAME.fullmatch, names)) or len(set(names)) < len(names):
        raise row.wrong(column, "a-z 0-9 . _ -")
    return names


def resolve(
    changes: Mapping[Name, Change],
    partly: Collection[Name],
    resolutions: Sequence[Resolution],
    findings: Findings,
) -> list[Change]:
    """The changes of proposals as the resolutions leave them; those accepted in part, ``partly``,
    are left out unless a resolution names them.

    A resolution that names a proposal without a change (resolution.unknown), or puts words in the
    place of what does not stand at one place (resolution.words), is kept in ``findings``.
    """
    made: list[Change] = []
    named: set[Name] = set()
    for each in resolutions:
        named.update(each.proposals)
        with findings.collecting():
            made += _resolved(each, changes)
    return made + [
        change for name, change in changes.items() if name not in named and name not in partly
    ]


def _resolved(each: Resolution, changes: Mapping[Name, Change]) -> list[Change]:
    for name in each.proposals:
        if name not in changes:
            raise Refused("resolution.unknown", f"proposal:{name}", line=each.line)
    if each.words:
        return [_worded(each, [changes[name] for name in each.proposals])]
    return [
        replace(changes[name], editor=each.who, rank=(each.line, at))
        for at, name in enumerate(each.wins, 1)
    ]


def _worded(each: Resolution, changes: Sequence[Change]) -> Change:
    """One change with the editor's words, where all the changes stand."""
    names = tuple(sorted(each.proposals))
    additions = [change for change in changes if isinstance(change, Addition)]
    edits = [change for change in changes if isinstance(change, Edit)]
    if len(additions) == len(changes) and len({change.address for change in changes}) == 1:
        return Addition(changes[0].address, each.words, names, each.who)
    if len(edits) < len(changes) or len({(edit.address, edit.part) for edit in edits}) > 1:
        raise Refused("resolution.words", each.accused())
    spans = [(edit.start, edit.end) if edit.start == edit.end else edit.claim for edit in edits]
    start, end = min(span[0] for span in spans), max(span[1] for span in spans)
    claims = [edit.claim for edit in edits]
    claim = min(claim[0] for claim in claims), max(claim[1] for claim in claims)
    return Edit(edits[0].address, edits[0].part, start, end, each.words, claim, names, each.who)
