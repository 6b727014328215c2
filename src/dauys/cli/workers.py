"""Pieces of work on several cores, answered in their order, a few ahead of the rest.

What a piece is, and that it can be sent to a process, is for its caller to see to.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")
AHEAD = 2  # pieces for each worker: answers that nobody has taken yet are kept in memory


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def answers(
    workers: int,
    begin: Callable[..., None],
    given: Sequence[Any],
    work: Callable[[T], R],
    pieces: Iterable[T],
) -> Iterator[R]:
    """The answers to all pieces in their order, by workers that begin with ``begin(*given)``.

    A single worker is this process itself.
    """
    if workers == 1:
        begin(*given)
        yield from map(work, pieces)
        return
    context = multiprocessing.get_context("spawn")  # no copy of what this process holds in memory
    yield from _ahead(
        ProcessPoolExecutor(workers, context, begin, tuple(given)), workers, work, pieces
    )


def answers_of_threads(workers: int, work: Callable[[T], R], pieces: Iterable[T]) -> Iterator[R]:
    """The same by threads, for work that lets the interpreter go on meanwhile."""
    yield from _ahead(ThreadPoolExecutor(workers), workers, work, pieces)


def _ahead(
    executor: Executor, workers: int, work: Callable[[T], R], pieces: Iterable[T]
) -> Iterator[R]:
    """Answers in order, with a few pieces given out ahead; the workers end with it."""
    waiting: deque[Future[R]] = deque()
    try:
        for piece in pieces:
            waiting.append(executor.submit(work, piece))
            if len(waiting) > AHEAD * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
