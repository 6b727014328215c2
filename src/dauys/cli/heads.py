"""The last head of each log that somebody saw, kept in a folder of the own: the log is held to it.

    seen/<hash of the log's verifier key>                       the signed checkpoint
    evidence/<hash of the verifier key>-<size>-<root>/          kept and shown: a contradiction

A trustee, a registrar and a witness each have such a memory. `verified` reads a record for the one
whose folder it is: a log that was put back or that began otherwise is refused, and both checkpoints
are kept, for they are what proves it. A log is its key: anyone may make one of the same name, which
must neither be taken for the other nor stand in its way. Files are stored whole, and on the disk,
before they count; a smaller head never takes the place of a larger one.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from dauys.cli import files
from dauys.cli.voice import progress, warn, words
from dauys.errors import DauysError, Refused, Unreadable
from dauys.log import checkpoint as checkpoints
from dauys.log.continuity import Contradicted, check_kept
from dauys.log.keys import VerifierKey
from dauys.log.note import MAX_BYTES
from dauys.log.tiles import CHECKPOINT
from dauys.parties import duty
from dauys.storage.folder import put
from dauys.verification.head import Head, read_head
from dauys.verification.report import Clock, Progress
from dauys.verification.sources import MAX_FILE, Source
from dauys.verification.trusted import Trusted
from dauys.wire import hashes

MAX_EVIDENCE = 100  # one proves it; a log that goes on signing forks must not fill the disk
T = TypeVar("T")
Verify = Callable[[Source, Clock, str | None, Progress], T]


def nothing_new(kept: bytes) -> None:
    """For one who has asked already whether a head goes on from what is remembered."""


@dataclass(frozen=True, slots=True)
class Memory:
    """What the owner of a folder has seen of each log."""

    folder: Path

    def last(self, key: VerifierKey) -> bytes:
        """The signed checkpoint of a log that was seen last; empty where there is none."""
        place = self._place(key)
        return files.read_bytes(place, limit=MAX_BYTES) if place.exists() else b""

    def keep(
        self, key: VerifierKey, signed: bytes, check: Callable[[bytes], None] = nothing_new
    ) -> None:
        """Remembers a checkpoint; it stands on the disk before this returns.

        Two commands at once take turns, and ``check`` is given what is remembered by then. Raises
        `Unreadable` ``log.behind`` where that is a larger head: what was verified is out of date.
        """
        with self._alone():
            kept = self.last(key)
            size, known = (checkpoints.peek(each).size if each else 0 for each in (signed, kept))
            if known > size:
                raise Unreadable("log.behind", "log", size=size, known=known)
            check(kept)
            put(self._place(key), signed)

    def namesakes(self, key: VerifierKey) -> bool:
        """Whether a log of this name was seen that another key signs."""
        kept = (self.folder / "seen").glob("*")
        others = (each for each in kept if each.name != _named(key) and each.suffix != ".new")
        heads = (checkpoints.peek(files.read_bytes(each, limit=MAX_BYTES)) for each in others)
        return any(head.origin == key.name for head in heads)

    def accuse(self, key: VerifierKey, found: Contradicted) -> Path | None:
        """Keeps two heads that contradict one another; the folder, or None if there are too many.

        Every shown head bears the log's signature, so that nobody else can fill the folder.
        """
        head = checkpoints.peek(found.shown)
        name = f"{_named(key)}-{head.size}-{head.root.hex()[:16]}"
        place = self.folder / "evidence" / name
        there = place.parent.exists() and len(list(place.parent.iterdir()))
        if not place.exists() and there >= MAX_EVIDENCE:
            return None
        put(place / "kept", found.kept)
        put(place / "shown", found.shown)
        return place

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Waits until no other command is at this memory: each holds it for a moment only."""
        place = self.folder / "seen"
        try:
            place.mkdir(parents=True, exist_ok=True)
            handle = os.open(place, os.O_RDONLY)
        except OSError as error:
            raise files.unwritable(error, place) from None
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

    def _place(self, key: VerifierKey) -> Path:
        return self.folder / "seen" / _named(key)


def _named(key: VerifierKey) -> str:
    """A name for files: that of a log may hold any letters, slashes too."""
    return hashes.sha256_hex(key.write().encode("utf-8"))[:32]


@dataclass(frozen=True, slots=True)
class Pinned:
    """A record under the one checkpoint that was looked at: a server may change its own at will."""

    source: Source
    signed: bytes

    def read(self, path: str, limit: int = MAX_FILE) -> bytes:
        """The bytes of a file of the record."""
        return self.signed if path == CHECKPOINT else self.source.read(path, limit)


def check_goes_on(head: Head, kept: bytes, memory: Memory) -> None:
    """The head of a log goes on from the one that was kept of it, if one was.

    Raises ``log.rollback`` or ``log.fork``, and says where both checkpoints are kept.
    """
    try:
        if kept:
            check_kept(head.log, head.signed, kept, head.key)
    except Contradicted as found:
        tell_evidence(memory, head.key, found)
        raise


def tell_evidence(memory: Memory, key: VerifierKey, found: Contradicted) -> None:
    """Keeps the evidence and says where; that it cannot be kept must not hide the refusal."""
    try:
        place = memory.accuse(key, found)
    except DauysError as error:
        warn(f"dauys: {error.code}: {words().error(error)}")
    else:
        if place is not None:
            warn(words().say("heads.evidence", path=str(place)))


def verified(record: str, folder: Path, log_key: str | None) -> AbstractContextManager[Trusted]:
    """The whole record, verified for the owner of a folder; see `remembered`."""
    return remembered(record, folder, log_key, duty.verified)


@contextmanager
def remembered(record: str, folder: Path, log_key: str | None, verify: Verify[T]) -> Iterator[T]:
    """What ``verify`` makes of a record, which is held to what the owner of a folder saw before.

    Inside, the owner checks the own part in it; only what has passed that is remembered, and before
    this returns: who shows a log that has nothing to do with the owner leaves no trace. A log of
    the same name as one seen before, under another key, is taken only if that key was asked for
    (``log.other``).
    """
    if not folder.is_dir():
        raise Unreadable("file.missing", f"file:{folder}")
    source, memory = files.record(record), Memory(folder)
    head = read_head(source, log_key)
    kept = memory.last(head.key)
    if log_key is None and not kept and memory.namesakes(head.key):
        raise Refused("log.other", "log", origin=head.key.name)
    check_goes_on(head, kept, memory)
    with progress(words().say("verify.progress")) as advance:
        pinned = Pinned(source, head.signed)
        found = verify(pinned, time.perf_counter, log_key, lambda done, total: advance(1))
    yield found

    def check(now: bytes) -> None:
        if now != kept:  # another command of the same owner was quicker
            check_goes_on(head, now, memory)

    memory.keep(head.key, head.signed, check)
