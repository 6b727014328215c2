"""The documents of the tally (Belenios, sections 4.18, 4.20, 4.21), and its events.

Specification: docs/specification/5-voting.md, sections 9 to 11.
"""

from __future__ import annotations

from dataclasses import dataclass

from dauys.proofs.wire import Ciphertext, Proof
from dauys.question.election import Uuid
from dauys.wire.ids import Payload, Sha256
from dauys.wire.shape import Count

# Questions x cells; the cells of a question are its answers, blank before them where it is allowed.
EncryptedTally = tuple[tuple[Ciphertext, ...], ...]
Factors = tuple[tuple[str, ...], ...]
Proofs = tuple[tuple[Proof, ...], ...]


@dataclass(frozen=True, slots=True)
class SizedEncryptedTally:
    """How many ballots an encrypted tally sums, their weight, and its hash."""

    num_tallied: Count
    total_weight: Count
    encrypted_tally: Sha256


@dataclass(frozen=True, slots=True)
class PartialDecryption:
    """One trustee's factors, with their proofs of version 1."""

    decryption_factors: Factors
    decryption_proofs: Proofs


@dataclass(frozen=True, slots=True)
class Result:
    """The counts, by question and cell."""

    result: tuple[tuple[Count, ...], ...]


@dataclass(frozen=True, slots=True)
class TallyEncrypted:
    """The sum of a box, still encrypted; ``sized`` and ``encrypted_tally`` are exact bytes."""

    box: Uuid
    sized: str
    encrypted_tally: Payload


@dataclass(frozen=True, slots=True)
class TallyDecrypted:
    """One trustee's partial decryption of a box, with proofs bound to their whole statement."""

    box: Uuid
    owner: int
    partial_decryption: Payload
    bound: Proofs


@dataclass(frozen=True, slots=True)
class TallyResult:
    """The result of a box, as exact bytes."""

    box: Uuid
    result: Payload
