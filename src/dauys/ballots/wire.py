"""Ballots as they travel (Belenios, sections 4.11 and 4.17), and the events of the ballots."""

from __future__ import annotations

from dataclasses import dataclass

from dauys.proofs.wire import Ciphertext, Proof
from dauys.question.election import Uuid
from dauys.wire import hashes, shape
from dauys.wire.ids import Payload

# A ballot of the most questions and answers that an election may have, in the larger group.
LIMIT = 64 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """Encrypted answers to one question; where it allows blank, blank is the first choice."""

    choices: tuple[Ciphertext, ...]
    individual_proofs: tuple[tuple[Proof, ...], ...]
    overall_proof: tuple[Proof, ...]
    blank_proof: tuple[Proof, ...] | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """The hash of the ballot without this field, and the credential's proof over it."""

    hash: str
    proof: Proof


@dataclass(frozen=True, slots=True)
class UnsignedBallot:
    """All that is signed."""

    election_uuid: Uuid
    election_hash: str
    credential: str
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Ballot:
    """A ballot as it is cast."""

    election_uuid: Uuid
    election_hash: str
    credential: str
    answers: tuple[Answer, ...]
    signature: Signature

    def unsigned(self) -> UnsignedBallot:
        """The part that the signature covers."""
        return UnsignedBallot(self.election_uuid, self.election_hash, self.credential, self.answers)


def digest(ballot: UnsignedBallot) -> str:
    """The hash that is signed: SHA-256 in base64 of the ballot without its signature."""
    return hashes.sha256_base64(shape.write(ballot))


def tracker(data: bytes) -> str:
    """The smart ballot tracker: the hash of the whole ballot, by which a voter finds it."""
    return hashes.sha256_base64(data)


@dataclass(frozen=True, slots=True)
class BallotChallenged:
    """A ballot was opened instead of cast: what it holds, in full (`dauys.ballots.challenge`)."""

    box: Uuid
    challenge: Payload


@dataclass(frozen=True, slots=True)
class BallotCast:
    """A ballot enters a box: its exact bytes as one string, or an object when too long."""

    box: Uuid
    ballot: Payload


@dataclass(frozen=True, slots=True)
class VotingClosed:
    """Voting in one box has ended, with so many ballots cast."""

    box: Uuid
    ballots: int
