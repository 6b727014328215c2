"""From entries to rows: each app says which kinds it turns into rows of its own.

All that pages show of the record is made here out of entries, in the transaction that adds them;
so a record that was written elsewhere can be taken in (`adopt`), and rows can be made again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from dauys.wire.ids import ObjectRef


@dataclass(frozen=True, slots=True)
class Entered:
    """An entry that has just been added; ``trusted`` is all that the record has established."""

    index: int
    at: str
    kind: str
    body: Any
    objects: dict[str, bytes]

    def object(self, ref: ObjectRef) -> bytes | None:
        """The bytes of an object that the entry names; None where its words were withdrawn."""
        return self.objects.get(ref.sha256)


Projection = Callable[[Entered], None]
_projections: dict[type[Any], list[Projection]] = {}


def register(body: type[Any], projection: Projection) -> None:
    """Has a function called with every entry of this type of body (in ``AppConfig.ready``)."""
    _projections.setdefault(body, []).append(projection)


def project(entered: Entered) -> None:
    """Has the apps write their rows for an entry."""
    for projection in _projections.get(type(entered.body), ()):
        projection(entered)
