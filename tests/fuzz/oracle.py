"""What the two programs say of an archive: Dauys, and belenios-tool as the oracle.

For the groups modulo a prime the oracle is `election verify` of 2.0. For Ed25519 it is 3.3:
`election verify` for the structure and the count, and `election verify-ballot` for each ballot,
against an archive that ends at the set-up. So it is in every group where Dauys set the false share
of a group of trustees aside: 3.3 is the version in which such a share may be.
"""

from __future__ import annotations

import subprocess
import tempfile
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dauys.record.belenios import write_archive
from dauys.record.box import BoxDocuments
from dauys.verification.archive import verify_archive
from dauys.verification.report import Report
from tests.conftest import find_peer
from tests.fuzz.kinds import Mutant

PEERS = {
    "BELENIOS-2048": "belenios-2.0",
    "RFC-3526-2048": "belenios-2.0",
    "Ed25519": "belenios-3.3",
}
NEWER = "Ed25519"
TIMEOUT = 60  # seconds


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether Dauys accepts, with which counts, and whether without a share; or the traceback."""

    accepted: bool
    counts: list[Any] | None = None
    set_aside: bool = False
    traceback: str = ""


def dauys(data: bytes) -> Verdict:
    """What Dauys says of the bytes of an archive."""
    report = Report(lambda: 0.0)
    try:
        verify_archive(data, report)
    except Exception:  # any other than a refusal is a fault, which the run must tell
        return Verdict(False, traceback=traceback.format_exc())
    accepted = report.verdict() == "accepted"
    codes = {finding.code for finding in report.findings.found}
    counts = report.total() if accepted else None
    return Verdict(accepted, counts, accepted and "decryption.set_aside" in codes)


@dataclass(slots=True)
class Oracle:
    """belenios-tool; ``tools`` by peer, and each ballot's verdict by set-up and ballot."""

    tools: dict[str, str] = field(default_factory=dict)
    known: dict[tuple[bytes, bytes], bool] = field(default_factory=dict)

    @classmethod
    def found(cls) -> Oracle:
        """The programs that are on this machine."""
        found = {group: find_peer(name) for group, name in PEERS.items()}
        return cls({group: path for group, path in found.items() if path is not None})

    def missing(self) -> list[str]:
        """The programs that are not on this machine."""
        return sorted({name for group, name in PEERS.items() if group not in self.tools})

    def accepts(self, mutant: Mutant, *, newer: bool = False) -> bool | None:
        """Whether the oracle accepts; None where the program for it is missing.

        ``newer`` asks 3.3 whatever the group is.
        """
        group = NEWER if newer else mutant.group
        tool = self.tools.get(group)
        if tool is None:
            return None
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            if not _verify(tool, folder, mutant.data):
                return False
            if group == NEWER and mutant.documents is not None:
                return self._ballots(tool, folder, mutant.documents)
        return True

    def _ballots(self, tool: str, folder: Path, box: BoxDocuments) -> bool:
        """Whether it takes every ballot, by itself."""
        setup = BoxDocuments(box.timestamp, box.election, box.trustees, box.roll)
        archive = write_archive(setup)
        for ballot in box.ballots:
            key = (archive, ballot)
            if key not in self.known:
                self.known[key] = _verify_ballot(tool, folder, *key)
            if not self.known[key]:
                return False
        return True


def _verify(tool: str, folder: Path, data: bytes) -> bool:
    (folder / "box.bel").write_bytes(data)
    return _run(tool, folder, "verify")


def _verify_ballot(tool: str, folder: Path, archive: bytes, ballot: bytes) -> bool:
    (folder / "box.bel").write_bytes(archive)
    (folder / "ballot.json").write_bytes(ballot)
    return _run(tool, folder, "verify-ballot", "--ballot", str(folder / "ballot.json"))


def _run(tool: str, folder: Path, *arguments: str) -> bool:
    """Whether the program ends with 0; one that does not end says nothing good of the archive."""
    command = [tool, "election", *arguments, "--dir", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=TIMEOUT, check=False)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0
