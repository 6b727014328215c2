"""The documents of one ballot box as exact bytes, whatever record they came from.

Ballots and partial decryptions, of which there may be any number, may stay in an archive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, fields


@dataclass(slots=True)
class Box:
    """What a ``.bel`` archive holds; None is what has not happened yet. Time in seconds."""

    timestamp: int
    election: bytes
    trustees: bytes
    roll: bytes
    ballots: Sequence[bytes] = field(default_factory=list)
    closed: bool = False
    encrypted_tally: bytes | None = None
    sized: bytes | None = None
    partials: Sequence[tuple[int, bytes]] = ()  # owner from 1, document
    result: bytes | None = None


@dataclass(slots=True)
class BoxDocuments(Box):
    """A box whose documents are in memory, to which more may come."""

    partials: list[tuple[int, bytes]] = field(default_factory=list)

    def cast(self, ballot: bytes) -> None:
        """One ballot more."""
        if not isinstance(self.ballots, list):
            self.ballots = list(self.ballots)
        self.ballots.append(ballot)


def in_memory(box: Box) -> BoxDocuments:
    """The same box with every document read."""
    values = {each.name: getattr(box, each.name) for each in fields(box)}
    return BoxDocuments(**values | {"ballots": list(box.ballots), "partials": list(box.partials)})
