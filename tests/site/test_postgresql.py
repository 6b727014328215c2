"""What the site keeps and signs, on PostgreSQL as on SQLite: the record, its faults, the vote.

The other apps have not been run on PostgreSQL as a whole yet.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgresql import Server

ROOT = Path(__file__).resolve().parents[2]
PARTS = ["tests/site/record", "tests/site/faults", "tests/site/question", "tests/site/tally"]
SUITE = ["-m", "pytest", *PARTS, "-p", "no:cacheprovider", "-k", "not journey"]
PATIENCE = 1800  # seconds


@pytest.mark.skipif("DAUYS_DATABASE" in os.environ, reason="this is the run on PostgreSQL itself")
def test_the_record_and_its_faults_are_the_same_on_postgresql(postgresql: Server) -> None:
    environment = {**os.environ, "DAUYS_DATABASE": postgresql.address("dauys")}
    environment.pop("PYTEST_XDIST_WORKER", None)
    environment.pop("PYTEST_ADDOPTS", None)
    done = subprocess.run(
        [sys.executable, *SUITE], cwd=ROOT, env=environment, capture_output=True, text=True,
        timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-2_000:]
    assert " passed" in done.stdout
