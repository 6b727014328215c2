"""The last head of each log that somebody saw, kept in a folder of the own: the log is held to it.

    seen/<hash of the origin>                       the signed checkpoint
    evidence/<hash of the origin>-<size>-<root>/    kept and shown: two that contradict one another

A trustee, a registrar and a witness each have such a memory. `verified` reads a record for the one
whose folder it is: a log that was put back or that began otherwise is refused, and both checkpoints
are kept, for they are what proves it. Files are stored whole, and on the disk, before they count.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from dauys.cli import files
from dauys.cli.ledger import store
from dauys.cli.voice import progress, warn, words
from dauys.errors import DauysError, Unreadable
from dauys.log import checkpoint as checkpoints
from dauys.log.continuity import Contradicted, check_kept
from dauys.log.note import MAX_BYTES
from dauys.log.tiles import CHECKPOINT
from dauys.parties import duty
from dauys.verification.head import Head, read_head
from dauys.verification.sources import MAX_FILE, Source
from dauys.verification.trusted import Trusted
from dauys.wire import hashes

MAX_EVIDENCE = 100  # one proves it; a log that goes on signing forks must not fill the disk


@dataclass(frozen=True, slots=True)
class Memory:
    """What the owner of a folder has seen of each log."""

    folder: Path

    def last(self, origin: str) -> bytes:
        """The signed checkpoint that was seen last; empty where there is none."""
        place = self._place(origin)
        return files.read_bytes(place, limit=MAX_BYTES) if place.exists() else b""

    def keep(self, origin: str, signed: bytes) -> None:
        """Remembers a checkpoint; it stands on the disk before this returns."""
        store(self._place(origin), signed)

    def accuse(self, found: Contradicted) -> Path | None:
        """Keeps two heads that contradict one another; the folder, or None if there are too many.

        Every shown head bears the log's signature, so that nobody else can fill the folder.
        """
        head = checkpoints.peek(found.shown)
        name = f"{_named(head.origin)}-{head.size}-{head.root.hex()[:16]}"
        place = self.folder / "evidence" / name
        there = place.parent.exists() and len(list(place.parent.iterdir()))
        if not place.exists() and there >= MAX_EVIDENCE:
            return None
        store(place / "kept", found.kept)
        store(place / "shown", found.shown)
        return place

    def _place(self, origin: str) -> Path:
        return self.folder / "seen" / _named(origin)


def _named(origin: str) -> str:
    """A name for files: an origin may hold any letters, slashes too."""
    return hashes.sha256_hex(origin.encode("utf-8"))[:32]


@dataclass(frozen=True, slots=True)
class Pinned:
    """A record under the one checkpoint that was looked at: a server may change its own at will."""

    source: Source
    signed: bytes

    def read(self, path: str, limit: int = MAX_FILE) -> bytes:
        """The bytes of a file of the record."""
        return self.signed if path == CHECKPOINT else self.source.read(path, limit)


def read_on(source: Source, log_key: str | None, memory: Memory) -> Head:
    """The head of a log that goes on from what was seen of it.

    Raises ``log.rollback``, ``log.fork`` or ``log.key``, says where both checkpoints are kept, and
    remembers nothing yet.
    """
    head = read_head(source, log_key)
    kept = memory.last(head.log.checkpoint.origin)
    if kept:
        try:
            check_kept(head.log, head.signed, kept, head.key)
        except Contradicted as found:
            tell_evidence(memory, found)
            raise
    return head


def tell_evidence(memory: Memory, found: Contradicted) -> None:
    """Keeps the evidence and says where; that it cannot be kept must not hide the refusal."""
    try:
        place = memory.accuse(found)
    except DauysError as error:
        warn(f"dauys: {error.code}: {words().error(error)}")
    else:
        if place is not None:
            warn(words().say("heads.evidence", path=str(place)))


def verified(record: str, folder: Path, log_key: str | None) -> Trusted:
    """The whole record, verified for the owner of a folder, and its head remembered there."""
    if not folder.is_dir():
        raise Unreadable("file.missing", f"file:{folder}")
    source, memory = files.record(record), Memory(folder)
    head = read_on(source, log_key, memory)
    pinned = Pinned(source, head.signed)
    with progress(words().say("verify.progress")) as advance:
        trusted = duty.verified(pinned, time.perf_counter, log_key, lambda done, total: advance(1))
    memory.keep(head.log.checkpoint.origin, head.signed)
    return trusted
