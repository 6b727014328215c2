"""The pieces of a record judged by a cluster of dask.distributed, for those who have one.

The extra ``dauys[cluster]``. The same version of Dauys, with the same arithmetic, must be installed
on every worker; a piece carries all else that it needs, and no worker reads the record. A worker
that dies is no loss: the scheduler gives what it had to another. Whoever runs the cluster is
trusted as this machine is, for what comes back is unpickled, which can run anything here, and
nobody signs it. On a plain ``tcp://`` that is everybody on the way; ``tls://`` keeps them out. That
an answer fits what was asked is looked at: it shows a version that differs, not a liar.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from dauys.ballots.arithmetic import Arithmetic
from dauys.cli.workers import AHEAD, BYTES
from dauys.errors import Unreadable
from dauys.verification.judging import Execute
from dauys.verification.pieces import Answer, Piece, fits, judge

PATIENCE = 10  # seconds for an answer of the scheduler


def of_cluster(address: str, used: Arithmetic) -> Execute:
    """The workers of the scheduler at an address; raises ``cluster.missing``, ``.unreachable``."""
    client = _client(address)

    def execute(pieces: Iterable[Piece], digest: str) -> Iterator[Answer]:
        waiting: deque[tuple[Piece, Any]] = deque()
        for piece in pieces:
            future = client.submit(partial(judge, arithmetic=used), piece, pure=False)
            waiting.append((piece, future))
            crew = max(1, sum(client.nthreads().values()))
            while len(waiting) > AHEAD * crew or held(waiting) > BYTES * crew:
                yield _answer(*waiting.popleft())
        while waiting:
            yield _answer(*waiting.popleft())

    return execute


def held(waiting: Iterable[tuple[Piece, Any]]) -> int:
    """How many bytes of ballots are kept until they are answered."""
    return sum(piece.held() for piece, _ in waiting)


def _answer(piece: Piece, future: Any) -> Answer:
    """What a worker says of a piece; raises ``verify.failed`` where it cannot be said of it."""
    number, parts = future.result()
    if number != piece.number or len(parts) != len(piece.parts):
        raise Unreadable("verify.failed", reason="cluster")
    for judged, part in zip(parts, piece.parts, strict=True):
        if judged.part != part.name() or not fits(judged, part):
            raise Unreadable("verify.failed", reason="cluster")
    return number, parts


def _client(address: str) -> Any:
    try:
        import distributed
    except ImportError:
        raise Unreadable("cluster.missing") from None
    try:
        connect: Any = distributed.Client
        return connect(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError):
        raise Unreadable("cluster.unreachable", address=address[:200]) from None
