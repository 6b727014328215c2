"""Taking in a record that was written elsewhere: by the command line, or before a backup was lost.

Every entry goes through the verifier's steps and the apps' projections, as if it were written now.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.db import transaction

from dauys.consultation.course import ProposalModerated, ProposalWithdrawn
from dauys.consultation.wire import ProposalReceived
from dauys.errors import DauysError, Refused
from dauys.log.merkle import EMPTY_ROOT
from dauys.log.reader import Log
from dauys.log.tiles import CHECKPOINT, WIDTH, bundle_count
from dauys.record.entry import Entry, read_entry
from dauys.record.kinds import KIND_OF
from dauys.site.record import actions, sequencer
from dauys.site.record import models as rows
from dauys.site.record.desk import desk
from dauys.verification.head import open_log
from dauys.verification.objects import Objects, named_in
from dauys.verification.sources import Folder
from dauys.wire.ids import ObjectRef

BATCH = 1000  # entries in a transaction
ENDINGS = (ProposalModerated, ProposalWithdrawn)


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
    log = open_log(source, desk().key.verifier.write())
    before = _held(log)
    entries = _entries(log, before)
    while batch := list(islice(entries, BATCH)):
        with transaction.atomic():
            actions.append_entries(
                [(each.at, [each.body]) for each in batch], _objects(source, batch), taken=True
            )
            _withdraw(source, batch)
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


def _withdraw(source: Folder, entries: list[Entry]) -> None:
    """Destroys what an old backup still holds of words that these entries say are withdrawn."""
    ended = {each.body.proposal for each in entries if isinstance(each.body, ENDINGS)}
    received = rows.Entry.objects.filter(kind=KIND_OF[ProposalReceived]) if ended else ()
    for row in received:
        body = read_entry(bytes(row.data), row.index).body
        if body.proposal in ended and _read(source, body.words) is None:
            rows.Thing.objects.filter(pk=body.words.sha256, data__isnull=False).update(
                data=None, withdrawn=actions.now()
            )
