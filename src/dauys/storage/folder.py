"""Storing the files of a log so that a crash cannot spoil them, and keeping other writers away."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.errors import Unreadable

if TYPE_CHECKING:
    from dauys.log.writer import File

SECRET = 0o600
PUBLIC = 0o666  # narrowed by the umask
SYNCED = 8  # files that are put onto the disk at a time
HELD = 64  # files that are held in memory at a time
NO_LINKS = {errno.EPERM, errno.ENOSYS, errno.ENOTSUP, errno.EOPNOTSUPP}  # of some disks
PAUSE = 0.01  # seconds between two looks at a lock


def put(path: Path, data: bytes, *, secret: bool = False) -> None:
    """Writes a file in place of another or of none, whole or not at all, and onto the disk.

    After a crash at any moment the old file is there or the new one. Raises `Unreadable`
    ``file.*``.
    """
    try:
        make_folder(path.parent)
        _put(path, data, SECRET if secret else PUBLIC)
        sync_folder(path.parent)
    except OSError as error:
        raise unwritable(error, path) from None


def put_many(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """As `put` for each of many files of one folder, whose names are put onto the disk once.

    Several are written at a time: a disk syncs what waits together. When it returns all are there.
    """

    def each(file: tuple[str, bytes]) -> None:
        name, data = file
        try:
            _put(folder / name, data, PUBLIC)
        except OSError as error:
            raise unwritable(error, folder / name) from None

    try:
        make_folder(folder)
        waiting = iter(files)
        with ThreadPoolExecutor(SYNCED) as pool:
            while some := list(islice(waiting, HELD)):
                list(pool.map(each, some))  # what one of them raises is raised here
        sync_folder(folder)
    except OSError as error:
        raise unwritable(error, folder) from None


def _put(path: Path, data: bytes, mode: int) -> None:
    _write_beside(path, data, mode).replace(path)


def _write_beside(path: Path, data: bytes, mode: int) -> Path:
    """Writes data onto the disk under another name, from which it can be given its own."""
    beside = _beside(path)
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    return beside


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".new")


def put_new(path: Path, data: bytes) -> None:
    """Writes a file where none is, whole or not at all, and onto the disk.

    Its folder must be there. Raises `Unreadable` ``file.exists`` and ``file.unwritable``.
    """
    try:
        try:
            _name_new(_write_beside(path, data, PUBLIC), path)
        finally:
            _beside(path).unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise unwritable(error, path) from None


def _name_new(beside: Path, path: Path) -> None:
    """Gives a file its name, unless another has it: a link says so, a rename would not."""
    try:
        os.link(beside, path)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST)) from None
        beside.rename(path)


def check_place(path: Path) -> None:
    """A new file can be made there, which is tried with an empty one beside it.

    Raises `Unreadable` ``file.exists`` and ``file.unwritable``.
    """
    try:
        if os.path.lexists(path):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        _write_beside(path, b"", PUBLIC).unlink()
    except OSError as error:
        raise unwritable(error, path) from None


def make_folder(path: Path) -> None:
    """A folder and those above it, each new name on the disk: else a file in it could be lost."""
    if not path.is_dir():
        make_folder(path.parent)
        try:
            path.mkdir(exist_ok=True)
        except FileExistsError:  # a file stands there
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR)) from None
        sync_folder(path.parent)


def clear_partial(folder: Path, files: Sequence[File]) -> None:
    """Removes the partial files that full ones have replaced, once the checkpoint is stored."""
    for path, _ in files:
        # Partial files may go once the full one is there, and not before (2-log, MUST 7).
        if ".p/" not in path:
            shutil.rmtree(folder / (path + ".p"), ignore_errors=True)


def sync_folder(path: Path) -> None:
    """Puts the names in a folder onto the disk."""
    folder = os.open(path, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


@contextmanager
def locked(folder: Path, *, patience: float = 0) -> Iterator[None]:
    """Keeps other writers of this log away; raises ``record.busy`` where one is at work.

    ``patience`` is for how many seconds it waits for the other one to end.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        _lock(handle, folder, time.monotonic() + patience)
        yield
    finally:
        os.close(handle)


def _lock(handle: int, folder: Path, until: float) -> None:
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            if time.monotonic() >= until:
                raise Unreadable("record.busy", f"file:{folder}") from None
        time.sleep(PAUSE)


def unwritable(error: OSError, path: Path) -> Unreadable:
    """The refusal for an error of the system while writing."""
    if isinstance(error, FileExistsError):
        return Unreadable("file.exists", f"file:{path}")
    return Unreadable("file.unwritable", f"file:{path}", reason=error.strerror or "")
