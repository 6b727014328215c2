"""Who judges the pieces of a record: this process, or several beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice

from dauys.cli import workers
from dauys.verification.judging import Execute
from dauys.verification.pieces import Answer, Piece, judge


def of_workers(count: int) -> Execute:
    """So many processes; a record of one piece, as most are, is judged by this one."""

    def execute(pieces: Iterable[Piece], digest: str) -> Iterator[Answer]:
        every = iter(pieces)
        first = list(islice(every, 2))
        used = count if len(first) > 1 else 1
        return workers.answers(used, _begin, (), judge, chain(first, every))

    return execute


def _begin() -> None:
    """A worker needs nothing before its first piece."""
