"""From entries to rows: each app says which kinds it turns into rows of its own.

All that pages show of the record is made here out of entries, in the transaction that adds them;
so a record that was written elsewhere can be taken in (`adopt`), and rows can be made again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
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


Run = Sequence[Entered]  # entries of one type, one after the other
Projection = Callable[[Entered], None]
RunProjection = Callable[[Run], None]
_projections: dict[type[Any], list[RunProjection]] = {}


def register(body: type[Any], projection: Projection) -> None:
    """Has a function called with every entry of this type of body (in ``AppConfig.ready``)."""

    def each(run: Run) -> None:
        for entered in run:
            projection(entered)

    register_run(body, each)


def register_run(body: type[Any], projection: RunProjection) -> None:
    """As `register`, for kinds that come by the thousand: all entries of a run at once, so that
    their rows take a few queries and not a few for each."""
    _projections.setdefault(body, []).append(projection)


def project(entries: Sequence[Entered]) -> None:
    """Has the apps write their rows for entries, run by run in their order."""
    for body, run in groupby(entries, key=lambda entered: type(entered.body)):
        together = list(run)
        for projection in _projections.get(body, ()):
            projection(together)
