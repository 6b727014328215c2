"""What was judged of a record before, in a file of one's own: so that a run may break off.

Each line is the answer to one part, under a name that is the hash of the ballots, of the election
and of who is listed: whatever head the record has now, what has not changed need not be judged
again, and what came after it is. A line before them says which version of Dauys judged them with
which arithmetic: for another they count as not judged, and stay. A line that was cut off in
mid-writing is written over. Whoever can write the file can say what was judged: one that others can
write is not taken, and it is to be kept as a key is.
"""

from __future__ import annotations

import fcntl
import os
import stat
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from dauys import __version__
from dauys.errors import Refused, Unreadable
from dauys.storage.folder import SECRET, unwritable
from dauys.verification.judging import Execute
from dauys.verification.pieces import Answer, Judged, Piece, could_be, renewed
from dauys.wire import shape

FORMAT = 2
LIMIT = 1 << 32  # bytes
BEGINS = b'{"dauys":"judged",'
_OTHERS = stat.S_IWGRP | stat.S_IWOTH


@dataclass(frozen=True, slots=True)
class Header:
    """Who judged what follows: a version of Dauys, with an arithmetic."""

    dauys: str
    format: int
    version: str
    arithmetic: str


@contextmanager
def resumed(path: Path, inner: Execute, arithmetic: str) -> Iterator[Resumed]:
    """Answers from a file, and from ``inner`` what is not in it; no other run may use it meanwhile.

    Raises ``resume.form`` for a file that is something else, ``resume.busy`` for one in use,
    ``resume.open`` and ``resume.owner`` for one that others can write, ``file.size`` and
    ``file.unwritable``.
    """
    own = shape.write(Header("judged", FORMAT, __version__, arithmetic))
    with _opened(path) as stream:
        _check(stream, path)
        known, last = _read(stream, path, own)
        if last != own:
            _append(stream, own + b"\n")
        yield Resumed(stream, inner, known)


def _opened(path: Path) -> FileIO:
    """The file, made where there is none; nothing that is written to it waits in memory.

    It does not wait for the other end of a pipe either: what is no file is refused later.
    """

    def opener(name: str, flags: int) -> int:
        return os.open(name, flags | os.O_NONBLOCK, SECRET)

    try:
        return FileIO(path, "a+", opener=opener)
    except OSError as error:
        raise unwritable(error, path) from None


def _check(stream: FileIO, path: Path) -> None:
    """It is a file that nobody else can write and no other run uses; locks it until it is closed.

    Raises ``resume.form``, ``resume.owner``, ``resume.open``, ``resume.busy``, ``file.size``.
    """
    who, found = f"file:{path}", os.fstat(stream.fileno())
    mode = stat.S_IMODE(found.st_mode)
    if not stat.S_ISREG(found.st_mode):
        raise Unreadable("resume.form", who)
    if found.st_uid != os.geteuid():
        raise Unreadable("resume.owner", who)
    if mode & _OTHERS:
        raise Unreadable("resume.open", who, mode=f"{mode:04o}")
    try:
        fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise Unreadable("resume.busy", who) from None
    except OSError as error:  # a disk that knows no locks
        raise unwritable(error, path) from None
    if os.fstat(stream.fileno()).st_size > LIMIT:
        raise Unreadable("file.size", who, limit=LIMIT)


def _read(stream: FileIO, path: Path, own: bytes) -> tuple[dict[str, Judged], bytes]:
    """What this version judged with this arithmetic, and the last header in the file."""
    try:
        stream.seek(0)
        data = stream.readall() or b""
    except OSError as error:
        raise Unreadable("file.unreadable", f"file:{path}", reason=error.strerror or "") from None
    end = data.rfind(b"\n") + 1
    if data and not (end and data.startswith(BEGINS)):
        raise Unreadable("resume.form", f"file:{path}")
    try:
        known, last = _known(data[:end], own)
    except Refused:
        raise Unreadable("resume.form", f"file:{path}") from None
    if end < len(data):
        try:
            stream.truncate(end)
        except OSError as error:
            raise unwritable(error, path) from None
    return known, last


def _known(lines: bytes, own: bytes) -> tuple[dict[str, Judged], bytes]:
    """The answers under the own header, and the last header; raises ``resume.form``, ``json.*``.

    Faults quote ballots, whose text may be in any form of Unicode.
    """
    known: dict[str, Judged] = {}
    last = b""
    for line in lines.splitlines():
        if line.startswith(BEGINS):
            last = line
            if shape.read(Header, line, limit=len(line)).format != FORMAT:
                raise Refused("resume.form")
        else:
            judged = shape.read(Judged, line, limit=len(line), nfc=False)
            if last == own:
                known[judged.part] = judged
    return known, last


@dataclass(slots=True)
class Resumed:
    """What was judged before, who judges the rest, and where that is kept."""

    stream: FileIO
    inner: Execute
    known: dict[str, Judged]
    taken: int = 0  # ballots whose answers were those of the file

    def __call__(self, pieces: Iterable[Piece], digest: str) -> Iterator[Answer]:
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
        if len(parts) < len(found):
            return None
        self.taken += sum(len(part.weights) for part in parts)
        return piece.number, tuple(parts)


def _keep(stream: FileIO, answer: Answer) -> None:
    """Writes an answer down, on the disk before it is used; raises ``file.unwritable``."""
    _append(stream, b"".join(shape.write(judged) + b"\n" for judged in answer[1]))


def _append(stream: FileIO, lines: bytes) -> None:
    """Writes lines, all of them or none: what is written after half a line could not be read."""
    before = os.fstat(stream.fileno()).st_size
    try:
        left = memoryview(lines)
        while left:
            left = left[stream.write(left) or 0 :]
        os.fsync(stream.fileno())
    except OSError as error:
        with suppress(OSError):
            stream.truncate(before)
        raise unwritable(error, Path(str(stream.name))) from None
