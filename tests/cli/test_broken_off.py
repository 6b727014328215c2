"""A run that is interrupted or killed is taken up, a worker that is killed is no loss.

Real processes and real signals, in the middle of the judging; the report is that of a run which
nobody disturbed, to the letter, with either arithmetic.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dauys.cli import resume
from dauys.cli.main import INTERRUPTED
from tests.cli.judged_records import (
    SPAN,
    both_arithmetics,
    need,
    told,
    write_bel,
    write_folder,
)

ANSWERS = 2  # after which the run is disturbed
PATIENCE = 60  # seconds
# The command in a process of its own, which waits when so many answers have been written down.
WAITING = f"""
import sys, time
from pathlib import Path
from dauys.cli import main, resume
from dauys.verification import judging

def keep(stream, answer, inner=resume._keep):
    inner(stream, answer)
    kept.append(answer)
    if len(kept) == {ANSWERS}:
        Path(sys.argv[1]).touch()
        time.sleep({PATIENCE})

if __name__ == "__main__":
    kept = []
    resume._keep, judging.SPAN = keep, {SPAN}
    sys.exit(main.main(sys.argv[2:]))
"""


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dauys.verification.judging.SPAN", SPAN)


@pytest.fixture(params=["record", "box.bel"])
def record(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path: Path = tmp_path / request.param
    return write_bel(path) if path.suffix else write_folder(path)


def disturbed(folder: Path, number: signal.Signals, *words: str) -> tuple[int, str, list[int]]:
    """Begins a command and disturbs it; its exit code, its errors, and the workers that it had.

    A terminal interrupts all processes of a command; what kills one, kills one.
    """
    program, flag = folder / "waiting.py", folder / "flag"
    program.write_text(WAITING, encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, str(program), str(flag), *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    await_(lambda: flag.exists() or process.poll() is not None)
    workers = [pid for pid in others() if of_parent(pid) == process.pid]
    (os.killpg if number == signal.SIGINT else os.kill)(process.pid, number)
    _, err = process.communicate(timeout=PATIENCE)
    assert flag.exists(), err
    return process.returncode, err, workers


def await_(what: Callable[[], bool]) -> None:
    """Until something is so, which it soon must be."""
    until = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < until
        time.sleep(0.02)


def others() -> list[int]:
    """The processes of this machine, where it tells them as files."""
    return [int(each.name) for each in Path("/proc").glob("[0-9]*")]


def of_parent(pid: int) -> int:
    """The parent of a process that runs; 0 for one that does not."""
    try:
        state, parent, *_ = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return 0
    return 0 if state == "Z" else int(parent)


@both_arithmetics
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_run_that_is_interrupted_or_killed_is_taken_up(
    record: Path, number: signal.Signals, words: tuple[str, ...], tmp_path: Path
) -> None:
    """It leaves no word about its inner parts, and no worker."""
    need(words)
    kept, command = tmp_path / "judged", ("verify", str(record), *words)
    taken_up = (*command, "--workers", "2", "--resume", str(kept))
    code, err, workers = disturbed(tmp_path, number, *taken_up)
    assert code == (INTERRUPTED if number == signal.SIGINT else -signal.SIGKILL)
    assert "Traceback" not in err
    assert (err == "dauys: interrupted\n") == (number == signal.SIGINT)
    await_(lambda: not any(map(of_parent, workers)))
    before = kept.read_bytes()
    assert before.count(b'{"part":') >= ANSWERS
    assert told(*taken_up) == told(*command, "--workers", "1")
    assert kept.read_bytes().startswith(before)
    assert len(kept.read_bytes()) > len(before)


def test_a_worker_that_is_killed_in_mid_run_is_no_loss(
    record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the reference has workers that are processes."""
    killed: list[int] = []

    def keep(stream: Any, answer: Any, inner: Any = resume._keep) -> None:
        inner(stream, answer)
        if not killed:
            worker = multiprocessing.active_children()[0]
            killed.append(worker.pid or 0)
            worker.kill()
            worker.join()

    command = ("verify", str(record), "--reference")
    meant = told(*command, "--workers", "1")
    monkeypatch.setattr(resume, "_keep", keep)
    assert told(*command, "--workers", "2", "--resume", str(tmp_path / "judged")) == meant
    assert killed


def test_both_arithmetics_say_the_same_but_for_their_name(record: Path) -> None:
    need(())
    fast, slow = (told("verify", str(record), *words) for words in ((), ("--reference",)))
    assert (fast.pop("arithmetic"), slow.pop("arithmetic")) == ("native", "reference")
    assert fast == slow
