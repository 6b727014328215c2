"""Cosignatures (C2SP tlog-cosignature, cosignature/v1), 2-log.md section 6: what a witness signs.

    cosignature/v1                                      the header: no other signature begins so
    time 1679315147                                     when, in seconds since 1970
    astana.example/log                                  then the whole text of the checkpoint
    70000
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

In its line of the note the signature stands behind the moment, eight bytes, big-endian. It says: at
this moment this was the largest head of this log that I have seen, and it continues all before it.
A moment is an argument: nothing here reads a clock.
"""

from __future__ import annotations

from collections.abc import Sequence

from dauys.errors import Refused
from dauys.log.keys import SIGNATURE_BYTES, CosignerKey, CosigningKey
from dauys.log.note import Note, Signature

TIME_BYTES = 8
MAX_TIME = 2**63 - 1


def message(text: str, time: int) -> bytes:
    """The bytes that a witness signs for the text of a checkpoint."""
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def cosign(text: str, key: CosigningKey, time: int) -> Signature:
    """The cosignature of a witness on the text of a checkpoint, at a moment (Unix seconds)."""
    made = time.to_bytes(TIME_BYTES, "big") + key.sign(message(text, time))
    return Signature(key.name, key.verifier.id, made)


def time_of(note: Note, key: CosignerKey) -> int | None:
    """The latest moment at which a witness cosigned a checkpoint; None where it did not.

    Every line that claims to be this witness's must hold: raises `Refused`
    ``witness.cosignature`` naming it. Lines of other keys say nothing and are not looked at.
    """
    times: list[int] = []
    for each in note.signatures:
        if (each.name, each.key_id) != (key.name, key.id):
            continue
        time = int.from_bytes(each.signature[:TIME_BYTES], "big")
        if (
            len(each.signature) != TIME_BYTES + SIGNATURE_BYTES
            or time > MAX_TIME
            or not key.holds(message(note.text, time), each.signature[TIME_BYTES:])
        ):
            raise Refused("witness.cosignature", f"witness:{key.name}")
        times.append(time)
    return max(times, default=None)


def added(note: Note, lines: Sequence[Signature]) -> Note:
    """A note with more signature lines; an older line of the same key gives way to the new one."""
    new = {(each.name, each.key_id) for each in lines}
    kept = tuple(each for each in note.signatures if (each.name, each.key_id) not in new)
    return Note(note.text, (*kept, *lines))
