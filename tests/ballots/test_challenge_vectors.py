"""Python satisfies vectors/challenges."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from dauys.ballots.box import BallotBox
from dauys.ballots.challenge import check_challenge
from dauys.ballots.check import check_ballot
from dauys.errors import Refused
from dauys.question.election import SealedElection, read_election
from dauys.question.roll import Roll, read_roll

FOLDER = Path(__file__).resolve().parents[2] / "vectors/challenges"
files = pytest.mark.parametrize("file", [file.stem for file in sorted(FOLDER.glob("*.json"))])


def load(file: str) -> tuple[Any, SealedElection, Roll]:
    """The vectors of a group, and the box that they are for."""
    vectors = json.loads((FOLDER / f"{file}.json").read_text(encoding="utf-8"))
    sealed = read_election(vectors["election"].encode())
    return vectors, sealed, read_roll(sealed.group, vectors["roll"].encode())


def test_there_is_a_file_for_each_group() -> None:
    assert len(list(FOLDER.glob("*.json"))) == 3


@files
def test_a_challenged_ballot_opens_to_what_it_shows(file: str) -> None:
    vectors, sealed, roll = load(file)
    for each in vectors["accepted"]:
        found = check_challenge(sealed, roll, each["challenge"].encode())
        assert found.code == each["code"], each["shows"]
        assert [list(answer.choices) for answer in found.answers] == each["choices"]


@files
def test_a_ballot_has_one_code_opened_and_signed(file: str) -> None:
    vectors, sealed, roll = load(file)
    pair = vectors["cast"]
    signed = [check_ballot(sealed, roll, each.encode()) for each in pair["ballots"]]
    opened = check_challenge(sealed, roll, pair["challenge"].encode())
    assert {opened.code, *(each.signature.hash for each in signed)} == {pair["code"]}
    assert pair["ballots"][0] != pair["ballots"][1]


@files
@pytest.mark.parametrize("opened_first", [True, False])
def test_what_was_opened_is_never_cast_whatever_its_code(file: str, opened_first: bool) -> None:
    vectors, sealed, roll = load(file)
    assert len(vectors["reproved"]) == 3
    for each in [*vectors["reproved"], dict(vectors["cast"], ballot=vectors["cast"]["ballots"][1])]:
        data, box = each["ballot"].encode(), BallotBox()
        ballot = check_ballot(sealed, roll, data)
        challenge = check_challenge(sealed, roll, each["challenge"].encode())
        acts = [partial(box.challenge, challenge), partial(box.cast, ballot, data)]
        first, second = acts if opened_first else acts[::-1]
        first()
        with pytest.raises(Refused) as caught:
            second()
        expected = "ballot.challenged" if opened_first else "challenge.cast"
        assert caught.value.code == expected, each["shows"]


@files
def test_each_refused_challenge_is_refused_with_its_code(file: str) -> None:
    vectors, sealed, roll = load(file)
    assert len(vectors["refused"]) == 17
    for each in vectors["refused"]:
        with pytest.raises(Refused) as caught:
            check_challenge(sealed, roll, each["challenge"].encode())
        assert caught.value.code == each["code"], each["shows"]
