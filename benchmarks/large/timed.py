"""Programs run as processes of their own, and what each of them took of the machine.

Seconds of the processor and the peak of memory are what the kernel of the system counted of the
process and the children that it waited for. The peak can be no less than what this process had when
it began the other (12 MB or so), for a process begins as a copy: so nothing heavy is loaded here.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from large.records import Record

BLOCK = 1 << 22
KIB = 1024


@dataclass(frozen=True, slots=True)
class Spent:
    """What one run took, or the medians of several."""

    ballots: int
    cores: int
    cpu: float  # seconds
    wall: float  # seconds
    peak: int  # bytes

    @property
    def seconds(self) -> float:
        """What counts: of the processor on one core, of the clock on more."""
        return self.cpu if self.cores == 1 else self.wall

    @property
    def rate(self) -> float:
        """Ballots a second."""
        return self.ballots / self.seconds


@dataclass(frozen=True, slots=True)
class Program:
    """What verifies an archive on so many cores; ``told`` are words that a success prints."""

    name: str
    command: Callable[[Path], list[str]]
    told: str
    cores: int = 1

    def verify(self, record: Record, path: Path) -> Spent:
        """One run; what does not accept the record ends the benchmark."""
        command = self.command(path)
        with tempfile.TemporaryFile("w+") as out:
            began = time.perf_counter()
            process = subprocess.Popen(
                command, stdout=out, stderr=out, preexec_fn=lambda: _only(self.cores)
            )
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - began
            process.returncode = os.waitstatus_to_exitcode(status)
            out.seek(0)
            printed = out.read()
        if process.returncode or self.told not in printed:
            raise SystemExit(f"{' '.join(command)}\n{printed}\ndid not accept the record")
        cpu, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss * KIB
        return Spent(record.ballots, self.cores, cpu, wall, peak)


def medians(record: Record, programs: Sequence[Program], runs: int) -> list[Spent]:
    """Of each program, in turns: what else the machine does meets all of them alike."""
    path = record.path()
    if path is None:
        return []
    _read_once(path)
    told = [[each.verify(record, path) for each in programs] for _ in range(runs)]
    return [_median(every) for every in zip(*told, strict=True)]


def _median(runs: Sequence[Spent]) -> Spent:
    first = runs[0]
    cpu, wall = (statistics.median(map(part, runs)) for part in (_cpu, _wall))
    return Spent(first.ballots, first.cores, cpu, wall, max(each.peak for each in runs))


def _cpu(spent: Spent) -> float:
    return spent.cpu


def _wall(spent: Spent) -> float:
    return spent.wall


def _only(cores: int) -> None:
    """In the child: so many processors, the first that this process may use."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:cores])


def _read_once(path: Path) -> None:
    """The file lies in the memory of the system then, if it fits: no disk is measured."""
    with path.open("rb", buffering=0) as stream:
        while stream.read(BLOCK):
            pass
