"""Taking in a record that was written elsewhere: by the command line, or before a backup was lost.

Every entry goes through the verifier's steps and the apps' projections, as if it were written now.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.db import transaction

from dauys.consultation.course import HearingModerated, ProposalModerated, ProposalWithdrawn
from dauys.consultation.wire import HearingHeld, ProposalReceived
from dauys.errors import DauysError, Refused
from dauys.log.merkle import EMPTY_ROOT
from dauys.log.reader import Log
from dauys.log.tiles import CHECKPOINT, WIDTH, bundle_count
from dauys.record.entry import Entry, read_entry
from dauys.record.kinds import KIND_OF
from dauys.site.record import actions, sequencer
from dauys.site.record import models as rows
from dauys.site.record.location import location
from dauys.verification.head import open_log
from dauys.verification.objects import Objects, named_in
from dauys.verification.sources import Folder
from dauys.wire.ids import ObjectRef

BATCH = 1000  # entries in a transaction
ENDINGS = tuple(KIND_OF[each] for each in (ProposalModerated, ProposalWithdrawn, HearingModerated))
SPOKEN = (KIND_OF[ProposalReceived], KIND_OF[HearingHeld])


@dataclass(frozen=True, slots=True)
class Taken:
    """How far the table was, and how far it is now."""

    before: int
    after: int


def adopt(folder: Path) -> Taken:
    """Moves the table on to the signed head of a record in a folder.

    Raises `Refused` ``log.fork`` where the record does not begin with what the table holds, and
    what the verifier refuses an entry for; what was taken in before stays. The checkpoint is kept
    with the cosignatures of the witnesses.
    """
    source = Folder(folder)
    log = open_log(source, location().key.verifier.write())
    before = _held(log)
    entries = _entries(log, before)
    while batch := list(islice(entries, BATCH)):
        with transaction.atomic():
            actions.append_entries(
                [(each.at, [each.body]) for each in batch], _objects(source, batch), taken=True
            )
            if rows.Head.objects.get(pk=1).size == log.checkpoint.size:
                _settle(source)
    return Taken(before, sequencer.settle(cosigned=source.read(CHECKPOINT)))


def _held(log: Log) -> int:
    """The size of the table, whose root the record must have had at that size."""
    head = rows.Head.objects.get(pk=1)
    if head.size > log.checkpoint.size:
        raise Refused("log.rollback", "log", size=log.checkpoint.size, signed=head.size)
    root = log.root_at(head.size) if head.size else EMPTY_ROOT
    if head.size and root != bytes(head.root):
        raise Refused("log.fork", "log", size=log.checkpoint.size, signed=head.size)
    return head.size


def _entries(log: Log, start: int) -> Iterator[Entry]:
    for number in range(start // WIDTH, bundle_count(log.checkpoint.size)):
        for index, data in enumerate(log.bundle(number), number * WIDTH):
            if index >= start:
                yield read_entry(data, index)


def _objects(source: Folder, entries: list[Entry]) -> list[bytes]:
    """The objects that entries name, but for those whose words were withdrawn."""
    refs = [ref for entry in entries for ref in named_in(entry.body)]
    found = (_read(source, ref) for ref in refs)
    return [data for data in found if data is not None]


def _read(source: Folder, ref: ObjectRef) -> bytes | None:
    """The bytes of an object; None where it is not there. Whether that may be, `append` says."""
    try:
        return Objects(source).read(ref)
    except DauysError as error:
        if error.code != "object.missing":
            raise
        return None


def _settle(source: Folder) -> None:
    """At the end of a record: no words are missing without an entry that says why, and what an old
    backup still holds of words that were destroyed is destroyed here too."""
    with actions.trusted() as trusted:
        trusted.report.settle()
    ended = {_ended(body) for body in _bodies(ENDINGS)}
    for body in _bodies(SPOKEN) if ended else ():
        whose, words = _words(body)
        if whose in ended and _read(source, words) is None:
            rows.Thing.objects.filter(pk=words.sha256, data__isnull=False).update(
                data=None, withdrawn=actions.now()
            )


def _bodies(kinds: tuple[str, ...]) -> Iterator[Any]:
    """What the entries of some kinds say."""
    for row in rows.Entry.objects.filter(kind__in=kinds).iterator():
        yield read_entry(bytes(row.data), row.index).body


def _ended(body: ProposalModerated | ProposalWithdrawn | HearingModerated) -> str:
    """Whose words an entry says are withdrawn."""
    if isinstance(body, HearingModerated):
        return f"hearing:{body.hearing}"
    return f"proposal:{body.proposal}"


def _words(body: ProposalReceived | HearingHeld) -> tuple[str, ObjectRef]:
    """Whose words an entry brought, and the object that holds them."""
    if isinstance(body, ProposalReceived):
        return f"proposal:{body.proposal}", body.words
    return f"hearing:{body.hearing}", body.minutes
