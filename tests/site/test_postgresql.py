"""The whole suite of the site, but for the browser, on PostgreSQL as on SQLite."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.postgresql import Server

ROOT = Path(__file__).resolve().parents[2]
SUITE = ["-m", "pytest", "tests/site", "-p", "no:cacheprovider"]
PATIENCE = 1800  # seconds


@pytest.mark.long
@pytest.mark.skipif("DAUYS_DATABASE" in os.environ, reason="this is the run on PostgreSQL itself")
def test_the_suite_of_the_site_passes_on_postgresql(postgresql: Server) -> None:
    environment = {**os.environ, "DAUYS_DATABASE": postgresql.address("dauys")}
    for mine in ("PYTEST_XDIST_WORKER", "PYTEST_ADDOPTS", "DJANGO_ALLOW_ASYNC_UNSAFE"):
        environment.pop(mine, None)  # the last is set while a browser of this process is open
    done = subprocess.run(
        [sys.executable, *SUITE], cwd=ROOT, env=environment, capture_output=True, text=True,
        timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-2_000:]
    assert " passed" in done.stdout
