"""A receipt: what one auditor found in a shard of a record's ballots, signed with the own key.

Specification: docs/specification/9-verification.md, section 4. Receipts of all shards add up to the
whole: whoever merges them reads the record, does all but the arithmetic of the ballots again, and
takes that from the auditors whose keys are known. Which ballots counted in a shard is told by the
digest of the survey, that everyone makes of the whole record.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from dauys.ballots.arithmetic import neutral
from dauys.errors import Refused
from dauys.log import note as notes
from dauys.log.keys import SigningKey, VerifierKey
from dauys.verification.judging import Execute
from dauys.verification.pieces import Answer, Judged, Part, Piece, fits, masks_hash, sealed_of
from dauys.verification.report import Report
from dauys.wire import hashes, shape

FORMAT = 1
LIMIT = 1 << 30  # bytes
KIND = "dauys/receipt/1"


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
    """A receipt as it travels, and the note that signs its hash."""

    note: str
    receipt: Receipt


def sign(receipt: Receipt, key: SigningKey) -> bytes:
    """The bytes of a signed receipt."""
    note = notes.sign(_text(receipt), [key], accused="receipt")
    return shape.write(Signed(note.write().decode("utf-8"), receipt))


def read(data: bytes, signers: Sequence[VerifierKey], *, accused: str = "receipt") -> Receipt:
    """A receipt that one of these keys signed.

    Raises ``receipt.signature``, ``receipt.signer``, ``json.*`` and ``note.*``.
    """
    signed = shape.read(Signed, data, accused=accused, limit=LIMIT)
    note = notes.parse(signed.note.encode("utf-8"), accused=accused)
    if note.text != _text(signed.receipt):
        raise Refused("receipt.signature", accused)
    try:
        notes.verify(note, signers, accused=accused)
    except Refused as error:
        if error.code != "note.unsigned":
            raise
        raise Refused("receipt.signer", accused) from None
    return signed.receipt


def _text(receipt: Receipt) -> str:
    """The lines that are signed."""
    shard = f"{receipt.shard}/{receipt.of}"
    hashed = hashes.labelled("receipt", shape.write(receipt))
    return "\n".join((KIND, receipt.origin, str(receipt.size), receipt.root, shard, hashed, ""))


def check_whole(receipts: Sequence[tuple[str, Receipt]]) -> None:
    """Receipts, each with its name, speak of one head and survey, and of every shard once.

    Raises ``receipt.checkpoint``, ``receipt.digest``, ``receipt.shards``, ``receipt.overlap`` and
    ``receipt.gap``.
    """
    seen: dict[int, str] = {}
    _, first = receipts[0]
    for who, each in receipts:
        check_head(each, (first.origin, first.size, first.root), who)
        if each.surveys != first.surveys:
            raise Refused("receipt.digest", who)
        if each.format != FORMAT or each.of != first.of or not 1 <= each.shard <= each.of:
            raise Refused("receipt.shards", who, of=first.of)
        if each.shard in seen:
            raise Refused("receipt.overlap", who, shard=each.shard)
        seen[each.shard] = who
    for number in range(1, first.of + 1):
        if number not in seen:
            raise Refused("receipt.gap", "receipt", shard=number, of=first.of)


def check_head(receipt: Receipt, head: tuple[str, int, str], who: str) -> None:
    """A receipt is of this head: origin, size and root; raises ``receipt.checkpoint``."""
    if (receipt.origin, receipt.size, receipt.root) != head:
        raise Refused("receipt.checkpoint", who)


def head_of(report: Report, surveys: Sequence[str]) -> tuple[str, int, str] | None:
    """Origin, size and root of what was read; of an archive, its box, its ballots, its survey.

    None where it could not be read so far.
    """
    if report.log is not None:
        return report.log.origin, report.log.size, report.log.root
    box = next(iter(report.boxes), None)
    return (box.uuid, box.ballots, "".join(surveys)) if box else None


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
        """The receipt for what was judged; raises ``receipt.checkpoint`` where no head was read."""
        head = head_of(report, self.surveys)
        if head is None:
            raise Refused("receipt.checkpoint", "receipt")
        numbers = (self.shard.number, self.shard.of)
        return Receipt(FORMAT, *head, *numbers, tuple(self.surveys), tuple(self.judged))


def passed_over(part: Part) -> Judged:
    """The answer for a part that another auditor judges."""
    sums = neutral(sealed_of(part.election))
    return Judged(part.name(), part.weights, masks_hash(part.opened), (), (), sums)


@dataclass(slots=True)
class Merging:
    """Judges nothing: every answer is that of a receipt."""

    receipts: Sequence[Receipt]
    surveys: list[str] = field(default_factory=list)

    def execute(self, pieces: Iterable[Piece], digest: str) -> Iterator[Answer]:
        """The answers of the receipts, each from the one whose shard the piece belongs to.

        Raises ``receipt.digest`` where the own survey is not theirs, ``receipt.part`` where what
        they say of a part is not there, does not fit it, is there twice, or is said by another.
        """
        self.surveys.append(digest)
        if any(digest not in each.surveys for each in self.receipts):
            raise Refused("receipt.digest", "receipt")
        said: dict[str, list[tuple[Receipt, Judged]]] = {}
        for receipt in self.receipts:
            for judged in receipt.judged:
                said.setdefault(judged.part, []).append((receipt, judged))
        for piece in pieces:
            answers = [_answer(said.get(part.name(), []), part, piece) for part in piece.parts]
            yield piece.number, tuple(answers)


def _answer(said: Sequence[tuple[Receipt, Judged]], part: Part, piece: Piece) -> Judged:
    """The one thing that is said of a part, by whom it fell to; raises ``receipt.part``."""
    if len(said) == 1:
        ((receipt, judged),) = said
        if Shard(receipt.shard, receipt.of).has(piece.number) and fits(judged, part):
            return judged
    raise Refused("receipt.part", "receipt", piece=piece.number)
