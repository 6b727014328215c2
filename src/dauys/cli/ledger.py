"""The log in a folder, for the one who keeps it: appends what the verifier accepts, nothing else.

An entry is put through the very steps of `dauys.verification` before a byte is written. Then files
are stored in an order that a crash cannot spoil: objects, bundles and tiles, each synced, and the
signed checkpoint last.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dauys.cli import files
from dauys.errors import Refused, Unreadable
from dauys.log import checkpoint as checkpoints
from dauys.log import writer
from dauys.log.keys import SigningKey
from dauys.log.tiles import CHECKPOINT
from dauys.record.entry import write_entry
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

    def append(self, at: str, bodies: Sequence[Any], objects: Sequence[bytes] = ()) -> None:
        """Appends events of one moment; raises what the first refused one is refused for.

        After a refusal nothing has been written, and the ledger must be opened again.
        """
        named = {f"object/{hashes.sha256_hex(data)}": data for data in objects}
        self.source.objects.update(named)
        state, new = self.state, list[writer.File]()
        for body in bodies:
            data = write_entry(at, body)
            state, filled = writer.append(state, [data])
            new += filled
            self.trusted.root_at = _root_of(state)
            follow(self.trusted, state.size - 1, data)
        self._store(state, [*named.items(), *new, *writer.partial(state)])
        self.source.objects.clear()

    def _store(self, state: writer.State, new: list[writer.File]) -> None:
        for path, data in new:
            store(self.folder / path, data)
        path, data = writer.seal(state, self.key.name, [self.key])
        store(self.folder / path, data)
        for path, _ in new:
            # Partial files may go once the full one is there, and not before (2-log, MUST 7).
            if ".p/" not in path:
                shutil.rmtree(self.folder / (path + ".p"), ignore_errors=True)
        self.state = state


def _root_of(state: writer.State) -> Callable[[int], bytes]:
    def root_at(size: int) -> bytes:
        if size != state.size:
            raise Refused("log.size", "checkpoint", size=state.size)
        return state.root()

    return root_at


def store(path: Path, data: bytes) -> None:
    """Writes a file whole or not at all, and onto the disk before it returns."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside = path.with_name(path.name + ".new")
        with beside.open("wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    except OSError as error:
        raise files.unwritable(error, path) from None


def create(folder: Path, key: SigningKey) -> Ledger:
    """A new log in a folder that does not exist or is empty; entry 0 must come next."""
    files.new_folder(folder)
    source = Pending(Folder(folder))
    report = Report(time.perf_counter, fail_fast=True)
    trusted = Trusted(report, Objects(source), _root_of(writer.EMPTY))
    return Ledger(folder, key, writer.EMPTY, trusted, source)


def reopen(folder: Path, key: SigningKey) -> Ledger:
    """A log that was written before: verified from its first entry, and signed with this key."""
    source = Pending(Folder(folder))
    report = Report(time.perf_counter, fail_fast=True)
    trusted = verify_record(source, report, log_key=key.verifier.write())
    if trusted is None:
        raise Unreadable("source.record", "checkpoint")
    head = checkpoints.read(source.read(CHECKPOINT), key.verifier)
    state = writer.restore(source, head)
    return Ledger(folder, key, state, trusted, source)
