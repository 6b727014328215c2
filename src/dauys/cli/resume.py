"""What was judged of a record before, in a file of one's own: so that a run may break off.

Each line is the answer to one part, under a name that is the hash of the ballots, of the election
and of who is listed: whatever head the record has now, what has not changed need not be judged
again, and what came after it is. A line before them says which version of Dauys judged them with
which arithmetic: for another they count as not judged, and stay. A line that was cut off in
mid-writing is written over. Whoever can write the file can say what was judged; it is to be kept as
a key is.
"""

from __future__ import annotations

import fcntl
import os
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dauys import __version__
from dauys.cli import files
from dauys.errors import Refused, Unreadable
from dauys.storage.folder import unwritable
from dauys.verification.judging import Execute
from dauys.verification.pieces import Answer, Judged, Piece, could_be, renewed
from dauys.wire import shape

FORMAT = 2
LIMIT = 1 << 32  # bytes
BEGINS = b'{"dauys":"judged",'


@dataclass(frozen=True, slots=True)
class Header:
    """Who judged what follows: a version of Dauys, with an arithmetic."""

    dauys: str
    format: int
    version: str
    arithmetic: str


@contextmanager
def resumed(path: Path, inner: Execute, arithmetic: str) -> Iterator[Execute]:
    """Answers from a file, and from ``inner`` what is not in it; no other run may use it meanwhile.

    Raises ``resume.form`` for a file that is something else, ``resume.busy`` for one in use.
    """
    own = shape.write(Header("judged", FORMAT, __version__, arithmetic))
    with _opened(path) as stream:
        known, last = _read(path, own)
        if last != own:
            stream.write(own + b"\n")
            stream.flush()
        yield Resumed(stream, inner, known).execute


def _opened(path: Path) -> BinaryIO:
    """The file, made where there is none, and locked until it is closed."""
    try:
        stream = os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab")
    except OSError as error:
        raise unwritable(error, path) from None
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        stream.close()
        raise Unreadable("resume.busy", f"file:{path}") from None
    return stream


def _read(path: Path, own: bytes) -> tuple[dict[str, Judged], bytes]:
    """What this version judged with this arithmetic, and the last header in the file."""
    data = files.read_bytes(path, limit=LIMIT)
    known: dict[str, Judged] = {}
    end, last = data.rfind(b"\n") + 1, b""
    if data and not (end and data.startswith(BEGINS)):
        raise Unreadable("resume.form", f"file:{path}")
    try:
        for line in data[:end].splitlines():
            if line.startswith(BEGINS):
                last = line
                if shape.read(Header, line, limit=len(line)).format != FORMAT:
                    raise Unreadable("resume.form", f"file:{path}")
            else:
                judged = shape.read(Judged, line, limit=len(line))
                if last == own:
                    known[judged.part] = judged
    except Refused:
        raise Unreadable("resume.form", f"file:{path}") from None
    if end < len(data):
        os.truncate(path, end)
    return known, last


@dataclass(slots=True)
class Resumed:
    """What was judged before, who judges the rest, and where that is kept."""

    stream: BinaryIO
    inner: Execute
    known: dict[str, Judged]

    def execute(self, pieces: Iterable[Piece], digest: str) -> Iterator[Answer]:
        """The answers to all pieces; those of the file first checked for what counts now."""
        before: deque[Answer | None] = deque()

        def fresh() -> Iterator[Piece]:
            for piece in pieces:
                before.append(self._answer(piece))
                if before[-1] is None:
                    yield piece

        for answer in self.inner(fresh(), digest):
            while (ready := before.popleft()) is not None:
                yield ready
            _keep(self.stream, answer)
            yield answer
        yield from (each for each in before if each is not None)

    def _answer(self, piece: Piece) -> Answer | None:
        """What the file says of a piece, if it says all."""
        found = [(part, self.known.get(part.name())) for part in piece.parts]
        parts = [
            renewed(each, part) for part, each in found if each is not None and could_be(each, part)
        ]
        return (piece.number, tuple(parts)) if len(parts) == len(found) else None


def _keep(stream: BinaryIO, answer: Answer) -> None:
    """Writes an answer down, on the disk before it is used."""
    for judged in answer[1]:
        stream.write(shape.write(judged) + b"\n")
    stream.flush()
    os.fsync(stream.fileno())
