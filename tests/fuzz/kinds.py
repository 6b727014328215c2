"""The kinds of mutants: one function each, named by what it alters, drawn from a seeded source.

A kind is one of three sorts. *Harmless* mutants are other records in which nothing is wrong: both
programs must accept them. *Resealed* ones are changed by meaning, then hashed, signed and chained
again, so that only the property under test is wrong. *Bytes* are changes without a seal.

What is wrong must be refused by Dauys; where a change may turn out to be harmless (``any``), only
what holds for all mutants is asked: whatever Dauys accepts, the oracle accepts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any, Literal

from dauys.record.belenios import write_archive
from dauys.record.box import BoxDocuments
from tests.fuzz.world import GROUPS, PLANS, Box, Plan, base

Sort = Literal["harmless", "resealed", "bytes"]
Verdict = Literal["accept", "refuse", "any"]
SORTS: tuple[Sort, ...] = ("harmless", "resealed", "bytes")


@dataclass(frozen=True, slots=True)
class Mutant:
    """An archive; its documents where it is whole, its counts where they are known to be right."""

    group: str
    data: bytes
    documents: BoxDocuments | None = None
    counts: list[Any] | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of mutation; ``make`` gives the mutant of a seeded source."""

    name: str
    sort: Sort
    verdict: Verdict
    make: Callable[[Random], Mutant]

    def mutant(self, seed: int) -> Mutant:
        """The mutant of this kind with this number."""
        return self.make(Random(f"{self.name}/{seed}"))


KINDS: dict[str, Kind] = {}
Alter = Callable[[Box, Random], "Box | bytes | None"]


def kind(name: str, sort: Sort, verdict: Verdict, make: Callable[[Random], Mutant]) -> None:
    """Adds a kind to the list."""
    assert name not in KINDS, name
    KINDS[name] = Kind(name, sort, verdict, make)


def altering(
    sort: Sort = "resealed",
    verdict: Verdict = "refuse",
    where: Callable[[Plan], bool] = lambda plan: True,
) -> Callable[[Alter], Alter]:
    """Makes a function that alters a box in place into a kind.

    It may give the bytes of an archive instead. ``where`` picks the boxes that it can alter. The
    kind is named by module and function: ``ballots.number``.
    """

    def decorate(alter: Alter) -> Alter:
        area = alter.__module__.rpartition(".")[2]
        numbers = [number for number, plan in enumerate(PLANS) if where(plan)]

        def make(rng: Random) -> Mutant:
            whole = base(rng.choice(GROUPS), rng.choice(numbers))
            box = whole.copy(rng)
            altered = alter(box, rng) or box
            return sealed(box.group.name, altered)

        kind(f"{area}.{alter.__name__}", sort, verdict, make)
        return alter

    return decorate


def sealed(group: str, altered: Box | bytes) -> Mutant:
    """The mutant that a box, or the bytes of an archive, make."""
    if isinstance(altered, bytes):
        return Mutant(group, altered)
    documents = altered.documents()
    return Mutant(group, write_archive(documents), documents)


def seeds(seed: int, name: str, count: int) -> list[int]:
    """The numbers of the mutants of a kind in a run."""
    return [
        int.from_bytes(hashlib.sha256(f"{seed}/{name}/{n}".encode()).digest()[:5], "big")
        for n in range(count)
    ]


def single_only(plan: Plan) -> bool:
    """Every trustee is needed."""
    return plan.shared is None


def several(plan: Plan) -> bool:
    """More than one trustee, each of whom is needed."""
    return plan.trustees > 1 and plan.shared is None


def shared(plan: Plan) -> bool:
    """Of some trustees a threshold suffices."""
    return plan.shared is not None


def voting(plan: Plan) -> bool:
    """More than one voter votes."""
    return len(set(plan.voters)) > 1


def repeating(plan: Plan) -> bool:
    """Someone votes twice."""
    return len(set(plan.voters)) < len(plan.voters)


def blank(plan: Plan) -> bool:
    """The first question allows blank."""
    return "blank" in plan.questions[0]


def choosing(plan: Plan) -> bool:
    """The first question does not allow blank."""
    return not blank(plan)
