"""``dauys verify`` on archives: those of belenios-tool, whole and with bytes changed; real ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dauys.cli.main import main
from tests.agreement.made_by_belenios import make_record
from tests.shared import shared

EVERY = 97


def check_verified(path: Path, result: list[list[int]], capsys: pytest.CaptureFixture[str]) -> None:
    """The archive is accepted with its result."""
    assert main(["verify", str(path), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["verdict"] == "accepted"
    assert report["result"] == result
    assert [each["code"] for each in report["findings"]] == ["decryption.unbound"]
    assert main(["verify", str(path), "--strict"]) == 1


def check_every_byte(
    path: Path, folder: Path, capsys: pytest.CaptureFixture[str], every: int = EVERY
) -> None:
    """Any single byte flipped: 1 or 2, never 0."""
    whole = path.read_bytes()
    other = folder / "flipped.bel"
    for position in range(0, len(whole), every):
        data = bytearray(whole)
        data[position] ^= 1 << position % 8
        other.write_bytes(data)
        assert main(["verify", str(other)]) in (1, 2), position
        capsys.readouterr()


@pytest.mark.peer("belenios-2.0")
def test_a_record_of_2_0_is_accepted_and_no_byte_of_it_is_free(
    belenios_2: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the group BELENIOS-2048, without blank."""
    made = make_record(belenios_2, "BELENIOS-2048", tmp_path)
    check_verified(made.path, made.result, capsys)
    check_every_byte(made.path, tmp_path, capsys)


@pytest.mark.peer("belenios-3.3")
def test_a_record_of_3_3_is_accepted_and_no_byte_of_it_is_free(
    belenios_3: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the group Ed25519, without blank."""
    made = make_record(belenios_3, "Ed25519", tmp_path)
    check_verified(made.path, made.result, capsys)
    check_every_byte(made.path, tmp_path, capsys)


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("ed25519-three-trustees", [[3, 4, 1], [4, 2, 6]]),
        ("belenios2048-three-trustees", [[3, 4, 1], [4, 2, 6]]),
        ("ed25519-threshold-2-of-3-plus-one", [[3, 1], [2, 2, 1]]),
    ],
)
def test_a_real_record_is_accepted_and_no_byte_of_it_is_free(
    name: str, result: list[list[int]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Blank, weights, votes again; three trustees, or two of three beside one."""
    path = shared(f"records/{name}/record.bel")
    check_verified(path, result, capsys)
    check_every_byte(path, tmp_path, capsys, every=4 * EVERY)
