"""The file of a ballot that waits to be cast or challenged: secret, and good for one use."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dauys.ballots.wire import LIMIT
from dauys.cli import files
from dauys.parties.pending import Pending, Use, read_pending, used
from dauys.wire import shape


def write(path: Path, pending: Pending) -> None:
    """Writes a new file that its owner alone can read."""
    files.write_new(path, shape.write(pending), secret=True)


@contextmanager
def taken(path: Path, use: Use) -> Iterator[Pending]:
    """The ballot of a file for one use; afterwards the file tells which, and opens nothing.

    The file is moved aside first: of two commands at once, to cast and to challenge, one finds
    nothing. Where the use fails it is put back as it was.
    """
    who, aside = f"file:{path}", path.with_name(path.name + ".taken")
    read_pending(files.read_bytes(path, limit=LIMIT), accused=who)
    try:
        path.rename(aside)
    except OSError as error:
        raise files.unreadable(error, path) from None
    try:
        pending = read_pending(files.read_bytes(aside, limit=LIMIT), accused=who)
        yield pending
    except BaseException:
        aside.rename(path)
        raise
    try:
        _overwrite(aside, used(pending, use))
        aside.rename(path)
    except OSError as error:
        raise files.unwritable(error, path) from None


def _overwrite(path: Path, data: bytes) -> None:
    """Puts other bytes in the same place; a disk that keeps old blocks is not reached by this."""
    with path.open("r+b") as stream:
        stream.write(b"\0" * path.stat().st_size)
        stream.flush()
        os.fsync(stream.fileno())
        stream.seek(0)
        stream.truncate()
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
