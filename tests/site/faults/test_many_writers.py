"""Four processes that add at once: no error, one order, and all of it in the signed log."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.site.faults.installation import ROOT, Installation

PROCESSES = 4
EACH = 100 if "DAUYS_DATABASE" in os.environ else 250
PATIENCE = 300  # seconds, on a machine that has other things to do


def test_four_processes_add_a_thousand_entries(installation: Installation) -> None:
    before = len(installation.log())
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.site.faults.writing", f"w{number}", str(EACH)],
            env=installation.environment, cwd=ROOT, text=True, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for number in range(PROCESSES)
    ]  # fmt: skip
    told = [process.communicate(timeout=PATIENCE) for process in running]
    assert [errors for _, errors in told] == [""] * PROCESSES
    given = [[int(line) for line in out.splitlines()] for out, _ in told]
    assert sorted(index for each in given for index in each) == list(
        range(before, before + PROCESSES * EACH)
    )
    log = installation.log()
    assert installation.table() == log
    for writer, indices in enumerate(given):
        names = [json.loads(log[index])["body"]["hearing"] for index in indices]
        assert names == [f"w{writer}-{number}" for number in range(EACH)]
    assert installation.verdict() == "accepted"
