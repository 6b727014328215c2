"""Taking in a record that was written elsewhere: by the command line, or before a backup was lost.

Every entry goes through the verifier's steps and the apps' projections, as if it were written now.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from dauys.errors import DauysError, Refused
from dauys.log.merkle import EMPTY_ROOT
from dauys.log.reader import Log
from dauys.log.tiles import WIDTH, bundle_count
from dauys.record.entry import Entry, read_entry
from dauys.site.record import actions, sequencer
from dauys.site.record.models import Head
from dauys.verification.head import open_log
from dauys.verification.objects import Objects, named_in
from dauys.verification.sources import Folder

BATCH = 1000  # entries in a transaction


@dataclass(frozen=True, slots=True)
class Taken:
    """How far the table was, and how far it is now."""

    before: int
    after: int


def adopt(folder: Path) -> Taken:
    """Moves the table on to the signed head of a record in a folder.

    Raises `Refused` ``log.fork`` where the record does not begin with what the table holds, and
    what the verifier refuses an entry for; what was taken in before stays.
    """
    source = Folder(folder)
    log = open_log(source, sequencer.desk().key.verifier.write())
    before = _held(log)
    entries = list(_entries(log, before))
    for start in range(0, len(entries), BATCH):
        batch = entries[start : start + BATCH]
        with transaction.atomic():
            actions.append_entries(
                [(each.at, [each.body]) for each in batch], _objects(source, batch), taken=True
            )
    sequencer.settle()
    return Taken(before, before + len(entries))


def _held(log: Log) -> int:
    """The size of the table, whose root the record must have had at that size."""
    head = Head.objects.get(pk=1)
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
    objects, found = Objects(source), list[bytes]()
    for entry in entries:
        for ref in named_in(entry.body):
            try:
                found.append(objects.read(ref))
            except DauysError as error:
                if error.code != "object.missing":
                    raise
    return found
