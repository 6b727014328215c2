"""The votes of a conversation: who agreed with, disagreed with or passed which statement.

Specification: docs/specification/4-consultation.md, section 5. People and statements stand in the
order of their ids, and only those with a vote; of several votes of a person on a statement the
last is here. `canonical` gives the one spelling of a matrix, whose hash names it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dauys.consultation.opinion.exact import Ints
from dauys.errors import Refused

MAX_PEOPLE = 1_000_000  # above it a covariance might not fit into 64 bits: see components.py
MAX_STATEMENTS = 4_000  # a matrix of statements by statements must fit into memory
HEADER = b"dauys/votes/1\n"
SIGNS = b"-0+"
NO_VOTE = b"."
_DENSE = 2**20
_PIECE = 16 * 1024 * 1024  # cells that are spelt at once


@dataclass(frozen=True, slots=True, eq=False)
class Votes:
    """A sparse matrix; the cells go by row, then column. ``vote`` is 1, 0 (a pass) or -1."""

    people: Ints
    statements: Ints
    row: Ints
    column: Ints
    vote: Ints

    def cast(self) -> Ints:
        """How many votes each person has cast."""
        return np.bincount(self.row, minlength=len(self.people))

    def sha256(self) -> str:
        """The hash of the canonical spelling, in hexadecimal digits."""
        digest = hashlib.sha256()
        for piece in _spelt(self):
            digest.update(piece)
        return digest.hexdigest()

    def canonical(self) -> bytes:
        """The matrix as text: a header, the ids of the statements, and a line for each person."""
        return b"".join(_spelt(self))

    def counts(self, rows: NDArray[np.bool_] | None = None) -> Ints:
        """Statements by three: how many disagree, pass, agree, among all or the marked rows."""
        kind = self.column * 3 + self.vote + 1
        if rows is not None:
            kind = kind[rows[self.row]]
        return np.bincount(kind, minlength=3 * len(self.statements)).reshape(-1, 3)


def made(voter: Ints, statement: Ints, vote: Ints, *, accused: str = "") -> Votes:
    """Votes from ids in the order of voters, then statements, each pair once.

    Raises ``groups.empty`` and ``groups.size``.
    """
    if not len(voter):
        raise Refused("groups.empty", accused)
    begins = np.append(True, voter[1:] != voter[:-1])
    people, row = voter[begins], np.cumsum(begins) - 1
    statements, column = ranked(statement)
    for what, count, limit in (
        ("people", len(people), MAX_PEOPLE),
        ("statements", len(statements), MAX_STATEMENTS),
    ):
        if count > limit:
            raise Refused("groups.size", accused, what=what, count=count, limit=limit)
    return Votes(people, statements, row, column, vote)


def ranked(ids: Ints) -> tuple[Ints, Ints]:
    """The different ids in their order, and for each given id its place among them."""
    if int(ids.max(initial=0)) >= _DENSE:
        values = np.unique(ids)
        return values, np.searchsorted(values, ids)
    marked = np.zeros(_DENSE, dtype=np.bool_)  # small ids, as Polis gives them: five times as fast
    marked[ids] = True
    return np.flatnonzero(marked), (np.cumsum(marked) - 1)[ids]


def _spelt(votes: Votes) -> Iterator[bytes]:
    """The canonical text in pieces, so that a large matrix is never spelt whole."""
    yield HEADER
    yield ",".join(map(str, votes.statements.tolist())).encode("ascii") + b"\n"
    signs = np.frombuffer(SIGNS, dtype=np.uint8)
    width = len(votes.statements)
    step = max(1, _PIECE // width)
    for first in range(0, len(votes.people), step):
        names = votes.people[first : first + step].tolist()
        cells = np.full((len(names), width), NO_VOTE[0], dtype=np.uint8)
        begin, end = np.searchsorted(votes.row, (first, first + step))
        here = slice(int(begin), int(end))
        cells[votes.row[here] - first, votes.column[here]] = signs[votes.vote[here] + 1]
        text = cells.tobytes()
        yield b"".join(
            b"%d %b\n" % (name, text[n * width : (n + 1) * width]) for n, name in enumerate(names)
        )
