"""kill -9 of the server in mid-write, twenty times, while several people write over HTTP.

On restart the database and the log agree, nothing that was acknowledged is missing, the log's
checkpoint verifies, and a stranger's verification accepts the record.
"""

from __future__ import annotations

import http.client
import itertools
import json
import os
import random
import threading
import time
from collections.abc import Iterator

import pytest

from tests.site.faults.installation import Installation

TIMES = 5 if "DAUYS_DATABASE" in os.environ else 20
WRITERS = 4
LONGEST = 0.3  # seconds from the first acknowledgement of a round to its kill
LOST = (OSError, http.client.HTTPException)  # what a client sees of a server that is gone


class Writers:
    """People who enter hearings one after another until the server is gone."""

    def __init__(self, installation: Installation, names: Iterator[int]):
        self.installation = installation
        self.names = names
        self.acknowledged: dict[str, int] = {}
        self.began = threading.Event()
        self.threads = [threading.Thread(target=self._write) for _ in range(WRITERS)]
        for thread in self.threads:
            thread.start()

    def _write(self) -> None:
        while True:
            name = f"h-{next(self.names)}"
            try:
                index = self.installation.write(name)
            except LOST:
                return
            self.acknowledged[name] = index
            self.began.set()

    def ended(self) -> dict[str, int]:
        """All that has been acknowledged: a hearing and its index."""
        for thread in self.threads:
            thread.join()
        return self.acknowledged


@pytest.mark.long
def test_nothing_acknowledged_is_lost_by_kill_9(installation: Installation) -> None:
    chance = random.Random(6)
    names, acknowledged = itertools.count(), dict[str, int]()
    cut = 0
    for _ in range(TIMES):
        installation.start()
        agree(installation, acknowledged)
        writers = Writers(installation, names)
        assert writers.began.wait(timeout=30)
        time.sleep(chance.uniform(0, LONGEST))
        installation.kill()
        acknowledged |= writers.ended()
        cut += len(installation.table()) > installation.head().size
    installation.start()
    agree(installation, acknowledged)
    assert len(acknowledged) > TIMES * 2
    print(f"{len(acknowledged)} acknowledged; cut between commit and checkpoint: {cut}")  # noqa: T201


def agree(installation: Installation, acknowledged: dict[str, int]) -> None:
    """What a server that has just started holds is what was promised before it was killed."""
    log = installation.log()
    assert installation.table() == log
    hearings = [json.loads(entry)["body"].get("hearing") for entry in log]
    assert {name: hearings[index] for name, index in acknowledged.items()} == {
        name: name for name in acknowledged
    }
    assert installation.verdict() == "accepted"
