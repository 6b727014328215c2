"""A ballot box as it fills: no ballot twice, and the last of each credential counts.

A ballot that was challenged is never cast, and one that was cast is never opened; the hash that is
signed, which is the code of a challenge, holds the two together.
Specification: docs/specification/5-voting.md, section 8.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field

from dauys.ballots.challenge import Challenge
from dauys.ballots.wire import Ballot, tracker
from dauys.errors import Refused
from dauys.group import Element


@dataclass(slots=True)
class BallotBox:
    """Trackers of all ballots cast, and for each credential the one that counts so far.

    Of every ballot, cast or challenged, its hash is kept: 32 bytes, for a box holds millions.
    """

    trackers: set[str] = field(default_factory=set)
    counted: dict[Element, Ballot] = field(default_factory=dict)
    counting: dict[Element, str] = field(default_factory=dict)  # the tracker of that ballot
    signed: set[bytes] = field(default_factory=set)
    challenged: set[bytes] = field(default_factory=set)

    def cast(self, ballot: Ballot, data: bytes, accused: str = "") -> str:
        """Puts a checked ballot in; gives its tracker.

        Raises ``ballot.duplicate`` for a ballot that was cast before: casting an old ballot again
        would undo a later one of the same voter. Raises ``ballot.challenged`` for one whose choice
        has been made public.
        """
        code, hashed = tracker(data), raw(ballot.signature.hash)
        if code in self.trackers:
            raise Refused("ballot.duplicate", accused)
        if hashed in self.challenged:
            raise Refused("ballot.challenged", accused)
        self.trackers.add(code)
        self.signed.add(hashed)
        self.counted[Element(ballot.credential)] = ballot
        self.counting[Element(ballot.credential)] = code
        return code

    def challenge(self, challenge: Challenge, accused: str = "") -> str:
        """Notes a checked challenge; gives its code.

        Raises ``challenge.cast`` for a ballot that was cast, whose opening tells how its voter
        voted, and ``challenge.repeated``.
        """
        self.check_uncast(challenge, accused)
        if self.published(challenge):
            raise Refused("challenge.repeated", accused)
        self.challenged.add(raw(challenge.code))
        return challenge.code

    def check_uncast(self, challenge: Challenge, accused: str = "") -> None:
        """Raises ``challenge.cast`` for a challenge of a ballot that was cast here."""
        if raw(challenge.code) in self.signed:
            raise Refused("challenge.cast", accused)

    def published(self, challenge: Challenge) -> bool:
        """Whether this ballot has been challenged here."""
        return raw(challenge.code) in self.challenged


def raw(code: str) -> bytes:
    """The 32 bytes of a hash that has been computed here, spelt in base64 without padding."""
    return base64.b64decode(code + "=")
