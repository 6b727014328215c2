"""The worker: it does what waits, and ends when whoever started it was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.site.faults.installation import ROOT, Installation

PATIENCE = 60.0  # seconds, on a machine that has other things to do
PARENT = """
import os, subprocess, sys
mine = f"--parent={os.getpid()}"
worker = subprocess.Popen([sys.executable, "-m", "dauys.site", "worker", mine])
print(worker.pid, flush=True)
worker.wait()
"""


def gone(process: int) -> bool:
    """Whether a process has ended within the time that it may take."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc to see processes in")
def test_a_worker_ends_when_whoever_started_it_was_killed(tmp_path: Path) -> None:
    site = Installation(tmp_path / "town")
    site.make()
    environment = {**site.environment, "DJANGO_SETTINGS_MODULE": "dauys.site.settings"}
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], env=environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    time.sleep(1)
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    assert gone(worker)


def test_what_waits_is_done_and_the_worker_ends_when_it_is_told_to(tmp_path: Path) -> None:
    site = Installation(tmp_path / "town")
    site.make()
    environment = {**site.environment, "DJANGO_SETTINGS_MODULE": "dauys.site.settings"}
    ask = (
        "import django; django.setup();"
        "from dauys.site.verification.actions import run_later; run_later.enqueue()"
    )
    subprocess.run([sys.executable, "-c", ask], env=environment, cwd=ROOT, check=True)
    site_worker = [sys.executable, "-m", "dauys.site", "worker", "--batch", "--verbosity=0"]
    subprocess.run(site_worker, env=environment, cwd=ROOT, check=True, timeout=PATIENCE * 2)
    told = (
        "import django; django.setup(); from dauys.site.verification.models import Run;"
        "print(Run.objects.get().verdict)"
    )
    done = subprocess.run(
        [sys.executable, "-c", told], env=environment, cwd=ROOT, check=True, capture_output=True
    )
    assert done.stdout.decode().strip() == "accepted"
