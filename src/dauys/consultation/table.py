"""Proposals, answers and hearings from CSV.

Specification: docs/specification/4-consultation.md, section 3, which names every column. A row
that cannot be read is kept in the findings and the next is read; what the values mean together is
for `dauys.consultation.check`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import TypeVar, cast

from dauys.consultation.anchor import Anchor, Places
from dauys.consultation.check import check_group, text_in
from dauys.consultation.guard import unguarded
from dauys.consultation.proposal import (
    GROUPS,
    KINDS,
    ORIGINS,
    OUTCOMES,
    Answer,
    Hearing,
    Kind,
    Origin,
    Outcome,
    Proposal,
    Received,
    Speaker,
)
from dauys.errors import Findings, Refused, Unreadable
from dauys.wire import table
from dauys.wire.ids import Words, seconds

PROPOSALS = (
    "id",
    "received",
    "language",
    "kind",
    "address",
    "quote",
    "proposed",
    "reasons",
    "group",
    "region",
    "origin",
)
ANSWERS = ("proposal", "answered", "outcome", "carried")
RECEIVED = ("id", "received", "language", "group", "region")
HEARINGS = ("id", "opens", "closes", "region", "attended", "groups")
T = TypeVar("T")
_NAME = re.compile("[a-z0-9][a-z0-9._-]{0,63}")
_GROUP = re.compile("[a-z][a-z0-9_]{0,63}")  # as dauys.consultation.wire has it
_MOMENT = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z")


def read_proposals(
    data: bytes,
    places: Mapping[str, Places],
    findings: Findings,
    *,
    groups: Collection[str] = GROUPS,
    accused: str = "",
) -> list[Proposal]:
    """The proposals of a file, each anchored in the text of its language.

    ``places`` are the texts of one version by language. Raises ``table.*`` when it is no such
    table; anything wrong in a row is kept in ``findings``.
    """

    def one(row: table.Row) -> Proposal:
        return proposal_of(row, places, groups)

    return each(data, PROPOSALS, one, findings, accused)


def proposal_of(
    row: table.Row, places: Mapping[str, Places], groups: Collection[str] = GROUPS
) -> Proposal:
    """The proposal of a row; raises for its first fault."""
    proposal = name(row, "id")
    check_group(row.cells["group"], groups, accused=f"proposal:{proposal}")
    return Proposal(
        id=proposal,
        received=moment(row, "received"),
        kind=cast(Kind, row.choice("kind", KINDS)),
        anchor=_anchor(row, places, f"proposal:{proposal}"),
        language=row.text("language"),
        group=row.cells["group"],
        region=name(row, "region"),
        origin=cast(Origin, row.choice("origin", ORIGINS)),
        hearing=name(row, "hearing") if row.cells.get("hearing") else None,
        quote=row.cells["quote"],
        proposed=row.cells["proposed"],
        reasons=row.cells["reasons"],
    )


def read_received(
    data: bytes, findings: Findings, *, groups: Collection[str] = GROUPS, accused: str = ""
) -> list[Received]:
    """The proposals of a file as the figures count them, without any text; an id only once."""
    seen: set[str] = set()

    def one(row: table.Row) -> Received:
        proposal = name(row, "id")
        if proposal in seen:
            raise Refused("proposal.twice", f"proposal:{proposal}")
        seen.add(proposal)
        check_group(row.cells["group"], groups, accused=f"proposal:{proposal}")
        received = moment(row, "received")
        language, region = row.text("language"), name(row, "region")
        return Received(proposal, received, language, row.cells["group"], region)

    return each(data, RECEIVED, one, findings, accused)


def made_at(data: bytes, *, accused: str = "") -> dict[str, list[str]]:
    """The ids of the proposals of a file that were made at each hearing, in their order."""
    found: dict[str, list[str]] = {}
    for row in table.read(data, ("id", "hearing"), accused=accused):
        if row.cells["hearing"]:
            found.setdefault(row.cells["hearing"], []).append(row.cells["id"])
    return found


def ids_of(data: bytes, *, accused: str = "") -> set[str]:
    """Every id that a file of proposals names, in rows that cannot be read too."""
    return {row.cells["id"] for row in table.read(data, ("id",), accused=accused)}


def read_groups(data: bytes, *, accused: str = "") -> tuple[str, ...]:
    """The groups of a commission's list: the column ``group``, each once; raises ``table.*``."""
    rows = table.read(data, ("group",), key="group", accused=accused)
    for row in rows:
        if not _GROUP.fullmatch(row.cells["group"]):
            raise row.wrong("group", "a-z 0-9 _")
    if not rows:
        raise Unreadable("table.empty", accused)
    return tuple(row.cells["group"] for row in rows)


