"""Simulated archives are taken by belenios-tool, as those of any vote are."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from dauys.cli.main import main
from dauys.question.election import read_election
from dauys.record.belenios import read_archive


def check_taken(tool: str, folder: Path, *options: str) -> None:
    """``election verify`` of the whole archive; twelve ballots of ten voters."""
    path = folder / "made.bel"
    given = ("--voters", "10", "--ballots", "12", "--workers", "1", "--out", str(path))
    assert main(["simulate", *given, *options]) == 0
    sealed = read_election(read_archive(path.read_bytes()).election)
    shutil.move(path, folder / f"{sealed.election.uuid}.bel")
    done = subprocess.run(
        [tool, "election", "verify", "--dir", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "all checks passed" in done.stdout + done.stderr


@pytest.mark.peer("belenios-3.3")
@pytest.mark.parametrize("blank", [(), ("--blank",)], ids=["no blank", "blank"])
@pytest.mark.parametrize("group", ["ed25519", "belenios2048"])
def test_3_3_takes_it(belenios_3: str, group: str, blank: tuple[str, ...], tmp_path: Path) -> None:
    check_taken(belenios_3, tmp_path, "--group", group, *blank)


@pytest.mark.peer("belenios-2.0")
@pytest.mark.parametrize("blank", [(), ("--blank",)], ids=["no blank", "blank"])
def test_2_0_takes_it(belenios_2: str, blank: tuple[str, ...], tmp_path: Path) -> None:
    check_taken(belenios_2, tmp_path, "--group", "belenios2048", *blank)
