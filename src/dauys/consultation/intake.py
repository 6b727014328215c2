"""Proposals out of a file of another system or of our own export, each row told apart.

Specification: docs/specification/4-consultation.md, section 11. A row becomes a proposal that is
in order by every rule of sections 1 and 2, or a fault with its line. The caller decides whether
the good rows of a file with faults are taken. The moment is an argument.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from dauys.consultation import raw
from dauys.consultation.anchor import Places
from dauys.consultation.check import check_proposal
from dauys.consultation.guard import unguarded
from dauys.consultation.mapping import COLUMNS, NOTHING, Plan
from dauys.consultation.proposal import GROUPS, Proposal
from dauys.consultation.table import PROPOSALS, proposal_of
from dauys.errors import DauysError, Refused, Unreadable
from dauys.wire import table
from dauys.wire.ids import Moment, seconds

FREE = ("quote", "proposed", "reasons")  # white space around these is their author's


@dataclass(frozen=True, slots=True)
class Intake:
    """What a file gave: the proposals in order, and the faults of the other rows by line.

    ``unused`` are columns of the file that nothing was taken from.
    """

    rows: int
    proposals: tuple[Proposal, ...]
    faults: tuple[tuple[int, DauysError], ...]
    unused: tuple[str, ...]


def read(
    data: bytes,
    suffix: str,
    places: Mapping[str, Places],
    now: Moment,
    *,
    plan: Plan = NOTHING,
    groups: Collection[str] = GROUPS,
    known: Collection[str] = (),
    hearings: Collection[str] | None = None,
    accused: str = "",
    lines: list[raw.Line] | None = None,
) -> Intake:
    """Takes in the rows of a CSV or XLSX file; ``places`` are the texts by language.

    ``lines`` are those of the file, where somebody has had them read already, elsewhere.
    ``known`` are ids that are taken already; ``hearings`` those that were held, where it is asked.
    Raises `Unreadable` when it is no such table: see `dauys.consultation.raw`.
    """
    if lines is None:
        lines = raw.read(data, suffix, sheet=plan.sheet, accused=accused)
    header, lines = _header(lines, plan, accused)
    sources = _sources(header, plan, accused)
    proposals: dict[str, Proposal] = {}
    faults: list[tuple[int, DauysError]] = []
    for line in lines:
        try:
            row = _row(line, len(header), sources, plan, accused)
            proposal = proposal_of(row, places, groups)
            _check(proposal, now, proposals, known)
            check_proposal(proposal, hearings)
            proposals[proposal.id] = proposal
        except DauysError as error:
            faults.append((line.number, error))
    taken = {n for n in sources.values() if n is not None}
    unused = tuple(name for n, name in enumerate(header) if n not in taken and name)
    return Intake(len(lines), tuple(proposals.values()), tuple(faults), unused)


def _header(
    lines: list[raw.Line], plan: Plan, accused: str
) -> tuple[tuple[str, ...], list[raw.Line]]:
    """The names of the columns, and the lines below."""
    below = [line for line in lines if line.number >= plan.header]
    if not below:
        raise Unreadable("table.empty", accused)
    if below[0].fault is not None:
        raise below[0].fault
    return tuple(cell.strip() for cell in below[0].cells), below[1:]


def _sources(header: tuple[str, ...], plan: Plan, accused: str) -> dict[str, int | None]:
    """Where each column of ours is found in a row; None for a constant."""
    found: dict[str, int | None] = {}
    for column in COLUMNS:
        if column in plan.constants:
            found[column] = None
            continue
        name = plan.source(column)
        wanted = column in PROPOSALS or column in plan.columns
        if header.count(name) > 1 or (wanted and name not in header):
            raise Unreadable("table.column", accused, column=name[:80] or "–")
        if name in header:
            found[column] = header.index(name)
    return found


def _row(
    line: raw.Line, width: int, sources: Mapping[str, int | None], plan: Plan, accused: str
) -> table.Row:
    if line.fault is not None:
        raise line.fault
    missing = width - len(line.cells)
    if any(cell.strip() for cell in line.cells[width:]) or (missing and not line.loose):
        raise Refused("table.row", accused, line=line.number)
    cells = line.cells + ("",) * missing
    return table.Row(line.number, dict(_cells(cells, sources, plan)), accused)


def _cells(
    cells: tuple[str, ...], sources: Mapping[str, int | None], plan: Plan
) -> Iterator[tuple[str, str]]:
    for column, place in sources.items():
        if place is None:
            yield column, plan.constants[column]
            continue
        cell = cells[place] if column in FREE else cells[place].strip()
        yield column, plan.cell(column, unguarded(cell))


def _check(
    proposal: Proposal, now: Moment, before: Mapping[str, Proposal], known: Collection[str]
) -> None:
    if proposal.id in before or proposal.id in known:
        raise Refused("proposal.twice", proposal.accused())
    if seconds(proposal.received) > seconds(now):
        raise Refused("proposal.future", proposal.accused(), received=proposal.received, now=now)
