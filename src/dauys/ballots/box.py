"""A ballot box as it fills: no ballot twice, and the last of each credential counts.

What was opened is never cast, and what was cast is never opened: no ciphertext stands in a ballot
that was cast and in one that was challenged. The same ciphertexts under other proofs are another
ballot with another code, but their opening is the same.
Specification: docs/specification/5-voting.md, section 8.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field

from dauys.ballots.challenge import Challenge
from dauys.ballots.wire import Ballot, UnsignedBallot, tracker
from dauys.errors import Refused
from dauys.group import Element


@dataclass(slots=True)
class BallotBox:
    """Trackers of all ballots cast, and for each credential the one that counts so far.

    Of every ciphertext, cast or opened, a hash is kept: 32 bytes, for a box holds millions.
    """

    trackers: set[str] = field(default_factory=set)
    counted: dict[Element, Ballot] = field(default_factory=dict)
    counting: dict[Element, str] = field(default_factory=dict)  # the tracker of that ballot
    hidden: set[bytes] = field(default_factory=set)  # the masks of all ballots cast
    opened: set[bytes] = field(default_factory=set)  # the masks of all ballots challenged
    challenged: set[bytes] = field(default_factory=set)  # their codes

    def cast(self, ballot: Ballot, data: bytes, accused: str = "") -> str:
        """Puts a checked ballot in; gives its tracker.

        Raises ``ballot.duplicate`` for a ballot that was cast before: casting an old ballot again
        would undo a later one of the same voter. Raises ``ballot.challenged`` for one of which a
        ciphertext was opened: everybody knows what it holds.
        """
        name, masks = tracker(data), masks_of(ballot)
        if name in self.trackers:
            raise Refused("ballot.duplicate", accused)
        if not masks.isdisjoint(self.opened):
            raise Refused("ballot.challenged", accused)
        self.trackers.add(name)
        self.hidden |= masks
        self.counted[Element(ballot.credential)] = ballot
        self.counting[Element(ballot.credential)] = name
        return name

    def challenge(self, challenge: Challenge, accused: str = "") -> str:
        """Notes a checked challenge; gives its code.

        Raises ``challenge.cast`` where it opens a ciphertext of a ballot that was cast, and so
        tells how its voter voted, and ``challenge.repeated``.
        """
        self.check_uncast(challenge, accused)
        if self.published(challenge):
            raise Refused("challenge.repeated", accused)
        self.challenged.add(raw(challenge.code))
        self.opened |= masks_of(challenge.ballot)
        return challenge.code

    def check_uncast(self, challenge: Challenge, accused: str = "") -> None:
        """Raises ``challenge.cast`` where a ciphertext of a challenge was cast here."""
        if not masks_of(challenge.ballot).isdisjoint(self.hidden):
            raise Refused("challenge.cast", accused)

    def published(self, challenge: Challenge) -> bool:
        """Whether this ballot has been challenged here."""
        return raw(challenge.code) in self.challenged


def masks_of(ballot: Ballot | UnsignedBallot) -> set[bytes]:
    """What hides each choice of a ballot: alpha, hashed.

    Alpha is g to the randomness: who knows that, can open whatever beta stands beside it. All of
    them are compared, for one ciphertext of two taken over tells the vote as well.
    """
    return {
        hashlib.sha256(choice.alpha.encode("ascii")).digest()
        for answer in ballot.answers
        for choice in answer.choices
    }


def raw(code: str) -> bytes:
    """The 32 bytes of a hash that has been computed here, spelt in base64 without padding."""
    return base64.b64decode(code + "=")
