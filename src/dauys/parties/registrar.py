"""The registrar: makes the voters' credentials on an own machine, and confirms the rolls.

The server sees public credentials only. Which voter has which credential is known here and nowhere
else, and the roll is shuffled by its own order, so that it does not tell either.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.parties import credential as credentials
from dauys.question.roll import write_roll
from dauys.question.setup import RegionRoll
from dauys.question.wire import VotingSetup
from dauys.wire import hashes, table

_NAME = re.compile("[a-z0-9][a-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class Voter:
    """A line of the voter list."""

    id: str
    region: str
    weight: int


@dataclass(frozen=True, slots=True)
class RegionCredentials:
    """One region's secret credentials, by voter, and the roll that goes to the commission."""

    region: str
    public: RegionRoll
    secrets: tuple[tuple[str, str], ...] = field(repr=False)  # (voter, credential)


def read_voters(data: bytes, *, accused: str = "") -> list[Voter]:
    """The voter list: columns id, region, and weight where weights are used."""
    rows = table.read(data, ("id", "region"), key="id", accused=accused)
    if not rows:
        raise Refused("credential.nobody", accused)
    weighted = "weight" in rows[0].cells
    return [
        Voter(row.text("id"), _region_of(row), row.number("weight") if weighted else 1)
        for row in rows
    ]


def _region_of(row: table.Row) -> str:
    """A region's short name: it also names a file, and must not lead out of its folder."""
    if not _NAME.fullmatch(row.cells["region"]):
        raise row.wrong("region", "short name of a-z, 0-9, dot, dash")
    return row.cells["region"]


def make_credentials(group: Group, voters: Sequence[Voter]) -> list[RegionCredentials]:
    """Fresh credentials for everyone, a box's UUID and a roll for each region."""
    regions: dict[str, list[Voter]] = {}
    for voter in voters:
        regions.setdefault(voter.region, []).append(voter)
    return [_region(group, region, regions[region]) for region in sorted(regions)]


def _region(group: Group, region: str, voters: Sequence[Voter]) -> RegionCredentials:
    uuid = credentials.generate_uuid()
    weights: dict[Element, int] = {}
    secrets: list[tuple[str, str]] = []
    for voter in voters:
        if voter.weight < 1:
            raise Refused("roll.weight", f"credential:{voter.id}")
        secret = credentials.generate()
        weights[credentials.public_key(group, uuid, secret)] = voter.weight
        secrets.append((voter.id, secret))
    # Sorted by key, which is as good as random: the roll's order tells nothing of the voter list.
    roll = write_roll({key: weights[key] for key in sorted(weights)})
    return RegionCredentials(region, RegionRoll(uuid, roll), tuple(secrets))


def check_rolls(setup: VotingSetup, rolls: dict[str, RegionRoll]) -> None:
    """Holds the rolls in a set-up against one's own files; raises ``setup.own``."""
    for box in setup.boxes:
        own = rolls.get(box.region)
        named = (box.uuid, box.roll.sha256)
        if own is None or named != (own.uuid, hashes.sha256_hex(own.roll)):
            raise Refused("setup.own", f"box:{box.region}")
    if len(setup.boxes) != len(rolls):
        raise Refused("setup.own", "registrar")
