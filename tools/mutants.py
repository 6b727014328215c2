"""Runs mutmut on the code that judges a record (``make mutants``), and says which mutants survive.

mutmut makes the mutants, in the folder mutants/, finds which tests touch which function, and keeps
every verdict there: a run that was stopped goes on where it stood. What is done here in another way
than its own command does it is the running of the tests: they are collected once, and each mutant
runs those that touch it in a forked copy of that process, first those that told apart another
mutant of the same function. So a mutant costs a fraction of a second, and thousands fit in an hour.

A survivor is a test that is missing, unless tests/mutants/equivalent.toml says why no test can tell
it apart. Which files are mutated, and by which tests, stands in pyproject.toml.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import re
import resource
import shutil
import signal
import sys
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import mutmut.__main__ as tool
import pytest
from _pytest.config import _prepareconfig
from _pytest.runner import runtestprotocol
from mutmut.configuration import config
from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.runners.harness import PytestRunner
from mutmut.state import state
from mutmut.stats import status_by_exit_code
from mutmut.utils.file_utils import change_cwd, walk_mutatable_files
from mutmut.utils.format_utils import (
    get_module_from_key,
    mangled_name_from_mutant_name,
    orig_function_and_class_names_from_key,
)
from mutmut.workers import isolation
from mutmut.workers.isolation import ForkRunner

ROOT = Path(__file__).resolve().parents[1]
FOLDER = Path("mutants")
KILLERS = FOLDER / "killers"  # one line for each mutant that was told apart: its name, the test
TESTS = FOLDER / "tests.sha256"
STATS = FOLDER / "mutmut-stats.json"
EQUIVALENT = Path("tests/mutants/equivalent.toml")
UNDECIDED = {"survived", "no tests", "timeout", "suspicious", "segfault"}
PATIENCE = 20  # a test may compute so many times as long as it did, and so many seconds at least
HANGING = 60  # seconds, beside those: a test that waits for ever computes nothing
MEMORY = 4 * 1024**3  # bytes, for a mutant that gathers without an end
TIMEOUT = 36  # mutmut's exit code of a mutant that ran for too long


class Collected(PytestRunner):
    """Runs tests that are collected once, before the processes of the mutants are forked."""

    items: dict[str, Any]

    def collect(self) -> None:
        """Collects what pyproject.toml selects, as pytest itself would."""
        chosen = [*self._pytest_add_cli_args, *self._pytest_add_cli_args_test_selection]
        with change_cwd(FOLDER):
            settings = _prepareconfig(["--rootdir=.", "-q", "-s", "--tb=no", *chosen], [])
            settings._do_configure()
            session = pytest.Session.from_config(settings)
            settings.hook.pytest_sessionstart(session=session)
            settings.hook.pytest_collection(session=session)
        self.items = {item.nodeid: item for item in session.items}

    def run_tests(self, *, mutant_name: str | None, tests: Iterable[str]) -> int:
        if mutant_name is None:
            return super().run_tests(mutant_name=None, tests=tests)
        for late in (signal.SIGPROF, signal.SIGALRM):
            signal.signal(late, lambda *_: os._exit(TIMEOUT))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        killers = KILLERS.absolute()
        ordered = [self.items[name] for name in in_order(mutant_name, tests) if name in self.items]
        with change_cwd(FOLDER):
            for item, following in zip(ordered, [*ordered[1:], None], strict=True):
                usual = state().duration_by_test[item.nodeid]
                signal.setitimer(signal.ITIMER_PROF, PATIENCE * (1 + usual))
                signal.setitimer(signal.ITIMER_REAL, HANGING + PATIENCE * (1 + usual))
                reports = runtestprotocol(item, nextitem=following, log=False)
                if any(report.failed for report in reports):
                    with killers.open("a", encoding="utf-8") as stream:
                        stream.write(f"{mutant_name}\t{item.nodeid}\n")
                    return 1
        return 0


class Forked(ForkRunner):
    """mutmut's runner, with the tests collected before the first process is forked."""

    def startup(self) -> None:
        # A process ends itself in time. mutmut would signal whatever bears its number by then.
        isolation.register_timeout = lambda **_: None
        self.test_runner.collect()
        super().startup()


def in_order(mutant: str, tests: Iterable[str]) -> list[str]:
    """The tests of a mutant: first those that told apart others of its function, then the fast."""
    function, module = mangled_name_from_mutant_name(mutant), mutant.rpartition(".")[0]
    same: Counter[str] = Counter()
    near: Counter[str] = Counter()
    for line in KILLERS.read_text(encoding="utf-8").splitlines() if KILLERS.exists() else ():
        name, _, test = line.partition("\t")
        same[test] += mangled_name_from_mutant_name(name) == function
        near[test] += name.rpartition(".")[0] == module
    durations = state().duration_by_test
    return sorted(tests, key=lambda test: (-same[test], -near[test], durations[test]))


def run(names: list[str], jobs: int, minutes: int) -> None:
    """Goes on with the mutants that have no verdict yet, for so many minutes at most."""
    prepare()
    tool.get_mutant_runner = lambda _=1: Forked(jobs, Collected())
    collected = tool.collect_source_file_mutation_data

    def untried(**asked: Any) -> Any:  # mutmut tries those that are named again
        mutants, files = collected(**asked)
        return [each for each in mutants if each[2] is None], files

    tool.collect_source_file_mutation_data = untried

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGALRM, stop)
    signal.alarm(60 * minutes)
    tool._run(names, jobs)
    signal.alarm(0)


