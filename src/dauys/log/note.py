"""Signed notes (C2SP signed-note), 2-log.md section 3.

    text, which may have empty lines
    <empty line>
    — name base64(4 bytes of key id, then the signature over the text)

`parse` takes a note apart and says nothing about its signatures; `verify` holds it to known keys.
Signatures of unknown keys are kept, so that a note can be passed on, and otherwise ignored.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dauys.errors import Refused
from dauys.log.keys import SigningKey, VerifierKey, is_name

MAX_BYTES = 1024 * 1024
MAX_SIGNATURES = 100
_DASH = "— "  # em dash, space


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature line: the name and id of a key, and what it signed with."""

    name: str
    key_id: bytes
    signature: bytes

    def line(self) -> str:
        encoded = base64.b64encode(self.key_id + self.signature).decode("ascii")
        return f"{_DASH}{self.name} {encoded}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text, with its last newline, and the signatures under it, whoever made them."""

    text: str
    signatures: tuple[Signature, ...]

    def write(self) -> bytes:
        """The bytes of the note."""
        return (self.text + "\n" + "".join(each.line() for each in self.signatures)).encode()


def parse(data: bytes, *, accused: str = "note") -> Note:
    """The note that these bytes spell; its text means nothing before `verify`.

    Raises `Refused` with a code ``note.*``.
    """
    if len(data) > MAX_BYTES:
        raise Refused("note.size", accused, limit=MAX_BYTES)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("note.encoding", accused) from None
    _check_characters(text, accused)
    body, separator, signed = text.rpartition("\n\n")
    lines = signed.split("\n")
    if not separator or lines.pop() != "" or not lines:
        raise Refused("note.form", accused)
    if len(lines) > MAX_SIGNATURES:
        raise Refused("note.count", accused, limit=MAX_SIGNATURES)
    return Note(body + "\n", tuple(_parse_line(line, accused) for line in lines))


def verify(
    note: Note, keys: Sequence[VerifierKey], *, accused: str = "note"
) -> tuple[VerifierKey, ...]:
    """The known keys that signed, in the order of ``keys``; raises `Refused` if there is none.

    Every signature that claims to be a known key's must hold: one that fails refuses the note.
    """
    known = {(key.name, key.id): key for key in keys}
    if len(known) != len(keys):
        raise Refused("note.keys", accused)
    message = note.text.encode()
    signed: set[VerifierKey] = set()
    for each in note.signatures:
        key = known.get((each.name, each.key_id))
        if key is not None:
            key.verify(message, each.signature)
            signed.add(key)
    if not signed:
        raise Refused("note.unsigned", accused)
    return tuple(key for key in keys if key in signed)


def sign(text: str, keys: Sequence[SigningKey], *, accused: str = "note") -> Note:
    """The note of a text with a signature by each key."""
    return cosign(Note(text, ()), keys, accused=accused)


def cosign(note: Note, keys: Sequence[SigningKey], *, accused: str = "note") -> Note:
    """A note with the signatures of more keys; a key's older signatures give way to its new one."""
    message = note.text.encode()
    new = tuple(Signature(key.name, key.verifier.id, key.sign(message)) for key in keys)
    replaced = {(each.name, each.key_id) for each in new}
    kept = tuple(each for each in note.signatures if (each.name, each.key_id) not in replaced)
    signed = replace(note, signatures=kept + new)
    if parse(signed.write(), accused=accused) != signed:  # such as a text without a last newline
        raise Refused("note.form", accused)
    return signed


def _check_characters(text: str, accused: str) -> None:
    """No control character but the newline: a note must look on every screen as it is."""
    if any(char < " " and char != "\n" for char in text):
        raise Refused("note.control", accused)


def _parse_line(line: str, accused: str) -> Signature:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    try:
        decoded = base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError):  # ValueError: letters beyond ASCII
        raise Refused("note.form", accused) from None
    signature = Signature(name, decoded[:4], decoded[4:])
    # Written again it must be the same line: one spelling, no stray bits in the last base64 digit.
    if not is_name(name) or not signature.signature or signature.line() != line + "\n":
        raise Refused("note.form", accused)
    return signature
