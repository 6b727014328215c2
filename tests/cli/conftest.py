"""The town of these tests, made once a run."""

from __future__ import annotations

import pytest

from tests.cli.town import Town, build


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    """A small referendum, kept at each of its stages."""
    return build(tmp_path_factory.mktemp("town"))


@pytest.fixture(autouse=True)
def forgetful(request: pytest.FixtureRequest) -> None:
    """What one test showed the parties of the town is unknown to them in the next."""
    if "town" in request.fixturenames:
        request.getfixturevalue("town").forget()
