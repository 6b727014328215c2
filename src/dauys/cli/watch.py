"""A witness at work in a folder of its own: what it remembers, and that it does so before it signs.

One process at a time has the folder, and one request at a time is answered: two that were weighed
side by side against the same memory could both be signed. The new head is stored and synced, then
the signature is made; a crash between the two costs the log a second request, and nothing else.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from dauys.cli.heads import Memory, check_goes_on, tell_evidence
from dauys.errors import Refused, Unreadable
from dauys.log import checkpoint as checkpoints
from dauys.log import cosignature
from dauys.log.checkpoint import Checkpoint
from dauys.log.continuity import Contradicted
from dauys.log.keys import CosigningKey, VerifierKey
from dauys.log.note import Signature
from dauys.log.witness import Request, Seen, State, add_checkpoint
from dauys.verification.head import read_head
from dauys.verification.sources import Source


@dataclass(slots=True)
class Watch:
    """A witness: its key, its memory, and the keys of the logs that it watches.

    Raises `Unreadable` ``witness.twice`` for two logs of one name: a request tells them apart by
    nothing else, and one of the two would go unwatched without a word.
    """

    key: CosigningKey
    memory: Memory
    logs: tuple[VerifierKey, ...]
    _one: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def __post_init__(self) -> None:
        names = [key.name for key in self.logs]
        for name in names:
            if names.count(name) > 1:
                raise Unreadable("witness.twice", "log", origin=name)

    def add(self, request: Request) -> tuple[Checkpoint, Signature]:
        """The head that was asked for, and the cosignature; raises what it is refused for."""
        with self._one:
            try:
                seen = add_checkpoint(request, self._state())
            except Contradicted as found:
                tell_evidence(self.memory, self._log(found.shown), found)
                raise
            head = checkpoints.read(seen.signed, seen.key)
            self.memory.keep(seen.key, seen.signed)
            return head, cosignature.cosign(head.text(), self.key, int(time.time()))

    def request_for(self, source: Source) -> Request:
        """The request that a record in a folder or at an address amounts to, proof included.

        Raises ``log.rollback`` or ``log.fork`` where the record does not go on from what was seen.
        """
        head = read_head(source, None)
        if head.key not in self.logs:
            raise Refused("witness.origin", "log", origin=head.log.checkpoint.origin)
        kept = self.memory.last(head.key)
        check_goes_on(head, kept, self.memory)
        old = Seen(head.key, kept).size
        proof = head.log.consistency(old) if old else ()
        return Request(old, proof, head.signed)

    def _state(self) -> State:
        return {key.name: Seen(key, self.memory.last(key)) for key in self.logs}

    def _log(self, signed: bytes) -> VerifierKey:
        """The key of the log of a checkpoint, which it has been held to already."""
        origin = checkpoints.peek(signed).origin
        return next(key for key in self.logs if key.name == origin)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Keeps every other process out of a witness's folder; raises ``witness.busy``."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise Unreadable("witness.busy", f"file:{folder}") from None
    finally:
        os.close(handle)
