"""The registrar: makes the voters' credentials on an own machine, and confirms the rolls.

The server sees public credentials only. Which voter has which credential is known here and nowhere
else, and the roll is shuffled by its own order, so that it does not tell either.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.parties import credential as credentials
from dauys.question.roll import write_roll
from dauys.question.setup import RegionRoll
from dauys.question.wire import VotingSetup
from dauys.wire import hashes, table

_NAME = re.compile("[a-z0-9][a-z0-9._-]{0,63}")


MAX_CELL = 200  # characters of an id, a name or a contact


@dataclass(frozen=True, slots=True)
class Voter:
    """A line of the voter list; name and contact are kept for those who hand the sheets over."""

    id: str
    region: str
    weight: int
    name: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class RegionCredentials:
    """One region's secret credentials, by voter, and the roll that goes to the commission."""

    region: str
    public: RegionRoll
    secrets: tuple[tuple[str, str], ...] = field(repr=False)  # (voter, credential)


def read_voters(data: bytes, *, accused: str = "") -> list[Voter]:
    """The voter list: columns id, region, and as needed name, contact and weight."""
    rows = table.read(data, ("id", "region"), key="id", accused=accused)
    if not rows:
        raise Refused("credential.nobody", accused)
    return [_voter(row) for row in rows]


def _voter(row: table.Row) -> Voter:
    for column in {"id", "name", "contact"} & row.cells.keys():
        _check_cell(row, column)
    weight = row.number("weight") if "weight" in row.cells else 1
    name, contact = (row.cells.get(column, "") for column in ("name", "contact"))
    return Voter(row.text("id"), _region_of(row), weight, name, contact)


def _check_cell(row: table.Row, column: str) -> None:
    """One line of text: it goes onto a sheet, into a journal, and onto a terminal."""
    cell = row.cells[column]
    controls = any(unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") for char in cell)
    if controls or len(cell) > MAX_CELL:
        raise row.wrong(column, f"one line of at most {MAX_CELL} characters")


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
    for voter in voters:
        if voter.weight < 1:
            raise Refused("roll.weight", f"credential:{voter.id}")
    secrets = [credentials.generate() for _ in voters]
    roll = make_roll(group, uuid, zip(secrets, (voter.weight for voter in voters), strict=True))
    owners = (voter.id for voter in voters)
    return RegionCredentials(region, roll, tuple(zip(owners, secrets, strict=True)))


def make_roll(group: Group, uuid: str, secrets: Iterable[tuple[str, int]]) -> RegionRoll:
    """The roll of a box from its secret credentials with their weights."""
    weights = {credentials.public_key(group, uuid, secret): w for secret, w in secrets}
    # Sorted by key, which is as good as random: the roll's order tells nothing of the voter list.
    return RegionRoll(uuid, write_roll({key: weights[key] for key in sorted(weights)}))


def check_own_key(setup: VotingSetup, key: Element) -> None:
    """The registrar's key in a set-up is one's own; raises ``setup.own``."""
    if setup.registrar != key:
        raise Refused("setup.own", "registrar")


def check_rolls(setup: VotingSetup, rolls: dict[str, RegionRoll]) -> None:
    """Holds the rolls in a set-up against one's own files; raises ``setup.own``."""
    for box in setup.boxes:
        own = rolls.get(box.region)
        named = (box.uuid, box.roll.sha256)
        if own is None or named != (own.uuid, hashes.sha256_hex(own.roll)):
            raise Refused("setup.own", f"box:{box.region}")
    if len(setup.boxes) != len(rolls):
        raise Refused("setup.own", "registrar")
