"""The towns that the sweep goes through, started when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.site.sweep.towns import Town, settle


@pytest.fixture(scope="session")
def settle_in(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str
) -> Iterator[Callable[[str], Town]]:
    """Gives the town of a name, which this worker starts when it is first asked for."""
    own = tmp_path_factory.mktemp("towns")
    base = tmp_path_factory.getbasetemp()
    shared = (base if worker_id == "master" else base.parent) / "built"
    towns: dict[str, Town] = {}

    def give(name: str) -> Town:
        if name not in towns:
            towns[name] = settle(shared, own, name)
        return towns[name]

    yield give
    for town in towns.values():
        town.kill()
