"""What this process believes of the log: the verifier's own state, moved on entry by entry.

An entry enters the table only if the very steps of `dauys.verification` accept it. Each process of
the site keeps one replica and follows what others have added before it adds anything. One that has
seen what was then rolled back, or refused, is thrown away; from time to time a copy is kept, which
then follows what is in the table since. No replica is ever read from a disk: what the log's key has
signed binds the entries, and nothing would bind what somebody says that follows from them.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from dauys.errors import Refused, Unreadable
from dauys.log import writer
from dauys.log.merkle import EMPTY_ROOT
from dauys.site.record.duplicate import duplicate
from dauys.site.record.models import Entry, Head, Thing
from dauys.verification.objects import Objects
from dauys.verification.report import Report
from dauys.verification.sources import MAX_FILE
from dauys.verification.trusted import Trusted
from dauys.verification.verify import follow

BATCH = 256  # entries that are read at a time
NEAR = 32  # entries that are followed in a few milliseconds
SELDOM = 256  # entries between two replicas that are kept, at least


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


# What this process knows. Nobody touches it but who has TURN; whoever wants the lock of the head in
# the database too takes that first.
TURN = threading.RLock()
_replica: Replica | None = None
_kept: deque[Replica] = deque(maxlen=2)  # as they were at earlier heads, the last one first


def fresh() -> Replica:
    """A replica that has followed nothing yet."""
    table = Table()
    report = Report(time.perf_counter, fail_fast=True)
    trusted = Trusted(report, Objects(table), lambda size: EMPTY_ROOT)
    return Replica(table, trusted)


def current(head: Head) -> Replica:
    """The replica of this process, moved on to a head of the table; for who has `TURN`.

    What was followed after the head is of no use, whether it was refused or rolled back: then one
    that was kept at an earlier head goes on from there, and only without any is all followed anew.
    Raises `Refused` ``log.fork`` where the entries of the table do not give the root of the head.
    """
    global _replica
    for replica in _candidates():
        if replica.state.size > head.size:
            continue
        _replica = None  # whatever happens, a half-moved replica is not used again
        replica.catch_up(head.size)
        if replica.state.size == head.size and replica.root() == bytes(head.root or EMPTY_ROOT):
            _replica = replica
            _keep(replica)
            return replica
    _kept.clear()
    raise Refused("log.fork", "log", size=head.size, signed=head.size)


def _candidates() -> Iterator[Replica]:
    if _replica is not None:
        yield _replica
    for kept in tuple(_kept):
        yield copied(kept)
    yield fresh()


def _keep(replica: Replica) -> None:
    """Keeps a replica as it is now, should what comes be refused; not at every head, for that
    would cost as much as all that came before."""
    size = replica.state.size
    while _kept and _kept[0].state.size > size:  # of a history that was rolled back
        _kept.popleft()
    known = _kept[0].state.size if _kept else 0
    if size - known >= max(SELDOM, known // 8) or not _kept:
        _kept.appendleft(copied(replica))


def copied(replica: Replica) -> Replica:
    """Another replica that believes the same; neither sees what the other follows."""
    table = Table()
    trusted: Trusted = duplicate(replica.trusted)
    trusted.objects = Objects(table)
    return Replica(table, trusted, replica.state)


def near() -> None:
    """Follows what the table holds, before anybody locks its head: so the lock is held for what is
    new alone, even in a process that has followed nothing yet."""
    with TURN:
        head = Head.objects.get(pk=1)
        if _replica is None or head.size - _replica.state.size > NEAR:
            current(head)


def warm() -> bool:
    """Follows a few more entries of the table, for a process that has time; whether that was all.

    It is held to no root here: `current` does that before anything is added.
    """
    global _replica
    with TURN:
        replica, _replica = _replica or fresh(), None
        size = Head.objects.values_list("size", flat=True).get(pk=1)
        replica.catch_up(min(size, replica.state.size + NEAR))
        _replica = replica
        return replica.state.size >= size


def refused() -> None:
    """Throws away the replica that has followed what was refused; earlier ones are kept."""
    global _replica
    _replica = None


def forget() -> None:
    """Throws away all that this process knows of the log."""
    with TURN:
        refused()
        _kept.clear()
