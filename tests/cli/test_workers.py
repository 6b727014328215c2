"""Workers: answers in order, and a worker that dies in the middle of it is no loss."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor
from functools import partial
from pathlib import Path

import pytest

from dauys.ballots.arithmetic import REFERENCE, Arithmetic
from dauys.cli import workers
from dauys.verification.judging import Execution
from dauys.verification.pieces import Answer, Piece, judge
from dauys.verification.report import Report
from dauys.verification.verify import verify_record
from tests.agreement.native import need_native
from tests.verification.both import found_in
from tests.verification.test_large import voted_again_falsely
from tests.verification.world import MemorySource


def begin() -> None:
    """Nothing to begin with."""


def die_once(flag: Path, at: int, number: int) -> None:
    """Kills the process, the first time that it comes so far; ``at`` -1: each time."""
    if at == -1 or (number == at and flag.exists()):
        flag.unlink(missing_ok=True)
        os.kill(os.getpid(), signal.SIGKILL)


def squared(flag: Path, at: int, number: int) -> int:
    die_once(flag, at, number)
    return number * number


def judged(flag: Path, at: int, used: Arithmetic, piece: Piece) -> Answer:
    die_once(flag, at, piece.number)
    return judge(piece, used)


@pytest.mark.parametrize("native", [True, False], ids=["kernel", "reference"])
def test_a_killed_worker_changes_no_report(
    native: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the middle of a run, while others judge other pieces."""
    used = need_native("") if native else REFERENCE
    monkeypatch.setattr("dauys.verification.judging.SPAN", 3)
    flag, source = tmp_path / "flag", MemorySource(voted_again_falsely().files())
    flag.touch()
    numbers: list[int] = []

    def execute(pieces: Iterable[Piece], digest: str) -> Iterator[Answer]:
        every = list(pieces)
        numbers.extend(piece.number for piece in every)
        work = partial(judged, flag, numbers[len(numbers) // 2], used)
        return workers.answers(2, begin, (), work, every)

    meant, survived = Report(lambda: 0.0), Report(lambda: 0.0)
    verify_record(source, meant)
    verify_record(source, survived, execution=Execution(execute, used))
    assert not flag.exists(), "the worker was killed"
    assert len(numbers) > 2
    assert found_in(survived) == found_in(meant)


def test_answers_come_in_order_from_processes_and_threads(tmp_path: Path) -> None:
    expected = [number * number for number in range(20)]
    work = partial(squared, tmp_path / "none", 100)
    assert list(workers.answers(2, begin, (), work, range(20))) == expected
    assert list(workers.answers(1, begin, (), work, range(20))) == expected
    assert list(workers.answers_of_threads(3, work, range(20))) == expected


def test_workers_that_all_die_are_not_called_in_for_ever(tmp_path: Path) -> None:
    work = partial(squared, tmp_path / "none", -1)
    with pytest.raises(BrokenExecutor):
        list(workers.answers(2, begin, (), work, range(3)))


@pytest.mark.parametrize(("size", "most"), [(0, 2 * workers.AHEAD), (workers.BYTES, 2)])
def test_what_is_given_out_has_a_bound_in_bytes(size: int, most: int) -> None:
    """However long the pieces are: but for the last one, which is given before it is known."""
    given: list[int] = []

    def pieces() -> Iterator[int]:
        for number in range(20):
            given.append(number)
            yield number

    answers = workers.answers_of_threads(2, str, pieces(), lambda piece: size)
    for taken, answer in enumerate(answers):
        assert answer == str(taken)
        assert len(given) - taken <= most + 1
