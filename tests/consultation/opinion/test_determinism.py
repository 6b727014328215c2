"""The same bytes: on repeated runs, in any order of rows, by any kernel of BLAS, on any threads."""

from __future__ import annotations

import os
import platform
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.consultation.opinion.made import csv_of, planted
from tests.shared import shared

# Kernels that OpenBLAS may be told to use: with and without wide registers and fused operations.
CORES = {"x86_64": ("Haswell", "Prescott", "Nehalem"), "aarch64": ("ARMV8", "NEOVERSEN1")}
HERE = CORES.get(platform.machine(), ())


def run(file: Path, **environment: str) -> bytes:
    """What ``dauys groups --json`` prints in a process of its own."""
    command = [sys.executable, "-m", "dauys", "groups", str(file), "--json", "--seed", "7"]
    told = subprocess.run(command, env=os.environ | environment, capture_output=True, check=True)
    return told.stdout


@pytest.fixture(scope="module")
def rows() -> list[tuple[int, int, int, int]]:
    made = planted(700, 90, 3, cast=0.25)[0]
    return made + [(at - 5000, statement, who, 0) for at, statement, who, _ in made[::9]]


def test_the_same_bytes_everywhere(tmp_path: Path, rows: list[tuple[int, int, int, int]]) -> None:
    """Rows in another order hold the votes that were changed later in front of the later ones."""
    first = tmp_path / "votes.csv"
    first.write_bytes(csv_of(rows))
    expected = run(first, OPENBLAS_NUM_THREADS="1", PYTHONHASHSEED="1")
    assert b'"dauys-groups-1"' in expected
    for number, core in enumerate(HERE):
        shuffled = tmp_path / f"{core}.csv"
        shuffled.write_bytes(csv_of(random.Random(number).sample(rows, len(rows))))
        threads, hashes = str(1 + number % 2), str(number)
        told = run(
            shuffled,
            OPENBLAS_CORETYPE=core,
            OPENBLAS_NUM_THREADS=threads,
            OMP_NUM_THREADS=threads,
            PYTHONHASHSEED=hashes,
            NPY_DISABLE_CPU_FEATURES=_narrow() if number else "",
        )
        assert told == expected, core


def _narrow() -> str:
    """The wide registers of this processor that numpy can do without."""
    from numpy._core._multiarray_umath import __cpu_dispatch__, __cpu_features__

    return " ".join(name for name in __cpu_dispatch__ if __cpu_features__.get(name))


def test_a_real_conversation(tmp_path: Path) -> None:
    """Its votes and its matrix, which are the same votes in two forms, by two kernels."""
    folder = shared("polis/brexit-consensus")
    environment = {"OPENBLAS_CORETYPE": HERE[-1]} if HERE else {}
    listed = run(folder / "votes.csv", OPENBLAS_NUM_THREADS="2")
    matrix = run(folder / "participants-votes.csv", OPENBLAS_NUM_THREADS="1", **environment)
    changed = b'"replaced_votes": 9'
    assert changed in listed
    assert matrix == listed.replace(changed, b'"replaced_votes": 0')
