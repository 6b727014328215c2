"""The canonical matrix of votes read back from its object, strictly.

Specification: docs/specification/4-consultation.md, section 5. `Votes.canonical` writes it; what is
read here is written again and compared, so that a matrix has one spelling.
"""

from __future__ import annotations

import re

import numpy as np

from dauys.consultation.opinion.exact import Ints
from dauys.consultation.opinion.votes import HEADER, NO_VOTE, SIGNS, Votes, made
from dauys.errors import Refused, Unreadable

MAX_BYTES = 512 * 1024 * 1024
_IDS = re.compile(rb"(?:0|[1-9][0-9]{0,14})(?:,(?:0|[1-9][0-9]{0,14}))*")
_LINE = re.compile(rb"(0|[1-9][0-9]{0,14}) ([-0+.]+)")


def read(data: bytes, *, accused: str = "") -> Votes:
    """The votes that these bytes spell; raises ``groups.form``, ``groups.size``."""
    if len(data) > MAX_BYTES:
        raise Unreadable("table.size", accused, limit=MAX_BYTES)
    head, lines = _lines(data, accused)
    cells: list[bytes] = []
    people: list[int] = []
    for number, line in enumerate(lines, 3):
        match = _LINE.fullmatch(line)
        before = people[-1] if people else -1
        if match is None or len(match[2]) != len(head) or int(match[1]) <= before:
            raise Refused("groups.form", accused, line=number)
        people.append(int(match[1]))
        cells.append(match[2])
    votes = _votes(head, np.array(people, dtype=np.int64), b"".join(cells), accused)
    if votes.canonical() != data:  # statements out of order, or one without a vote, or a person
        raise Refused("groups.form", accused, line=2)
    return votes


def _lines(data: bytes, accused: str) -> tuple[Ints, list[bytes]]:
    """The ids of the statements, and the lines of the people."""
    if not data.startswith(HEADER) or not data.endswith(b"\n"):
        raise Refused("groups.form", accused, line=1)
    head, *lines = data[len(HEADER) : -1].split(b"\n")
    if not _IDS.fullmatch(head):
        raise Refused("groups.form", accused, line=2)
    return np.array(head.split(b","), dtype=np.int64), lines


def _votes(statements: Ints, people: Ints, cells: bytes, accused: str) -> Votes:
    table = np.frombuffer(cells, dtype=np.uint8).reshape(len(people), len(statements))
    row, column = np.nonzero(table != NO_VOTE[0])
    sign = table[row, column]
    minus, _, plus = SIGNS
    vote = (sign == plus).astype(np.int64) - (sign == minus)
    return made(people[row], statements[column], vote, accused=accused)
