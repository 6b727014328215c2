"""With the secrets of real records Dauys makes boxes that belenios-tool accepts.

The set-up, its keys and the roll are those that belenios-tool made; ballots, sum, decryptions and
result are ours.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from dauys import group as groups
from dauys.parties import credential, voter
from dauys.parties.randomness import scalars
from dauys.parties.trustee import PrivateKey
from dauys.question.election import read_election
from dauys.question.roll import read_roll
from dauys.question.trustees import read_trustees
from dauys.record.belenios import read_archive
from tests.agreement.test_made_by_dauys import at_setup, verify, verify_ballot
from tests.ballots.world import World, count
from tests.shared import shared

# Other votes than those of the record: blank, a vote again, two places at once.
VOTES = (
    ("ann", [[0, 1, 0], [1, 0, 0]]),
    ("bob", [[0, 0, 1], [1, 1, 0]]),
    ("cy", [[0, 1, 0], [0, 0, 1]]),
    ("ann", [[1, 0, 0], [0, 1, 1]]),
)
RESULT = ((1, 3, 1), (1, 2, 4))  # cy has weight 3


def real_world(name: str) -> tuple[World, dict[str, str]]:
    """The box of a real record with its secrets, and the credential of each voter."""
    folder = shared(f"records/{name}")
    box = read_archive((folder / "record.bel").read_bytes())
    sealed = read_election(box.election)
    trustees = read_trustees(sealed.group, box.trustees)
    held = dict(private_keys(sealed.group, folder))
    keys = tuple(PrivateKey(held[public], public) for public in trustees.keys)
    world = World(
        group=sealed.group,
        draw=scalars(sealed.group),
        keys=keys,
        entries=(),
        trustees_bytes=box.trustees,
        trustees=trustees,
        election=box.election,
        sealed=sealed,
        roll_bytes=box.roll,
        roll=read_roll(sealed.group, box.roll),
    )
    return world, credentials_of(folder)


def private_keys(group: groups.Group, folder: Path) -> Iterator[tuple[groups.Element, int]]:
    """The private keys of the folder, by public key."""
    for path in folder.glob("*.privkey"):
        secret = int(json.loads(path.read_text()))
        yield group.power_secret(group.generator, secret), secret


def credentials_of(folder: Path) -> dict[str, str]:
    """Credentials by voter; 2.0 writes them as lines."""
    text = (folder / "private_creds").read_text()
    if text.startswith("{"):
        found: dict[str, str] = json.loads(text)
        return found
    lines = (line.split() for line in text.splitlines())
    return {identity.split(",")[1]: secret for identity, secret in lines}


def check_real(tool: str, name: str, folder: Path) -> World:
    """Ballots, sum, decryptions and result of ours, accepted by the tool."""
    world, credentials = real_world(name)
    ballots = [voter.make_ballot(world.sealed, credentials[who], choices) for who, choices in VOTES]
    counted = count(world, ballots)
    assert counted.result.result == RESULT
    code, told = verify(tool, folder, counted, world.sealed.election.uuid)
    assert code == 0, told
    assert "all checks passed" in told
    return world


@pytest.mark.peer("belenios-2.0")
def test_with_the_keys_of_a_record_of_2_0(belenios_2: str, tmp_path: Path) -> None:
    check_real(belenios_2, "belenios2048-three-trustees", tmp_path)


@pytest.mark.peer("belenios-3.3")
def test_with_the_keys_of_a_record_of_3_3(belenios_3: str, tmp_path: Path) -> None:
    world = check_real(belenios_3, "ed25519-three-trustees", tmp_path)
    at_setup(world, tmp_path)
    credentials = credentials_of(shared("records/ed25519-three-trustees"))
    for who, choices in VOTES:
        ballot = voter.make_ballot(world.sealed, credentials[who], choices)
        code, told = verify_ballot(belenios_3, tmp_path, ballot)
        assert code == 0, told


def derived(tool: str, group: str, uuid: str, secret: str, folder: Path) -> str:
    """The public credential that the tool derives."""
    words = ("setup", "generate-credentials", f"--group={group}", f"--uuid={uuid}")
    done = subprocess.run(
        [tool, *words, f"--derive={secret}"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.peer("belenios-2.0")
@pytest.mark.parametrize("name", ["BELENIOS-2048", "RFC-3526-2048"])
def test_fresh_credentials_of_2_0_are_its_own(belenios_2: str, tmp_path: Path, name: str) -> None:
    group, uuid = groups.named(name), credential.generate_uuid()
    for _ in range(5):
        secret = credential.generate("2.0")
        public = credential.public_key(group, uuid, secret)
        assert derived(belenios_2, name, uuid, secret, tmp_path) == public


@pytest.mark.peer("belenios-3.3")
@pytest.mark.parametrize("name", sorted(groups.GROUPS))
def test_fresh_credentials_are_those_of_3_3(belenios_3: str, tmp_path: Path, name: str) -> None:
    group, uuid = groups.named(name), credential.generate_uuid()
    for _ in range(3):
        secret = credential.generate()
        public = credential.public_key(group, uuid, secret)
        assert derived(belenios_3, name, uuid, secret, tmp_path) == public
