"""A ballot that waits for its voter's choice: to be cast, or challenged (5-voting, section 8).

The voter is shown its code first and chooses then: a machine that would encrypt something else must
do so before it knows whether it will be asked to show what it did. The credential signs when the
ballot is cast, and not before. Files are not touched here: what is kept is bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from dauys import group as groups
from dauys.ballots.challenge import Challenge
from dauys.ballots.wire import LIMIT
from dauys.errors import Refused
from dauys.parties import credential as credentials
from dauys.parties.randomness import drawing
from dauys.parties.voter import encrypt_openable, sign_in
from dauys.proofs.prove import Draw
from dauys.question.election import SealedElection
from dauys.wire import canonical, shape

Use = Literal["cast", "challenged"]


@dataclass(frozen=True, slots=True)
class Pending:
    """What is kept until the choice is made: whoever reads it knows the vote."""

    group: str
    challenge: Challenge = field(repr=False)

    @property
    def code(self) -> str:
        """The code to be written down before the choice is made."""
        return self.challenge.code

    def opened(self) -> bytes:
        """The challenge, to be published: it shows the choice and how it was encrypted."""
        return shape.write(self.challenge)


@dataclass(frozen=True, slots=True)
class Used:
    """What is kept afterwards, so that nothing can be opened or signed any more."""

    used: Use
    code: str


def prepare(
    sealed: SealedElection,
    credential: str,
    choices: Sequence[Sequence[int]],
    draw: Draw | None = None,
) -> Pending:
    """An encrypted ballot that nobody has signed; raises ``ballot.choice``, ``credential.form``."""
    draw = drawing(sealed.group, draw)
    public = credentials.public_key(sealed.group, sealed.election.uuid, credential)
    ballot, openings = encrypt_openable(sealed, public, choices, draw)
    return Pending(sealed.group.name, Challenge(ballot, openings))


def cast(pending: Pending, credential: str, draw: Draw | None = None) -> bytes:
    """The bytes of the signed ballot; raises ``pending.credential`` for one of another voter."""
    group, ballot = groups.named(pending.group), pending.challenge.ballot
    secret = credentials.secret_exponent(group, ballot.election_uuid, credential)
    if group.power_secret(group.generator, secret) != ballot.credential:
        raise Refused("pending.credential")
    return sign_in(group, ballot, secret, drawing(group, draw))


def read_pending(data: bytes, *, accused: str = "") -> Pending:
    """Reads what `shape.write` wrote of a `Pending`.

    Raises ``pending.cast`` or ``pending.challenged`` where the choice has been made already.
    """
    value = canonical.parse(data, accused=accused, limit=LIMIT, nfc=False)
    if type(value) is dict and "used" in value:
        if shape.value_of(Used, value, accused=accused).used == "cast":
            raise Refused("pending.cast", accused)
        raise Refused("pending.challenged", accused)
    pending: Pending = shape.read(Pending, data, accused=accused, limit=LIMIT, nfc=False)
    return pending


def used(pending: Pending, use: Use) -> bytes:
    """What takes the place of a pending ballot once it has been used."""
    return shape.write(Used(use, pending.code))
