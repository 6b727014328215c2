"""A witness of logs (C2SP tlog-witness), 2-log.md section 8: what it asks before it cosigns.

    old 20852014                                        the size that the proof goes on from
    PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=        the consistency proof, a hash a line
    <empty line>
    <the checkpoint, as the log signed it>

`Seen` is all that a witness believes of one log: its key, and the head that it cosigned last.
`add_checkpoint` moves it on or raises; it signs nothing. Whoever keeps a witness stores the new
`Seen` where a crash cannot take it, and only then calls `cosignature.cosign`: a witness that
forgets what it signed can be led into signing two heads. No clock, no file, no network here.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from dauys.errors import Refused
from dauys.log import checkpoint as checkpoints
from dauys.log import note as notes
from dauys.log import proofs
from dauys.log.checkpoint import Checkpoint
from dauys.log.continuity import Contradicted, forked
from dauys.log.keys import VerifierKey
from dauys.log.merkle import EMPTY_ROOT, HASH_BYTES
from dauys.log.note import Note
from dauys.log.proofs import Proof
from dauys.log.tiles import MAX_SIZE

MAX_REQUEST = 256 * 1024  # bytes: 63 hashes, and a checkpoint with some dozens of signatures
MAX_PROOF = 63  # hashes: as many as a tree of 2^63 - 1 entries can need
_OLD = re.compile(rb"old (0|[1-9][0-9]{0,18})")


@dataclass(frozen=True, slots=True)
class Request:
    """What a log asks of a witness: to go on from a size, by a proof, to a signed head."""

    old: int
    proof: Proof
    signed: bytes

    def write(self) -> bytes:
        """The body of an add-checkpoint request."""
        hashes = b"".join(base64.b64encode(each) + b"\n" for each in self.proof)
        return b"old %d\n%s\n%s" % (self.old, hashes, self.signed)


@dataclass(frozen=True, slots=True)
class Seen:
    """A log that a witness watches: its key, and the note of the head that it cosigned last."""

    key: VerifierKey
    signed: bytes = b""  # none yet

    @property
    def head(self) -> Checkpoint | None:
        """The head that was cosigned last; raises ``note.*`` where the memory was altered."""
        return checkpoints.read(self.signed, self.key) if self.signed else None

    @property
    def size(self) -> int:
        """Its size, 0 where there is none."""
        return self.head.size if self.head else 0


State = Mapping[str, Seen]
"""What a witness has seen, by the origin of the log. A log that is not in it is not watched."""


def parse_request(data: bytes) -> Request:
    """The request that these bytes spell; raises `Refused` ``witness.request``, naming the line.

    Its checkpoint is not looked at yet.
    """
    if len(data) > MAX_REQUEST:
        raise Refused("witness.request", "line:1")
    asked, _, signed = data.partition(b"\n\n")
    first, *lines = asked.split(b"\n")
    old = _OLD.fullmatch(first)
    if not old or int(old[1]) > MAX_SIZE:
        raise Refused("witness.request", "line:1")
    if len(lines) > MAX_PROOF:
        raise Refused("witness.request", f"line:{MAX_PROOF + 2}")
    proof = tuple(_parse_hash(line, number) for number, line in enumerate(lines, 2))
    return Request(int(old[1]), proof, signed)


def add_checkpoint(request: Request, state: State) -> Seen:
    """What the witness has seen of this log once it has cosigned the head of a request.

    Raises `Refused`: ``note.*`` and ``checkpoint.*`` for what is no signed checkpoint,
    ``witness.origin`` for a log that is not watched, ``witness.request`` for a head smaller than
    ``old``, ``witness.size`` where ``old`` is not what was cosigned last, ``log.proof``; and
    `Contradicted` ``log.fork`` for another head of the size that was cosigned last.
    """
    note = notes.parse(request.signed, accused="checkpoint")
    shown = checkpoints.parse(note.text)
    seen = state.get(shown.origin)
    if seen is None:
        raise Refused("witness.origin", "log", origin=shown.origin)
    notes.verify(note, [seen.key], accused="checkpoint")
    if request.old > shown.size:
        raise Refused("witness.request", "line:1")
    if request.old != seen.size:
        raise Refused("witness.size", "log", old=request.old, size=seen.size)
    signed = _signed_by_log(note, seen.key)
    _check_goes_on(request, shown, seen, signed)
    return replace(seen, signed=signed)


def _check_goes_on(request: Request, shown: Checkpoint, seen: Seen, signed: bytes) -> None:
    """The head contains the tree that was cosigned last, if there was one."""
    kept = seen.head
    if shown.size == 0 and shown.root != EMPTY_ROOT:
        raise Refused("log.proof", "checkpoint")
    if kept is None or kept.size == 0:
        if request.proof:  # from an empty tree there is nothing to prove
            raise Refused("log.proof", "checkpoint")
    elif kept.size == shown.size and kept.root != shown.root:
        raise Contradicted(forked(kept, shown), seen.signed, signed)
    else:
        proofs.check_consistency(
            kept.size, shown.size, kept.root, shown.root, request.proof, accused="checkpoint"
        )


def _signed_by_log(note: Note, key: VerifierKey) -> bytes:
    """The note with the log's signature alone: what strangers add must not fill the memory."""
    own = tuple(each for each in note.signatures if (each.name, each.key_id) == (key.name, key.id))
    return Note(note.text, own[:1]).write()


def _parse_hash(line: bytes, number: int) -> bytes:
    try:
        decoded = base64.b64decode(line, validate=True)
    except binascii.Error:
        decoded = b""
    if len(decoded) != HASH_BYTES or base64.b64encode(decoded) != line:
        raise Refused("witness.request", f"line:{number}")
    return decoded