def read_answers(data: bytes, findings: Findings, *, accused: str = "") -> list[Answer]:
    """The answers of a file; ``reasons_kk`` and so on are columns, one for each language."""

    def one(row: table.Row) -> Answer:
        return Answer(
            proposal=name(row, "proposal"),
            answered=moment(row, "answered"),
            outcome=cast(Outcome, row.choice("outcome", OUTCOMES)),
            carried=tuple(row.cells["carried"].split()),
            reasons=by_language(row, "reasons"),
        )

    return each(data, ANSWERS, one, findings, accused)


def read_hearings(
    data: bytes, findings: Findings, *, groups: Collection[str] = GROUPS, accused: str = ""
) -> list[Hearing]:
    """The hearings of a file: ``groups`` are those for which someone spoke, space between; the
    ``speakers``, where told, are a group, a colon and a name each, a semicolon between."""

    def one(row: table.Row) -> Hearing:
        hearing = name(row, "id")
        spoke = tuple(row.cells["groups"].split())
        for group in spoke:
            check_group(group, groups, accused=f"hearing:{hearing}")
        return Hearing(
            id=hearing,
            opens=moment(row, "opens"),
            closes=moment(row, "closes"),
            region=name(row, "region"),
            attended=row.number("attended"),
            groups=spoke,
            place=by_language(row, "place"),
            agenda=by_language(row, "agenda"),
            minutes=by_language(row, "minutes"),
            speakers=_speakers(row, groups),
        )

    return each(data, HEARINGS, one, findings, accused)


def name(row: table.Row, column: str) -> str:
    """A cell that is a short name; raises table.cell."""
    if not _NAME.fullmatch(row.cells[column]):
        raise row.wrong(column, "a-z 0-9 . _ -")
    return row.cells[column]


def moment(row: table.Row, column: str) -> str:
    """A cell that is a moment that there was; raises table.cell."""
    try:
        if _MOMENT.fullmatch(row.cells[column]):
            seconds(row.cells[column])
            return row.cells[column]
    except Refused:
        pass  # a 30 February: said as of a cell, not as of a document
    raise row.wrong(column, "2026-03-15T07:00:00Z")


def by_language(row: table.Row, column: str) -> Words:
    """The words of the columns ``column_<language>`` that are not empty."""
    prefix = f"{column}_"
    told = {key[len(prefix) :]: cell for key, cell in row.cells.items() if key.startswith(prefix)}
    return {language: words for language, words in sorted(told.items()) if words}


def _speakers(row: table.Row, groups: Collection[str]) -> tuple[Speaker, ...]:
    found: list[Speaker] = []
    told = row.cells.get("speakers", "")
    for one in told.split(";") if told else ():
        group, colon, spoke = (part.strip() for part in one.partition(":"))
        if not (group and colon and spoke):
            raise row.wrong("speakers", "group: name; group: name")
        check_group(group, groups, accused=f"hearing:{row.cells['id']}")
        found.append(Speaker(group, spoke))
    return tuple(found)


def _anchor(row: table.Row, places: Mapping[str, Places], accused: str) -> Anchor:
    """Bound by address, by quoted words, or both; a hash that the file gives must be ours."""
    there = text_in(row.text("language"), places, accused=accused)
    address, quote = row.cells["address"], row.cells["quote"]
    if not address:
        address = there.find_quote(quote, accused=accused)
    elif quote:
        there.check_quote(address, quote, accused=accused)
    anchor = there.anchor(address, accused=accused)
    if row.cells.get("hash") and row.cells["hash"] != anchor.hash:
        raise Refused("anchor.hash", accused, address=address)
    return anchor


def each(
    data: bytes,
    columns: tuple[str, ...],
    one: Callable[[table.Row], T],
    findings: Findings,
    accused: str,
) -> list[T]:
    """What ``one`` makes of each row of a file; what it raises is kept in ``findings``."""
    values: list[T] = []
    for row in table.read(data, columns, accused=accused):
        cells = {column: unguarded(cell) for column, cell in row.cells.items()}
        with findings.collecting(accused=accused):
            values.append(one(table.Row(row.line, cells, row.accused)))
    return values
