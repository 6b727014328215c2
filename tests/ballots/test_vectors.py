"""Python satisfies vectors/ballots."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dauys.ballots.check import check_ballot
from dauys.ballots.wire import tracker
from dauys.errors import Refused
from dauys.question.election import read_election
from dauys.question.roll import read_roll

FOLDER = Path(__file__).resolve().parents[2] / "vectors/ballots"
files = pytest.mark.parametrize("file", [file.stem for file in sorted(FOLDER.glob("*.json"))])


def load(file: str) -> Any:
    return json.loads((FOLDER / f"{file}.json").read_text(encoding="utf-8"))


@files
def test_the_accepted_ballot_is_accepted_with_its_tracker(file: str) -> None:
    vectors = load(file)
    sealed = read_election(vectors["election"].encode())
    roll = read_roll(sealed.group, vectors["roll"].encode())
    for each in vectors["accepted"]:
        check_ballot(sealed, roll, each["ballot"].encode())
        assert tracker(each["ballot"].encode()) == each["tracker"]


@files
def test_each_refused_ballot_is_refused_with_its_code(file: str) -> None:
    vectors = load(file)
    sealed = read_election(vectors["election"].encode())
    roll = read_roll(sealed.group, vectors["roll"].encode())
    assert len(vectors["refused"]) >= 10
    for each in vectors["refused"]:
        with pytest.raises(Refused) as caught:
            check_ballot(sealed, roll, each["ballot"].encode())
        assert caught.value.code == each["code"], each["shows"]
