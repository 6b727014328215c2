"""What was judged of a record before, in a file of one's own: so that a run may break off.

Each line is the answer to one part, under a name that is the hash of the ballots, of the election
and of who is listed: whatever head the record has now, what has not changed need not be judged
again, and what came after it is. A line that was cut off in mid-writing is written over. Whoever
can write the file can say what was judged; it is to be kept as a key is.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from dauys.cli import files
from dauys.errors import Refused, Unreadable
from dauys.verification.judging import Execute
from dauys.verification.pieces import Answer, Judged, Piece, could_be, renewed
from dauys.wire import shape

HEADER = b'{"dauys":"judged","format":1}\n'
LIMIT = 1 << 32  # bytes


@dataclass(slots=True)
class Resumed:
    """A file of answers, and who judges what is not in it."""

    path: Path
    inner: Execute
    known: dict[str, Judged] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Reads the file; raises ``resume.form`` for one that is something else."""
        if not self.path.exists():
            files.put(self.path, HEADER, secret=True)
        data = files.read_bytes(self.path, limit=LIMIT)
        if not data.startswith(HEADER):
            raise Unreadable("resume.form", f"file:{self.path}")
        end = data.rindex(b"\n") + 1
        if end < len(data):
            os.truncate(self.path, end)
        for line in data[len(HEADER) : end].splitlines():
            try:
                judged = shape.read(Judged, line, limit=len(line))
            except Refused:
                raise Unreadable("resume.form", f"file:{self.path}") from None
            self.known[judged.part] = judged

    def execute(self, pieces: Iterable[Piece], digest: str) -> Iterator[Answer]:
        """The answers to all pieces; those of the file first checked for what counts now."""
        before: deque[Answer | None] = deque()

        def fresh() -> Iterator[Piece]:
            for piece in pieces:
                before.append(self._answer(piece))
                if before[-1] is None:
                    yield piece

        with self.path.open("ab") as stream:
            for answer in self.inner(fresh(), digest):
                while (ready := before.popleft()) is not None:
                    yield ready
                _keep(stream, answer)
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
