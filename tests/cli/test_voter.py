"""``dauys voter``: a ballot that the box will take, or a plain word why not."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.ballots.world import CREDENTIALS
from tests.cli.town import Town, code_of, files_of, spoil, tell


def ballot(town: Town, folder: Path, secret: str, *more: str) -> tuple[str | Path, ...]:
    """The making of a ballot."""
    (folder / "credential").write_text(secret)
    words = ("voter", "ballot", town.root / "stages/confirmed", "--box", "town")
    answer = more or ("--answer", "yes")
    return (*words, "--credential", folder / "credential", "-o", folder / "ballot.json", *answer)


def test_a_ballot_is_made_and_the_box_takes_it(town: Town, tmp_path: Path) -> None:
    secret = town.credentials()[0]
    told = tell(*ballot(town, tmp_path, secret), "--log-key", town.log_key)
    record = town.at("confirmed", tmp_path)
    cast = ("record", "cast", record, tmp_path / "ballot.json", "--box", "town")
    assert tell(*cast, *town.keyed()) == told
    assert secret.encode() not in (tmp_path / "ballot.json").read_bytes()
    tracker = told.split()[-1]
    found = tell("voter", "find", record, tracker, "--log-key", town.log_key)
    assert found == "in box town: this ballot counts\n"


def test_a_box_goes_by_its_uuid_too(town: Town, tmp_path: Path) -> None:
    uuid = (town.own("registrar") / "public/town/uuid").read_text()
    words = [
        uuid if word == "town" else word for word in ballot(town, tmp_path, town.credentials()[0])
    ]
    tell(*words)
    assert json.loads((tmp_path / "ballot.json").read_bytes())["election_uuid"] == uuid


def test_the_same_choice_gives_another_ballot_each_time(town: Town, tmp_path: Path) -> None:
    """Who sees two ballots must not see that they say the same."""
    trackers = set()
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        trackers.add(tell(*ballot(town, tmp_path / name, town.credentials()[0])))
    assert len(trackers) == 2


@pytest.mark.parametrize("answer", ["maybe", "Yes", "", "blank", "1"])
def test_an_answer_that_the_question_does_not_have(town: Town, tmp_path: Path, answer: str) -> None:
    words = ballot(town, tmp_path, town.credentials()[0], "--answer", answer)
    assert code_of(*words) == (2, "voter.answer")
    assert not (tmp_path / "ballot.json").exists()


@pytest.mark.parametrize("secret", ["", "abc", "0" * 25, "\ufeff", "x" * 1025])
def test_a_credential_that_is_none(town: Town, tmp_path: Path, secret: str) -> None:
    exit_, code = code_of(*ballot(town, tmp_path, secret))
    assert (exit_, code) in ((1, "credential.form"), (2, "file.size"))


def test_a_credential_that_was_mistyped_is_told_before_it_is_cast(
    town: Town, tmp_path: Path
) -> None:
    """Its form is right, but it stands on no roll: the box would refuse the ballot."""
    assert code_of(*ballot(town, tmp_path, CREDENTIALS[0])) == (1, "ballot.credential")
    assert not (tmp_path / "ballot.json").exists()


def test_a_box_that_is_not_there(town: Town, tmp_path: Path) -> None:
    words = ballot(town, tmp_path, town.credentials()[0])
    other = ["village" if word == "town" else word for word in words]
    assert code_of(*other) == (2, "record.box")


def test_a_ballot_is_not_written_over(town: Town, tmp_path: Path) -> None:
    words = ballot(town, tmp_path, town.credentials()[0])
    tell(*words)
    before = files_of(tmp_path)
    assert code_of(*words) == (2, "file.exists")
    assert files_of(tmp_path) == before


def test_a_ballot_is_made_for_a_sound_record_only(town: Town, tmp_path: Path) -> None:
    """The election's key could be another's, who would read the ballot."""
    record = town.at("confirmed", tmp_path)
    spoil(record, "object/*")
    words = [
        record if word == town.root / "stages/confirmed" else word
        for word in ballot(town, tmp_path, town.credentials()[0])
    ]
    assert code_of(*words) == (1, "object.hash")


def test_there_is_no_vote_yet(town: Town, tmp_path: Path) -> None:
    words = [
        town.root / "stages/called" if word == town.root / "stages/confirmed" else word
        for word in ballot(town, tmp_path, town.credentials()[0])
    ]
    assert code_of(*words) == (1, "setup.missing")


@pytest.mark.parametrize("tracker", ["A" * 43, "", "x" * 5000, "../../etc"])
def test_a_tracker_that_is_not_in_the_record(town: Town, tracker: str) -> None:
    assert code_of("voter", "find", town.root / "record", tracker) == (1, "ballot.absent")


def test_a_ballot_of_a_changed_record_is_not_found(town: Town, tmp_path: Path) -> None:
    record = town.at("voted", tmp_path)
    (record / "checkpoint").write_bytes(b"")
    assert code_of("voter", "find", record, "A" * 43)[0] in (1, 2)
