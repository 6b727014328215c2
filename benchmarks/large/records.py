"""Simulated records, made by ``dauys simulate`` once and kept in .tools/bench.

Named by what they hold and by the bytes of what makes them: whoever alters that gets others. Each
stands in a folder of its own under the name that belenios-tool looks for, UUID.bel.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / ".tools" / "bench"
MAKERS = ("cli/simulate.py", "cli/simulated.py", "parties/simulated.py", "record/belenios.py")
A_BALLOT = 16_384  # bytes of the largest ballot here with its place on the roll: room to be there
HEAD = 1 << 16  # bytes of an archive in which its election stands


@dataclass(frozen=True, slots=True)
class Kind:
    """What the ballots of a record are like: Yes or No, in a group, with blank or without."""

    group: str  # as `dauys simulate --group` names it
    title: str
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Record:
    """So many ballots of as many voters, in one archive."""

    kind: Kind
    ballots: int

    @property
    def folder(self) -> Path:
        """Where it is kept."""
        blank = "-blank" if self.kind.blank else ""
        return KEPT / f"simulated-{self.kind.group}{blank}-{self.ballots}-{_makers()}"

    def path(self) -> Path | None:
        """The archive, made where there is none yet; None, and said so, without room for it."""
        found = [*self.folder.glob("*.bel")]
        if found:
            return found[0]
        KEPT.mkdir(parents=True, exist_ok=True)
        if shutil.disk_usage(KEPT).free < self.ballots * A_BALLOT:
            print(f"no room on the disk for {self.ballots:,} ballots: left out", flush=True)
            return None
        return self._made()

    def _made(self) -> Path:
        began = time.perf_counter()
        shutil.rmtree(self.folder, ignore_errors=True)
        out = self.folder / "unfinished" / "made.bel"  # a run that broke off leaves no record
        out.parent.mkdir(parents=True)
        command = [sys.executable, "-m", "dauys", "simulate", "--group", self.kind.group]
        command += ["--voters", str(self.ballots), "--out", str(out)]
        command += ["--blank"] if self.kind.blank else []
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        with out.open("rb") as stream:
            uuid = re.search(rb'"uuid":"(\w+)"', stream.read(HEAD))
        assert uuid is not None
        seconds, size = time.perf_counter() - began, out.stat().st_size // 1_000_000
        made = f"made {self.ballots:,} ballots, {size:,} MB, in {seconds:.0f} s"
        print(made, file=sys.stderr, flush=True)
        return out.rename(self.folder / f"{uuid[1].decode()}.bel")


def _makers() -> str:
    files = [ROOT / "src" / "dauys" / each for each in MAKERS]
    return hashlib.sha256(b"".join(each.read_bytes() for each in files)).hexdigest()[:12]
