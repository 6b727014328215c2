"""The log in a folder, for the one who keeps it: appends what the verifier accepts, nothing else.

An entry is put through the very steps of `dauys.verification` before a byte is written. Then files
are stored in an order that a crash cannot spoil: objects, bundles and tiles, each synced, and the
signed checkpoint last. The last signed checkpoint is also kept beside the key, away from the log:
a folder that was put back to an older state is not signed on (``log.rollback``).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dauys.cli import files, keys
from dauys.errors import Refused, Unreadable
from dauys.log import checkpoint as checkpoints
from dauys.log import note as notes
from dauys.log import writer
from dauys.log.continuity import check_continuity
from dauys.log.keys import SigningKey
from dauys.log.reader import Log
from dauys.log.tiles import CHECKPOINT
from dauys.record.entry import write_entry
from dauys.storage.folder import clear_partial
from dauys.storage.folder import locked as locked
from dauys.storage.folder import put as put
from dauys.verification.objects import Objects
from dauys.verification.report import Report
from dauys.verification.sources import MAX_FILE, Folder, Source
from dauys.verification.trusted import Trusted
from dauys.verification.verify import follow, verify_record
from dauys.wire import hashes


@dataclass(slots=True)
class Pending:
    """A source that also knows the objects that are about to be stored."""

    stored: Source
    objects: dict[str, bytes] = field(default_factory=dict)

    def read(self, path: str, limit: int = MAX_FILE) -> bytes:
        data = self.objects.get(path)
        return self.stored.read(path, limit) if data is None else data


@dataclass(slots=True)
class Ledger:
    """An open log: its folder, its key, its state, and all that its entries have established."""

    folder: Path
    key: SigningKey
    state: writer.State
    trusted: Trusted
    source: Pending
    head: bytes = b""  # the checkpoint that was signed last
    memory: Path | None = None  # where it is kept besides

    def append(self, at: str, bodies: Sequence[Any], objects: Sequence[bytes] = ()) -> None:
        """Appends events of one moment; raises what the first refused one is refused for.

        After a refusal nothing has been written, and the ledger must be opened again.
        """
        named = {f"object/{hashes.sha256_hex(data)}": data for data in objects}
        self.source.objects.update(named)
        self.trusted.report.writing = True
        state, new = self.state, list[writer.File]()
        for body in bodies:
            data = write_entry(at, body)
            state, filled = writer.append(state, [data])
            new += filled
            self.trusted.root_at = _root_of(state)
            follow(self.trusted, state.size - 1, data)
        with locked(self.folder):
            self._check_head()
            self._store(state, [*named.items(), *new, *writer.partial(state)])
        self.source.objects.clear()

    def _check_head(self) -> None:
        """Nobody else has signed on the log meanwhile: two heads of one size would be a fork.

        Lines of witnesses may have come: they change no head.
        """
        place = self.folder / CHECKPOINT
        there = place.read_bytes() if place.exists() else b""
        if there != self.head and not (there and self.head and same_head(there, self.head)):
            raise Unreadable("record.busy", f"file:{self.folder}")

    def _store(self, state: writer.State, new: list[writer.File]) -> None:
        for path, data in new:
            put(self.folder / path, data)
        path, data = writer.seal(state, self.key.name, [self.key])
        put(self.folder / path, data)
        self.head = data
        if self.memory is not None:
            put(self.memory, data)
        clear_partial(self.folder, new)
        self.state = state


def same_head(one: bytes, other: bytes) -> bool:
    """Whether two signed checkpoints are of one head, whoever signed beside the log."""
    return notes.parse(one).text == notes.parse(other).text


def _root_of(state: writer.State) -> Callable[[int], bytes]:
    def root_at(size: int) -> bytes:
        if size != state.size:
            raise Refused("log.size", "checkpoint", size=state.size)
        return state.root()

    return root_at


def memory_of(key: Path) -> Path:
    """Where the last checkpoint that a key signed is kept: beside the key."""
    return key.with_name(key.name + ".head")


def opened(folder: Path, key: Path, passphrase_file: Path | None = None) -> Ledger:
    """The log in a folder, for the one who has the file of its key and its passphrase."""
    return reopen(folder, keys.read_signing(key, passphrase_file), memory=memory_of(key))


def create(folder: Path, key: SigningKey, *, memory: Path | None = None) -> Ledger:
    """A new log in a folder that does not exist or is empty; entry 0 must come next."""
    files.new_folder(folder)
    source = Pending(Folder(folder))
    report = Report(time.perf_counter, fail_fast=True)
    trusted = Trusted(report, Objects(source), _root_of(writer.EMPTY))
    return Ledger(folder, key, writer.EMPTY, trusted, source, memory=memory)


def reopen(folder: Path, key: SigningKey, *, memory: Path | None = None) -> Ledger:
    """A log that was written before: verified from its first entry, and signed with this key.

    Raises ``log.rollback`` or ``log.fork`` where it does not go on from the checkpoint that is
    remembered.
    """
    source = Pending(Folder(folder))
    report = Report(time.perf_counter, fail_fast=True)
    trusted = verify_record(source, report, log_key=key.verifier.write())
    if trusted is None:
        raise Unreadable("source.record", "checkpoint")
    signed = source.read(CHECKPOINT)
    head = checkpoints.read(signed, key.verifier)
    if memory is not None and memory.exists():
        check_continuity(Log(source, head), checkpoints.read(memory.read_bytes(), key.verifier))
    state = writer.restore(source, head)
    return Ledger(folder, key, state, trusted, source, signed, memory)
