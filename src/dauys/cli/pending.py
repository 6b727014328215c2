"""The file of a ballot that waits to be cast or challenged: secret, and good for one use.

Opening and document never lie on the disk together: the opening is overwritten first, and until the
document is written it is in memory alone. Who is broken off in between has neither, and makes
another ballot.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from dauys.ballots.wire import LIMIT
from dauys.cli import files
from dauys.errors import Unreadable
from dauys.parties.pending import Pending, Use, read_pending, used
from dauys.wire import shape


def write(path: Path, pending: Pending) -> None:
    """Writes a new file that its owner alone can read."""
    files.write_new(path, shape.write(pending), secret=True)


def use(
    path: Path, how: Use, output: Path, make: Callable[[Pending], bytes]
) -> tuple[Pending, bytes]:
    """Makes a document of the ballot in a file, once; afterwards the file opens nothing.

    Where nothing comes of it, an output that is there already say, the file stays as it is.
    """
    with _held(path) as stream:
        pending = _read(stream, path)
        files.write_new(output, b"")  # what cannot be written is told while the ballot is whole
        try:
            document = make(pending)
            _overwrite(stream, used(pending, how), path)
            files.put(output, document)
        except BaseException:
            output.unlink(missing_ok=True)
            raise
    return pending, document


@contextmanager
def _held(path: Path) -> Iterator[IO[bytes]]:
    """A file that no other use has: of two at once, the second finds a ballot that is used."""
    try:
        stream = path.open("r+b")
    except OSError as error:
        raise files.unreadable(error, path) from None
    with stream:
        fcntl.flock(stream, fcntl.LOCK_EX)
        yield stream


def _read(stream: IO[bytes], path: Path) -> Pending:
    try:
        data = stream.read(LIMIT + 1)
    except OSError as error:
        raise files.unreadable(error, path) from None
    if len(data) > LIMIT:
        raise Unreadable("file.size", f"file:{path}", limit=LIMIT)
    return read_pending(data, accused=f"file:{path}")


def _overwrite(stream: IO[bytes], data: bytes, path: Path) -> None:
    """Puts other bytes in the same place; a disk that keeps old blocks is not reached by this."""
    try:
        length = stream.seek(0, os.SEEK_END)
        stream.seek(0)
        stream.write(bytes(length))
        stream.flush()
        os.fsync(stream.fileno())
        stream.seek(0)
        stream.truncate()
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    except OSError as error:
        raise files.unwritable(error, path) from None
