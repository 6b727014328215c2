"""Hashes with domain labels (docs/specification/1-wire.md).

A labelled hash is SHA-256 over the label and its parts, each with its length in front, so that no
two lists of parts, and no two uses, can ever hash the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable


def sha256_hex(data: bytes) -> str:
    """SHA-256 in 64 lower-case hexadecimal digits: the name of an object."""
    return hashlib.sha256(data).hexdigest()


def sha256_of_each(documents: Iterable[bytes]) -> bytes:
    """The SHA-256 of each document, 32 bytes each, one after the other."""
    return b"".join(hashlib.sha256(each).digest() for each in documents)


def sha256_base64(data: bytes) -> str:
    """SHA-256 in base64 without padding, 43 characters: a Belenios tracker or fingerprint."""
    return base64.b64encode(hashlib.sha256(data).digest()).decode("ascii").rstrip("=")


def labelled(label: str, *parts: bytes) -> str:
    """The hash of parts for one use: sha256("dauys/1/label" + (8-byte length + bytes)*), in hex."""
    digest = hashlib.sha256(b"dauys/1/" + label.encode("ascii"))
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()
