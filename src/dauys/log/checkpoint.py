"""Checkpoints (C2SP tlog-checkpoint): the signed head of a log, 2-log.md section 4.

    astana.example/log                                  the origin: which log
    70000                                               how many entries
    CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=        the root of their tree

    — astana.example/log Az3grlgtzPIC…                  signed as a note

Dauys names the log's key as its origin. Extension lines of other logs are kept, and mean nothing.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from dataclasses import dataclass

from dauys.errors import Refused
from dauys.log import note
from dauys.log.keys import SigningKey, VerifierKey
from dauys.log.merkle import HASH_BYTES
from dauys.log.tiles import MAX_SIZE

_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")
_ACCUSED = "checkpoint"


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log: its origin, its size in entries, the root of its tree (32 bytes)."""

    origin: str
    size: int
    root: bytes
    extension: tuple[str, ...] = ()

    def text(self) -> str:
        """The text that is signed, with its last newline."""
        encoded = base64.b64encode(self.root).decode("ascii")
        return "".join(
            f"{line}\n" for line in (self.origin, str(self.size), encoded, *self.extension)
        )


def parse(text: str, *, accused: str = _ACCUSED) -> Checkpoint:
    """The checkpoint that the text of a note spells; says nothing about who signed it."""
    lines = text.split("\n")
    if lines.pop() != "" or len(lines) < 3 or "" in lines:
        raise Refused("checkpoint.form", accused, line=min(len(lines), 3))
    origin, size, root, *extension = lines
    if not _SIZE.fullmatch(size) or int(size) > MAX_SIZE:
        raise Refused("checkpoint.form", accused, line=2)
    checkpoint = Checkpoint(origin, int(size), _parse_root(root, accused), tuple(extension))
    if checkpoint.text() != text:
        raise Refused("checkpoint.form", accused, line=3)
    return checkpoint


def peek(data: bytes, *, accused: str = _ACCUSED) -> Checkpoint:
    """The checkpoint of a signed note whose signatures nobody has looked at yet.

    For the one who must first read entry 0 to learn the log's key: to be followed by `read`.
    """
    return parse(note.parse(data, accused=accused).text, accused=accused)


def read(
    data: bytes, key: VerifierKey, *, origin: str | None = None, accused: str = _ACCUSED
) -> Checkpoint:
    """The checkpoint of a note that the log's key signed, for this origin (else the key's name)."""
    parsed = note.parse(data, accused=accused)
    note.verify(parsed, [key], accused=accused)
    checkpoint = parse(parsed.text, accused=accused)
    expected = key.name if origin is None else origin
    if checkpoint.origin != expected:
        raise Refused("checkpoint.origin", accused, expected=expected)
    return checkpoint


def sign(checkpoint: Checkpoint, keys: Sequence[SigningKey]) -> bytes:
    """The bytes of the signed note of a checkpoint."""
    parse(checkpoint.text())  # nothing is signed that could not be read again
    return note.sign(checkpoint.text(), keys, accused=_ACCUSED).write()


def _parse_root(text: str, accused: str) -> bytes:
    try:
        root = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        root = b""
    if len(root) != HASH_BYTES:
        raise Refused("checkpoint.form", accused, line=3)
    return root
