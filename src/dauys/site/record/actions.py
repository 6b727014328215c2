"""Adding to the record: the verifier's steps, the rows, the projections, one transaction.

with transaction.atomic():
    ...                                   # the action's own rows
    record.actions.append([body], [data]) # refused entries raise, and all is rolled back
# on commit the sequencer signs, and only then does the caller answer (`sequencer`)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.core.cache import caches
from django.db import transaction

from dauys.record.entry import write_entry
from dauys.record.kinds import KIND_OF
from dauys.site.record import replica as replicas
from dauys.site.record import sequencer
from dauys.site.record.location import location
from dauys.site.record.models import Entry, Head, Thing
from dauys.site.record.projections import Entered, project
from dauys.verification.objects import named_in
from dauys.verification.trusted import Trusted
from dauys.wire import hashes, ids


def now() -> str:
    """This moment as entries have it, in UTC and whole seconds."""
    return ids.moment(int(datetime.now(UTC).timestamp()))


def append(bodies: Sequence[Any], objects: Sequence[bytes] = (), *, at: str = "") -> range:
    """Adds events of one moment; gives their indices. Call it inside a transaction.

    The moment is now, and never before that of the last entry. Raises what the verifier refuses an
    event for: then the transaction must be rolled back, as ``atomic`` does.
    """
    return append_entries([(at, [body]) for body in bodies], objects)


Groups = Sequence[tuple[str, Sequence[Any]]]


def append_entries(groups: Groups, objects: Sequence[bytes], *, taken: bool = False) -> range:
    """As `append` for many moments: imports.

    Entries that are ``taken`` out of a record have been signed already (`intake`).
    """
    replicas.near()
    head = Head.objects.select_for_update().get(pk=1)
    first = head.size
    if not taken:
        sequencer.guard(head, location().signed())
    named = {hashes.sha256_hex(data): bytes(data) for data in objects}
    entries, things = _follow(head, groups, named, taken=taken)
    _insert(head, entries, things)
    if first == 0:
        sequencer.check_key(location())
    if not taken:
        size = head.size
        transaction.on_commit(lambda: sequencer.settle(size))
    added = zip(entries, (body for _, bodies in groups for body in bodies), strict=True)
    project(
        [Entered(row.index, row.at, row.kind, body, _named(body, named)) for row, body in added]
    )
    return range(first, head.size)


def _follow(
    head: Head, groups: Groups, named: dict[str, bytes], *, taken: bool
) -> tuple[list[Entry], list[Thing]]:
    """Puts events through the verifier's steps, from the head on, which is moved with them; gives
    their rows and those of their objects."""
    entries: list[Entry] = []
    things: list[Thing] = []
    with replicas.TURN:
        log = replicas.current(head)
        log.table.pending = named
        log.trusted.report.writing = not taken  # a later entry of a record may excuse missing words
        try:
            for at, bodies in groups:
                head.at = max(head.at, at or now())
                for body in bodies:
                    data, kind = write_entry(head.at, body), KIND_OF[type(body)]
                    log.follow(data)
                    index = log.state.size - 1
                    entries.append(Entry(index=index, at=head.at, kind=kind, data=data))
                    things += _things(body, index, named)
        except BaseException:  # an entry that was followed by half must not be believed
            replicas.refused()
            raise
        finally:
            log.table.pending, log.trusted.report.writing = {}, True
        head.size, head.root = log.state.size, log.root()
    return entries, things


def withdraw(names: Sequence[str]) -> None:
    """Destroys the words and salts of objects: their rows now, their files once that is signed.

    The entry that says why must have been appended in the same transaction: without it the record
    would be refused (``object.missing``).
    """
    Thing.objects.filter(pk__in=names).update(data=None, withdrawn=now())
    transaction.on_commit(_settle_and_forget)


def _settle_and_forget() -> None:
    """The entry that says why must be signed before the words are gone from the folder.

    What was kept to save work may hold the words too, under names that nobody asks for any more.
    """
    sequencer.settle()
    sequencer.forget_withdrawn(location())
    caches["pages"].clear()


@contextmanager
def trusted() -> Iterator[Trusted]:
    """All that the record has established until now, for reading while nobody else appends."""
    replicas.near()
    with transaction.atomic():
        head = Head.objects.select_for_update().get(pk=1)
        with replicas.TURN:
            yield replicas.current(head).trusted


def _things(body: Any, index: int, named: dict[str, bytes]) -> list[Thing]:
    """Rows for the objects that an entry brings; one that is there already stays as it is."""
    wanted = {ref.sha256: ref for ref in named_in(body)}
    return [
        Thing(sha256=name, size=ref.size, data=named[name], entry_id=index)
        for name, ref in wanted.items()
        if name in named
    ]


def _insert(head: Head, entries: list[Entry], things: list[Thing]) -> None:
    Entry.objects.bulk_create(entries, batch_size=500)
    Thing.objects.bulk_create(things, batch_size=200, ignore_conflicts=True)
    head.save()


def _named(body: Any, named: dict[str, bytes]) -> dict[str, bytes]:
    found = {ref.sha256 for ref in named_in(body)}
    return {name: named[name] for name in found if name in named}
