"""Exact bytes that an entry carries: inside it as one string, or as an object when too long."""

from __future__ import annotations

from dauys.wire import hashes
from dauys.wire.ids import ObjectRef, Payload

# Leaves room in an entry of 65,535 bytes for the rest, and for quotation marks that JSON escapes.
INLINE = 24 * 1024  # bytes


def object_ref(data: bytes) -> ObjectRef:
    """The name and the size of an object."""
    return ObjectRef(hashes.sha256_hex(data), len(data))


def carried(data: bytes) -> Payload:
    """How an entry carries a document of ASCII; an `ObjectRef` asks for the object to be stored."""
    if len(data) > INLINE or not data.isascii():
        return object_ref(data)
    return data.decode("ascii")


def object_of(data: bytes) -> list[bytes]:
    """The objects to store beside an entry that carries this document."""
    return [data] if isinstance(carried(data), ObjectRef) else []
