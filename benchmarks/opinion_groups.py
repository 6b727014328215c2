"""How long opinion groups take, and how they compare with red-dwarf.

    python benchmarks/opinion_groups.py [INTERPRETER [FOLDER ...]]

10,000 people, 500 statements, 1,000,000 votes with three planted groups, on one core: reading the
CSV file, the groups, writing the result; then each conversation of a FOLDER (its votes.csv).
INTERPRETER is the Python of an environment of its own in which red-dwarf is installed; it is
measured in the same run, and at each number of groups its division is laid beside ours. Without it
that is said.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

PEOPLE, STATEMENTS, VOTES, GROUPS, SEED = 10_000, 500, 1_000_000, 3, 1
WHEN = "Tue Jun 30 15:49:52 WIB 2015"
RUNS = 3

OURS = """
import json, os, resource, sys, time
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
clock = [(time.perf_counter(), time.process_time())]
def lap(): clock.append((time.perf_counter(), time.process_time()))
from dauys.consultation.opinion import groups, wire
from dauys.wire import shape
lap()
votes = wire.read(open(sys.argv[1], "rb").read()).votes
lap()
found = groups.find(votes)
lap()
data = shape.write(found)
lap()
laps = [[b[n] - a[n] for a, b in zip(clock, clock[1:])] for n in (0, 1)]
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({"wall": laps[0], "cpu": laps[1], "peak": peak, "groups": len(found.groups)}))
"""

THEIRS = """
import csv, json, os, resource, sys, time, warnings
os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
warnings.simplefilter("ignore")
from reddwarf.implementations.base import run_pipeline
begun, cpu = time.perf_counter(), time.process_time()
rows = sorted(csv.DictReader(open(sys.argv[1])), key=lambda row: int(row["timestamp"]))
last = {(row["voter-id"], row["comment-id"]): row for row in rows}.values()
votes = [
    {"participant_id": int(row["voter-id"]), "statement_id": int(row["comment-id"]),
     "vote": int(row["vote"]), "modified": int(row["timestamp"])}
    for row in last
]
found = {}
for asked in json.loads(sys.argv[2]):
    people = run_pipeline(votes=votes, force_group_count=asked, random_state=1).participants_df
    found[str(asked)] = {
        str(who): [float(row.x), float(row.y), int(row.cluster_id)]
        for who, row in people[people["to_cluster"]].iterrows()
    }
