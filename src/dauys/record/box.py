"""The documents of one ballot box as exact bytes, whatever record they came from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class BoxDocuments:
    """What a ``.bel`` archive holds; None is what has not happened yet. Time in seconds."""

    timestamp: int
    election: bytes
    trustees: bytes
    roll: bytes
    ballots: Sequence[bytes] = field(default_factory=list)
    closed: bool = False
    encrypted_tally: bytes | None = None
    sized: bytes | None = None
    partials: list[tuple[int, bytes]] = field(default_factory=list)  # owner from 1, document
    result: bytes | None = None

    def cast(self, ballot: bytes) -> None:
        """One ballot more."""
        if not isinstance(self.ballots, list):
            self.ballots = list(self.ballots)
        self.ballots.append(ballot)
