"""A ballot box as it fills: no ballot twice, and the last of each credential counts.

Specification: docs/specification/5-voting.md, section 8.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dauys.ballots.wire import Ballot, tracker
from dauys.errors import Refused
from dauys.group import Element


@dataclass(slots=True)
class BallotBox:
    """Trackers of all ballots cast, and for each credential the one that counts so far."""

    trackers: set[str] = field(default_factory=set)
    counted: dict[Element, Ballot] = field(default_factory=dict)
    counting: dict[Element, str] = field(default_factory=dict)  # the tracker of that ballot

    def cast(self, ballot: Ballot, data: bytes, accused: str = "") -> str:
        """Puts a checked ballot in; gives its tracker.

        Raises ``ballot.duplicate`` for a ballot that was cast before: casting an old ballot again
        would undo a later one of the same voter.
        """
        code = tracker(data)
        if code in self.trackers:
            raise Refused("ballot.duplicate", accused)
        self.trackers.add(code)
        self.counted[Element(ballot.credential)] = ballot
        self.counting[Element(ballot.credential)] = code
        return code
