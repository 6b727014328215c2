"""How long a large vote takes to verify, beside belenios-tool on the same archive in the same run.

    python benchmarks/verify_large.py [--ballots N] [--few N ...] [--sizes N ...] [--runs N]

Whole process against whole process, each bound to its cores: seconds of the processor (children
included), of the clock, and the peak of memory, the median of the runs, which take turns. The
ratio is to belenios-tool on the same record, seconds of the processor on one core and of the clock
on two. A peer that is missing is said. As it is, it takes about an hour and 6 GB of the disk, for
records that it makes with `dauys simulate` and keeps in .tools/bench; smaller numbers take less.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

from large.machine import kernel_path, processor
from large.picture import Field, Line, draw
from large.records import ROOT, Kind, Record
from large.timed import Program, Spent, medians

from dauys.group import GROUPS
from dauys.tally.result import logarithm_vartime

PICTURE = ROOT / "benchmarks" / "verify_large.svg"
PLAIN = Kind("ed25519", "Ed25519, without blank")
BLANK = Kind("ed25519", "Ed25519, with blank", blank=True)
MODP = Kind("belenios2048", "BELENIOS-2048, without blank")
PEERS = {
    "3.3": str(ROOT / ".peers/belenios-3.3/belenios-tool"),
    "2.0": shutil.which("belenios-tool") or "",
}
HEAD = "{:<33}{:>10}{:>7}{:>10}{:>10}{:>8}{:>11}{:>8}"
ROW = "{:<33}{:>10,}{:>7}{:>10.2f}{:>10.2f}{:>8,.0f}{:>11,.0f}{:>8}"
MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Told:
    """Of one record: what the peer took, and what Dauys on the most cores."""

    peer: Spent | None
    own: Spent | None


def peer(line: str) -> Program | None:
    """The belenios-tool of a line of versions; None, and said so, where it is not installed."""
    tool = PEERS[line]
    told = ""
    if tool and Path(tool).exists():
        done = subprocess.run([tool, "--version"], capture_output=True, text=True, check=False)
        told = done.stdout.split(" ")[0].strip()
    if not told.startswith(f"{line}"):
        print(f"belenios-tool {line} is not installed: make peers", flush=True)
        return None

    def command(path: Path) -> list[str]:
        return [tool, "election", "verify", "--dir", str(path.parent)]

    return Program(f"belenios-tool {told}", command, "all checks passed")


def dauys(cores: int, name: str, *options: str) -> Program:
    """Dauys on so many cores."""

    def command(path: Path) -> list[str]:
        words = ["verify", str(path), "--json", "--workers", str(cores), *options]
        return [sys.executable, "-m", "dauys", *words]

    return Program(f"dauys, {name}".rstrip(", "), command, '"verdict": "accepted"', cores)


def section(title: str) -> None:
    """The head of a table."""
    print(
        "\n" + HEAD.format(title, "ballots", "cores", "CPU s", "wall s", "MB", "ballots/s", "ratio")
    )


def rows(programs: Sequence[Program], told: Sequence[Spent], ratio_to: Spent | None) -> None:
    """A line for each program."""
    for program, spent in zip(programs, told, strict=False):
        ratio = ""
        if ratio_to is not None and spent is not ratio_to:
            ratio = f"{_ratio(spent, ratio_to):.1f}"
        figures = (spent.cpu, spent.wall, spent.peak / MB, spent.rate, ratio)
        line = ROW.format(program.name, spent.ballots, spent.cores, *figures)
        print(line.rstrip(), flush=True)


def _ratio(own: Spent, theirs: Spent) -> float:
    """How many times as fast: by the processor on one core, by the clock on two."""
    seconds = theirs.cpu if own.cores == 1 else theirs.wall
    return own.rate / (theirs.ballots / seconds)


def compared(record: Record, there: Program | None, own: Sequence[Program], runs: int) -> Told:
    """Measures a peer and ours on one record, in turns; prints a line for each."""
    programs = [*([there] if there else []), *own]
    told = medians(record, programs, runs)
    rows(programs, told, told[0] if there and told else None)
    return Told(told[0] if there and told else None, told[-1] if told else None)


def plain(given: argparse.Namespace, there: Program | None, own: Sequence[Program]) -> list[Told]:
    """The comparison that counts, then rate and memory against size; without a blank."""
    section(PLAIN.title)
    whole = Record(PLAIN, given.ballots)
    found = [compared(whole, there, own, given.runs)]
    slow = dauys(1, "reference", "--reference")
    rows([slow], medians(Record(PLAIN, given.reference), [slow], 1), found[0].peer)
    section(f"{PLAIN.title}, by size")
    for size in sorted(given.sizes):
        beside = there if size < given.ballots else None  # the peer would take hours
        found.append(compared(Record(PLAIN, size), beside, own[-1:], given.runs))
    return found


def counted(most: int = 20_000_000) -> None:
    """How long it takes to find how often an answer was given, when all of so many gave it."""
    for name, group in GROUPS.items():
        element = group.product_vartime(((group.generator, most),))
        began = process_time()
        found = logarithm_vartime(group, element, most)
        took = process_time() - began
        print(f"{name}: {found:,} of {most:,} found in {took:.2f} s of the processor", flush=True)


def pictured(found: Sequence[Told], there: Program | None, below: str) -> str:
    """Rate and memory against size, of the peer and of Dauys on all of the cores measured."""
    own = sorted((each.own for each in found if each.own), key=_ballots)
    theirs = sorted((each.peer for each in found if each.peer), key=_ballots)
    cores = f"dauys, {own[0].cores} cores"
    promised = tuple((each.ballots, (150 * MB + 256 * each.ballots) / MB) for each in own)
    rates = [Line(cores, "own", tuple((each.ballots, each.ballots / each.wall) for each in own))]
    memory = [
        Line("promised: 150 MB + 128 bytes a ballot or voter", "most", promised),
        Line(cores, "own", tuple((each.ballots, each.peak / MB) for each in own)),
    ]
    if there is not None and theirs:
        points = tuple((each.ballots, each.ballots / each.wall) for each in theirs)
        rates.append(Line(there.name, "peer", points))
        points = tuple((each.ballots, each.peak / MB) for each in theirs)
        memory.append(Line(there.name, "peer", points))
    fields = (
        Field("ballots a second, of the clock", tuple(rates)),
        Field("the most memory at a time, in MB", tuple(memory)),
    )
    return draw(
        "Yes/No ballots in Ed25519, without blank: how fast, in how much memory", below, fields
    )


def _ballots(spent: Spent) -> int:
    return spent.ballots


def arguments() -> argparse.Namespace:
    """The sizes, each of which may be smaller for a trial."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    add = parser.add_argument
    add("--ballots", type=int, default=50_000, help="of the comparison that counts")
    add("--reference", type=int, help="ballots for the reference arithmetic, once; as many")
    add("--few", type=int, nargs="+", default=[1000, 2500, 5000], help="with blank, BELENIOS-2048")
    add("--sizes", type=int, nargs="*", default=[1000, 10_000, 100_000, 1_000_000])
    add("--runs", type=int, default=3)
    add("--picture", type=Path, default=PICTURE)
    given = parser.parse_args()
    given.reference = given.reference or given.ballots
    return given


def main() -> None:
    given, path = arguments(), kernel_path()
    cores = len(os.sched_getaffinity(0))
    where = f"{datetime.now(UTC):%d %B %Y}; {processor()}, {cores} cores"
    kernel = f"kernel ({path})" if path else "no kernel"
    print(f"{where}; medians of {given.runs} runs; {kernel}", flush=True)
    own = [dauys(number, kernel) for number in (1, 2)[:cores]]
    if cores == 1:
        print("one core alone: nothing is measured on two", flush=True)
    three, two = peer("3.3"), peer("2.0")
    found = plain(given, three, own)
    section(BLANK.title)
    for size in given.few:
        compared(Record(BLANK, size), three, own, given.runs)
    section(MODP.title)
    for size in given.few:
        compared(Record(MODP, size), two, [dauys(each.cores, "") for each in own], given.runs)
    print()
    counted()
    print("\nratio: times belenios-tool; on one core by the processor, on two by the clock")
    given.picture.write_text(pictured(found, three, f"{where}; {kernel}"), encoding="utf-8")


if __name__ == "__main__":
    main()
