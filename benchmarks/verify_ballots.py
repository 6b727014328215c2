"""How long a Yes/No ballot takes to verify, beside belenios-tool in the same run.

    python benchmarks/verify_ballots.py [BALLOTS]

A box is made in each group, verified by Dauys with its reference arithmetic on one core, and by
the belenios-tools that `make peers` installed (``election verify``, the whole archive). Printed:
milliseconds a ballot, and the ratio; above 1 Dauys is the faster. A peer that is missing is said.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from dauys import group as groups
from dauys.ballots.wire import Ballot
from dauys.parties import credential, trustee, voter
from dauys.parties.randomness import scalars
from dauys.question.election import Election, Question, read_election, write_election
from dauys.question.roll import read_roll, write_roll
from dauys.question.trustees import (
    check_trustees,
    election_key,
    read_trustees,
    write_trustees,
)
from dauys.record.belenios import write_archive
from dauys.record.box import BoxDocuments
from dauys.tally import encrypted, result
from dauys.verification.archive import verify_archive
from dauys.verification.report import Report
from dauys.wire import shape

PEERS = (
    ("belenios-tool 2.0", shutil.which("belenios-tool"), ("BELENIOS-2048",)),
    ("belenios-tool 3.3", ".peers/belenios-3.3/belenios-tool", ("BELENIOS-2048", "Ed25519")),
)


def make_box(name: str, ballots: int) -> tuple[str, bytes]:
    """The UUID and the finished archive of a box with so many ballots."""
    group = groups.named(name)
    private, public = trustee.generate_key(group)
    key = election_key(group, check_trustees(group, [public]))
    uuid = credential.generate_uuid()
    question = Question(("Yes", "No"), 1, 1, "Yes or no?")
    election = write_election(Election(1, "", "Bench", name, key, (question,), uuid))
    sealed = read_election(election)
    secrets = [credential.generate() for _ in range(ballots)]
    roll = write_roll({credential.public_key(group, uuid, secret): 1 for secret in secrets})
    box = BoxDocuments(1_795_351_010, election, write_trustees([public]), roll)
    for number, secret in enumerate(secrets):
        chosen = [[1, 0]] if number % 2 else [[0, 1]]
        box.ballots.append(voter.make_ballot(sealed, secret, chosen))
    count(box, private)
    return uuid, write_archive(box)


def count(box: BoxDocuments, private: trustee.PrivateKey) -> None:
    """Closes the box, adds it up and opens the sum."""
    sealed = read_election(box.election)
    ballots = [shape.read(Ballot, data) for data in box.ballots]
    box.closed = True
    box.encrypted_tally, sized = encrypted.encrypted_tally(
        sealed, read_roll(sealed.group, box.roll), ballots
    )
    box.sized = shape.write(sized)
    tally = encrypted.read_encrypted_tally(sealed, box.encrypted_tally)
    partial = trustee.decrypt(sealed, tally, private, scalars(sealed.group))
    box.partials.append((1, shape.write(partial)))
    trustees = read_trustees(sealed.group, box.trustees)
    counts = result.compute_result(sealed.group, trustees, tally, {1: partial}, len(ballots))
    box.result = shape.write(counts)


def dauys_seconds(archive: bytes) -> float:
    """Seconds that the archive takes here; it must be accepted."""
    report = Report(time.perf_counter)
    started = time.perf_counter()
    verify_archive(archive, report)
    seconds = time.perf_counter() - started
    assert report.verdict() == "accepted", report.findings.found
    return seconds


def peer_seconds(path: str, uuid: str, archive: bytes) -> float:
    """Seconds that the archive takes there, the start of the program left in."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / f"{uuid}.bel").write_bytes(archive)
        started = time.perf_counter()
        subprocess.run(
            ["taskset", "-c", "0", str(Path(path).resolve()), "election", "verify"],
            cwd=folder,
            capture_output=True,
            check=True,
        )
        return time.perf_counter() - started


def main() -> None:
    ballots = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    print(f"{ballots} Yes/No ballots without blank, one core, milliseconds a ballot")
    for name in groups.GROUPS:
        uuid, archive = make_box(name, ballots)
        own = min(dauys_seconds(archive) for _ in range(2))
        print(f"{name:14} dauys (reference)  {1000 * own / ballots:7.2f}")
        for peer, path, known in PEERS:
            if name not in known:
                continue
            if path is None or not Path(path).exists():
                print(f"{name:14} {peer:18} not installed: make peers")
                continue
            theirs = min(peer_seconds(path, uuid, archive) for _ in range(2))
            print(f"{name:14} {peer:18} {1000 * theirs / ballots:7.2f}   ratio {theirs / own:.2f}")


if __name__ == "__main__":
    main()
