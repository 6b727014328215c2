"""Files as commands take and give them: every fault has a code, and nothing is overwritten.

Used by the commands; what a file means is read by the stages from its bytes.
"""

from __future__ import annotations

import os
from pathlib import Path

from dauys.errors import DauysError, Unreadable
from dauys.storage.folder import PUBLIC, SECRET
from dauys.storage.folder import check_place as check_place
from dauys.storage.folder import put as put
from dauys.storage.folder import put_new as put_new
from dauys.storage.folder import sync_folder as sync_folder
from dauys.storage.folder import unwritable as unwritable
from dauys.verification.sources import Archive, Source, open_source
from dauys.wire import table

MAX_BYTES = 512 * 1024 * 1024
PIECE = 1024 * 1024  # bytes


def read_bytes(path: Path, *, limit: int = MAX_BYTES) -> bytes:
    """The bytes of a file, at most ``limit`` of them. Raises `Unreadable` ``file.*``."""
    try:
        with path.open("rb") as stream:
            told = os.fstat(stream.fileno()).st_size  # 0 of a pipe, which is read to see
            data = stream.read(limit + 1) if told <= limit else b""
    except OSError as error:
        raise unreadable(error, path) from None
    if max(told, len(data)) > limit:
        raise Unreadable("file.size", f"file:{path}", limit=limit)
    return data


def read_table(path: Path) -> bytes:
    """The bytes of a table. Raises `Unreadable` ``file.*``."""
    return read_bytes(path, limit=table.MAX_BYTES)


def write_new(path: Path, data: bytes, *, secret: bool = False) -> None:
    """Writes a file that does not exist yet, whole or not at all.

    ``secret`` keeps it from other users from the first moment. Raises `Unreadable` ``file.*``.
    """
    mode = SECRET if secret else PUBLIC
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except OSError as error:
        raise unwritable(error, path) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
    except OSError as error:
        path.unlink(missing_ok=True)
        raise unwritable(error, path) from None


def check_new(path: Path) -> None:
    """Nothing is there yet: told before a person has typed anything. Raises ``file.exists``."""
    if path.exists():
        raise Unreadable("file.exists", f"file:{path}")


def destroy(path: Path) -> None:
    """Overwrites a file, as far as its disk lets one, and removes it; raises ``file.*``."""
    try:
        with path.open("r+b") as stream:
            left = os.fstat(stream.fileno()).st_size
            while left > 0:
                left -= stream.write(bytes(min(left, PIECE)))
            stream.flush()
            os.fsync(stream.fileno())
        path.unlink()
    except OSError as error:
        raise unwritable(error, path) from None


def new_folder(path: Path) -> None:
    """Makes a folder, or takes one that is there and empty. Raises `Unreadable` ``file.*``."""
    try:
        path.mkdir(parents=True, exist_ok=True)
        if any(path.iterdir()):
            raise Unreadable("file.exists", f"file:{path}")
    except OSError as error:
        raise unwritable(error, path) from None


def record(name: str) -> Source:
    """The record in a folder or at a web address; an archive is none: ``source.record``."""
    source: Source | Archive | None = None
    try:
        source = open_source(name)
    except DauysError as error:
        if not error.code.startswith("archive."):  # some other file, which is no record either
            raise
    if isinstance(source, Archive):
        source.close()
    if source is None or isinstance(source, Archive):
        raise Unreadable("source.record", "checkpoint")
    return source


def unreadable(error: OSError, path: Path | str = "") -> Unreadable:
    """The refusal for an error of the system while reading."""
    accused = f"file:{path or error.filename or ''}"
    if isinstance(error, FileNotFoundError):
        return Unreadable("file.missing", accused)
    if isinstance(error, IsADirectoryError):
        return Unreadable("file.folder", accused)
    if isinstance(error, FileExistsError):
        return Unreadable("file.exists", accused)
    return Unreadable("file.unreadable", accused, reason=error.strerror or "")
