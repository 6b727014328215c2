"""The pieces of a record judged by a cluster of dask.distributed, for those who have one.

The extra ``dauys[cluster]``. The same version of Dauys, with the same arithmetic, must be installed
on every worker; a piece carries all else that it needs, and no worker reads the record. A worker
that dies is no loss: the scheduler gives what it had to another. Whoever runs the cluster is
trusted as this machine is: nobody signs what comes back.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from dauys.ballots.arithmetic import Arithmetic
from dauys.cli.workers import AHEAD
from dauys.errors import Unreadable
from dauys.verification.judging import Execute
from dauys.verification.pieces import Answer, Piece, judge

PATIENCE = 10  # seconds for an answer of the scheduler


def of_cluster(address: str, used: Arithmetic) -> Execute:
    """The workers of the scheduler at an address; raises ``cluster.missing``, ``.unreachable``."""
    client = _client(address)

    def execute(pieces: Iterable[Piece], digest: str) -> Iterator[Answer]:
        waiting: deque[Any] = deque()
        for piece in pieces:
            waiting.append(client.submit(partial(judge, arithmetic=used), piece, pure=False))
            if len(waiting) > AHEAD * max(1, sum(client.nthreads().values())):
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()

    return execute


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
