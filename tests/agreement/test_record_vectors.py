"""belenios-tool accepts the archives of the whole records among the vectors."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.verification.test_record_vectors import load, unpacked


def verified(tool: str, name: str, folder: Path) -> list[int]:
    """What the tool's verification of each box ends with."""
    codes = []
    for uuid, archive in load(name)["archives"].items():
        place = folder / uuid
        place.mkdir()
        (place / f"{uuid}.bel").write_bytes(unpacked(archive))
        command = [tool, "election", "verify", "--dir", str(place)]
        codes.append(subprocess.run(command, capture_output=True, check=False).returncode)
    return codes


@pytest.mark.peer("belenios-2.0")
def test_2_0_accepts_the_boxes_of_its_group(belenios_2: str, tmp_path: Path) -> None:
    assert verified(belenios_2, "belenios2048", tmp_path) == [0, 0]


@pytest.mark.peer("belenios-3.3")
@pytest.mark.parametrize("name", ["ed25519", "ed25519-threshold"])
def test_3_3_accepts_every_box(belenios_3: str, name: str, tmp_path: Path) -> None:
    assert verified(belenios_3, name, tmp_path) == [0, 0]
