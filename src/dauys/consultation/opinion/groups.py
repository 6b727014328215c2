"""The opinion groups of a conversation: the whole method, and its result as it is published.

Specification: docs/specification/4-consultation.md, section 5. A pure function of the votes, the
seed and the number of groups that was asked for, if one was. The result is written by
`dauys.wire.shape`; every figure in it is an integer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from dauys.consultation.opinion import clusters, components
from dauys.consultation.opinion.exact import Ints
from dauys.consultation.opinion.representative import (
    Counts,
    Representative,
    consensus,
    millionths,
    representative,
    shared,
)
from dauys.consultation.opinion.votes import Votes
from dauys.errors import Unreadable
from dauys.wire.ids import Sha256

METHOD = "dauys-groups-1"
MINIMUM = 7  # votes that a person must have cast, or all where there are fewer statements
MAX_SEED = 2**53 - 1
GroupName = Literal["A", "B", "C", "D", "E"]
_NAMED: tuple[GroupName, ...] = ("A", "B", "C", "D", "E")


@dataclass(frozen=True, slots=True)
class Tried:
    """A number of groups that was tried, and the mean silhouette in millionths."""

    groups: int
    silhouette: int


@dataclass(frozen=True, slots=True)
class Group:
    """A group and the statements that stand for it."""

    name: GroupName
    people: int
    representative: tuple[Representative, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """Votes of one group on one statement."""

    agree: int
    disagree: int
    passed: int


@dataclass(frozen=True, slots=True)
class Told:
    """A statement: the votes of all people, those of each group, and what the groups share.

    ``shared_agree`` and ``shared_disagree``: group-informed consensus in millionths.
    """

    statement: int
    agree: int
    disagree: int
    passed: int
    groups: tuple[Tally, ...]
    shared_agree: int
    shared_disagree: int


@dataclass(frozen=True, slots=True)
class Person:
    """Where a person stands, in millionths; without a group where too few votes were cast."""

    person: int
    votes: int
    x: int
    y: int
    group: GroupName | None = None


@dataclass(frozen=True, slots=True)
class Groups:
    """The result. ``minimum``: with fewer votes a person has no part in making the groups.

    ``consensus_agree`` and ``consensus_disagree`` are statements on which all groups are on one
    side; ``asked`` is there where the number of groups was not left to the silhouette.
    """

    method: str
    matrix: Sha256
    seed: int
    minimum: int
    cast: int
    tried: tuple[Tried, ...]
    groups: tuple[Group, ...]
    consensus_agree: tuple[int, ...]
    consensus_disagree: tuple[int, ...]
    statements: tuple[Told, ...]
    people: tuple[Person, ...]
    asked: int | None = None


def find(votes: Votes, *, seed: int = 1, asked: int | None = None) -> Groups:
    """The groups of these votes; raises ``groups.seed`` and ``groups.asked``."""
    if not 0 <= seed <= MAX_SEED:
        raise Unreadable("groups.seed", limit=MAX_SEED)
    if asked is not None and not clusters.FEWEST <= asked <= clusters.MOST:
        raise Unreadable("groups.asked", fewest=clusters.FEWEST, most=clusters.MOST)
    needed = min(MINIMUM, len(votes.statements))
    points = np.stack(components.positions(votes))
    taking_part = votes.cast() >= needed
    name = votes.sha256()
    tried, labels = _divided(points, taking_part, f"{METHOD}/{name}/{seed}", asked)
    counts = _counts(votes, labels)
    ids = votes.statements.tolist()
    return Groups(
        method=METHOD,
        matrix=name,
        seed=seed,
        minimum=needed,
        cast=len(votes.vote),
        tried=tried,
        groups=_groups(ids, counts, labels),
        consensus_agree=consensus(ids, counts, 2),
        consensus_disagree=consensus(ids, counts, 0),
        statements=_statements(votes, ids, counts),
        people=_people(votes, points, labels),
        asked=asked,
    )


def _divided(
    points: Ints, taking_part: NDArray[np.bool_], label: str, asked: int | None
) -> tuple[tuple[Tried, ...], Ints]:
    """What was tried, and for each person the number of the group, or -1.

    Where all who take part stand at one place, and where one alone does, that is one group.
    """
    groupings = clusters.divide(points[:, taking_part], label, asked=asked)
    best = clusters.chosen(groupings)
    labels = np.full(points.shape[1], -1, dtype=np.int64)
    labels[taking_part] = best.labels if best else 0
    return tuple(Tried(each.k, each.silhouette) for each in groupings), labels


def _counts(votes: Votes, labels: Ints) -> list[list[Counts]]:
    """By group, by statement: how many disagree, pass, agree."""
    return [
        [(row[0], row[1], row[2]) for row in votes.counts(labels == number).tolist()]
        for number in range(int(labels.max()) + 1)
    ]


def _groups(ids: list[int], counts: list[list[Counts]], labels: Ints) -> tuple[Group, ...]:
    sizes = np.bincount(labels[labels >= 0], minlength=len(counts)).tolist()
    alone = len(counts) < clusters.FEWEST
    return tuple(
        Group(_NAMED[n], size, () if alone else representative(ids, counts, n))
        for n, size in enumerate(sizes)
    )


def _statements(votes: Votes, ids: list[int], counts: list[list[Counts]]) -> tuple[Told, ...]:
    found = []
    for at, (statement, (disagree, passed, agree)) in enumerate(
        zip(ids, votes.counts().tolist(), strict=True)
    ):
        here = [each[at] for each in counts]
        found.append(
            Told(
                statement=statement,
                agree=agree,
                disagree=disagree,
                passed=passed,
                groups=tuple(Tally(c[2], c[0], c[1]) for c in here),
                shared_agree=millionths(shared(here, 2)) if here else 0,
                shared_disagree=millionths(shared(here, 0)) if here else 0,
            )
        )
    return tuple(found)


def _people(votes: Votes, points: Ints, labels: Ints) -> tuple[Person, ...]:
    rows = zip(
        votes.people.tolist(), votes.cast().tolist(), *points.tolist(), labels.tolist(), strict=True
    )
    return tuple(
        Person(person, cast, x, y, None if label < 0 else _NAMED[label])
        for person, cast, x, y, label in rows
    )
