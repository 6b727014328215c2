"""An installation of its own, on the database of this run."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.site.faults.installation import Installation


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """A sample whose texts are published; its server is not started yet."""
    server = os.environ.get("DAUYS_DATABASE", "").rpartition("/")[0]
    if server:
        with psycopg.connect(f"{server}/postgres", autocommit=True) as asked:
            asked.execute("DROP DATABASE IF EXISTS faults")
            asked.execute("CREATE DATABASE faults")
    made = Installation(tmp_path / "town", server and f"{server}/faults")
    made.make()
    yield made
    made.kill()
