"""What this process believes of the log: the verifier's own state, moved on entry by entry.

An entry enters the table only if the very steps of `dauys.verification` accept it. Each process of
the site keeps one replica and follows what others have added before it adds anything. A replica
that has seen what was then rolled back, or refused, is thrown away and made again.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from dauys.errors import Refused, Unreadable
from dauys.log import writer
from dauys.log.merkle import EMPTY_ROOT
from dauys.site.record.models import Entry, Head, Thing
from dauys.verification.objects import Objects
from dauys.verification.report import Report
from dauys.verification.sources import MAX_FILE
from dauys.verification.trusted import Trusted
from dauys.verification.verify import follow

BATCH = 256  # entries that are read at a time


@dataclass(slots=True)
class Table:
    """The objects of the record, out of the table or about to be put there."""

    pending: dict[str, bytes] = field(default_factory=dict)

    def read(self, path: str, limit: int = MAX_FILE) -> bytes:
        """As `dauys.verification.sources.Source` has it."""
        name = path.removeprefix("object/")
        data = self.pending.get(name)
        if data is None:
            row = Thing.objects.filter(pk=name).values_list("data", flat=True).first()
            if row is None:
                raise Unreadable("source.missing", f"file:{path}")
            data = bytes(row)
        if len(data) > limit:
            raise Refused("source.size", f"file:{path}", limit=limit)
        return data


@dataclass(slots=True)
class Replica:
    """The log as far as this process has followed it."""

    table: Table
    trusted: Trusted
    state: writer.State = writer.EMPTY

    def follow(self, data: bytes) -> None:
        """Puts one entry through the verifier's steps; raises what it is refused for."""
        self.state, _ = writer.append(self.state, [data])
        self.trusted.root_at = self._root_at
        follow(self.trusted, self.state.size - 1, data)

    def _root_at(self, size: int) -> bytes:
        if size != self.state.size:
            raise Refused("log.size", "checkpoint", size=self.state.size)
        return self.root()

    def root(self) -> bytes:
        """The root of the log as far as it has been followed."""
        return self.state.root() if self.state.size else EMPTY_ROOT

    def catch_up(self, size: int) -> None:
        """Follows what stands in the table already, up to a size."""
        self.trusted.report.writing = False
        for start in range(self.state.size, size, BATCH):
            stop = min(size, start + BATCH)
            self.table.pending = _objects(start, stop)
            rows = Entry.objects.filter(index__gte=start, index__lt=stop).order_by("index")
            for data in rows.values_list("data", flat=True):
                self.follow(bytes(data))
        self.table.pending = {}
        self.trusted.report.writing = True


def _objects(start: int, stop: int) -> dict[str, bytes]:
    """The objects that entries of a range brought, but for withdrawn ones."""
    things = Thing.objects.filter(entry__gte=start, entry__lt=stop, data__isnull=False)
    return {name: bytes(data or b"") for name, data in things.values_list("sha256", "data")}


_replica: Replica | None = None  # touched only by who has locked the head in the database


def fresh() -> Replica:
    """A replica that has followed nothing yet."""
    table = Table()
    report = Report(time.perf_counter, fail_fast=True)
    trusted = Trusted(report, Objects(table), lambda size: EMPTY_ROOT)
    return Replica(table, trusted)


def current(head: Head) -> Replica:
    """The replica of this process, moved on to the head of the table, which the caller has locked.

    Raises `Refused` ``log.fork`` where the entries of the table do not give its root.
    """
    global _replica
    for replica in (_replica, fresh()):
        if replica is None or replica.state.size > head.size:
            continue
        _replica = None  # whatever happens, a half-moved replica is not used again
        replica.catch_up(head.size)
        if replica.state.size == head.size and replica.root() == bytes(head.root or EMPTY_ROOT):
            _replica = replica
            return replica
    raise Refused("log.fork", "log", size=head.size, signed=head.size)


def forget() -> None:
    """Throws the replica of this process away."""
    global _replica
    _replica = None
