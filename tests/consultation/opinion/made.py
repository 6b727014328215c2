"""Conversations made for tests: planted groups, and files in the forms of Polis."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import comb

from dauys.consultation.opinion import wire
from dauys.consultation.opinion.votes import Votes

HEADER = "timestamp,datetime,comment-id,voter-id,vote\n"
WHEN = "Tue Jun 30 15:49:52 WIB 2015"
Row = tuple[int, int, int, int]  # time, statement, person, vote


def csv_of(rows: Iterable[Row]) -> bytes:
    """Rows as votes.csv has them."""
    lines = [f"{at},{WHEN},{statement},{who},{vote}\n" for at, statement, who, vote in rows]
    return (HEADER + "".join(lines)).encode("ascii")


def rows_of(table: Sequence[str]) -> list[Row]:
    """A vote for each ``+``, ``0`` and ``-`` of a table: a line a person, a sign a statement."""
    signs = {"+": 1, "0": 0, "-": -1}
    return [
        (1000 + who, statement, who, signs[sign])
        for who, line in enumerate(table)
        for statement, sign in enumerate(line)
        if sign in signs
    ]


def votes_of(table: Sequence[str]) -> Votes:
    """The votes of such a table."""
    return wire.read(csv_of(rows_of(table))).votes


def planted(
    people: int, statements: int, groups: int, *, seed: int = 1, cast: float = 0.3
) -> tuple[list[Row], list[int]]:
    """Votes of people who follow their group in seven of ten, and the group of each person.

    Two or three groups lean independently; four are the corners of two questions, since in a plane
    no more than three can lie equally far apart.
    """
    draw = random.Random(seed)
    leaning = [[draw.choice((-1, 1)) for _ in range(statements)] for _ in range(groups)]
    if groups == 4:
        leaning = [
            [-side if group >> at % 2 & 1 else side for at, side in enumerate(leaning[0])]
            for group in range(4)
        ]
    of, rows = [draw.randrange(groups) for _ in range(people)], []
    for who, group in enumerate(of):
        for statement in range(statements):
            if draw.random() < cast:
                lean, chance = leaning[group][statement], draw.random()
                vote = lean if chance < 0.7 else -lean if chance < 0.85 else 0
                rows.append((10_000 + len(rows), statement, who, vote))
    return rows, of


def agreement(one: Sequence[object], other: Sequence[object]) -> Fraction:
    """The adjusted Rand index of two divisions (Hubert and Arabie 1985), as an exact fraction."""
    pairs = list(zip(one, other, strict=True))
    both = sum(comb(pairs.count(pair), 2) for pair in set(pairs))
    first = sum(comb(list(one).count(each), 2) for each in set(one))
    second = sum(comb(list(other).count(each), 2) for each in set(other))
    expected = Fraction(first * second, comb(len(pairs), 2))
    return Fraction(both - expected, Fraction(first + second, 2) - expected)
