"""The town of these tests, made once a run."""

from __future__ import annotations

import pytest

from tests.cli.town import Town, build


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A small referendum, kept at each of its stages."""
    return build(tmp_path_factory.mktemp("town"))
