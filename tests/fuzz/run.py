"""``make fuzz``: makes mutants by a seed, judges each, prints how many of each kind were accepted.

    python -m tests.fuzz.run --seed 1 --mutants 4000     prints a table; ends with 1 at any fault
    python -m tests.fuzz.run --replay ballots.keys 123   makes and judges one mutant again

A mutant at fault is saved in build/fuzz under its kind and its number.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Sequence
from multiprocessing import Pool
from pathlib import Path

from tests.fuzz import parsers
from tests.fuzz.judge import Outcome, judge, oracle, save, sorts
from tests.fuzz.kinds import SORTS, Sort, seeds

FOLDER = Path(__file__).resolve().parents[2] / "build" / "fuzz"
MUTANTS = 4000
SHARES: dict[Sort, float] = {"harmless": 0.12, "resealed": 0.70, "bytes": 0.18}


def tasks(seed: int, mutants: int) -> list[tuple[str, int]]:
    """Kind and number of every mutant of a run; each kind of a sort has an equal part of it."""
    kinds = sorts()
    each = Counter(kinds.values())
    counts = {sort: -(-int(mutants * SHARES[sort]) // each[sort]) for sort in SORTS}
    planned = [
        [(name, number) for number in seeds(seed, name, counts[sort])]
        for name, sort in kinds.items()
    ]
    return [task for row in planned for task in row]


def run(seed: int, mutants: int, jobs: int) -> list[Outcome]:
    """Every outcome of a run, in the order of its mutants."""
    planned = tasks(seed, mutants)
    if jobs == 1:
        return [judge(task) for task in planned]
    with Pool(jobs) as pool:
        return pool.map(judge, planned, chunksize=4)


def table(outcomes: Sequence[Outcome]) -> Iterable[str]:
    """The lines of the table: how many mutants of each kind, and how many each program accepted."""
    kinds = sorts()
    yield f"{'kind':32}{'sort':10}{'mutants':>8}{'Dauys':>8}{'belenios':>10}"
    for name in sorted(kinds, key=lambda each: (SORTS.index(kinds[each]), each)):
        yield row(f"{name:32}{kinds[name]:10}", [o for o in outcomes if o.kind == name])
    for sort in SORTS:
        yield row(f"{'all':32}{sort:10}", [o for o in outcomes if kinds[o.kind] == sort])
    yield row(f"{'all':42}", outcomes)


def row(head: str, outcomes: Sequence[Outcome]) -> str:
    """One line; a dash where no oracle was asked."""
    asked = [each.oracle for each in outcomes if each.oracle is not None]
    theirs = str(sum(asked)) if asked else "-"
    return f"{head}{len(outcomes):8}{sum(o.dauys for o in outcomes):8}{theirs:>10}"


def tell(outcomes: Sequence[Outcome]) -> int:
    """Prints the table and the faults, and saves what is at fault; gives the number of faults."""
    say(*table(outcomes))
    faults = [each for each in outcomes if each.fault]
    for each in faults:
        say(f"FAULT {each.kind} {each.seed}: {each.fault}", f"  {_saved(each)}")
    return len(faults)


def _saved(outcome: Outcome) -> str:
    if outcome.fault.startswith("was not made"):
        return "nothing to save"
    return f"saved: {save(outcome.kind, outcome.seed, FOLDER)}"


def replay(kind: str, seed: int) -> int:
    """Judges one mutant again, and saves it."""
    outcome = judge((kind, seed))
    say(f"Dauys accepts: {outcome.dauys}", f"fault: {outcome.fault or 'none'}", _saved(outcome))
    return 1 if outcome.fault else 0


def say(*lines: str) -> None:
    """Prints lines at once, though the output may be a file."""
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit status: 1 where there is a fault."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.run", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--mutants", type=int, default=MUTANTS)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--parsers", type=int, default=20, metavar="SECONDS")
    parser.add_argument("--replay", nargs=2, metavar=("KIND", "SEED"))
    given = parser.parse_args(arguments)
    if given.replay:
        return replay(given.replay[0], int(given.replay[1]))
    for missing in oracle().missing():
        say(f"the oracle {missing} is not installed: make peers")
    started = time.monotonic()
    faults = tell(run(given.seed, given.mutants, given.jobs))
    say(f"{time.monotonic() - started:.0f} s; seed {given.seed}; faults: {faults}")
    started = time.monotonic()
    crashed = 0
    if given.parsers:
        crashed = parsers.fuzz_all(given.parsers, given.seed, given.jobs, FOLDER)
        say(f"{time.monotonic() - started:.0f} s for the parsers; faults: {crashed}")
    return 1 if faults or crashed else 0


if __name__ == "__main__":
    raise SystemExit(main())
