"""Ballots checked by the native kernel, and judged by the reference where it does not accept.

The kernel says yes or no. Every no is judged again by `dauys.ballots.check`, whose code stands in
the report: so a record full of false ballots costs what the reference costs, and no more. Where the
reference then accepts, one of the two is wrong, and nothing is decided by whichever is convenient:
that is ``arithmetic.disagrees``.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dauys.ballots.arithmetic import REFERENCE, Checked, Name, Seen, Sums
from dauys.ballots.check import check_ballot, has_form
from dauys.errors import Refused, Unreadable
from dauys.group import Element, Group
from dauys.group import kernel as kernels
from dauys.group.belenios2048 import BELENIOS_2048
from dauys.group.ed25519 import ED25519
from dauys.group.hashed import Hashed
from dauys.group.kernel import GROUPS, UNREAD, Form, Kernel
from dauys.proofs.wire import Ciphertext
from dauys.question.election import SealedElection
from dauys.question.roll import Roll, Weights
from dauys.wire import canonical
from dauys.wire.digests import Digests
from dauys.wire.laid import laid


@dataclass(slots=True)
class Native:
    """See `dauys.ballots.arithmetic.Arithmetic`; groups not of the kernel go to the reference.

    ``kernel`` has the threads that there are; ballots are checked with one, for many workers do so.
    """

    kernel: Kernel
    name: Name = "native"
    _elections: dict[str, kernels.Election] = field(default_factory=dict)  # by fingerprint

    def __reduce__(self) -> tuple[Any, ...]:
        """Travels to another process as what is to be loaded there."""
        return _again, (self.kernel.path, self.kernel.threads)

    def members(self, group: Group, texts: Sequence[str]) -> list[bool]:
        if group.name not in GROUPS:
            return REFERENCE.members(group, texts)
        if group.name == BELENIOS_2048.name:
            return self.kernel.modp_members(texts)
        return self.kernel.members(texts)

    def digests(self) -> Digests:
        return self.kernel.digests()

    def hashes(self, documents: Sequence[bytes]) -> bytes:
        return self.kernel.hashes(documents)

    def voters(
        self, sealed: SealedElection, weights: Weights, ballots: Sequence[bytes]
    ) -> array[int]:
        known = weights.known
        if sealed.group.name != ED25519.name or not isinstance(known, Hashed):
            return REFERENCE.voters(sealed, weights, ballots)
        given = laid(ballots)
        voters = self.kernel.voters(self._election(sealed), known, given)
        if UNREAD in voters:  # not spelt as a ballot of this election: it may be one of another
            for at, voter in enumerate(voters):
                if voter == UNREAD:
                    (voters[at],) = REFERENCE.voters(sealed, weights, [given[at]])
        return voters

    def scan(self, sealed: SealedElection, ballots: Sequence[bytes]) -> list[Seen | None]:
        if sealed.group.name not in GROUPS:
            return REFERENCE.scan(sealed, ballots)
        election = self._election(sealed)
        seen: list[Seen | None] = []
        for data, row in zip(ballots, self.kernel.scan(election, ballots), strict=True):
            if row:
                masks = frozenset(row[at : at + 32] for at in range(32, len(row), 32))
                seen.append(Seen(Element(_credential(election, data)), row[:32], masks))
            else:  # not spelt as a ballot of this election: it may still be one of another
                seen += REFERENCE.scan(sealed, [data])
        return seen

    def formed(self, sealed: SealedElection, ballots: Sequence[bytes]) -> list[bool]:
        if sealed.group.name not in GROUPS:
            return REFERENCE.formed(sealed, ballots)
        rows = self.kernel.scan(self._election(sealed), ballots)
        return [
            bool(row) or has_form(sealed, data) for data, row in zip(ballots, rows, strict=True)
        ]

    def check(
        self,
        sealed: SealedElection,
        roll: Roll,
        ballots: Sequence[bytes],
        accused: Sequence[str],
        weights: Sequence[int],
        listed: Sequence[bool] | None = None,
    ) -> Checked:
        if sealed.group.name not in GROUPS:
            return REFERENCE.check(sealed, roll, ballots, accused, weights)
        election = self._election(sealed)
        if listed is None:
            listed = [_credential(election, data) in roll.weights for data in ballots]
        counted = [weight if known else 0 for weight, known in zip(weights, listed, strict=True)]
        sound, texts = replace(self.kernel, threads=1).check(election, ballots, counted)
        faults: list[Refused | None] = [None] * len(ballots)
        if not (all(sound) and all(listed)):
            for at, (held, known) in enumerate(zip(sound, listed, strict=True)):
                if not (held and known):
                    faults[at] = _judged(sealed, roll, ballots[at], accused[at])
        return Checked(tuple(faults), _rows(sealed, texts))

    def _election(self, sealed: SealedElection) -> kernels.Election:
        if sealed.fingerprint not in self._elections:
            self._elections[sealed.fingerprint] = self.kernel.election(form_of(sealed))
        return self._elections[sealed.fingerprint]


def load(path: str = "", threads: int = 1) -> Native | None:
    """The kernel's arithmetic; None where it is not installed, or not for this processor."""
    kernel = kernels.load(path, threads)
    return None if kernel is None else Native(kernel)


def _again(path: str, threads: int) -> Native:
    made = load(path, threads)
    if made is None:
        raise kernels.Failed("load")
    return made


def form_of(sealed: SealedElection) -> Form:
    """What every ballot of an election must look like."""
    uuid, fingerprint = sealed.election.uuid, sealed.fingerprint
    named = canonical.write({"election_uuid": uuid, "election_hash": fingerprint})
    return Form(
        group=sealed.group.name,
        opening=named[:-1] + b',"credential":"',
        fingerprint=fingerprint,
        key=sealed.public_key,
        questions=tuple(
            (each.cells, each.blank is True, each.min, each.max)
            for each in sealed.election.questions
        ),
        limit=sealed.document_limit,
    )


def _credential(election: kernels.Election, data: bytes) -> str:
    """The credential, if the ballot has the form of the election; else this is anything."""
    start = len(election.form.opening)
    return data[start : data.find(b'"', start)].decode("latin-1")


def _judged(sealed: SealedElection, roll: Roll, data: bytes, who: str) -> Refused:
    """What the reference says of a ballot that was not accepted here."""
    try:
        check_ballot(sealed, roll, data, who)
    except Refused as error:
        return error
    raise Unreadable("arithmetic.disagrees", who)


def _rows(sealed: SealedElection, texts: list[str]) -> Sums:
    pairs = zip(texts[::2], texts[1::2], strict=True)
    cells = [Ciphertext(alpha, beta) for alpha, beta in pairs]
    rows, first = [], 0
    for question in sealed.election.questions:
        rows.append(tuple(cells[first : first + question.cells]))
        first += question.cells
    return tuple(rows)
