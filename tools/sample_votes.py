"""Writes src/dauys/sample/votes.csv: invented votes on the statements of the sample.

    PYTHONPATH=src python tools/sample_votes.py

Everything is drawn from SHA-256 of a label and a number: the same bytes at every run. Two leanings
are planted, so that there are groups to be found; which people and statements they are means
nothing. Some people change a vote, some cast only a few.
"""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

from dauys.wire import ids

FILE = Path(__file__).resolve().parent.parent / "src/dauys/sample/votes.csv"
PEOPLE = 84
OPENS, CLOSES = ids.seconds("2027-02-10T05:00:00Z"), ids.seconds("2027-04-20T13:00:00Z")
CAST = 82  # of a hundred: how often somebody votes on a statement
PASSED = 9  # of a hundred votes
CHANGED = 3  # of a hundred votes
BUSY = 12  # every so many people one casts three votes only
# For each statement how many of a hundred agree: of the one leaning, of the other.
AGREE = (
    (86, 84), (80, 74), (72, 30), (88, 81), (77, 24), (19, 74),
    (68, 27), (83, 85), (90, 79), (35, 44), (78, 70), (61, 33),
)  # fmt: skip


def draw(label: str, below: int) -> int:
    """A number below a limit that follows from a label alone."""
    return int.from_bytes(hashlib.sha256(f"araitas|{label}".encode()).digest()) % below


def vote(person: int, statement: int, turn: str = "") -> int:
    """1, 0 or -1; ``turn`` tells a vote from the one that it replaces."""
    cell = f"{person}|{statement}{turn}"
    if draw(f"passes|{cell}", 100) < PASSED:
        return 0
    share = AGREE[statement][draw(f"leans|{person}", 2)]
    return 1 if draw(f"agrees|{cell}", 100) < share else -1


def rows() -> list[tuple[int, int, int, int]]:
    """(seconds, statement, person, vote) in the order of time."""
    made = []
    for person in range(PEOPLE):
        for statement in range(len(AGREE)):
            cell = f"{person}|{statement}"
            few = person % BUSY == BUSY - 1 and statement > 2
            if few or draw(f"casts|{cell}", 100) >= CAST:
                continue
            at = OPENS + draw(f"at|{cell}", CLOSES - OPENS)
            made.append((at, statement, person, vote(person, statement)))
            if draw(f"changes|{cell}", 100) < CHANGED:
                later = at + 1 + draw(f"later|{cell}", CLOSES - at)
                made.append((later, statement, person, vote(person, statement, "|again")))
    return sorted(made)


def table() -> bytes:
    """The file, in the form of an export of Polis."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("timestamp", "comment-id", "voter-id", "vote"))
    writer.writerows(rows())
    return out.getvalue().encode("ascii")


if __name__ == "__main__":
    FILE.write_bytes(table())
