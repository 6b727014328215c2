"""Pieces of work on several cores, answered in their order, a few ahead of the rest.

What a piece is, and that it can be sent to a process, is for its caller to see to.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import (
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
)
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

T = TypeVar("T")
R = TypeVar("R")
DEATHS = 3  # of workers without an answer in between: then it is no accident
AHEAD = 2  # pieces for each worker: answers that nobody has taken yet are kept in memory
BYTES = 16 * 1024**2  # of the pieces that are given out, for each worker


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def answers(
    workers: int,
    begin: Callable[..., None],
    given: Sequence[Any],
    work: Callable[[T], R],
    pieces: Iterable[T],
    held: Callable[[T], int] = lambda piece: 0,
) -> Iterator[R]:
    """The answers to all pieces in their order, by workers that begin with ``begin(*given)``.

    A single worker is this process itself. ``held`` says how many bytes a piece keeps in memory.
    """
    if workers == 1:
        begin(*given)
        yield from map(work, pieces)
        return
    context = multiprocessing.get_context("spawn")  # no copy of what this process holds in memory
    crew = _Crew(lambda: ProcessPoolExecutor(workers, context, _begin, (begin, *given)), work)
    yield from crew.answers(pieces, workers, held)


def answers_of_threads(
    workers: int,
    work: Callable[[T], R],
    pieces: Iterable[T],
    held: Callable[[T], int] = lambda piece: 0,
) -> Iterator[R]:
    """The same by threads, for work that lets the interpreter go on meanwhile."""
    crew = _Crew(lambda: ThreadPoolExecutor(workers), work)
    yield from crew.answers(pieces, workers, held)


def _begin(begin: Callable[..., None], *given: Any) -> None:
    """In a worker: from now on it ends at once where the run is interrupted, and says nothing.

    Of a run that is killed it would hear nothing, and wait for pieces for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_with_the_run, daemon=True).start()
    begin(*given)


def _end_with_the_run() -> None:
    run = multiprocessing.parent_process()
    if run is not None:
        run.join()
        os._exit(1)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """A worker that is called in meanwhile hears of an interruption when it is ready, not before.

    Of one in the middle of loading a terminal would show where in the code it was.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


class _Crew(Generic[T, R]):
    """Workers and what they have been given; where one of them dies, all are called in anew."""

    def __init__(self, call_in: Callable[[], Executor], work: Callable[[T], R]) -> None:
        self._call_in, self._work = call_in, work
        self._executor = call_in()
        self._waiting: deque[tuple[T, Future[R]]] = deque()
        self._deaths = 0  # since the last answer

    def answers(self, pieces: Iterable[T], workers: int, held: Callable[[T], int]) -> Iterator[R]:
        """The answers in order, with a few pieces given out ahead; the workers end with it.

        So few that they hold no more bytes than `BYTES` for each worker, but for the last of them.
        """
        heavy = deque[int]()
        try:
            for piece in pieces:
                self._give(piece)
                heavy.append(held(piece))
                while len(heavy) > AHEAD * workers or sum(heavy) > BYTES * workers:
                    heavy.popleft()
                    yield self._next()
            while self._waiting:
                yield self._next()
        finally:
            self._executor.shutdown(wait=True, cancel_futures=True)

    def _give(self, piece: T) -> None:
        try:
            with _undisturbed():
                self._waiting.append((piece, self._executor.submit(self._work, piece)))
        except BrokenExecutor as death:
            self._begin_anew(death)
            self._give(piece)

    def _next(self) -> R:
        while True:
            try:
                answer = self._waiting[0][1].result()
            except BrokenExecutor as death:
                self._begin_anew(death)
            else:
                self._waiting.popleft()
                self._deaths = 0
                return answer

    def _begin_anew(self, death: BrokenExecutor) -> None:
        """Gives everything that is not answered to fresh workers; raises when it keeps failing."""
        self._deaths += 1
        if self._deaths > DEATHS:
            raise death
        self._executor.shutdown(wait=False, cancel_futures=True)
        self._executor = self._call_in()
        pieces = [piece for piece, _ in self._waiting]
        self._waiting.clear()
        for piece in pieces:
            self._give(piece)
