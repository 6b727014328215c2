"""Exports of Polis as votes: the list of votes, the matrix of participants, the statements.

Specification: docs/specification/4-consultation.md, section 5. In an export 1 is agree, -1 is
disagree, 0 is a pass, and a vote that was changed stands there again: the last by its time counts,
wherever its row stands. What is left out is told (`Export`); nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from dauys.consultation.opinion import columns
from dauys.consultation.opinion.exact import Ints
from dauys.consultation.opinion.votes import Votes, made, ranked
from dauys.errors import Refused, Unreadable
from dauys.wire import table
from dauys.wire.ids import Words

VOTES = ("timestamp", "comment-id", "voter-id", "vote")
COMMENTS = ("comment-id", "comment-body")
PERSON = "participant"
SET_ASIDE = "-1"  # by moderators, in the column `moderated`
MAX_MATRIX = 64 * 1024 * 1024
_ID = re.compile(r"0|[1-9][0-9]{0,14}")
_OTHER = re.compile("comment-body-([a-z]{2,3})")
_CELLS = {"-1": 0, "0": 1, "1": 2, "": 3}
_NO_VOTE = 3
_NOBODY: Ints = np.zeros(0, dtype=np.int64)


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as the list of comments has it; ``others`` are its words in other languages."""

    text: str
    set_aside: bool
    others: Words = field(default_factory=dict)


@dataclass(frozen=True, slots=True, eq=False)
class Export:
    """The votes that count, and what was left out.

    ``replaced``: votes in the place of which a later one stands; ``set_aside``: statements that
    moderators set aside, ``unvoted``: statements and ``silent``: people without any vote.
    """

    votes: Votes
    replaced: int = 0
    set_aside: tuple[int, ...] = ()
    unvoted: tuple[int, ...] = ()
    silent: tuple[int, ...] = ()


def read(
    data: bytes, statements: Mapping[int, Statement] | None = None, *, accused: str = ""
) -> Export:
    """An export in either form, known by its header; raises ``table.*``, ``vote.*``, ``groups.*``.

    With the list of ``statements`` every vote must be on one of them, and those set aside are
    left out with their votes.
    """
    data = columns.text_of(data, accused=accused)
    names = columns.header_of(data, accused=accused)
    if PERSON in names and "vote" not in names:
        return _matrix(data, names, statements, accused)
    return _list(data, statements, accused)


def read_statements(data: bytes, *, accused: str = "") -> dict[int, Statement]:
    """The statements of a list of comments by id; raises ``table.*``.

    ``comment-body-ru`` holds the words in Russian, and so on.
    """
    found = {}
    for row in table.read(data, COMMENTS, key="comment-id", accused=accused):
        moderated = "0"
        if "moderated" in row.cells:
            moderated = row.choice("moderated", ("-1", "0", "1"))
        others = {
            told.group(1): cell
            for name, cell in row.cells.items()
            if (told := _OTHER.fullmatch(name)) and cell
        }
        found[row.number("comment-id")] = Statement(
            row.cells["comment-body"], moderated == SET_ASIDE, others
        )
    return found


def _list(data: bytes, statements: Mapping[int, Statement] | None, accused: str) -> Export:
    """An export of one vote a row."""
    read = columns.read(data, VOTES, signed="vote", accused=accused)
    time, statement, voter, vote = (read.cells[name] for name in VOTES)
    _check_known(statement, read.lines, statements, accused)
    cell = ranked(voter)[1] * len(statement) + ranked(statement)[1]
    order = np.lexsort((time, cell))
    cell, time, vote = cell[order], time[order], vote[order]
    same = cell[1:] == cell[:-1]
    for at in np.flatnonzero(same & (time[1:] == time[:-1]) & (vote[1:] != vote[:-1]))[:1]:
        rows = order[at : at + 2]
        raise Refused(
            "vote.twice",
            accused,
            line=int(read.lines[rows].max()),
            person=int(voter[rows[0]]),
            statement=int(statement[rows[0]]),
        )
    last = np.append(~same, True)[: len(order)]
    rows = order[last]
    kept = voter[rows], statement[rows], vote[last]
    return _export(kept, statements, _NOBODY, _NOBODY, len(order) - len(rows), accused)


