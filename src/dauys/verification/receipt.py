"""A receipt: what one auditor found in a shard of a record's ballots, signed with the own key.

Specification: docs/specification/9-verification.md, section 4. Receipts of all shards add up to the
whole: whoever merges them reads the record, does all but the arithmetic of the ballots again, and
takes that from the auditors whose keys are known. Which ballots counted in a shard is told by the
digest of the survey, that everyone makes of the whole record.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dauys.ballots.arithmetic import REFERENCE, Arithmetic, neutral
from dauys.errors import Refused, Unreadable
from dauys.log import note as notes
from dauys.log.keys import SigningKey, VerifierKey
from dauys.verification.judging import Execute
from dauys.verification.pieces import (
    Answer,
    Judged,
    Part,
    Piece,
    fits,
    masks_hash,
    sealed_of,
    seconded,
)
from dauys.verification.report import Report
from dauys.wire import canonical, hashes, shape

FORMAT = 1
LIMIT = 1 << 28  # bytes
KIND = "dauys/receipt/1"
_SIGNED = re.compile(rb'\{"note":("(?:[^"\\]|\\.){1,10000}"),"receipt":(\{.*\})\}', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Shard:
    """One of so many parts of a record, numbered from 1; pieces are dealt out in turn."""

    number: int
    of: int

    def has(self, piece: int) -> bool:
        """Whether a piece belongs to it."""
        return piece % self.of == self.number - 1


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was judged: of which head, under which surveys, and what became of the shard."""

    format: int
    origin: str
    size: int
    root: str
    shard: int
    of: int
    surveys: tuple[str, ...]
    judged: tuple[Judged, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """The note that signs a receipt's hash, and the receipt as it travels with it."""

    note: str
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class Given:
    """A receipt that was handed in: under which name, and signed with which of the known keys."""

    who: str
    receipt: Receipt
    signers: tuple[VerifierKey, ...]


def sign(receipt: Receipt, key: SigningKey) -> bytes:
    """The bytes of a signed receipt."""
    note = notes.sign(_text(receipt, shape.write(receipt)), [key])
    return shape.write(Signed(note.write().decode("utf-8"), receipt))


def read(data: bytes, signers: Sequence[VerifierKey], *, accused: str = "receipt") -> Given:
    """A receipt that one of these keys signed; it is not looked into before that is certain.

    Raises ``receipt.form``, ``receipt.signer``, ``receipt.signature``, ``json.*`` and ``note.*``.
    """
    found = _SIGNED.fullmatch(data)
    if found is None:
        raise Refused("receipt.form", accused)
    text = canonical.parse(found[1], accused=accused, nfc=False)
    note = notes.parse(text.encode("utf-8"), accused=accused)
    try:
        signed = notes.verify(note, signers, accused=accused)
    except Refused as error:
        if error.code != "note.unsigned":
            raise
        raise Refused("receipt.signer", accused) from None
    if hashes.labelled("receipt", found[2]) not in note.text.splitlines():
        raise Refused("receipt.signature", accused)
    # A fault may quote a ballot, whose texts are in any form.
    receipt = shape.read(Receipt, found[2], accused=accused, limit=LIMIT, nfc=False)
    if note.text != _text(receipt, found[2]):
        raise Refused("receipt.signature", accused)
    return Given(accused, receipt, signed)


def _text(receipt: Receipt, written: bytes) -> str:
    """The lines that are signed."""
    shard, hashed = f"{receipt.shard}/{receipt.of}", hashes.labelled("receipt", written)
    return "\n".join((KIND, receipt.origin, str(receipt.size), receipt.root, shard, hashed, ""))


def check_signers(receipts: Sequence[Given], signers: Sequence[VerifierKey]) -> None:
    """Each key has signed one: raises ``receipt.idle``, so that nobody signs for all unnoticed."""
    used = {key for each in receipts for key in each.signers}
    for key in signers:
        if key not in used:
            raise Refused("receipt.idle", f"key:{key.name}")


def check_whole(receipts: Sequence[Given]) -> None:
    """Receipts speak of one head and survey, and of every shard once.

    Raises ``receipt.checkpoint``, ``receipt.digest``, ``receipt.shards``, ``receipt.overlap`` and
    ``receipt.gap``.
    """
    seen: set[int] = set()
    first = receipts[0].receipt
    for given in receipts:
        who, each = given.who, given.receipt
        check_head(given, (first.origin, first.size, first.root), receipts[0].who)
        if each.surveys != first.surveys:
            raise Refused("receipt.digest", who)
        if each.format != FORMAT or each.of != first.of or not 1 <= each.shard <= each.of:
            raise Refused("receipt.shards", who, of=first.of)
        if each.shard in seen:
            raise Refused("receipt.overlap", who, shard=each.shard)
        seen.add(each.shard)
    for number in range(1, first.of + 1):
        if number not in seen:
            raise Refused("receipt.gap", "receipt", shard=number, of=first.of)


def check_head(given: Given, head: tuple[str, int, str], other: str) -> None:
    """A receipt is of this head: origin, size and root, as that other one is.

    Raises ``receipt.checkpoint``.
    """
    receipt = given.receipt
    if (receipt.origin, receipt.size, receipt.root) != head:
        raise Refused("receipt.checkpoint", given.who, other=other)


def head_of(report: Report, surveys: Sequence[str]) -> tuple[str, int, str] | None:
    """Origin, size and root of what was read; of an archive, its box, its ballots, its survey.

    None where it could not be read so far.
    """
    if report.log is not None:
        return report.log.origin, report.log.size, report.log.root
    box = next(iter(report.boxes), None)
    return (box.uuid, box.ballots, "".join(surveys)) if box else None


def shard_of(given: Given) -> Shard:
    """Which shard a receipt is of."""
    return Shard(given.receipt.shard, given.receipt.of)


@dataclass(slots=True)
class Sharding:
    """Judges one shard, and passes over the others: the report is then none, the receipt is."""

    shard: Shard
    inner: Execute
    surveys: list[str] = field(default_factory=list)
    judged: list[Judged] = field(default_factory=list)

    def execute(self, pieces: Iterable[Piece], digest: str) -> Iterator[Answer]:
        """Answers for all pieces; for those of other shards, that nothing was found."""
        self.surveys.append(digest)
        passed: deque[Answer | None] = deque()

        def own() -> Iterator[Piece]:
            for piece in pieces:
                mine = self.shard.has(piece.number)
                passed.append(
                    None if mine else (piece.number, tuple(map(passed_over, piece.parts)))
                )
                if mine:
                    yield piece

        for answer in self.inner(own(), digest):
            while (other := passed.popleft()) is not None:
                yield other
            self.judged += answer[1]
            yield answer
        yield from (each for each in passed if each is not None)

    def receipt(self, report: Report) -> Receipt:
        """The receipt for what was judged; raises ``verify.failed`` where no head was read."""
        head = head_of(report, self.surveys)
        if head is None:
            raise Unreadable("verify.failed", reason="head")
        numbers = (self.shard.number, self.shard.of)
        return Receipt(FORMAT, *head, *numbers, tuple(self.surveys), tuple(self.judged))


def passed_over(part: Part) -> Judged:
    """The answer for a part that another auditor judges."""
    sums = neutral(sealed_of(part.election))
    return Judged(part.name(), part.weights, masks_hash(part.opened), (), (), sums)


@dataclass(slots=True)
class Merging:
    """Judges no proof: what is said of them is what a receipt says."""

    receipts: Sequence[Given]
    arithmetic: Arithmetic = REFERENCE
    surveys: list[str] = field(default_factory=list)

    def execute(self, pieces: Iterable[Piece], digest: str) -> Iterator[Answer]:
        """The answers of the receipts, each from the one whose shard the piece belongs to.

        Raises ``receipt.digest`` where the own survey is not theirs, ``receipt.part`` where what
        they say of a part is not there, is not so, is there twice, or is said by another. Neither
        tells anything of the record: it is not read, then, instead of refused.
        """
        self.surveys.append(digest)
        for given in self.receipts:
            if digest not in given.receipt.surveys:
                raise Unreadable("receipt.digest", given.who)
        said: dict[str, list[tuple[Given, Judged]]] = {}
        for given in self.receipts:
            for judged in given.receipt.judged:
                said.setdefault(judged.part, []).append((given, judged))
        for piece in pieces:
            told = [(said.get(part.name(), []), part) for part in piece.parts]
            yield piece.number, tuple(self._answer(each, part, piece) for each, part in told)

    def _answer(self, said: Sequence[tuple[Given, Judged]], part: Part, piece: Piece) -> Judged:
        """The one thing that is said of a part, by whom it fell to; raises ``receipt.part``."""
        for given, _ in said:
            if not shard_of(given).has(piece.number):
                raise Unreadable("receipt.part", given.who, piece=piece.number)
        if len(said) == 1:
            ((_, judged),) = said
            if fits(judged, part) and seconded(judged, part, self.arithmetic):
                return judged
        whose = next(given for given in self.receipts if shard_of(given).has(piece.number))
        raise Unreadable("receipt.part", whose.who, piece=piece.number)
