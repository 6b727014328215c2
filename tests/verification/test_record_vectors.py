"""Python satisfies vectors/records: whole records, and what is refused in them."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path
from typing import Any

import pytest

from dauys.verification.report import Report
from tests.verification import both
from tests.verification.world import MemorySource

FOLDER = Path(__file__).resolve().parents[2] / "vectors/records"
ACCEPTED = ("ed25519", "ed25519-threshold", "belenios2048", "simulated")


def load(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def unpacked(text: str) -> bytes:
    return zlib.decompress(base64.b64decode(text))


def verified(files: dict[str, bytes]) -> Report:
    return both.verified(MemorySource(files))


@pytest.mark.parametrize("name", ACCEPTED)
def test_a_whole_record_is_accepted_with_its_results(name: str) -> None:
    vector = load(name)
    report = verified({path: unpacked(data) for path, data in vector["files"].items()})
    assert report.verdict() == vector["verdict"] == "accepted"
    assert report.total() == vector["total"]
    stated = [{"region": b.region, "uuid": b.uuid, "result": b.result} for b in report.boxes]
    assert stated == vector["boxes"]


@pytest.mark.parametrize("name", ACCEPTED)
def test_each_box_as_an_archive_is_accepted_with_its_result(name: str) -> None:
    vector = load(name)
    for box in vector["boxes"]:
        report = both.verified_archive(unpacked(vector["archives"][box["uuid"]]))
        assert report.verdict() == "accepted"
        assert report.boxes[0].result == box["result"]


def test_a_simulated_vote_says_so_as_a_record_and_as_an_archive() -> None:
    vector = load("simulated")
    whole = verified({path: unpacked(data) for path, data in vector["files"].items()})
    archive = both.verified_archive(unpacked(*vector["archives"].values()))
    for report in (whole, archive):
        warned = [each.code for each in report.findings.found if each.severity == "warning"]
        assert warned[:1] == vector["warns"]
        assert report.verdict(strict=True) == "refused"


REFUSED = load("refused")


@pytest.mark.parametrize("number", range(len(REFUSED)), ids=lambda n: REFUSED[n]["code"])
def test_each_refused_record_is_refused_at_its_step_with_its_code(number: int) -> None:
    vector = REFUSED[number]
    base = load(vector["base"].removesuffix(".json"))
    files = {path: unpacked(data) for path, data in base["files"].items()}
    for path, data in vector["files"].items():
        files.pop(path, None)
        if data is not None:
            files[path] = unpacked(data)
    report = verified(files)
    first = report.findings.errors()[0]
    assert (first.step, first.code) == (vector["step"], vector["code"]), vector["shows"]
    assert report.verdict() == vector["verdict"] != "accepted"
