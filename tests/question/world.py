"""A question and the set-up of its vote in two regions, in memory, for tests to corrupt."""

from __future__ import annotations

from functools import cache

from dauys import group as groups
from dauys.group import Element
from dauys.parties import credential as credentials
from dauys.parties.trustee import PrivateKey
from dauys.question import check
from dauys.question.check import SealedBox
from dauys.question.election import write_election
from dauys.question.roll import write_roll
from dauys.question.trustees import Trustees, election_key
from dauys.question.wire import Answer, Box, CountingRegion, QuestionCalled, VotingSetup
from dauys.stages import Window
from dauys.wire import hashes
from dauys.wire.ids import ObjectRef
from tests.ballots.world import CREDENTIALS, make_world

LANGUAGES = ("en", "kk", "ru")
TEXT = "aa" * 32
UUIDS = {"north": "NorthernBox111", "south": "SouthernBox111"}


def words(text: str) -> dict[str, str]:
    """The same text in each language."""
    return {language: f"{text} ({language})" for language in LANGUAGES}


def ref(data: bytes) -> ObjectRef:
    """The name of an object."""
    return ObjectRef(hashes.sha256_hex(data), len(data))


LOG = "1" * 64
CALLED = QuestionCalled(
    question="charter",
    log=LOG,
    title=words("Charter"),
    wording=words("Do you adopt the charter?"),
    answers=(Answer("yes", words("Yes")), Answer("no", words("No"))),
    blank=False,
    text=TEXT,
    rule=ref(b"rule"),
    question_type="constitution",
    calendar=(Window("ballots", "2026-03-15T07:00:00Z", "2026-03-15T20:00:00Z"),),
    regions=(
        CountingRegion("north", words("North"), ("hill", "forest")),
        CountingRegion("south", words("South"), ("shore",)),
    ),
    minimum_electors=2,
)


@cache
def listed(name: str, region: str) -> dict[Element, int]:
    """Who stands on the roll of a region, each with the weight of 1."""
    group = groups.named(name)
    keys = (credentials.public_key(group, UUIDS[region], each) for each in CREDENTIALS[:3])
    return dict.fromkeys(keys, 1)


@cache
def setup(
    name: str = "Ed25519",
) -> tuple[VotingSetup, Trustees, dict[str, SealedBox], PrivateKey, tuple[PrivateKey, ...]]:
    """A set-up, its trustees, its boxes by UUID, and the keys of the registrar and trustees."""
    world = make_world(name)
    group = world.group
    key = election_key(group, world.trustees)
    registrar = PrivateKey(4711, group.power_secret(group.generator, 4711))
    boxes: dict[str, SealedBox] = {}
    stated: list[Box] = []
    for each, uuid in UUIDS.items():
        election = write_election(check.expected_election(CALLED, each, uuid, name, key))
        roll = write_roll(listed(name, each))
        stated.append(Box(each, uuid, ref(election), ref(roll), 3, 3))
        boxes[uuid] = check.read_box(each, election, roll)
    made = VotingSetup(
        "charter",
        name,
        registrar.public,
        ref(world.trustees_bytes),
        len(world.trustees.keys),
        len(world.trustees.keys),
        tuple(stated),
    )
    return made, world.trustees, boxes, registrar, world.keys
