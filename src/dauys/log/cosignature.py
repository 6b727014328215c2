"""Cosignatures (C2SP tlog-cosignature, cosignature/v1), 2-log.md section 6: what a witness signs.

    cosignature/v1                                      the header: no other signature begins so
    time 1679315147                                     when, in seconds since 1970
    astana.example/log                                  then the whole text of the checkpoint
    70000
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

In its line of the note the signature stands behind the moment, eight bytes, big-endian. It says: at
this moment this was the largest head of this log that I have seen, and it continues all before it.
Nobody signs the lines together: whoever copies a checkpoint can add one in any name. So a line that
does not hold counts for nothing and says nothing of the witness. A moment is an argument: nothing
here reads a clock.
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

    Of the lines in its name only those count that hold; of the others see `check_lines`.
    """
    told = (_time(note.text, each, key) for each in _lines(note, key))
    return max((time for time in told if time is not None), default=None)


def check_lines(note: Note, key: CosignerKey) -> None:
    """Every line in the name of a witness holds; raises `Refused` ``witness.cosignature``.

    Not certain: anybody may have written a false one, and so the witness is not to blame.
    """
    if any(_time(note.text, each, key) is None for each in _lines(note, key)):
        raise Refused("witness.cosignature", f"witness:{key.name}", certain=False)


def _lines(note: Note, key: CosignerKey) -> list[Signature]:
    return [each for each in note.signatures if (each.name, each.key_id) == (key.name, key.id)]


def _time(text: str, line: Signature, key: CosignerKey) -> int | None:
    """The moment of a line, if it is this key's cosignature of this text."""
    time, signature = line.signature[:TIME_BYTES], line.signature[TIME_BYTES:]
    moment = int.from_bytes(time, "big")
    if len(line.signature) != TIME_BYTES + SIGNATURE_BYTES or moment > MAX_TIME:
        return None
    return moment if key.holds(message(text, moment), signature) else None


def added(note: Note, lines: Sequence[Signature]) -> Note:
    """A note with more signature lines; an older line of the same key gives way to the new one."""
    new = {(each.name, each.key_id) for each in lines}
    kept = tuple(each for each in note.signatures if (each.name, each.key_id) not in new)
    return Note(note.text, (*kept, *lines))
