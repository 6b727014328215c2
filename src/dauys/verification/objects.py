"""Objects of a record: read by their hash, and refused when they are anything else (step 4)."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from dauys.errors import Refused, Unreadable
from dauys.verification.sources import Source
from dauys.wire import hashes
from dauys.wire.ids import ObjectRef

MAX_OBJECT = 256 * 1024 * 1024  # bytes: the roll of a box of three million electors


@dataclass(frozen=True, slots=True)
class Objects:
    """The objects of one source."""

    source: Source

    def read(self, ref: ObjectRef) -> bytes:
        """The bytes of an object; ``object.missing``, ``object.size``, ``object.hash``."""
        who = f"object:{ref.sha256}"
        if not 0 <= ref.size <= MAX_OBJECT:
            raise Refused("object.size", who, size=ref.size)
        try:
            data = self.source.read(f"object/{ref.sha256}", ref.size)
        except Refused:  # longer than the entry says
            raise Refused("object.size", who, size=ref.size, certain=False) from None
        except Unreadable:
            raise Refused("object.missing", who, certain=False) from None
        if len(data) != ref.size:
            raise Refused("object.size", who, size=ref.size, certain=False)
        if hashes.sha256_hex(data) != ref.sha256:
            raise Refused("object.hash", who, certain=False)
        return data


def named_in(document: Any) -> Iterator[ObjectRef]:
    """Every object that a document names, at any depth."""
    if isinstance(document, ObjectRef):
        yield document
    elif dataclasses.is_dataclass(document):
        form: Any = type(document)
        for name in _fields(form):
            yield from named_in(getattr(document, name))
    elif isinstance(document, dict):
        for value in document.values():
            yield from named_in(value)
    elif isinstance(document, tuple):
        for value in document:
            yield from named_in(value)


@cache
def _fields(form: Any) -> tuple[str, ...]:
    """The fields of a document; a record has few forms and many documents."""
    return tuple(field.name for field in dataclasses.fields(form))
