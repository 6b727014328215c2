"""Python satisfies vectors/tallies."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dauys.question.check import SealedBox
from dauys.question.election import read_election
from dauys.question.roll import read_roll
from dauys.question.trustees import read_trustees
from dauys.tally.decryption import Nonces
from dauys.tally.wire import Proofs
from dauys.verification.report import Report
from dauys.verification.voting import BoxVerifier
from dauys.wire import shape

FOLDER = Path(__file__).resolve().parents[2] / "vectors/tallies"
files = pytest.mark.parametrize("file", ["ed25519", "belenios2048", "rfc3526"])


def load(file: str) -> Any:
    return json.loads((FOLDER / f"{file}.json").read_text(encoding="utf-8"))


def verified(box: Any) -> Report:
    """What the steps of a box find, with bound proofs."""
    sealed = read_election(box["election"].encode())
    roll = read_roll(sealed.group, box["roll"].encode())
    trustees = read_trustees(sealed.group, box["trustees"].encode())
    report = Report(lambda: 0.0)
    verifier = BoxVerifier(report, "", SealedBox("", sealed, roll), trustees, Nonces())
    for place, ballot in enumerate(box["ballots"]):
        verifier.ballot(ballot.encode(), "ballot", place)
    verifier.encrypted(box["encrypted_tally"].encode(), box["sized"].encode())
    for partial in box["partial_decryptions"]:
        bound = shape.value_of(Proofs, partial["bound"])
        data = partial["partial_decryption"].encode()
        verifier.decrypted(partial["owner"], data, bound, box["closing_root"])
    verifier.result(box["result"].encode())
    return report


@files
def test_the_count_is_accepted(file: str) -> None:
    assert verified(load(file)).findings.found == []


@files
def test_each_refused_document_is_refused_with_its_code(file: str) -> None:
    """In its place everything else is as it was, so that its own code comes first."""
    assert len(load(file)["refused"]) == 6
    for each in load(file)["refused"]:
        box = load(file)
        name, _, number = each["replaces"].partition("/")
        if number:
            box[name][int(number)]["partial_decryption"] = each["document"]
        else:
            box[name] = each["document"]
        errors = [error.code for error in verified(box).findings.errors()]
        expected = each["code"]
        if name == "sized":
            assert expected in errors
        else:
            assert errors[0] == expected, each["shows"]
