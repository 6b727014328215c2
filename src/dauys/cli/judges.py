"""Who judges the pieces of a record, this process or several, and with which arithmetic."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from itertools import chain, islice

from dauys.ballots import native
from dauys.ballots.arithmetic import REFERENCE, Arithmetic
from dauys.cli import workers
from dauys.cli.voice import warn, words
from dauys.group import kernel as kernels
from dauys.group.kernel import GROUPS
from dauys.verification.judging import Execute
from dauys.verification.pieces import Answer, Piece, judge, sealed_of


def arithmetic(*, reference: bool, threads: int = 1) -> Arithmetic:
    """The native kernel where it is installed, unless the reference is asked for.

    The environment may name the kind of arithmetic (`dauys.group.kernel.PATHS`), or ``off``. A kind
    that does not give the known answers is not taken, and that is told.
    """
    if reference:
        return REFERENCE
    path = os.environ.get("DAUYS_NATIVE", "")
    for finding in kernels.findings(path):
        warn(f"dauys: {finding.code}: {words().finding(finding)}")
    return native.load(path, threads) or REFERENCE


@contextmanager
def chosen(
    cluster: str | None, count: int | None, used: Arithmetic, *, named: bool = True
) -> Iterator[Execute]:
    """The cluster at an address, or so many workers here; as many as there are cores, unasked.

    ``named`` where the answers are kept or sent, and so must say what they are about.
    """
    if cluster is None:
        yield of_workers(count or workers.cores(), used, named=named)
        return
    from dauys.cli.cluster import of_cluster  # loads much, for those who ask for it alone

    with of_cluster(cluster, used) as execute:
        yield execute


def of_workers(count: int, used: Arithmetic, *, named: bool = True) -> Execute:
    """So many workers; a record of one piece, as most are, is judged by this process.

    The kernel lets the interpreter go while it works, so that threads suffice for it. Of other
    groups than its own the reference judges, which needs processes.
    """
    work = partial(judge, arithmetic=used, named=named)

    def execute(pieces: Iterable[Piece], digest: str) -> Iterator[Answer]:
        every = iter(pieces)
        first = list(islice(every, 1))
        if used is not REFERENCE and all(map(_for_the_kernel, first)):
            return workers.answers_of_threads(count, work, chain(first, every), Piece.held)
        first += islice(every, 1)
        wanted = count if len(first) > 1 else 1
        return workers.answers(wanted, _begin, (), work, chain(first, every), Piece.held)

    return execute


def _for_the_kernel(piece: Piece) -> bool:
    return all(sealed_of(part.election).group.name in GROUPS for part in piece.parts)


def _begin() -> None:
    """A worker needs nothing before its first piece."""
