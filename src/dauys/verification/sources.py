"""Where a record is read from: a folder, a web address, or a ``.bel`` file.

With `web` one of the few places below `parties` that open anything. Files are asked for one by one,
by paths that this program makes, each with a limit on its size; nothing is written.
"""

from __future__ import annotations

import errno
import os
import stat
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Protocol

from dauys.errors import Refused, Unreadable
from dauys.record import tar

if TYPE_CHECKING:  # whoever asks for help alone waits for no arithmetic
    from dauys.group.kernel import Kernel

MAX_FILE = 64 * 1024 * 1024  # bytes; larger than the largest bundle
MAX_ARCHIVE = 1024**4  # bytes: it is read member by member
TIMEOUT = 30  # seconds without a byte
PATIENCE = 300  # seconds for one file: a server could send a byte at a time for ever
PIECE = 1024 * 1024  # bytes


class Source(Protocol):
    """A reader of files of a record, by their paths in it."""

    def read(self, path: str, limit: int = MAX_FILE) -> bytes:
        """The bytes of a file.

        Raises `Unreadable` ``source.missing`` or ``source.unreadable``, `Refused` ``source.size``.
        """
        ...


@dataclass(frozen=True, slots=True)
class Folder:
    """A record in a folder."""

    root: Path

    def read(self, path: str, limit: int = MAX_FILE) -> bytes:
        try:
            with open(self.root / path, "rb", opener=_open) as stream:
                data = _read(stream, path, limit)
        except FileNotFoundError:
            raise Unreadable("source.missing", f"file:{path}") from None
        except OSError:
            raise Unreadable("source.unreadable", f"file:{path}") from None
        return data


@dataclass(frozen=True, slots=True)
class Web:
    """A record on a static web server, at the very address that was given."""

    address: str

    def read(self, path: str, limit: int = MAX_FILE) -> bytes:
        from http.client import HTTPException  # who reads a file does without them

        from dauys.verification import web

        url = f"{self.address.rstrip('/')}/{path}"
        try:
            answer = web.ask(url, limit, web.Patience(TIMEOUT, PATIENCE))
        except web.Overlong:
            raise Refused("source.size", f"file:{path}", limit=limit) from None
        except (OSError, ValueError, HTTPException):
            raise Unreadable("source.unreadable", f"file:{path}") from None
        if answer.status in (404, 410):
            raise Unreadable("source.missing", f"file:{path}")
        if 300 <= answer.status < 400:
            raise Unreadable("source.redirect", f"file:{path}")
        if answer.status != 200:
            raise Unreadable("source.unreadable", f"file:{path}")
        return answer.body


def _open(path: str, flags: int) -> int:
    """Opens without waiting: a pipe in place of a file would otherwise never answer."""
    descriptor = os.open(path, flags | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "not a regular file")
    return descriptor


def _read(stream: IO[bytes], path: str, limit: int) -> bytes:
    """All bytes, in pieces: what a document says of its size must not become an allocation."""
    data = bytearray()
    while piece := stream.read(min(PIECE, limit + 1 - len(data))):
        data += piece
        if len(data) > limit:
            raise Refused("source.size", f"file:{path}", limit=limit)
    return bytes(data)


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive in a file, which stays open and of which nothing is kept in memory."""

    stream: IO[bytes]
    length: int

    def close(self) -> None:
        """Nothing more will be asked of it."""
        self.stream.close()

    def at(self, position: int, size: int) -> bytes:
        """So many bytes from a position on, none beyond its length.

        Raises ``source.unreadable``.
        """
        try:
            self.stream.seek(position)
            return self.stream.read(max(0, min(size, self.length - position)))
        except OSError:
            raise Unreadable("source.unreadable", f"file:{self.stream.name}") from None


def open_source(name: str, kernel: Kernel | None = None) -> Source | Archive:
    """A source for a folder or an address, or an archive, whose headers a kernel looks at faster.

    Raises `Unreadable` ``source.*``, and ``archive.*`` for a file that is no archive.
    """
    if name.startswith(("http://", "https://")):
        return Web(name)
    path = Path(name)
    try:
        if path.is_dir():
            return Folder(path)
        with ExitStack() as refused:
            archive = _archive(refused.enter_context(open(path, "rb", opener=_open)), name, kernel)
            refused.pop_all()  # it stays open
            return archive
    except FileNotFoundError:
        raise Unreadable("source.absent", f"file:{name}") from None
    except (OSError, ValueError):
        raise Unreadable("source.unreadable", f"file:{name}") from None


def _archive(stream: IO[bytes], name: str, kernel: Kernel | None = None) -> Archive:
    """An archive, once its headers say that it is one and that its members can be read."""
    length = os.fstat(stream.fileno()).st_size
    if length > MAX_ARCHIVE:
        raise Unreadable("source.size", f"file:{name}", limit=MAX_ARCHIVE)
    archive = Archive(stream, length)
    tar.check_outline(archive, kernel)
    return archive
