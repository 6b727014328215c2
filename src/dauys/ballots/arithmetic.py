"""The seam between what must hold of ballots and the arithmetic that finds out, many at a time.

How it is called, with the same answers whichever arithmetic stands behind it:

    arithmetic = REFERENCE  # or dauys.ballots.native.Native, where the kernel is installed
    seen = arithmetic.scan(sealed, ballots)  # credential, tracker, masks; or None
    voters = arithmetic.voters(sealed, roll.weights, ballots)  # places on the roll
    checked = arithmetic.check(sealed, roll, ballots, accused, weights)
    checked.faults[i]  # None, or what `check_ballot` raises on ballot i
    checked.sums  # the product of the sound ballots, weight by weight
    plus(sealed, checked.sums, other.sums)  # sums of several calls become one

A weight says how often a ballot counts in the sum; with 0 it is checked and left out. One call
should hold hundreds of ballots of one box: the kernel takes them side by side. `Reference` is what
is right: the kernel is held to it by tests/agreement, and a ballot that the kernel does not accept
is judged here again, so that its code is that of the reference. Which ballot counts, and whether
one comes twice, is not asked here: see `dauys.ballots.box`.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from dauys.ballots.box import masks_of, raw
from dauys.ballots.check import check_ballot, has_form
from dauys.ballots.wire import Ballot, tracker
from dauys.errors import Refused
from dauys.group import Element, Group
from dauys.group.kernel import Kernel
from dauys.proofs.wire import Ciphertext
from dauys.question.election import SealedElection
from dauys.question.roll import Roll, Weights
from dauys.wire import shape
from dauys.wire.digests import FREE, Digests
from dauys.wire.hashes import sha256_of_each

Sums = tuple[tuple[Ciphertext, ...], ...]  # a ciphertext for each cell of each question
Name = Literal["native", "reference"]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a ballot says of itself, before anything is checked but its form."""

    credential: Element  # as spelt: whether it stands on the roll has not been asked
    tracker: bytes  # 32 bytes
    masks: frozenset[bytes]  # 32 bytes each: `dauys.ballots.box.masks_of`


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of some ballots, in their order, and the weighted product of the sound ones."""

    faults: tuple[Refused | None, ...]
    sums: Sums


class Arithmetic(Protocol):
    """Checks on public data, many at a time."""

    @property
    def name(self) -> Name:
        """What the report calls it."""

    @property
    def kernel(self) -> Kernel | None:
        """What reads archives and rolls fast, where there is such a thing."""

    def members(self, group: Group, texts: Sequence[str]) -> list[bool]:
        """Whether each text is the one spelling of an element of the group."""

    def digests(self) -> Digests:
        """A place for many hashes."""

    def hashes(self, documents: Sequence[bytes]) -> bytes:
        """The SHA-256 of each document, 32 bytes each."""

    def voters(
        self, sealed: SealedElection, weights: Weights, ballots: Sequence[bytes]
    ) -> array[int]:
        """The place on the roll of each ballot's credential, from 0; `FREE` where there is none.

        Nor has a ballot one that `check` refuses for its form.
        """

    def scan(self, sealed: SealedElection, ballots: Sequence[bytes]) -> list[Seen | None]:
        """What each ballot says of itself; None for one that `check` refuses for its form."""

    def formed(self, sealed: SealedElection, ballots: Sequence[bytes]) -> list[bool]:
        """Whether each has the form of a ballot of this election: what has not, `check` refuses."""

    def check(
        self,
        sealed: SealedElection,
        roll: Roll,
        ballots: Sequence[bytes],
        accused: Sequence[str],
        weights: Sequence[int],
        listed: Sequence[bool] | None = None,
    ) -> Checked:
        """Every proof of every ballot; ``accused`` and ``weights`` go with the ballots.

        ``listed`` says whose credential stands on the roll, where that is known already.
        """


class Reference:
    """The arithmetic of libsodium and GMP, one ballot after the other."""

    name: Name = "reference"
    kernel = None

    def members(self, group: Group, texts: Sequence[str]) -> list[bool]:
        return [_is_member(group, text) for text in texts]

    def digests(self) -> Digests:
        return Digests()

    def hashes(self, documents: Sequence[bytes]) -> bytes:
        return sha256_of_each(documents)

    def voters(
        self, sealed: SealedElection, weights: Weights, ballots: Sequence[bytes]
    ) -> array[int]:
        places = (
            None if each is None else weights.place(each.credential)
            for each in self.scan(sealed, ballots)
        )
        return array("I", [FREE if place is None else place for place in places])

    def scan(self, sealed: SealedElection, ballots: Sequence[bytes]) -> list[Seen | None]:
        return [_seen(sealed, data) for data in ballots]

    def formed(self, sealed: SealedElection, ballots: Sequence[bytes]) -> list[bool]:
        return [has_form(sealed, data) for data in ballots]

    def check(
        self,
        sealed: SealedElection,
        roll: Roll,
        ballots: Sequence[bytes],
        accused: Sequence[str],
        weights: Sequence[int],
        listed: Sequence[bool] | None = None,
    ) -> Checked:
        faults: list[Refused | None] = []
        sums = neutral(sealed)
        for data, who, weight in zip(ballots, accused, weights, strict=True):
            try:
                ballot = check_ballot(sealed, roll, data, who)
            except Refused as error:
                faults.append(error)
            else:
                faults.append(None)
                sums = plus(sealed, sums, tuple(each.choices for each in ballot.answers), weight)
        return Checked(tuple(faults), sums)


REFERENCE = Reference()


def neutral(sealed: SealedElection) -> Sums:
    """The sum of no ballots."""
    nothing = Ciphertext(sealed.group.identity, sealed.group.identity)
    return tuple((nothing,) * question.cells for question in sealed.election.questions)


def plus(sealed: SealedElection, sums: Sums, more: Sums, weight: int = 1) -> Sums:
    """The product of sums and of the power ``weight`` of more, cell by cell."""
    if weight == 0:
        return sums
    return tuple(
        tuple(
            _product(sealed.group, one, other, weight)
            for one, other in zip(row, more_row, strict=True)
        )
        for row, more_row in zip(sums, more, strict=True)
    )


def _product(group: Group, one: Ciphertext, other: Ciphertext, weight: int) -> Ciphertext:
    parts = other.elements()
    if weight != 1:
        alpha, beta = (group.product_vartime(((part, weight),)) for part in parts)
        parts = alpha, beta
    return Ciphertext(*map(group.times, one.elements(), parts))


def _is_member(group: Group, text: str) -> bool:
    try:
        group.element(text)
    except Refused:
        return False
    return True


def _seen(sealed: SealedElection, data: bytes) -> Seen | None:
    try:
        ballot = shape.read(Ballot, data, limit=sealed.document_limit, nfc=False)
    except Refused:
        return None
    masks = frozenset(masks_of(ballot)) if _spelt_in_ascii(ballot) else frozenset[bytes]()
    return Seen(Element(ballot.credential), raw(tracker(data)), masks)


def _spelt_in_ascii(ballot: Ballot) -> bool:
    """Elements are; a ballot that holds anything else is refused, and hides nothing."""
    return all(choice.alpha.isascii() for each in ballot.answers for choice in each.choices)
