"""What takes long to write: under another name until it is whole, and gone where it never is.

An archive that was cut off at an event could else be taken for that of a vote that goes on. A run
that was killed leaves its beginning under that other name, and the next run writes over it.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from dauys.cli import files
from dauys.errors import Unreadable
from dauys.log.tiles import CHECKPOINT
from dauys.storage.folder import PUBLIC

SUFFIX = ".unfinished"


@contextmanager
def new_file(path: Path) -> Iterator[Path]:
    """Where to write a new file, which gets its name when the work is done.

    Raises ``file.*``: ``file.busy`` where another run is writing it.
    """
    files.check_new(path)
    beside = path.with_name(path.name + SUFFIX)
    try:
        handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, PUBLIC)
        with _alone(handle, beside), _ending():
            try:
                os.truncate(handle, 0)
                yield beside
                files.check_new(path)
                beside.rename(path)
            except BaseException:
                beside.unlink(missing_ok=True)
                raise
    except OSError as error:
        raise files.unwritable(error, path) from None


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """The same for what stands in a new folder, or in one that is there and empty."""
    try:
        beside = _place(path)
        beside.mkdir(parents=True, exist_ok=True)
        with _alone(os.open(beside, os.O_RDONLY), beside), _ending():
            try:
                _clear(beside)
                yield beside
                _settle(beside, path)
            except BaseException:
                shutil.rmtree(beside, ignore_errors=True)
                raise
    except OSError as error:
        raise files.unwritable(error, path) from None


def _place(path: Path) -> Path:
    """Beside the folder, or in it where it is there: it may be the disk itself, or where one is."""
    if not path.exists():
        return path.with_name(path.name + SUFFIX)
    beside = path / SUFFIX
    if not path.is_dir() or any(each != beside for each in path.iterdir()):
        raise Unreadable("file.exists", f"file:{path}")
    return beside


@contextmanager
def _alone(handle: int, path: Path) -> Iterator[None]:
    """Keeps other runs away from what was opened, if it still stands where it was."""
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Unreadable("file.busy", f"file:{path}") from None
        if not path.exists() or not os.path.samestat(os.fstat(handle), path.stat()):
            raise Unreadable("file.busy", f"file:{path}")
        yield
    finally:
        os.close(handle)


def _clear(folder: Path) -> None:
    """Removes what a run left that was killed."""
    for each in folder.iterdir():
        if each.is_dir() and not each.is_symlink():
            shutil.rmtree(each)
        else:
            each.unlink()


def _settle(beside: Path, path: Path) -> None:
    """Gives a folder its name; in a folder that was there the checkpoint comes last."""
    if beside.parent != path:
        beside.rename(path)
        return
    for each in sorted(beside.iterdir(), key=lambda each: each.name == CHECKPOINT):
        each.rename(path / each.name)
    beside.rmdir()


@contextmanager
def _ending() -> Iterator[None]:
    """What asks the process to end first lets it remove what it has begun."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    heard = list[int]()

    def end(number: int, frame: FrameType | None) -> None:
        heard.append(number)
        if len(heard) == 1:
            raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
        if heard:
            os.kill(os.getpid(), signal.SIGTERM)
