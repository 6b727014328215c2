"""A ballot box of our own making with every secret, which mutants alter and seal again.

The documents are kept as JSON values, in the order in which they are sealed, so that any place of
them can be made another; a document of `bytes` stands as it is. `tests.fuzz.sealing` makes again
what follows from an altered one. Everything is drawn from one seeded `random.Random`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from random import Random
from typing import Any

from dauys.group import Element, Group
from dauys.parties.credential import BASE58
from dauys.proofs.prove import Draw
from dauys.record.box import BoxDocuments
from dauys.wire import canonical

GROUPS = ("BELENIOS-2048", "Ed25519")
Choices = list[list[int]]


@dataclass(slots=True)
class Box:
    """One box: its secrets, and every document as a JSON value."""

    group: Group
    rng: Random
    timestamp: int
    keys: list[int]  # the private keys of single trustees, then those of a group's members
    secrets: list[int]  # the voters' secret exponents
    votes: list[tuple[int, Choices]]  # (voter, what is voted), in the order of casting
    trustees: Any = None
    election: Any = None
    roll: Any = None
    ballots: list[Any] = field(default_factory=list)
    closed: bool = True
    tally: Any = None
    sized: Any = None
    partials: list[tuple[int, Any]] = field(default_factory=list)  # owner, document
    result: Any = None

    @property
    def draw(self) -> Draw:
        """Secret scalars, the same at every run."""
        return lambda: self.rng.randrange(1, self.group.order)

    def power(self, exponent: int) -> Element:
        """g to the exponent."""
        return self.group.product_vartime([(self.group.generator, exponent)])

    def credentials(self) -> list[Element]:
        """The voters' public credentials."""
        return [self.power(secret) for secret in self.secrets]

    def public_keys(self) -> list[Element]:
        """The public part of every trustee's key."""
        return [self.power(key) for key in self.keys]

    def documents(self) -> BoxDocuments:
        """The exact bytes of every document."""
        return BoxDocuments(
            self.timestamp,
            spelt(self.election),
            spelt(self.trustees),
            spelt(self.roll),
            [spelt(ballot) for ballot in self.ballots],
            self.closed,
            None if self.tally is None else spelt(self.tally),
            None if self.sized is None else spelt(self.sized),
            [(owner, spelt(partial)) for owner, partial in self.partials],
            None if self.result is None else spelt(self.result),
        )

    def copy(self, rng: Random) -> Box:
        """Another box with equal documents, to be altered, that draws from ``rng``."""
        names = ("trustees", "election", "roll", "tally", "sized", "result")
        values: dict[str, Any] = {name: copied(getattr(self, name)) for name in names}
        ballots = [copied(ballot) for ballot in self.ballots]
        partials = [(owner, copied(partial)) for owner, partial in self.partials]
        secrets = (list(self.keys), list(self.secrets), copied(self.votes))
        return Box(
            self.group, rng, self.timestamp, *secrets,
            ballots=ballots, closed=self.closed, partials=partials, **values,
        )  # fmt: skip


def spelt(value: Any) -> bytes:
    """The bytes of a document."""
    return value if isinstance(value, bytes) else canonical.write(value)


def copied(value: Any) -> Any:
    """A JSON value that shares nothing with the first."""
    return value if isinstance(value, bytes) else json.loads(json.dumps(value))


@dataclass(frozen=True, slots=True)
class Plan:
    """What a box is like, before anything of it is drawn."""

    group: str
    questions: tuple[dict[str, Any], ...]
    weights: tuple[int, ...] = (1, 1, 1)
    trustees: int = 2
    shared: tuple[int, int] | None = None  # a group after them: how many suffice, of how many
    names: bool = True
    voters: tuple[int, ...] = (0, 1, 0)  # who votes, in the order of casting
    timestamp: int = 1795351010


def question(
    answers: Sequence[str], least: int, most: int, text: str, *, blank: bool = False
) -> dict[str, Any]:
    """A question as it stands in an election."""
    allowed = {"blank": True} if blank else {}
    return {"answers": list(answers), **allowed, "min": least, "max": most, "question": text}


def cells(asked: dict[str, Any]) -> int:
    """How many numbers a ballot holds for a question."""
    return len(asked["answers"]) + ("blank" in asked)


def chosen(rng: Random, asked: dict[str, Any]) -> list[int]:
    """Something that a question allows."""
    if "blank" in asked and rng.random() < 0.3:
        return [1] + [0] * len(asked["answers"])
    number = rng.randint(asked["min"], asked["max"])
    picked = rng.sample(range(len(asked["answers"])), number)
    return [0] * ("blank" in asked) + [int(n in picked) for n in range(len(asked["answers"]))]


def uuid(rng: Random, length: int = 14) -> str:
    """The UUID of a box."""
    return "".join(rng.choice(BASE58) for _ in range(length))


YES_NO = question(["Yes", "No"], 1, 1, "Do you adopt the charter?")
BLANK = question(["Yes", "No"], 1, 1, "Do you adopt it, or vote blank?", blank=True)
WHERE = question(["North", "South", "East"], 0, 2, "Where?")
# What is altered: small, so that one costs the oracle a fraction of a second.
PLANS = (
    Plan("", (YES_NO,)),
    Plan("", (YES_NO,), weights=(2, 1, 3), trustees=1),
    Plan("", (WHERE,), voters=(0, 1)),
    Plan("", (YES_NO, WHERE), voters=(1, 1)),
    Plan("", (BLANK,), weights=(1, 4, 1), names=False),
    Plan("", (BLANK, YES_NO), voters=(2,), trustees=3),
    Plan("", (YES_NO,), voters=(0, 2), trustees=1, shared=(2, 3)),
    Plan("", (WHERE,), voters=(1,), trustees=0, shared=(2, 2)),
)


@cache
def base(name: str, number: int) -> Box:
    """One of the boxes that mutants alter, by its group and its plan; with no fault in it."""
    from tests.fuzz.sealing import made

    return made(PLANS[number], name, Random(f"{name}/{number}"))


def bases() -> Iterator[tuple[str, int]]:
    """Group and plan of every box that mutants alter."""
    return ((name, number) for name in GROUPS for number in range(len(PLANS)))
