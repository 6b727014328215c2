"""Boxes made by Dauys, held against belenios-tool 2.0 and 3.3.

The oracle for ballots is `election verify` of 2.0, and `election verify-ballot` of 3.3, which takes
one ballot at a time against an archive that ends at the set-up.
"""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from dauys.parties.credential import generate_uuid
from dauys.question.election import Question
from dauys.record.belenios import read_archive, write_archive
from tests.ballots.world import ONE, TWO, UUID, Count, World, count, make_world

MANY = (
    *TWO,
    Question(("Agree",), 0, 1, "Do you agree «ә, ё, é, \\»?"),
    Question(("A", "B", "C", "D"), 2, 4, "Two or more"),
    Question(("A", "B"), 2, 2, "Both"),
)
Choices = list[list[int]]

# What is voted, by (voter, choices), in boxes of one, of two and of five questions.
BOXES: dict[str, tuple[tuple[Question, ...], list[tuple[int, Choices]]]] = {
    "no ballots": (TWO, []),
    "one ballot": (ONE, [(1, [[0, 1]])]),
    "revotes and weights": (
        TWO,
        [
            (0, [[1, 0], [1, 1, 0]]),
            (1, [[0, 1], [0, 0, 0]]),
            (0, [[0, 1], [0, 0, 1]]),
            (2, [[1, 0], [0, 1, 0]]),
            (0, [[1, 0], [1, 0, 0]]),
        ],
    ),
    "five questions": (
        MANY,
        [
            (0, [[1, 0], [0, 0, 0], [1], [1, 1, 1, 1], [1, 1]]),
            (2, [[0, 1], [1, 0, 1], [0], [0, 1, 0, 1], [1, 1]]),
        ],
    ),
}
RESULTS = {
    "no ballots": ((0, 0), (0, 0, 0)),
    "one ballot": ((0, 1),),
    "revotes and weights": ((4, 1), (1, 3, 0)),
    "five questions": ((1, 3), (3, 0, 3), (1,), (1, 4, 1, 4), (4, 4)),
}
every_box = pytest.mark.parametrize("box", sorted(BOXES))


def made(name: str, box: str) -> Count:
    questions, votes = BOXES[box]
    world = make_world(name, questions, count=3)
    counted = count(world, [world.ballot(who, choices) for who, choices in votes])
    assert counted.result.result == RESULTS[box]
    return counted


def run(tool: str, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [tool, "election", *arguments, "--dir", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )


def verify(tool: str, folder: Path, counted: Count, uuid: str = UUID) -> tuple[int, str]:
    (folder / f"{uuid}.bel").write_bytes(write_archive(counted.documents))
    done = run(tool, folder, "verify")
    return done.returncode, done.stdout + done.stderr


@pytest.mark.peer("belenios-2.0")
@every_box
def test_belenios_2_accepts_a_box_of_belenios_2048(
    belenios_2: str, tmp_path: Path, box: str
) -> None:
    code, told = verify(belenios_2, tmp_path, made("BELENIOS-2048", box))
    assert code == 0, told
    assert "all checks passed" in told


@pytest.mark.peer("belenios-3.3")
@every_box
@pytest.mark.parametrize("name", ["Ed25519", "BELENIOS-2048"])
def test_belenios_3_accepts_a_box_of_either_group(
    belenios_3: str, tmp_path: Path, name: str, box: str
) -> None:
    code, told = verify(belenios_3, tmp_path, made(name, box))
    assert code == 0, told
    assert "all checks passed" in told


def verify_ballot(tool: str, folder: Path, ballot: bytes) -> tuple[int, str]:
    (folder / "ballot.json").write_bytes(ballot)
    done = run(tool, folder, "verify-ballot", "--ballot", str(folder / "ballot.json"))
    return done.returncode, done.stdout + done.stderr


def at_setup(world: World, folder: Path) -> None:
    """An archive that ends at the set-up: against a fuller one each ballot would be a second."""
    archive = write_archive(world.documents())
    (folder / f"{world.sealed.election.uuid}.bel").write_bytes(archive)


@pytest.mark.peer("belenios-3.3")
@every_box
@pytest.mark.parametrize("name", ["Ed25519", "BELENIOS-2048"])
def test_belenios_3_accepts_every_ballot_one_by_one(
    belenios_3: str, tmp_path: Path, name: str, box: str
) -> None:
    counted = made(name, box)
    at_setup(counted.world, tmp_path)
    for ballot in counted.documents.ballots:
        code, told = verify_ballot(belenios_3, tmp_path, ballot)
        assert code == 0, told
        assert "ballot is valid" in told


@pytest.mark.peer("belenios-3.3")
@pytest.mark.parametrize("name", ["Ed25519", "BELENIOS-2048"])
def test_the_oracle_for_ballots_refuses_a_ballot_of_another_box(
    belenios_3: str, tmp_path: Path, name: str
) -> None:
    """So that the test above can fail."""
    world, other = make_world(name), make_world(name, TWO)
    at_setup(world, tmp_path)
    code, _ = verify_ballot(belenios_3, tmp_path, other.ballot(0, [[1, 0], [0, 0, 0]]))
    assert code != 0


@pytest.mark.peer("belenios-2.0")
def test_the_oracle_for_boxes_refuses_another_result(belenios_2: str, tmp_path: Path) -> None:
    """So that the tests above can fail."""
    counted = made("BELENIOS-2048", "one ballot")
    counted.documents.result = b'{"result":[[1,0]]}'
    assert verify(belenios_2, tmp_path, counted)[0] != 0


@pytest.mark.peer("belenios-3.3")
def test_fresh_uuids_are_taken(belenios_3: str, tmp_path: Path) -> None:
    for _ in range(3):
        uuid = generate_uuid()
        world = make_world(uuid=uuid)
        counted = count(world, [world.ballot(0, [[1, 0]])])
        assert verify(belenios_3, tmp_path, counted, uuid)[0] == 0
        (tmp_path / f"{uuid}.bel").unlink()


@every_box
@pytest.mark.parametrize("name", ["Ed25519", "BELENIOS-2048"])
def test_what_is_written_is_read_back(name: str, box: str) -> None:
    documents = made(name, box).documents
    assert read_archive(write_archive(documents)) == documents
