"""The encrypted sum of a ballot box (5-voting, section 9).

The sum runs over the last ballot of each credential; a ballot of weight w counts w times.
"""

from __future__ import annotations

from collections.abc import Iterable

from dauys.ballots.wire import Ballot
from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.proofs.wire import Ciphertext, check_elements
from dauys.question.election import SealedElection
from dauys.question.roll import Roll
from dauys.tally.wire import EncryptedTally, SizedEncryptedTally
from dauys.wire import hashes, shape


def encrypted_tally(
    sealed: SealedElection, roll: Roll, counted: Iterable[Ballot]
) -> tuple[bytes, SizedEncryptedTally]:
    """The bytes of the encrypted tally of the counted ballots, and what describes it."""
    group = sealed.group
    neutral = Ciphertext(group.identity, group.identity)
    sums = [[neutral] * question.cells for question in sealed.election.questions]
    number = weight = 0
    for ballot in counted:
        times = roll.weights[Element(ballot.credential)]
        number, weight = number + 1, weight + times
        for row, answer in zip(sums, ballot.answers, strict=True):
            row[:] = [
                _plus(group, total, choice, times)
                for total, choice in zip(row, answer.choices, strict=True)
            ]
    return written(tuple(tuple(row) for row in sums), number, weight)


def written(sums: EncryptedTally, number: int, weight: int) -> tuple[bytes, SizedEncryptedTally]:
    """The bytes of a sum of so many ballots with that weight, and what describes it."""
    data = shape.write(sums, EncryptedTally)
    return data, SizedEncryptedTally(number, weight, hashes.sha256_hex(data))


def _plus(group: Group, total: Ciphertext, choice: Ciphertext, weight: int) -> Ciphertext:
    parts: Iterable[Element] = choice.elements()
    if weight != 1:
        parts = [group.product_vartime(((part, weight),)) for part in parts]
    return Ciphertext(*map(group.times, total.elements(), parts))


def read_encrypted_tally(
    sealed: SealedElection, data: bytes, *, accused: str = ""
) -> EncryptedTally:
    """An encrypted tally of the right shape, every part an element of the group."""
    tally: EncryptedTally = shape.read(
        EncryptedTally, data, accused=accused, limit=sealed.document_limit, nfc=False
    )
    expected = [question.cells for question in sealed.election.questions]
    if [len(row) for row in tally] != expected:
        raise Refused("tally.shape", accused)
    for row in tally:
        for ciphertext in row:
            check_elements(sealed.group, ciphertext, accused)
    return tally


def check_encrypted_tally(
    stated: tuple[bytes, SizedEncryptedTally],
    computed: tuple[bytes, SizedEncryptedTally],
    accused: str = "",
) -> None:
    """The stated tally is the product of the counted ballots, and its numbers are theirs."""
    if stated[0] != computed[0]:
        raise Refused("tally.product", accused)
    if stated[1] != computed[1]:
        raise Refused("tally.numbers", accused)