def prepare() -> None:
    """Brings to mutants/ what mutmut would leave as it was: data files, and tests that are gone.

    Where the tests are others than at the last run, what survived then is tried again, and it is
    found out again which tests touch which function.
    """
    FOLDER.mkdir(exist_ok=True)
    shutil.rmtree(FOLDER / "tests", ignore_errors=True)
    for path in Path("src").rglob("*"):
        target = FOLDER / path
        if path.is_file() and path.suffix not in (".py", ".pyc") and target.exists():
            shutil.copy2(path, target)
    for made in half_made():
        made.unlink()
    digest = hashlib.sha256()
    for path in sorted(Path("tests").rglob("*.py")):
        digest.update(str(path).encode() + b"\0" + path.read_bytes())
    if TESTS.exists() and TESTS.read_text() != digest.hexdigest():
        survivors = {name for name, _, found in undecided() if not found}
        tool._reset_mutant_results(lambda name, _: name in survivors)
        forget_traces()
    TESTS.write_text(digest.hexdigest())


def half_made() -> Iterator[Path]:
    """Mutated files that a stopped run may have left unfinished, which mutmut would take for whole:
    what it knows of a file it writes after the file."""
    for path in walk_mutatable_files():
        made, known = FOLDER / path, FOLDER / f"{path}.meta"
        if made.exists() and not (
            known.exists() and known.stat().st_mtime_ns >= made.stat().st_mtime_ns
        ):
            yield made


def forget_traces() -> None:
    """mutmut traces new tests alone, and takes one that was altered for the old one."""
    if STATS.exists():
        stats = json.loads(STATS.read_text(encoding="utf-8"))
        stats |= {"duration_by_test": {}, "tests_by_mangled_function_name": {}}
        STATS.write_text(json.dumps(stats), encoding="utf-8")


def verdicts() -> Iterator[tuple[str, Path, str]]:
    """Every mutant with its file and its verdict, in mutmut's words."""
    for path in sorted(walk_mutatable_files()):
        data = SourceFileMutationData(path=path)
        data.load()
        for name, code in data.exit_code_by_key.items():
            yield name, path, status_by_exit_code[code]


def change(name: str, path: Path) -> tuple[str, str, str]:
    """What a mutant changes: the function as a reader calls it, the lines before, those after."""
    diff = get_diff_for_mutant(name, path=path).splitlines()[2:]
    before, after = (
        " ".join(line[1:].strip() for line in diff if line.startswith(sign)) for sign in "-+"
    )
    function, within = orig_function_and_class_names_from_key(name)
    module = get_module_from_key(mangled_name_from_mutant_name(name)).removeprefix("dauys.")
    return ".".join(part for part in (module, within, function) if part), before, after


@dataclass(frozen=True)
class Equivalent:
    """One mutant that no test can tell apart: in this function these characters become others."""

    function: str
    was: str
    now: str

    def explains(self, function: str, before: str, after: str) -> bool:
        """Whether this is what a mutant changes, and all that it changes."""
        if function != self.function:
            return False
        places = (found.start() for found in re.finditer(re.escape(self.was), before))
        end = len(self.was)
        return any(before[:at] + self.now + before[at + end :] == after for at in places)


def equivalents() -> list[Equivalent]:
    """Every mutant that tests/mutants/equivalent.toml argues about."""
    return [
        Equivalent(function, each["was"], now)
        for each in tomllib.loads(EQUIVALENT.read_text(encoding="utf-8"))["argument"]
        for function in each["in"]
        for now in each["is"]
    ]


def undecided() -> Iterator[tuple[str, Path, set[Equivalent]]]:
    """Every mutant that no test has told apart, with the arguments why none can."""
    listed = equivalents()
    for name, path, verdict in verdicts():
        if verdict in UNDECIDED:
            yield name, path, {each for each in listed if each.explains(*change(name, path))}


def report() -> int:
    """Prints the survivors and the count of every verdict; 1 where one of them has no argument."""
    known = {name: found for name, _, found in undecided()}
    unused, counts = set(equivalents()).difference(*known.values()), Counter[str]()
    for name, path, verdict in verdicts():
        if known.get(name):
            verdict = "equivalent"
        elif name in known:
            _, before, after = change(name, path)
            print(f"{verdict}: {name}\n  - {before}\n  + {after}")
        counts[verdict] += 1
    print(", ".join(f"{count} {verdict}" for verdict, count in counts.most_common()))
    whole = not counts["not checked"]
    if not whole:
        print("not all were tried: the same command goes on")
    elif unused:
        print("argued about in vain:", *sorted(map(str, unused)), sep="\n  ")
    return int(any(counts[verdict] for verdict in UNDECIDED) or (whole and bool(unused)))


def main() -> int:
    """The command line."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("names", nargs="*", help="patterns such as 'dauys.tally.*'; else all")
    asked.add_argument("--jobs", type=int, default=os.cpu_count() or 2)
    asked.add_argument("--minutes", type=int, default=55)
    asked.add_argument("--report", action="store_true", help="run nothing, only tell the verdicts")
    given = asked.parse_args()
    os.chdir(ROOT)
    config()
    if not given.report:
        run(given.names, given.jobs, given.minutes)
    return report()


if __name__ == "__main__":
    sys.exit(main())
