"""A ballot box in memory, of our own making, that tests corrupt.

Randomness is seeded, so that a failure can be run again. Nothing here is used outside tests.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest

from dauys import group as groups
from dauys.ballots.box import BallotBox
from dauys.ballots.check import check_ballot
from dauys.ballots.wire import Ballot
from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.parties import credential as credentials
from dauys.parties import trustee, voter
from dauys.proofs.prove import Draw, prove_knowledge
from dauys.proofs.statements import BallotSignature, TallyContext
from dauys.question import election as elections
from dauys.question.roll import Roll, read_roll, write_roll
from dauys.question.trustees import PublicKey, Trustees, election_key, read_trustees, write_trustees
from dauys.record.box import BoxDocuments
from dauys.tally import encrypted, result
from dauys.tally.wire import (
    EncryptedTally,
    PartialDecryption,
    Proofs,
    Result,
    SizedEncryptedTally,
)
from dauys.wire import canonical, hashes, shape

GROUPS = ("Ed25519", "BELENIOS-2048")
TIMESTAMP = 1795351010
UUID = "DauysTestBox11"
ONE = (elections.Question(("Yes", "No"), 1, 1, "Do you adopt the charter?"),)
TWO = (*ONE, elections.Question(("North", "South", "East"), 0, 2, "Where?"))
CREDENTIALS = (
    "11111-111111-11111-111111",
    "22222-222222-22222-222222",
    "33333-333333-33333-333333",
    "44444-444444-44444-444444",
)
CLOSING_ROOT = "c1" * 32


def seeded(group: Group, seed: int) -> Draw:
    """Scalars that are the same at every run: for tests only."""
    source = random.Random(seed)
    return lambda: source.randrange(1, group.order)


@dataclass(frozen=True, slots=True)
class World:
    """A sealed box with all its secrets."""

    group: Group
    draw: Draw
    keys: tuple[trustee.PrivateKey, ...]
    entries: tuple[PublicKey, ...]
    trustees_bytes: bytes
    trustees: Trustees
    election: bytes
    sealed: elections.SealedElection
    roll_bytes: bytes
    roll: Roll
    credentials: tuple[str, ...] = CREDENTIALS

    @property
    def listed(self) -> dict[Element, int]:
        """Who stands on the roll, with the weights."""
        parts = (entry.partition(",") for entry in json.loads(self.roll_bytes))
        return {Element(text): int(weight or 1) for text, _, weight in parts}

    def ballot(self, who: int, choices: Sequence[Sequence[int]]) -> bytes:
        """The ballot of a voter, numbered from 0."""
        return voter.make_ballot(self.sealed, self.credentials[who], choices, self.draw)

    def secret(self, who: int) -> int:
        """The secret exponent of a voter."""
        return credentials.secret_exponent(
            self.group, self.sealed.election.uuid, self.credentials[who]
        )

    def public(self, who: int) -> Element:
        """The public credential of a voter."""
        return self.group.power_secret(self.group.generator, self.secret(who))

    def check(self, data: bytes) -> Ballot:
        """Checks a ballot as the box does."""
        return check_ballot(self.sealed, self.roll, data, "ballot:1")

    def documents(self, ballots: Sequence[bytes] = ()) -> BoxDocuments:
        """The documents of the box, as far as voting."""
        return BoxDocuments(
            TIMESTAMP, self.election, self.trustees_bytes, self.roll_bytes, list(ballots)
        )


@cache
def make_world(
    name: str = "Ed25519",
    questions: tuple[elections.Question, ...] = ONE,
    weights: tuple[int, ...] = (1, 1, 3),
    count: int = 2,
    uuid: str = UUID,
) -> World:
    """A box with ``count`` trustees and one voter for each weight."""
    group = groups.named(name)
    draw = seeded(group, 20260315)
    made = [trustee.generate_key(group, draw, f"T{number}") for number in range(count)]
    trustees_bytes = write_trustees([public for _, public in made])
    trustees = read_trustees(group, trustees_bytes)
    key = election_key(group, trustees)
    election = elections.write_election(
        elections.Election(1, "For tests «ә»", "Charter", name, key, questions, uuid)
    )
    on_roll = {
        credentials.public_key(group, uuid, credential): weight
        for credential, weight in zip(CREDENTIALS, weights, strict=False)
    }
    roll_bytes = write_roll(on_roll)
    return World(
        group,
        draw,
        tuple(private for private, _ in made),
        tuple(public for _, public in made),
        trustees_bytes,
        trustees,
        election,
        elections.read_election(election),
        roll_bytes,
        read_roll(group, roll_bytes),
    )


def sign_bytes(world: World, who: int, unsigned: bytes) -> bytes:
    """Signs any bytes that end in a brace, whatever they spell: what a hostile voter can do."""
    digest = hashes.sha256_base64(unsigned)
    statement = BallotSignature(world.group, world.public(who), digest)
    proof = prove_knowledge(statement, world.secret(who), world.draw)
    signature = {"hash": digest, "proof": shape.plain(proof)}
    return unsigned[:-1] + b',"signature":' + canonical.write(signature) + b"}"


def resigned(world: World, who: int, ballot: dict[str, Any]) -> bytes:
    """Signs an altered ballot, its keys in the order in which they stand."""
    unsigned = {key: value for key, value in ballot.items() if key != "signature"}
    return sign_bytes(world, who, canonical.write(unsigned))


def parsed(ballot: bytes) -> dict[str, Any]:
    """The JSON value of a ballot, to be altered."""
    value: dict[str, Any] = json.loads(ballot)
    return value


def refusal(world: World, data: bytes) -> str:
    """The code with which the box refuses a ballot."""
    with pytest.raises(Refused) as caught:
        world.check(data)
    assert caught.value.accused == "ballot:1"
    return caught.value.code


def altered(world: World, change: Callable[[dict[str, Any]], object], who: int = 0) -> str:
    """The code for the ballot of a voter who alters it and signs again."""
    ballot = parsed(world.ballot(who, valid(world)))
    change(ballot)
    return refusal(world, resigned(world, who, ballot))


def valid(world: World) -> list[list[int]]:
    """A choice that the questions allow: the first cell of each, which is blank where it can be."""
    return [[1] + [0] * (q.cells - 1) for q in world.sealed.election.questions]


@dataclass(frozen=True, slots=True)
class Count:
    """Everything of a counted box, to be altered."""

    world: World
    box: BallotBox
    documents: BoxDocuments
    sized: SizedEncryptedTally
    tally: EncryptedTally
    partials: dict[int, PartialDecryption]
    result: Result

    def context(self, owner: int) -> TallyContext:
        """What the bound proofs of a trustee are bound to."""
        hashed = self.sized.encrypted_tally
        return TallyContext(self.world.sealed.fingerprint, CLOSING_ROOT, hashed, owner)

    def bound(self, owner: int) -> Proofs:
        """The bound proofs of a trustee."""
        world = self.world
        key, context = world.keys[owner - 1], self.context(owner)
        partial = self.partials[owner]
        return trustee.bind(world.sealed, self.tally, partial, key, context, world.draw)


def count(world: World, ballots: Sequence[bytes]) -> Count:
    """Counts ballots as an honest box and honest trustees do."""
    box = BallotBox()
    for ballot in ballots:
        box.cast(world.check(ballot), ballot)
    data, sized = encrypted.encrypted_tally(world.sealed, world.roll, box.counted.values())
    tally = encrypted.read_encrypted_tally(world.sealed, data)
    partials = {
        owner: trustee.decrypt(world.sealed, tally, key, world.draw)
        for owner, key in enumerate(world.keys, 1)
    }
    counts = result.compute_result(world.group, world.trustees, tally, partials, sized.total_weight)
    documents = world.documents(ballots)
    documents.closed = True
    documents.encrypted_tally, documents.sized = data, shape.write(sized)
    documents.partials = [(owner, shape.write(each)) for owner, each in partials.items()]
    documents.result = shape.write(counts)
    return Count(world, box, documents, sized, tally, partials, counts)
