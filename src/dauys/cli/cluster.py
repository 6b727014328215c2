"""The pieces of a record judged by a cluster of dask.distributed, for those who have one.

The extra ``dauys[cluster]``. The same version of Dauys, with the same arithmetic, must be installed
on every worker; a piece carries all else that it needs, and no worker reads the record. A worker
that dies is no loss: the scheduler gives what it had to another. Whoever runs the cluster is
trusted as this machine is, for what comes back is unpickled, which can run anything here, and
nobody signs it. On a plain ``tcp://`` that is everybody on the way; ``tls://`` keeps them out. That
an answer fits what was asked is looked at: it shows a version that differs, not a liar.
"""

from __future__ import annotations

import logging
import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any

from dauys.ballots.arithmetic import Arithmetic
from dauys.cli.workers import AHEAD, BYTES
from dauys.errors import Unreadable
from dauys.verification.judging import Execute
from dauys.verification.pieces import Answer, Piece, fits, judge

PATIENCE = 5  # seconds for an answer of the scheduler
COMING = 30  # seconds for a worker, where there is none
# What they say of a connection that is lost, a person is told as one sentence.
LOGGERS = ("", ".batched", ".client", ".comm", ".core", ".utils", ".utils_comm")


@contextmanager
def of_cluster(address: str, used: Arithmetic) -> Iterator[Execute]:
    """The workers of the scheduler at an address, which is told at the end that the run is over.

    Raises ``cluster.missing``, ``cluster.unreachable`` and ``cluster.workers``; the last two also
    in the middle of the run.
    """
    client = _client(address)
    try:
        cluster = Cluster(client, address, used)
        cluster.await_worker()
        yield cluster.execute
    finally:
        _close(client)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A scheduler that answered, where it is, and the arithmetic that its workers are to use."""

    client: Any
    address: str
    used: Arithmetic

    def execute(self, pieces: Iterable[Piece], digest: str) -> Iterator[Answer]:
        """The answers of the workers, with a few pieces given out ahead."""
        waiting: deque[tuple[Piece, Any]] = deque()
        for piece in pieces:
            waiting.append((piece, self._give(piece)))
            crew = self._crew()
            while len(waiting) > AHEAD * crew or held(waiting) > BYTES * crew:
                yield self._answer(*waiting.popleft())
        while waiting:
            yield self._answer(*waiting.popleft())

    def await_worker(self) -> None:
        """There is a worker, or soon one comes; raises ``cluster.workers``."""
        try:
            self.client.wait_for_workers(1, timeout=COMING)
        except TimeoutError:
            raise Unreadable("cluster.workers", address=self.address[:200]) from None
        except Exception as error:
            raise _unreachable(self.address, error) from None

    def _give(self, piece: Piece) -> Any:
        try:
            return self.client.submit(partial(judge, arithmetic=self.used), piece, pure=False)
        except Exception as error:
            raise _unreachable(self.address, error) from None

    def _crew(self) -> int:
        """How many pieces are worked on at a time."""
        try:
            threads: dict[str, int] = self.client.nthreads()
        except Exception as error:
            raise _unreachable(self.address, error) from None
        return max(1, sum(threads.values()))

    def _answer(self, piece: Piece, future: Any) -> Answer:
        """What a worker says of a piece; raises ``verify.failed`` where it cannot be said of it."""
        number, parts = self._result(future)
        if number != piece.number or len(parts) != len(piece.parts):
            raise Unreadable("verify.failed", reason="cluster")
        for judged, part in zip(parts, piece.parts, strict=True):
            if judged.part != part.name() or not fits(judged, part):
                raise Unreadable("verify.failed", reason="cluster")
        return number, parts

    def _result(self, future: Any) -> Any:
        """What comes back, however long it takes, while there are workers who could send it."""
        while True:
            try:
                return future.result(timeout=COMING)
            except Exception as error:
                if future.status == "error":  # the worker's own, and not of the way to it
                    raise
                if future.cancelled() or not isinstance(error, TimeoutError):
                    raise _unreachable(self.address, error) from None
            self.await_worker()


def held(waiting: Iterable[tuple[Piece, Any]]) -> int:
    """How many bytes of ballots are kept until they are answered."""
    return sum(piece.held() for piece, _ in waiting)


def _client(address: str) -> Any:
    try:
        import distributed
    except ImportError:
        raise Unreadable("cluster.missing") from None
    if not os.environ.get("DAUYS_DEBUG"):
        for name in LOGGERS:
            logging.getLogger("distributed" + name).setLevel(logging.CRITICAL + 1)
    # One that fails while it begins must be closed too: later it would complain of not being so.
    client: Any = distributed.Client.__new__(distributed.Client)
    try:
        client.__init__(address, timeout=PATIENCE, set_as_default=False)
    except Exception as error:
        _close(client)
        raise _unreachable(address, error) from None
    return client


def _close(client: Any) -> None:
    """Ends the connection, if there still is one."""
    with suppress(Exception):
        client.close(timeout=PATIENCE)


def _unreachable(address: str, error: Exception) -> Unreadable:
    """The refusal for what fails between this process and the workers."""
    reason = f"{type(error).__name__}: {error}"[:200]
    return Unreadable("cluster.unreachable", address=address[:200], reason=reason)