told = {"wall": time.perf_counter() - begun, "cpu": time.process_time() - cpu, "found": found,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024}
json.dump(told, open(sys.argv[3], "w"))
"""


def conversation(file: Path) -> None:
    """The planted conversation, its rows in no order."""
    draw = np.random.default_rng(SEED)
    of = draw.integers(0, GROUPS, PEOPLE)
    leaning = draw.choice([-1, 1], (GROUPS, STATEMENTS))
    cell = draw.choice(PEOPLE * STATEMENTS, VOTES, replace=False)
    who, statement = cell // STATEMENTS, cell % STATEMENTS
    chance, lean = draw.random(VOTES), leaning[of[who], statement]
    vote = np.where(chance < 0.65, lean, np.where(chance < 0.8, -lean, 0))
    rows = zip(statement.tolist(), who.tolist(), vote.tolist(), strict=True)
    with file.open("w", encoding="ascii") as stream:
        stream.write("timestamp,datetime,comment-id,voter-id,vote\n")
        stream.writelines(
            f"{1435654192085 + n},{WHEN},{s},{p},{v}\n" for n, (s, p, v) in enumerate(rows)
        )


def ours(file: Path) -> dict[str, Any]:
    """The fastest of several runs on one core."""
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    runs = []
    for _ in range(RUNS):
        command = [sys.executable, "-c", OURS, str(file)]
        told = subprocess.run(command, env=environment, check=True, capture_output=True)
        runs.append(json.loads(told.stdout))
    return min(runs, key=lambda run: sum(run["cpu"]))


def theirs(interpreter: str, file: Path, asked: list[int | None]) -> dict[str, Any]:
    """red-dwarf on the same votes, each number of groups once, on one core too."""
    environment = os.environ | {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    with tempfile.NamedTemporaryFile() as out:
        command = [
            interpreter,
            "-W",
            "ignore",
            "-c",
            THEIRS,
            str(file),
            json.dumps(asked),
            out.name,
        ]
        subprocess.run(command, env=environment, check=True)
        return dict(json.load(out))


def beside(file: Path, found: dict[str, dict[str, list[float]]]) -> None:
    """Each division of red-dwarf beside ours, and ours begun from the means of its groups."""
    from dauys.consultation.opinion import clusters, components, wire

    votes = wire.read(file.read_bytes()).votes
    points = np.stack(components.positions(votes))
    place = {str(who): at for at, who in enumerate(votes.people.tolist())}
    for asked, people in found.items():
        at = [place[who] for who in people]
        flat, their = points[:, at], np.array([each[2] for each in people.values()])
        laid = np.array([each[:2] for each in people.values()]).T * components.UNIT
        off = max(
            min(np.abs(a - b).max(), np.abs(a + b).max()) for a, b in zip(flat, laid, strict=True)
        )
        (mine,) = clusters.divide(flat, "bench", asked=int(asked))
        centres = np.stack([flat[:, their == n].mean(axis=1) for n in range(int(asked))], axis=1)
        begun, _ = clusters.lloyd(flat, np.rint(centres).astype(np.int64))
        squares = within(flat, their) / within(flat, mine.labels)
        print(
            f"  {asked} groups: agreement {agreement(mine.labels, their):.3f}, "
            f"begun from theirs {agreement(begun, their):.3f}; "
            f"squares within, theirs by ours {squares:.5f}; positions off by {off:.0f} millionths"
        )


def within(points: Any, labels: Any) -> float:
    """The sum of the squared distances to the mean of one's group."""
    parts = [points[:, labels == n].astype(float) for n in set(labels.tolist())]
    return sum(float(((part - part.mean(axis=1, keepdims=True)) ** 2).sum()) for part in parts)


def agreement(one: Any, other: Any) -> float:
    """The adjusted Rand index."""
    table = np.zeros((one.max() + 1, other.max() + 1))
    np.add.at(table, (one, other), 1)
    both, first, second = (
        float((t * (t - 1) / 2).sum()) for t in (table, table.sum(1), table.sum(0))
    )
    expected = first * second / (len(one) * (len(one) - 1) / 2)
    return (both - expected) / ((first + second) / 2 - expected)


def main() -> None:
    interpreter = sys.argv[1] if len(sys.argv) > 1 else None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "votes.csv"
        conversation(file)
        told = ours(file)
        parts = zip(("import", "read", "groups", "write"), told["wall"], told["cpu"], strict=True)
        print(
            f"{PEOPLE} people, {STATEMENTS} statements, {VOTES} votes: {told['groups']} groups in"
        )
        for name, wall, cpu in parts:
            print(f"  {name}: {wall:.2f} s ({cpu:.2f} s of the processor)")
        print(f"  together {sum(told['wall']):.2f} s ({sum(told['cpu']):.2f} s), {told['peak']} MB")
        if interpreter is None:
            print("red-dwarf: not measured; give the interpreter of its environment as an argument")
            return
        start = time.perf_counter()
        peer = theirs(interpreter, file, [3])
        taken = f"{peer['wall']:.1f} s ({peer['cpu']:.1f} s), {peer['peak']} MB"
        print(f"red-dwarf, 3 groups alone, without its start: {taken}")
        print(f"  with its start {time.perf_counter() - start:.1f} s")
        beside(file, peer["found"])
    for name in sys.argv[2:]:
        print(Path(name).name)
        beside(
            Path(name) / "votes.csv",
            theirs(interpreter, Path(name) / "votes.csv", [2, 3, 4, 5])["found"],
        )


if __name__ == "__main__":
    main()
