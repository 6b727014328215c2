"""Records with faults among their ballots, and what `dauys verify` says of them.

A voter's second ballot is false in both, so that the first one counts, wherever it lies.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dauys.record.belenios import write_archive
from tests.agreement.native import need_native
from tests.ballots.world import make_world
from tests.journeys.world import run
from tests.verification.test_large import voted_again_falsely

SPAN = 2  # entries of a piece
ROUNDS = 3  # in which the three voters of the archive vote
# With the kernel, and without it.
both_arithmetics = pytest.mark.parametrize("words", [(), ("--reference",)], ids=["any", "slow"])


def need(words: tuple[str, ...]) -> None:
    """Skips aloud where the kernel is asked for and missing."""
    if "--reference" not in words:
        need_native("")


def write_folder(folder: Path) -> Path:
    """A whole Dauys record with two boxes."""
    for name, data in voted_again_falsely().files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def write_bel(path: Path) -> Path:
    """An archive in which voting is not over."""
    world = make_world()
    ballots = [world.ballot(n % 3, [[n % 2, 1 - n % 2]]) for n in range(3 * ROUNDS)]
    response = json.loads(ballots[-1])["signature"]["proof"]["response"]
    ballots[-1] = ballots[-1].replace(response.encode(), str(int(response) ^ 1).encode())
    path.write_bytes(write_archive(world.documents(ballots)))
    return path


def told(*words: str) -> dict[str, Any]:
    """The report that a command prints, which must name a false ballot."""
    code, out, err = run(*words, "--json")
    assert (code, err) == (1, "")
    return without_time(out)


def without_time(out: str) -> dict[str, Any]:
    """A report without what no two runs share."""
    report: dict[str, Any] = json.loads(out)
    for timed in (report, *report["steps"]):
        del timed["seconds"]
    assert "ballot.signature" in [each["code"] for each in report["findings"]]
    return report