def _matrix(
    data: bytes, names: list[str], statements: Mapping[int, Statement] | None, accused: str
) -> Export:
    """An export of one person a row and one statement a column."""
    places = [n for n, name in enumerate(names) if _ID.fullmatch(name)]
    if not places:
        raise Unreadable("table.column", accused, column="0")
    ids = np.array([int(names[n]) for n in places], dtype=np.int64)
    people, cells = _people(data, names, places, accused)
    _check_known(ids, np.ones(len(ids), dtype=np.int64), statements, accused)
    down, across = np.argsort(people), np.argsort(ids)
    cells = cells[down][:, across]
    row, column = np.nonzero(cells != _NO_VOTE)
    kept = people[down][row], ids[across][column], cells[row, column].astype(np.int64) - 1
    return _export(kept, statements, people, ids, 0, accused)


def _people(
    data: bytes, names: list[str], places: list[int], accused: str
) -> tuple[Ints, NDArray[np.uint8]]:
    """The ids of the rows, and for each its cells as `_CELLS` codes them."""
    if len(data) > MAX_MATRIX:
        raise Unreadable("table.size", accused, limit=MAX_MATRIX)
    name, seen, cells = names.index(PERSON), dict[int, int](), bytearray()
    for line, row in columns.rows(data, accused):
        person = _person(row[name], line, seen, accused)
        seen[person] = line
        cells += _coded(row, names, places, line, accused)
    people = np.array(list(seen), dtype=np.int64)
    return people, np.frombuffer(cells, dtype=np.uint8).reshape(-1, len(places))


def _person(cell: str, line: int, seen: Mapping[int, int], accused: str) -> int:
    if not _ID.fullmatch(cell):
        raise Refused("table.cell", accused, line=line, column=PERSON, expected="whole number")
    if int(cell) in seen:
        raise Refused("table.duplicate", accused, line=line, column=PERSON, value=cell)
    return int(cell)


def _coded(row: list[str], names: list[str], places: list[int], line: int, accused: str) -> bytes:
    try:
        return bytes([_CELLS[row[n]] for n in places])
    except KeyError:
        column = next(names[n] for n in places if row[n] not in _CELLS)
        expected = "-1 | 0 | 1"
        raise Refused("table.cell", accused, line=line, column=column, expected=expected) from None


def _check_known(
    given: Ints, lines: Ints, statements: Mapping[int, Statement] | None, accused: str
) -> None:
    """Every vote is on a statement of the list, where there is a list."""
    if statements is None:
        return
    unknown = np.flatnonzero(~np.isin(given, np.array(list(statements), dtype=np.int64)))
    for at in unknown[:1]:
        raise Refused("vote.statement", accused, line=int(lines[at]), statement=int(given[at]))


def _export(
    kept: tuple[Ints, Ints, Ints],
    statements: Mapping[int, Statement] | None,
    people: Ints,
    columns_of_matrix: Ints,
    replaced: int,
    accused: str,
) -> Export:
    """The votes without the statements set aside, and who and what is then without a vote."""
    person, statement, vote = kept
    listed = statements or {}
    aside = sorted(each for each, told in listed.items() if told.set_aside)
    if aside:
        stays = ~np.isin(statement, np.array(aside, dtype=np.int64))
        person, statement, vote = person[stays], statement[stays], vote[stays]
    votes = made(person, statement, vote, accused=accused)
    known = {*listed, *columns_of_matrix.tolist()} - {*aside}
    everybody = {*people.tolist(), *(ranked(kept[0])[0].tolist() if aside else ())}
    return Export(
        votes,
        replaced,
        tuple(aside),
        tuple(sorted(known - {*votes.statements.tolist()})),
        tuple(sorted(everybody - {*votes.people.tolist()})),
    )
