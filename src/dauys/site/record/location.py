"""Where the log of this installation is kept, what is known to have been signed, and the key."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from dauys.log import checkpoint as checkpoints
from dauys.log.checkpoint import Checkpoint
from dauys.log.continuity import forked
from dauys.log.keys import SigningKey
from dauys.log.merkle import EMPTY_ROOT
from dauys.log.tiles import CHECKPOINT
from dauys.site.people import keys


@dataclass(slots=True)
class Location:
    """Where a log is kept, and the key that signs it."""

    folder: Path
    memory: Path
    key: SigningKey

    def signed(self) -> Checkpoint:
        """The largest head that the key is known to have signed; one of size 0 where none is."""
        heads = [
            checkpoints.read(place.read_bytes(), self.key.verifier)
            for place in (self.folder / CHECKPOINT, self.memory)
            if place.exists()
        ]
        if not heads:
            return Checkpoint(self.key.name, 0, EMPTY_ROOT)
        newest = max(heads, key=lambda head: head.size)
        if any(head.size == newest.size and head.root != newest.root for head in heads):
            raise forked(heads[0], heads[-1])
        return newest

    def stored(self) -> int:
        """The size of the log in the folder."""
        place = self.folder / CHECKPOINT
        return checkpoints.peek(place.read_bytes()).size if place.exists() else 0


def location() -> Location:
    """The log of this installation."""
    environment = settings.ENVIRONMENT
    return Location(environment.record, environment.head, keys.log_key(environment.log_key))
