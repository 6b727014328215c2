"""Makes the sealed set-up from its parts: pure, so that whoever doubts it can make it again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.question.check import expected_election
from dauys.question.election import write_election
from dauys.question.roll import read_roll
from dauys.question.trustees import Entry, check_trustees, election_key, write_trustees
from dauys.question.wire import Box, QuestionCalled, VotingSetup
from dauys.wire.payload import object_ref


@dataclass(frozen=True, slots=True)
class RegionRoll:
    """What the registrar hands over for one counting region: the box's UUID and its roll."""

    uuid: str
    roll: bytes


def seal(
    called: QuestionCalled,
    group: Group,
    registrar: Element,
    keys: Sequence[Entry],
    rolls: Mapping[str, RegionRoll],
) -> tuple[VotingSetup, list[bytes]]:
    """The set-up of a vote and the objects that it names.

    ``keys`` holds single trustees and threshold groups, in the order that numbers the trustees.
    Raises ``setup.regions`` unless there is one roll for each counting region, and what the checks
    of keys and rolls raise.
    """
    if set(rolls) != {region.region for region in called.regions}:
        raise Refused("setup.regions")
    checked = check_trustees(group, keys)
    key = election_key(group, checked)
    trustees = write_trustees(keys)
    objects = [trustees]
    boxes = []
    for region in called.regions:
        given = rolls[region.region]
        roll = read_roll(group, given.roll, accused=f"box:{region.region}")
        election = write_election(
            expected_election(called, region.region, given.uuid, group.name, key)
        )
        objects += [election, given.roll]
        refs = (object_ref(election), object_ref(given.roll))
        boxes.append(Box(region.region, given.uuid, *refs, len(roll.weights), roll.total))
    named = object_ref(trustees)
    count = (checked.count, checked.needed)
    setup = VotingSetup(called.question, group.name, registrar, named, *count, tuple(boxes))
    return setup, objects
